//! Lists of orders going out: those of any list in its order, as rows of a file that comes back in unchanged.
//!
//! The number and the source come first, since by them an import knows the order again; columns are called by the words
//! by which an import knows them. Leave, marks, quota and journal are those of lists of customers.

use super::leaving::leave_for;
use super::{ExportError, Gone, Leave, tell_begin, tell_end};
use crate::cells::{Row, Value};
use crate::formats::out::{Column, ColumnKind, Output, Target, Writing, Written};
use access::exporting as guard;
use access::watermark::Watermark;
use customers::{Act, CustomerError};
use db::Db;
use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use kernel::{Cursor, PageSize};
use orders::listing::{self, Query};
use orders::{Order, OrderError, Status};
use serde_json::json;
use std::collections::HashMap;
use words::Say;

/// Orders read at once.
const BATCH: i64 = 500;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderColumn {
    /// The number that people know it by.
    Number,
    /// From which program or place it came.
    Source,
    /// When it was ordered.
    Date,
    /// Whose it is.
    Name,
    /// In what state it is.
    Status,
    /// What the client owes in all.
    Total,
    /// The currency of its amounts.
    Currency,
    /// Taken off the whole order.
    Discount,
    /// For delivery.
    Delivery,
    /// What came so far.
    Paid,
    /// What was given back.
    Refunded,
    /// Revenue less cost, in the firm's currency.
    Margin,
    /// What else there is to say.
    Note,
}

impl OrderColumn {
    /// All, in the order in which they go out.
    pub const ALL: [OrderColumn; 13] = [
        OrderColumn::Number,
        OrderColumn::Source,
        OrderColumn::Date,
        OrderColumn::Name,
        OrderColumn::Status,
        OrderColumn::Total,
        OrderColumn::Currency,
        OrderColumn::Discount,
        OrderColumn::Delivery,
        OrderColumn::Paid,
        OrderColumn::Refunded,
        OrderColumn::Margin,
        OrderColumn::Note,
    ];

    /// Its word for programs, for ever.
    pub fn slug(self) -> &'static str {
        match self {
            OrderColumn::Number => "order_number",
            OrderColumn::Source => "order_source",
            OrderColumn::Date => "date",
            OrderColumn::Name => "customer_name",
            OrderColumn::Status => "status",
            OrderColumn::Total => "total",
            OrderColumn::Currency => "currency",
            OrderColumn::Discount => "order_discount",
            OrderColumn::Delivery => "delivery",
            OrderColumn::Paid => "paid_sum",
            OrderColumn::Refunded => "refunded",
            OrderColumn::Margin => "margin",
            OrderColumn::Note => "note",
        }
    }

    /// What people read over it: the words by which an import knows it again.
    pub fn label(self, say: &Say) -> String {
        say.t(match self {
            OrderColumn::Number => "transfer-order-place-number",
            OrderColumn::Source => "transfer-order-place-source",
            OrderColumn::Date => "transfer-order-place-date",
            OrderColumn::Name => "transfer-order-place-name",
            OrderColumn::Status => "transfer-order-place-status",
            OrderColumn::Total => "transfer-order-place-total",
            OrderColumn::Currency => "transfer-order-place-currency",
            OrderColumn::Discount => "transfer-order-place-discount",
            OrderColumn::Delivery => "transfer-order-place-delivery",
            OrderColumn::Paid => "transfer-order-paid",
            OrderColumn::Refunded => "transfer-order-place-refunded",
            OrderColumn::Margin => "transfer-order-margin",
            OrderColumn::Note => "transfer-order-place-note",
        })
    }

    fn kind(self) -> ColumnKind {
        match self {
            OrderColumn::Date => ColumnKind::DateTime,
            OrderColumn::Total
            | OrderColumn::Discount
            | OrderColumn::Delivery
            | OrderColumn::Paid
            | OrderColumn::Refunded
            | OrderColumn::Margin => ColumnKind::Money,
            _ => ColumnKind::Text,
        }
    }
}

/// Which orders are to go out, and how.
#[derive(Clone)]
pub struct OrdersWanted {
    /// Which, in which order.
    pub query: Query,
    /// Which columns, in the order in which they go out; the number and the source always do.
    pub columns: Vec<OrderColumn>,
    /// In which format.
    pub target: &'static dyn Target,
}

impl OrdersWanted {
    /// With the columns of these slugs; all of them when there are none.
    pub fn new(query: Query, slugs: &[String], target: &'static dyn Target) -> Self {
        let is_wanted = |column: &OrderColumn| {
            matches!(column, OrderColumn::Number | OrderColumn::Source)
                || slugs.is_empty()
                || slugs.iter().any(|slug| slug == column.slug())
        };
        Self { query, columns: OrderColumn::ALL.into_iter().filter(is_wanted).collect(), target }
    }

    fn described(&self) -> serde_json::Value {
        let query = &self.query;
        json!({
            "filter": query.condition.to_json(),
            "search": query.q.trim(),
            "customer": query.customer,
            "source": query.source,
        })
    }
}

/// Whether the actor may take lists of orders out.
pub(crate) fn may_export(act: &Act) -> bool {
    super::may_export(act) && listing::may_read(act)
}

/// Asks for leave, as for a list of customers.
///
/// # Errors
/// [`ExportError::Refused`]: not allowed, quota over, reason missing; what [`listing::totals`] says.
pub fn ask_leave(db: &Db, act: &Act, wanted: &OrdersWanted, reason: &str) -> Result<Leave, ExportError> {
    let total = db.read(|tx| listing::totals(tx, act, &wanted.query)).map_err(refused)?;
    let asked = guard::Wanted {
        what: format!("orders {}", wanted.described()),
        format: wanted.target.slug().to_owned(),
        n: total.n,
        reason: reason.to_owned(),
    };
    leave_for(db, act, asked)
}

/// Writes every order of a list, once [`ask_leave`] gave leave, and tells the journal who took what and how much.
///
/// # Errors
/// [`CustomerError::Forbidden`]; what keeps the file from being written.
pub fn export(
    db: &Db,
    act: &Act,
    (wanted, mark): (&OrdersWanted, &Watermark),
    say: &Say,
    output: Output,
) -> Result<Written, ExportError> {
    if !may_export(act) {
        return Err(CustomerError::Forbidden.into());
    }
    let id = act.setting.id::<crate::run::RunId>().0;
    let slugs: Vec<&str> = wanted.columns.iter().map(|column| column.slug()).collect();
    let told = json!({
        "format": wanted.target.slug(), "of": "orders", "columns": slugs, "list": wanted.described(),
    });
    tell_begin(db, act, id, told)?;
    let mark = act.actor.user.is_some().then_some(mark);
    let line = mark.map(|mark| mark.line(say)).unwrap_or_default();
    let title = say.t("orders-title");
    let writing = Writing { language: say.lang().to_string(), title, mark: line, scratch: None };
    let heading = |column: &OrderColumn| Column {
        name: if wanted.target.is_for_programs() { column.slug().to_owned() } else { column.label(say) },
        kind: column.kind(),
        meaning: None,
    };
    let mut headings: Vec<Column> = wanted.columns.iter().map(heading).collect();
    // Every row names who took it out, but for programs, which find the sign that is not seen.
    let seen = mark.filter(|_| !wanted.target.is_for_programs()).map(|mark| mark.line(say));
    headings.extend(seen.iter().map(|_| Column::text(&say.t("transfer-export-taken"))));
    let mut gone = Gone { ids: Vec::new(), n_rows: 0, keeps_ids: mark.is_some() };
    let ended =
        wanted.target.begin(output, &headings, &writing).map_err(ExportError::from).and_then(|mut sink| {
            let (mut row, mut place) = (Row::new(), None::<Cursor>);
            loop {
                let page = db.read(|tx| page(tx, act, wanted, place.as_ref())).map_err(refused)?;
                for (order, who) in &page.orders {
                    let filled = Filled { wanted, act, say, mark };
                    filled.fill(&mut row, (order, who.as_ref()), gone.n_rows);
                    seen.iter().for_each(|line| row.push_text(line));
                    sink.row(&row)?;
                    gone.n_rows += 1;
                    gone.ids.extend(who.as_ref().filter(|_| gone.keeps_ids).map(|(id, _)| *id));
                }
                place = page.next;
                if place.is_none() {
                    return Ok(sink.finish()?);
                }
            }
        });
    let end = json!({
        "rows": gone.n_rows, "of": "orders", "is_whole": ended.is_ok(), "format": wanted.target.slug(),
    });
    tell_end(db, act, (id, end), gone)?;
    ended
}

type Who = Option<(kernel::RawId, String)>;

struct Page {
    orders: Vec<(Order, Who)>,
    next: Option<Cursor>,
}

fn page(
    tx: &mut db::Tx<'_>,
    act: &Act,
    wanted: &OrdersWanted,
    place: Option<&Cursor>,
) -> Result<Page, OrderError> {
    let slice = listing::page(tx, act, &wanted.query, (place, PageSize::clamped(BATCH)))?;
    let mut numbers: Vec<i64> = slice.items.iter().map(|order| order.customer_no).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let briefs = customers::listing::briefs(tx, act, &numbers)?;
    let people: HashMap<i64, (kernel::RawId, String)> =
        briefs.into_iter().map(|one| (one.no, (one.id.0, one.name))).collect();
    let orders = slice.items.into_iter().map(|order| {
        let who = people.get(&order.customer_no).cloned();
        (order, who)
    });
    Ok(Page { orders: orders.collect(), next: slice.next })
}

struct Filled<'f> {
    wanted: &'f OrdersWanted,
    act: &'f Act,
    say: &'f Say,
    mark: Option<&'f Watermark>,
}

impl Filled<'_> {
    fn fill(&self, row: &mut Row, (order, who): (&Order, Option<&(kernel::RawId, String)>), at: u64) {
        row.clear();
        let money = |row: &mut Row, money: kernel::Money| {
            let text = money.decimal().to_string();
            match text.parse() {
                Ok(number) => row.push(Value::Number(number), &text),
                Err(_) => row.push_text(&text),
            }
        };
        for column in &self.wanted.columns {
            match column {
                OrderColumn::Number => row.push_text(&order.number),
                OrderColumn::Source => row.push_text(&order.source),
                OrderColumn::Date => self.moment(row, order.ordered_at),
                OrderColumn::Name => {
                    let name = who.map(|(_, name)| name.as_str()).unwrap_or_default();
                    let place = usize::try_from(at).unwrap_or(0);
                    let marked = self.mark.map(|mark| mark.marked(place, name));
                    row.push_text(marked.as_deref().unwrap_or(name));
                }
                OrderColumn::Status => row.push_text(&self.status(order.status)),
                OrderColumn::Total => money(row, order.money(order.total)),
                OrderColumn::Currency => row.push_text(order.currency.code()),
                OrderColumn::Discount => money(row, order.money(order.discount)),
                OrderColumn::Delivery => money(row, order.money(order.delivery)),
                OrderColumn::Paid => money(row, order.money(order.paid)),
                OrderColumn::Refunded => money(row, order.money(order.refunded)),
                OrderColumn::Margin => match order.margin {
                    Some(margin) => money(row, kernel::Money::new(margin, self.act.manner.currency)),
                    None => row.push_empty(),
                },
                OrderColumn::Note => row.push_text(&order.note),
            }
        }
    }

    fn status(&self, status: Status) -> String {
        match self.wanted.target.is_for_programs() {
            true => status.slug().to_owned(),
            false => self.say.t(&format!("orders-status-{}", status.slug())),
        }
    }

    /// To the second, in the firm's zone, in which imports read days too.
    fn moment(&self, row: &mut Row, at: kernel::Millis) {
        let zone = Offset::from_seconds(self.act.manner.utc_offset_secs).map(TimeZone::fixed);
        match (Timestamp::from_second(at.div_euclid(1_000)), zone) {
            (Ok(at), Ok(zone)) => row.push_datetime(at.to_zoned(zone).datetime()),
            _ => row.push_empty(),
        }
    }
}

fn refused(error: OrderError) -> ExportError {
    match error {
        OrderError::Forbidden => CustomerError::Forbidden.into(),
        OrderError::Missing | OrderError::Outdated => CustomerError::Missing.into(),
        OrderError::Invalid(errors) => CustomerError::Invalid(errors).into(),
        OrderError::Db(error) => error.into(),
    }
}

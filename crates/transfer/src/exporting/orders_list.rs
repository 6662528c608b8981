//! Lists of orders going out: those of any list in its order, as rows of a file that comes back in unchanged.
//!
//! The number and the source come first, since by them an import knows the order again; columns are called by the words
//! by which an import knows them. With a column of a line each line is a row, beside what is said of its order. Leave,
//! marks, quota and journal are those of lists of customers.

use super::orders_columns::OrderColumn;
use super::orders_filling::Filled;
use super::{Ending, ExportError, Gone, Heed, Left, tell_begin};
use crate::cells::Row;
use crate::formats::out::{Column, Output, RowSink, Target, Writing, Written};
use access::exporting as guard;
use access::watermark::Watermark;
use customers::{Act, CustomerError};
use db::{Db, Tx};
use kernel::{Cursor, PageSize, RawId};
use orders::listing::{self, Asked, Query};
use orders::{Line, Order, OrderError};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use words::Say;

/// Orders read at once.
const BATCH: i64 = 500;

/// Which orders are to go out, and how.
#[derive(Clone)]
pub struct OrdersWanted {
    /// The list as it was asked for.
    pub asked: Asked,
    /// Which, in which order.
    pub query: Query,
    /// Which columns, in the order in which they go out; the number and the source always do.
    pub columns: Vec<OrderColumn>,
    /// In which format.
    pub target: &'static dyn Target,
}

/// Which columns of orders are wanted.
#[derive(Debug, Clone)]
pub enum OrderColumns {
    /// All of an order, and all of its lines too where that is said.
    Every {
        /// Each line as a row.
        by_lines: bool,
    },
    /// These, by slug.
    These(Vec<String>),
}

impl OrderColumns {
    /// Those of these slugs; all of an order when there are none, with all of its lines when `by_lines` says so.
    ///
    /// # Errors
    /// [`CustomerError::Invalid`] for an unknown slug.
    pub fn named(slugs: Vec<String>, by_lines: bool) -> Result<Self, CustomerError> {
        if let Some(unknown) = slugs.iter().find(|slug| OrderColumn::from_slug(slug).is_none()) {
            let wrong = web::FieldError::new("columns", "transfer-export-unknown-order-column");
            let args = vec![("name", unknown.clone().into())];
            return Err(CustomerError::Invalid(vec![web::FieldError { args, ..wrong }]));
        }
        Ok(match slugs.is_empty() {
            true => OrderColumns::Every { by_lines },
            false => OrderColumns::These(slugs),
        })
    }

    fn has(&self, column: OrderColumn) -> bool {
        column.is_always()
            || match self {
                OrderColumns::Every { by_lines } => *by_lines || !column.is_of_line(),
                OrderColumns::These(slugs) => slugs.iter().any(|slug| slug == column.slug()),
            }
    }
}

impl OrdersWanted {
    /// The list that is asked for, with these columns.
    ///
    /// # Errors
    /// What [`listing::asked`] says.
    pub fn of(
        tx: &mut Tx<'_>,
        act: &Act,
        (asked, columns): (Asked, &OrderColumns),
        target: &'static dyn Target,
    ) -> Result<Self, OrderError> {
        let query = listing::asked(tx, act, &asked)?;
        let columns = OrderColumn::ALL.into_iter().filter(|column| columns.has(*column)).collect();
        Ok(Self { asked, query, columns, target })
    }

    /// Whether each line is a row.
    pub(super) fn is_by_lines(&self) -> bool {
        self.columns.iter().any(|column| column.is_of_line())
    }

    fn described(&self) -> Map<String, Value> {
        let query = &self.query;
        Map::from_iter([
            ("filter".into(), query.condition.to_json()),
            ("search".into(), json!(query.q.trim())),
            ("customer".into(), json!(query.customer)),
            ("source".into(), json!(query.source)),
        ])
    }

    /// What the guard of exports is asked; all orders are counted.
    pub(super) fn asked_of(&self, db: &Db, act: &Act, reason: &str) -> Result<guard::Wanted, ExportError> {
        let n = db.read(|tx| listing::count(tx, act, &self.query))?;
        let mut columns: Vec<&str> = self.columns.iter().map(|column| column.slug()).collect();
        columns.sort_unstable();
        let mut what = self.described();
        what.insert("columns".into(), json!(columns));
        let what = Value::Object(what);
        Ok(guard::Wanted {
            what: format!("orders {what}"),
            format: self.target.slug().to_owned(),
            n,
            reason: reason.to_owned(),
        })
    }
}

/// Whether the actor may take lists of orders out.
pub(crate) fn may_export(act: &Act) -> bool {
    super::may_export(act) && listing::may_read(act)
}

/// Writes every order of a list; heeds whoever watches.
pub(super) fn export_heeding(
    db: &Db,
    act: &Act,
    (wanted, mark): (&OrdersWanted, &Watermark),
    say: &Say,
    (output, heed): (Output, Heed<'_>),
) -> Result<Left, ExportError> {
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
    let writing = Writing {
        language: say.lang().to_string(),
        title: say.t("orders-title"),
        mark: line,
        scratch: None,
    };
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
    let filled = Filled { wanted, act, say, mark, seen };
    let ended = wanted
        .target
        .begin(output, &headings, &writing)
        .map_err(ExportError::from)
        .and_then(|sink| pour(db, &filled, sink, (&mut gone, heed)));
    let end = json!({
        "rows": gone.n_rows, "of": "orders", "is_whole": ended.is_ok(), "format": wanted.target.slug(),
    });
    Ok(Left { ended, ending: Ending { act: act.clone(), id, told: end, gone } })
}

fn pour(
    db: &Db,
    filled: &Filled<'_>,
    mut sink: Box<dyn RowSink>,
    (gone, heed): (&mut Gone, Heed<'_>),
) -> Result<Written, ExportError> {
    let (mut row, mut place, mut n_orders) = (Row::new(), None::<Cursor>, 0);
    loop {
        if !heed(n_orders) {
            return Err(ExportError::Stopped);
        }
        let page = db.read(|tx| page(tx, filled, place.as_ref()))?;
        for one in &page.orders {
            let lines = one.lines.iter().map(Some);
            // An order without lines is a row all the same.
            let alone = one.lines.is_empty().then_some(None);
            for line in lines.chain(alone) {
                filled.fill(&mut row, (one, line), gone.n_rows);
                sink.row(&row)?;
                gone.n_rows += 1;
            }
            gone.ids.extend(one.who.as_ref().filter(|_| gone.keeps_ids).map(|(id, _)| *id));
            n_orders += 1;
        }
        place = page.next;
        if place.is_none() {
            return Ok(sink.finish()?);
        }
    }
}

/// An order with what its rows tell.
pub(super) struct Going {
    pub(super) order: Order,
    /// Whose it is: the card and its name; `None` when it is not seen.
    pub(super) who: Option<(RawId, String)>,
    /// Its lines with codes of products; none where orders alone go out.
    pub(super) lines: Vec<(Line, String)>,
}

struct Page {
    orders: Vec<Going>,
    next: Option<Cursor>,
}

fn page(tx: &mut Tx<'_>, filled: &Filled<'_>, place: Option<&Cursor>) -> Result<Page, OrderError> {
    let Filled { wanted, act, .. } = filled;
    let slice = listing::page(tx, act, &wanted.query, (place, PageSize::clamped(BATCH)))?;
    let mut numbers: Vec<i64> = slice.items.iter().map(|order| order.customer_no).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let briefs = customers::listing::briefs(tx, act, &numbers)?;
    let people: HashMap<i64, (RawId, String)> =
        briefs.into_iter().map(|one| (one.no, (one.id.0, one.name))).collect();
    let mut lines = match wanted.is_by_lines() {
        true => listing::lines_of(tx, act, &slice.items)?,
        false => Vec::new(),
    }
    .into_iter();
    let orders = slice.items.into_iter().map(|order| {
        let who = people.get(&order.customer_no).cloned();
        Going { order, who, lines: lines.next().unwrap_or_default() }
    });
    Ok(Page { orders: orders.collect(), next: slice.next })
}

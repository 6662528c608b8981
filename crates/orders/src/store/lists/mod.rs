//! Lists of orders: a page in an order, and what a list adds up to.

mod sql;

use crate::counting::DayCount;
use crate::order::{Day, Order, Status};
use crate::store::{counts, orders};
use customers::CustomerNo;
use db::{DbError, Tx, Value};
use fields::{KeyTest, Tested};
use kernel::Cursor;
use sql::Sql;

/// Orders counted one by one at most.
const MOST: i64 = 10_000;

/// By what a list is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// When it was ordered.
    Date,
    /// What it brought; orders without a rate are left out.
    Sum,
    /// Its number, as a text.
    Number,
}

impl Sort {
    /// `date`, `sum` or `number`.
    pub fn slug(self) -> &'static str {
        match self {
            Sort::Date => "date",
            Sort::Sum => "sum",
            Sort::Number => "number",
        }
    }

    /// The order of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        [Sort::Date, Sort::Sum, Sort::Number].into_iter().find(|sort| sort.slug() == slug)
    }

    /// The place after an order.
    pub(crate) fn cursor(self, order: &Order) -> Cursor {
        let key = match self {
            Sort::Date => order.ordered_at.to_string(),
            Sort::Sum => order.revenue.unwrap_or(0).to_string(),
            Sort::Number => order.number.clone(),
        };
        Cursor { key, no: order.no }
    }

    fn column(self) -> &'static str {
        match self {
            Sort::Date => "o.ordered_at",
            Sort::Sum => "o.revenue",
            Sort::Number => "o.number",
        }
    }
}

/// Which orders a list asks for.
pub(crate) struct Wanted {
    pub(crate) tested: Tested,
    pub(crate) q: String,
    /// Customers that the search found.
    pub(crate) named: Vec<CustomerNo>,
    pub(crate) customer: Option<CustomerNo>,
    pub(crate) source: Option<String>,
    /// By which field and keys of it seen customers are known; `None` when all are.
    pub(crate) seen: Option<(customers::FieldNo, Vec<String>)>,
    pub(crate) today: Day,
    pub(crate) sort: Sort,
    pub(crate) is_descending: bool,
}

/// What a list adds up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// How many orders; at least so many when not exact.
    pub n: i64,
    /// Whether all were counted.
    pub is_exact: bool,
    /// What they add up to; only when all were counted. Drafts and cancelled orders are among `n` and bring nothing.
    pub sums: Option<DayCount>,
}

/// A page of orders after a cursor, at most `limit`.
pub(crate) fn page(
    tx: &mut Tx<'_>,
    wanted: &Wanted,
    (after, limit): (Option<&Cursor>, usize),
) -> Result<Vec<Order>, DbError> {
    let mut sql = Sql::new(format!("SELECT {} FROM orders o WHERE ", orders::COLUMNS));
    restrict(&mut sql, wanted);
    let (compare, direction) = if wanted.is_descending { ("<", "DESC") } else { (">", "ASC") };
    let column = wanted.sort.column();
    if wanted.sort == Sort::Sum {
        sql.push(" AND o.revenue IS NOT NULL");
    }
    if let Some(cursor) = after {
        sql.push(&format!(" AND ({column}, o.no) {compare} ("));
        match wanted.sort {
            Sort::Number => sql.text(&cursor.key),
            _ => sql.int(cursor.key.parse().unwrap_or(0)),
        };
        sql.push(", ").int(cursor.no).push(")");
    }
    sql.push(&format!(" ORDER BY {column} {direction}, o.no {direction} LIMIT "));
    sql.int(i64::try_from(limit).unwrap_or(i64::MAX));
    tx.rows(&sql.words, &sql.values(), orders::order)
}

/// What all orders of a list add up to.
pub(crate) fn totals(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Totals, DbError> {
    if let Some((status, days)) = plain(wanted) {
        let sums = counts::of_days(tx, status, days)?;
        return Ok(Totals { n: sums.n, is_exact: true, sums: Some(sums) });
    }
    let mut sql = Sql::new(
        "SELECT count(*), CAST(sum(CASE WHEN x.is_counted AND x.revenue IS NULL THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN x.is_counted AND x.revenue IS NOT NULL THEN x.revenue - x.returned ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN x.is_counted THEN coalesce(x.margin, 0) ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN x.is_counted AND x.revenue IS NOT NULL THEN x.returned ELSE 0 END) AS BIGINT) FROM (
         SELECT o.revenue, o.margin, o.returned, o.status IN ('placed', 'done') AS is_counted FROM orders o WHERE ",
    );
    restrict(&mut sql, wanted);
    sql.push(" LIMIT ").int(MOST + 1).push(") x");
    let sums = tx.first(&sql.words, &sql.values(), |row| {
        let n = |at| Ok::<_, DbError>(row.get::<Option<i64>>(at)?.unwrap_or(0));
        Ok(DayCount { n: n(0)?, n_no_rate: n(1)?, revenue: n(2)?, margin: n(3)?, returned: n(4)? })
    })?;
    let sums = sums.unwrap_or_default();
    let is_exact = sums.n <= MOST;
    Ok(Totals { n: sums.n.min(MOST), is_exact, sums: is_exact.then_some(sums) })
}

/// How many orders a list has, however many they are.
pub(crate) fn count(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<i64, DbError> {
    let mut sql = Sql::new("SELECT count(*) FROM orders o WHERE ");
    restrict(&mut sql, wanted);
    tx.number(&sql.words, &sql.values())
}

/// The state and the days that alone decide about a list, if nothing else does.
fn plain(wanted: &Wanted) -> Option<(Option<Status>, (Day, Day))> {
    let is_free = wanted.q.is_empty()
        && wanted.customer.is_none()
        && wanted.source.is_none()
        && wanted.seen.is_none();
    let parts = match &wanted.tested {
        Tested::All(parts) => parts.as_slice(),
        one => std::slice::from_ref(one),
    };
    let (mut status, mut days) = (None, (i64::MIN, i64::MAX));
    for part in parts {
        match part {
            Tested::Field { field, test: KeyTest::AnyOf(keys) }
                if field == "status" && status.is_none() =>
            {
                let [key] = keys.as_slice() else { return None };
                status = Some(Status::from_slug(key)?);
            }
            Tested::Field { field, test: KeyTest::Range { from, to } } if field == "date" => {
                let from = from.as_deref().map_or(Some(i64::MIN), sql::day)?;
                let to = to.as_deref().map_or(Some(i64::MAX), sql::day)?;
                days = (days.0.max(from), days.1.min(to.saturating_sub(1)));
            }
            _ => return None,
        }
    }
    is_free.then_some((status, days))
}

fn restrict(sql: &mut Sql, wanted: &Wanted) {
    sql.tested(&wanted.tested, wanted.today);
    if let Some(customer) = wanted.customer {
        sql.push(" AND o.customer_no = ").int(customer);
    }
    if let Some(source) = &wanted.source {
        sql.push(" AND o.source = ").text(source);
    }
    if !wanted.q.is_empty() {
        sql.push(" AND (o.number >= ").text(&wanted.q);
        sql.push(" AND o.number < ").text(&format!("{}\u{10ffff}", wanted.q));
        if !wanted.named.is_empty() {
            sql.push(" OR o.customer_no IN (").ints(&wanted.named).push(")");
        }
        sql.push(")");
    }
    if let Some((field, seen)) = &wanted.seen {
        sql.push(" AND EXISTS (SELECT 1 FROM traits x WHERE x.field_no = ").int(*field);
        sql.push(" AND x.customer_no = o.customer_no AND x.key IN (").texts(seen).push("))");
    }
}

/// A statement's values while it is put together.
pub(super) enum Owned {
    Int(i64),
    Text(String),
    Id(kernel::RawId),
}

impl Owned {
    fn value(&self) -> Value<'_> {
        match self {
            Owned::Int(n) => Value::Int(*n),
            Owned::Text(text) => Value::Text(text),
            Owned::Id(id) => Value::Id(*id),
        }
    }
}

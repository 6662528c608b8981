//! What each customer bought up to a day, counted where the orders lie: purchase days, the money of those after the first,
//! the days between them; one statement, the same on both databases, which a base spread by customer answers in place.

use db::{DbError, Row, Tx, params};

use super::sums::Sold;

/// What one customer bought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Bought {
    /// Whose.
    pub(crate) customer: i64,
    /// The first and the last day of any order or return, those after the day asked about too.
    pub(crate) span: (i64, i64),
    /// The last day of an order, those after the day asked about too.
    pub(crate) last_of_all: Option<i64>,
    /// Orders and returns: all, up to the day, and the returns among all.
    pub(crate) n: (i64, i64, i64),
    /// Money of orders less returns up to the day, in minor units.
    pub(crate) money: i64,
    /// The first and the last purchase day up to the day.
    pub(crate) purchases: Option<(i64, i64)>,
    /// Purchase days up to the day.
    pub(crate) days: i64,
    /// Money of purchase days after the first, in minor units.
    pub(crate) repeat_money: i64,
    /// Purchase days after the day.
    pub(crate) after: i64,
    /// The days between purchases that the median and the ninth decile lie between; none of fewer than two purchases.
    pub(crate) gaps: [Option<i64>; 4],
}

/// What everybody bought up to a day, ascending by customer.
pub(crate) fn bought(tx: &mut Tx<'_>, sold: &Sold<'_>, until: i64) -> Result<Vec<Bought>, DbError> {
    let [a, b, c, d] = [(5, 2), (5, 3), (9, 2), (9, 3)].map(|(tenths, place)| {
        format!("max(CASE WHEN r.place = (r.n - 2) * {tenths} / 10 + {place} THEN r.gap END)")
    });
    let sql = format!(
        "{with}, ranked AS (SELECT k.*, row_number() OVER (PARTITION BY k.customer_no ORDER BY coalesce(k.gap, -1), k.day) AS \
         place, count(*) OVER (PARTITION BY k.customer_no) AS n FROM placed k WHERE k.day <= $1), \
         bought AS (SELECT r.customer_no, min(r.day) AS first_on, max(r.day) AS last_on, count(*) AS days, \
         CAST(sum(CASE WHEN r.gap IS NULL THEN 0 ELSE r.amount END) AS BIGINT) AS repeat_money, {a} AS a, {b} AS b, {c} AS c, \
         {d} AS d FROM ranked r GROUP BY r.customer_no), \
         later AS (SELECT v.customer_no, count(*) AS days FROM visits v WHERE v.day > $1 GROUP BY v.customer_no), \
         totals AS (SELECT s.customer_no, min(s.day) AS first_on, max(s.day) AS last_on, \
         max(CASE WHEN s.amount >= 0 THEN s.day END) AS bought_on, count(*) AS n, \
         CAST(sum(CASE WHEN s.day <= $1 THEN 1 ELSE 0 END) AS BIGINT) AS used, \
         CAST(sum(CASE WHEN s.amount < 0 THEN 1 ELSE 0 END) AS BIGINT) AS returns, \
         CAST(sum(CASE WHEN s.day <= $1 THEN s.amount ELSE 0 END) AS BIGINT) AS money FROM sold s GROUP BY s.customer_no) \
         SELECT t.customer_no, t.first_on, t.last_on, t.bought_on, t.n, t.used, t.returns, t.money, b.first_on, b.last_on, \
         coalesce(b.days, 0), coalesce(b.repeat_money, 0), coalesce(l.days, 0), b.a, b.b, b.c, b.d FROM totals t \
         LEFT JOIN bought b ON b.customer_no = t.customer_no LEFT JOIN later l ON l.customer_no = t.customer_no \
         ORDER BY t.customer_no",
        with = with(sold),
    );
    tx.rows(&sql, params![until], one)
}

/// How often so many days lay between two purchases up to a day, ascending by days.
pub(crate) fn gaps(tx: &mut Tx<'_>, sold: &Sold<'_>, until: i64) -> Result<Vec<(i64, i64)>, DbError> {
    let sql = format!(
        "{} SELECT k.gap, count(*) FROM placed k WHERE k.day <= $1 AND k.gap IS NOT NULL GROUP BY k.gap ORDER BY k.gap",
        with(sold)
    );
    tx.rows(&sql, params![until], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Orders and returns, purchase days, and each with the days since the one before.
fn with(sold: &Sold<'_>) -> String {
    format!(
        "WITH sold AS ({}), visits AS (SELECT s.customer_no, s.day, CAST(sum(s.amount) AS BIGINT) AS amount FROM sold s \
         WHERE s.amount >= 0 GROUP BY s.customer_no, s.day), \
         placed AS (SELECT v.*, v.day - lag(v.day) OVER (PARTITION BY v.customer_no ORDER BY v.day) AS gap FROM visits v)",
        sold.rows()
    )
}

fn one(row: &Row<'_>) -> Result<Bought, DbError> {
    let (first, last): (Option<i64>, Option<i64>) = (row.get(8)?, row.get(9)?);
    Ok(Bought {
        customer: row.get(0)?,
        span: (row.get(1)?, row.get(2)?),
        last_of_all: row.get(3)?,
        n: (row.get(4)?, row.get(5)?, row.get(6)?),
        money: row.get(7)?,
        purchases: first.zip(last),
        days: row.get(10)?,
        repeat_money: row.get(11)?,
        after: row.get(12)?,
        gaps: [row.get(13)?, row.get(14)?, row.get(15)?, row.get(16)?],
    })
}

//! The heavy sums over orders and returns, made where the rows lie: one statement that groups them, the same on both
//! databases, so that a base on other machines sends groups and no orders.

use customers::HappeningTable;
use db::{DbError, Row, Tx, params};
use kernel::DAY_MS;

use crate::base::Grain;

/// Days that are added before a division, so that days before 1970 are rounded down too.
const AHEAD: i64 = 1_000_000;

/// A group of orders, or of returns, with what it adds up to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// Whose; 0 where groups are of days.
    pub(crate) customer: i64,
    /// The last day in it.
    pub(crate) last: i64,
    /// The first day in it.
    pub(crate) first: i64,
    /// Money in minor units; below zero for returns.
    pub(crate) amount: i64,
    /// Margin in minor units, of the orders of which it is known.
    pub(crate) margin: i64,
    /// Of how many orders it is.
    pub(crate) known: i64,
    /// How many orders or returns.
    pub(crate) n: i64,
    /// The source or the team, where groups are of days.
    pub(crate) word: Option<String>,
}

/// Which orders, lines of them and returns there are, and where the firm's days begin.
pub(crate) struct Sold<'s> {
    /// The table of orders.
    pub(crate) orders: &'s dyn HappeningTable,
    /// The table of returns.
    pub(crate) returns: &'s dyn HappeningTable,
    /// The table of lines of orders.
    pub(crate) lines: &'s dyn HappeningTable,
    /// How far the firm's clocks are ahead of UTC.
    pub(crate) offset_ms: i64,
}

impl Sold<'_> {
    /// The rows in which a word stands: lines for what was bought, orders for all else.
    fn of(&self, word: Option<&str>) -> String {
        match word {
            Some("product" | "category") => self.of_lines(),
            _ => self.rows(),
        }
    }

    /// A row for each line of an order, as analyses read them.
    fn of_lines(&self) -> String {
        format!(
            "SELECT l.customer_no, l.bought_on AS day, l.sum AS amount, coalesce(l.margin, 0) AS margin, \
             CASE WHEN l.margin IS NULL THEN 0 ELSE 1 END AS known, l.product, \
             l.category FROM ({}) l WHERE l.sum IS NOT NULL AND l.bought_on IS NOT NULL",
            self.lines.rows(),
        )
    }

    /// A row for each order and each return, as analyses read them.
    pub(super) fn rows(&self) -> String {
        let ahead = AHEAD * DAY_MS + self.offset_ms;
        format!(
            "SELECT h.customer_no, (h.at + {ahead}) / {DAY_MS} - {AHEAD} AS day, h.sum + coalesce(h.returned, 0) AS amount, \
             coalesce(h.margin, 0) AS margin, CASE WHEN h.margin IS NULL THEN 0 ELSE 1 END AS known, h.source, h.team FROM ({}) h WHERE h.sum IS NOT NULL AND h.at IS NOT NULL \
             UNION ALL SELECT r.customer_no, r.returned_on, -abs(r.sum), CAST(0 AS BIGINT), 1, NULL, NULL FROM ({}) r \
             WHERE r.sum IS NOT NULL AND r.sum <> 0 AND r.returned_on IS NOT NULL",
            self.orders.rows(),
            self.returns.rows(),
        )
    }
}

/// Every group of a grain, by customer or day.
pub(crate) fn groups(tx: &mut Tx<'_>, sold: &Sold<'_>, grain: &Grain) -> Result<Vec<Group>, DbError> {
    let rows = sold.of(grain.word());
    let sums = "CAST(sum(u.amount) AS BIGINT), CAST(sum(u.margin) AS BIGINT), count(*), CAST(sum(u.known) AS BIGINT)";
    // Orders and returns of one customer stay apart: only the former are purchases.
    let sign = "CASE WHEN u.amount >= 0 THEN 1 ELSE 0 END";
    let of_customers = |rows: &str, more: &str| {
        format!(
            "SELECT u.customer_no, max(u.day), min(u.day), {sums}, NULL FROM ({rows}) u \
             GROUP BY u.customer_no, {sign}{more} ORDER BY u.customer_no, max(u.day), {sign}"
        )
    };
    let sql = match grain {
        Grain::Customers | Grain::Rhythm(_) | Grain::Lives(_) => of_customers(&rows, ""),
        Grain::Weeks => of_customers(&rows, &format!(", (u.day + 3 + {}) / 7", 7 * AHEAD)),
        Grain::Months => of_customers(&with_months(&rows), ", u.month"),
        Grain::Looks { as_of, back } => {
            let as_of = match as_of {
                Some(day) => i64::from(*day),
                None => last_day(tx, &rows)? + 1,
            };
            let since = as_of - i64::from(*back);
            let at = format!(", CASE WHEN u.day < {since} THEN 0 WHEN u.day < {as_of} THEN 1 ELSE 2 END");
            of_customers(&rows, &at)
        }
        // Payments are added up by themselves.
        Grain::Payments => return Ok(Vec::new()),
        Grain::Days { .. } | Grain::Words(_) => {
            let word = grain.word().map(|word| format!("u.{word}"));
            let grouped = word.as_ref().map(|word| format!(", {word}")).unwrap_or_default();
            let word = word.unwrap_or_else(|| "NULL".to_owned());
            format!(
                "SELECT CAST(0 AS BIGINT), u.day, u.day, {sums}, {word} FROM ({rows}) u \
                 GROUP BY u.day, {sign}{grouped} ORDER BY u.day, {sign}{grouped}"
            )
        }
    };
    tx.rows(&sql, &[], group)
}

/// How many customers bought from a day to a day.
pub(crate) fn n_buyers(
    tx: &mut Tx<'_>,
    (sold, word): (&Sold<'_>, Option<&str>),
    (from, until): (i64, i64),
) -> Result<i64, DbError> {
    let sql = format!(
        "SELECT count(DISTINCT u.customer_no) FROM ({}) u WHERE u.amount >= 0 AND u.day BETWEEN $1 AND $2",
        sold.of(word)
    );
    tx.number(&sql, params![from, until])
}

/// The last day of any row; 0 without rows.
fn last_day(tx: &mut Tx<'_>, rows: &str) -> Result<i64, DbError> {
    tx.number(&format!("SELECT coalesce(max(u.day), 0) FROM ({rows}) u"), &[])
}

fn group(row: &Row<'_>) -> Result<Group, DbError> {
    Ok(Group {
        customer: row.get(0)?,
        last: row.get(1)?,
        first: row.get(2)?,
        amount: row.get(3)?,
        margin: row.get(4)?,
        n: row.get(5)?,
        known: row.get(6)?,
        word: row.get(7)?,
    })
}

/// The same rows with the month each day lies in, counted from March of year 0 (the reckoning of [`crate::calendar`]
/// in SQL, for neither database knows the other's words for it).
fn with_months(rows: &str) -> String {
    let era = "146097";
    let of_era = format!(
        "SELECT a.*, (a.day + 719468) / {era} AS era, (a.day + 719468) - (a.day + 719468) / {era} * {era} AS doe FROM ({rows}) a"
    );
    let years = format!(
        "SELECT b.*, (b.doe - b.doe / 1460 + b.doe / 36524 - b.doe / 146096) / 365 AS yoe FROM ({of_era}) b"
    );
    let days =
        format!("SELECT c.*, c.doe - (365 * c.yoe + c.yoe / 4 - c.yoe / 100) AS doy FROM ({years}) c");
    format!("SELECT d.*, (d.yoe + d.era * 400) * 12 + (5 * d.doy + 2) / 153 AS month FROM ({days}) d")
}

//! Payments added up by customer and by how late they are, where they lie.

use customers::HappeningTable;
use db::{DbError, Tx, params};

/// Payments of one customer that are alike in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Late {
    /// Whose.
    pub(crate) customer: i64,
    /// Whether they are still waited for.
    pub(crate) is_open: bool,
    /// Days after the day on which each was due, all together; those before it count as none.
    pub(crate) days: i64,
    /// Money in minor units.
    pub(crate) amount: i64,
    /// How many there are.
    pub(crate) n: i64,
}

/// Payments with a day on which they were due, apart where they came up to that day, within a week of it, within thirty
/// days or later; ascending by customer.
pub(crate) fn late(
    tx: &mut Tx<'_>,
    payments: &dyn HappeningTable,
    today: i64,
) -> Result<Vec<Late>, DbError> {
    let late = "CASE WHEN l.days <= 0 THEN 0 WHEN l.days <= 7 THEN 1 WHEN l.days <= 30 THEN 2 ELSE 3 END";
    let sql = format!(
        "SELECT l.customer_no, l.is_open, CAST(sum(CASE WHEN l.days > 0 THEN l.days ELSE 0 END) AS BIGINT), \
         CAST(sum(l.sum) AS BIGINT), count(*) FROM (SELECT p.customer_no, p.sum, \
         CAST(CASE WHEN p.paid_on IS NULL THEN 1 ELSE 0 END AS BIGINT) AS is_open, \
         coalesce(p.paid_on, CAST($1 AS BIGINT)) - p.due_on AS days FROM ({}) p \
         WHERE p.due_on IS NOT NULL AND p.sum IS NOT NULL) l \
         GROUP BY l.customer_no, l.is_open, {late} ORDER BY l.customer_no, l.is_open, {late}",
        payments.rows()
    );
    tx.rows(&sql, params![today], |row| {
        Ok(Late {
            customer: row.get(0)?,
            is_open: row.get::<i64>(1)? == 1,
            days: row.get(2)?,
            amount: row.get(3)?,
            n: row.get(4)?,
        })
    })
}

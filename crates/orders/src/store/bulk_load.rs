//! Very many orders at once into an empty base: rows first, indexes after.

use super::orders::{NAMES, values};
use crate::order::Order;
use db::{DbError, Tx};

/// The indexes of orders and lines that are built after the rows; names and what follows `CREATE`.
const INDEXES: [(&str, &str); 9] = [
    ("orders_by_number", "UNIQUE INDEX orders_by_number ON orders (number, source)"),
    ("orders_by_customer", "INDEX orders_by_customer ON orders (customer_no, ordered_at, no)"),
    ("orders_by_date", "INDEX orders_by_date ON orders (ordered_at, no)"),
    ("orders_by_status", "INDEX orders_by_status ON orders (status, ordered_at, no)"),
    ("orders_by_revenue", "INDEX orders_by_revenue ON orders (revenue, no)"),
    (
        "orders_by_responsible",
        "INDEX orders_by_responsible ON orders (responsible, ordered_at, no) WHERE responsible IS NOT NULL",
    ),
    (
        "orders_without_rate",
        "INDEX orders_without_rate ON orders (currency, ordered_on) WHERE revenue IS NULL",
    ),
    ("orders_due", "INDEX orders_due ON orders (due_on, no) WHERE due_on IS NOT NULL"),
    ("order_lines_by_card", "INDEX order_lines_by_card ON order_lines (customer_no, order_no, place)"),
];

/// Takes the indexes away.
pub(crate) fn without_indexes(tx: &mut Tx<'_>) -> Result<(), DbError> {
    INDEXES.iter().try_for_each(|(name, _)| tx.batch(&format!("DROP INDEX {name}")))
}

/// Builds the index of this place; `false` when there is none.
pub(crate) fn build_index(tx: &mut Tx<'_>, at: usize) -> Result<bool, DbError> {
    let Some((_, index)) = INDEXES.get(at) else { return Ok(false) };
    tx.batch(&format!("CREATE {index}"))?;
    Ok(true)
}

/// Adds orders that say nothing of where they came from.
pub(crate) fn insert(tx: &mut Tx<'_>, orders: &[Order]) -> Result<(), DbError> {
    tx.insert_many("orders", NAMES, orders.iter().map(|order| values(order, ""))).map(drop)
}

/// Counts all days and all customers anew by one statement each.
pub(crate) fn count_all(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.batch(
        "DELETE FROM order_days; DELETE FROM customer_orders;
         INSERT INTO order_days (ordered_on, status, n, n_no_rate, revenue, margin, returned)
         SELECT ordered_on, status, count(*), CAST(sum(CASE WHEN revenue IS NULL THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(coalesce(revenue - returned, 0)) AS BIGINT), CAST(sum(coalesce(margin, 0)) AS BIGINT),
         CAST(sum(returned) AS BIGINT) FROM orders GROUP BY ordered_on, status;
         INSERT INTO customer_orders (customer_no, n, revenue, margin, n_margin, returned, n_returned, n_cancelled,
         n_no_rate, first_on, last_on)
         SELECT customer_no, count(*), CAST(sum(revenue - returned) AS BIGINT), CAST(sum(coalesce(margin, 0)) AS BIGINT),
         count(margin), CAST(sum(returned) AS BIGINT), CAST(sum(CASE WHEN refunded > 0 THEN 1 ELSE 0 END) AS BIGINT),
         0, 0, min(ordered_on), max(ordered_on) FROM orders
         WHERE status IN ('placed', 'done') AND revenue IS NOT NULL GROUP BY customer_no",
    )
}

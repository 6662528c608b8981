//! All SQL of the demo.

use db::{DbError, Tx};

/// Whether there is any card.
pub(crate) fn has_customers(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM (SELECT 1 FROM customers LIMIT 1) one", &[])? > 0)
}

/// Marks every card there is as one of the demo.
pub(crate) fn mark_all(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("INSERT INTO demo_customers (customer_no) SELECT no FROM customers", &[]).map(drop)
}

/// The marked cards, by number.
pub(crate) fn marked(tx: &mut Tx<'_>) -> Result<Vec<i64>, DbError> {
    tx.rows("SELECT customer_no FROM demo_customers ORDER BY customer_no", &[], |row| row.get(0))
}

/// Takes the marks away.
pub(crate) fn unmark_all(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("DELETE FROM demo_customers", &[]).map(drop)
}

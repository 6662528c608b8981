//! Reading the rows of a table of happenings by the one `SELECT` it gives.

use customers::{CustomerNo, HappeningTable};
use db::{DbError, Tx, Value};

use crate::base::gathering::{Gathered, Reckoning};

/// Customers whose rows are asked for by one statement.
const CHUNK: usize = 500;

/// All rows of a table.
pub(crate) fn all(
    tx: &mut Tx<'_>,
    table: &dyn HappeningTable,
    reckoning: &Reckoning,
) -> Result<Gathered, DbError> {
    let mut rows = Gathered::new(table.columns());
    tx.each(&select(table, |_| true), &[], |row| rows.take(row, reckoning).map(|()| true))?;
    Ok(rows)
}

/// All rows of a table with these columns of it only.
pub(crate) fn some(
    tx: &mut Tx<'_>,
    table: &dyn HappeningTable,
    (columns, reckoning): (&[&str], &Reckoning),
) -> Result<Gathered, DbError> {
    let is_wanted = |slug: &str| columns.contains(&slug);
    let mut rows = Gathered::new(table.columns().iter().filter(|column| is_wanted(column.slug)));
    tx.each(&select(table, is_wanted), &[], |row| rows.take(row, reckoning).map(|()| true))?;
    Ok(rows)
}

/// Whether a table has any row.
pub(crate) fn has_any(tx: &mut Tx<'_>, table: &dyn HappeningTable) -> Result<bool, DbError> {
    let sql = format!("SELECT h.no FROM ({}) h LIMIT 1", table.rows());
    Ok(tx.first(&sql, &[], |row| row.get::<i64>(0))?.is_some())
}

/// The rows of these customers.
pub(crate) fn of_customers(
    tx: &mut Tx<'_>,
    table: &dyn HappeningTable,
    (customers, reckoning): (&[CustomerNo], &Reckoning),
) -> Result<Gathered, DbError> {
    let mut rows = Gathered::new(table.columns());
    for chunk in customers.chunks(CHUNK) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let sql = format!("{} WHERE h.customer_no IN ({marks})", select(table, |_| true));
        let numbers: Vec<Value<'_>> = chunk.iter().map(|no| Value::Int(*no)).collect();
        tx.each(&sql, &numbers, |row| rows.take(row, reckoning).map(|()| true))?;
    }
    Ok(rows)
}

fn select(table: &dyn HappeningTable, is_wanted: impl Fn(&str) -> bool) -> String {
    let columns = table.columns().iter().filter(|column| is_wanted(column.slug));
    let columns: Vec<String> = columns.map(|column| format!(", h.{}", column.slug)).collect();
    format!("SELECT h.customer_no{} FROM ({}) h", columns.concat(), table.rows())
}

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
    tx.each(&select(table), &[], |row| rows.take(row, reckoning).map(|()| true))?;
    Ok(rows)
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
        let sql = format!("{} WHERE h.customer_no IN ({marks})", select(table));
        let numbers: Vec<Value<'_>> = chunk.iter().map(|no| Value::Int(*no)).collect();
        tx.each(&sql, &numbers, |row| rows.take(row, reckoning).map(|()| true))?;
    }
    Ok(rows)
}

fn select(table: &dyn HappeningTable) -> String {
    let columns: Vec<String> =
        table.columns().iter().map(|column| format!(", h.{}", column.slug)).collect();
    format!("SELECT h.customer_no{} FROM ({}) h", columns.concat(), table.rows())
}

//! Reading the rows of a table: all of them in ranges, or those of given customers.

use crate::rows::Gathered;
use customers::{CustomerNo, HappeningTable, Holds};
use db::{DbError, Tx, Value};
use std::collections::HashMap;

/// Customers whose rows are asked for by one statement.
const CHUNK: usize = 500;

/// The first and the last number of a table's rows; `None` when it is empty.
pub(crate) fn span(tx: &mut Tx<'_>, table: &dyn HappeningTable) -> Result<Option<(i64, i64)>, DbError> {
    let sql = format!("SELECT min(h.no), max(h.no) FROM ({}) h", table.rows());
    let span = tx.first(&sql, &[], |row| Ok((row.get::<Option<i64>>(0)?, row.get::<Option<i64>>(1)?)))?;
    Ok(span.and_then(|(first, last)| first.zip(last)))
}

/// The rows numbered from the first to the last, both included.
pub(crate) fn numbered(
    tx: &mut Tx<'_>,
    table: &dyn HappeningTable,
    (first, last): (i64, i64),
) -> Result<Gathered, DbError> {
    let mut rows = Gathered::of(table.columns());
    let sql = format!("{} WHERE h.no >= $1 AND h.no <= $2", select(table));
    tx.each(&sql, &[Value::Int(first), Value::Int(last)], |row| {
        rows.take(row, |no| u32::try_from(no).ok())?;
        Ok(true)
    })?;
    Ok(rows)
}

/// The rows of these customers, who are then called by their places.
pub(crate) fn of_customers(
    tx: &mut Tx<'_>,
    table: &dyn HappeningTable,
    customers: &[u32],
) -> Result<Gathered, DbError> {
    let mut rows = Gathered::of(table.columns());
    let places: HashMap<i64, u32> = customers.iter().map(|no| i64::from(*no)).zip(0..).collect();
    for chunk in customers.chunks(CHUNK) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let sql = format!("{} WHERE h.customer_no IN ({marks})", select(table));
        let numbers: Vec<Value<'_>> = chunk.iter().map(|no| Value::Int(i64::from(*no))).collect();
        tx.each(&sql, &numbers, |row| {
            rows.take(row, |no: CustomerNo| places.get(&no).copied())?;
            Ok(true)
        })?;
    }
    Ok(rows)
}

fn select(table: &dyn HappeningTable) -> String {
    let columns: Vec<String> =
        table.columns().iter().map(|column| format!(", h.{}", column.slug)).collect();
    format!("SELECT h.customer_no{} FROM ({}) h", columns.concat(), table.rows())
}

/// Every text that a column of texts may hold.
pub(crate) fn words(tx: &mut Tx<'_>, column: &customers::HappeningColumn) -> Result<Vec<String>, DbError> {
    match column.holds {
        Holds::Word(sql) => {
            let words = tx.rows(sql, &[], |row| row.get::<Option<String>>(0))?;
            Ok(words.into_iter().flatten().collect())
        }
        _ => Ok((column.settings)().options.into_iter().map(|option| option.slug).collect()),
    }
}

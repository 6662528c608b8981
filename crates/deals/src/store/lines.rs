//! What is sold by deals.

use crate::deal::Line;
use db::{DbError, Tx, Value, params};
use kernel::RawId;

/// The lines of a deal in their places.
pub(crate) fn of(tx: &mut Tx<'_>, deal_no: i64) -> Result<Vec<Line>, DbError> {
    let sql = "SELECT name, quantity, price, product_id FROM deal_lines WHERE deal_no = $1 ORDER BY place";
    tx.rows(sql, params![deal_no], |row| {
        Ok(Line { name: row.get(0)?, quantity: row.get(1)?, price: row.get(2)?, product: row.get(3)? })
    })
}

/// Puts these lines in the place of those that were there.
pub(crate) fn put(tx: &mut Tx<'_>, deal_no: i64, lines: &[Line]) -> Result<(), DbError> {
    tx.execute("DELETE FROM deal_lines WHERE deal_no = $1", params![deal_no])?;
    for (place, line) in (1_i64..).zip(lines) {
        tx.execute(
            "INSERT INTO deal_lines (deal_no, place, name, quantity, price, product_id) VALUES ($1, $2, $3, $4, $5, $6)",
            params![deal_no, place, &line.name, line.quantity, line.price, line.product],
        )?;
    }
    Ok(())
}

/// Which of these things of the catalogue lines name, each once.
pub(crate) fn named(tx: &mut Tx<'_>, ids: &[RawId]) -> Result<Vec<RawId>, DbError> {
    let mut found = Vec::new();
    for chunk in ids.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|id| Value::Id(*id)).collect();
        let sql = format!("SELECT DISTINCT product_id FROM deal_lines WHERE product_id IN ({marks})");
        found.extend(tx.rows(&sql, &values, |row| row.get::<RawId>(0))?);
    }
    Ok(found)
}

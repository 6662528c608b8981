//! Control records.

use db::{DbError, Tx, Value, params};
use kernel::{Millis, RawId};

pub(crate) fn insert(
    tx: &mut Tx<'_>,
    customer: RawId,
    (by, at): (Option<RawId>, Millis),
) -> Result<(), DbError> {
    let sql = "INSERT INTO canaries (customer_id, planted_by, planted_at) VALUES ($1, $2, $3)";
    tx.execute(sql, params![customer, by, at]).map(drop)
}

pub(crate) fn remove(tx: &mut Tx<'_>, customer: RawId) -> Result<bool, DbError> {
    Ok(tx.execute("DELETE FROM canaries WHERE customer_id = $1", params![customer])? > 0)
}

pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<RawId>, DbError> {
    tx.rows("SELECT customer_id FROM canaries ORDER BY planted_at DESC, customer_id", &[], |row| row.get(0))
}

pub(crate) fn planter(tx: &mut Tx<'_>, customer: RawId) -> Result<Option<RawId>, DbError> {
    let sql = "SELECT planted_by FROM canaries WHERE customer_id = $1";
    Ok(tx.first(sql, params![customer], |row| row.get::<Option<RawId>>(0))?.flatten())
}

/// Those of the customers that are control records.
pub(crate) fn are_among(tx: &mut Tx<'_>, customers: &[RawId]) -> Result<Vec<RawId>, DbError> {
    let mut found = Vec::new();
    for chunk in customers.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<Value<'_>> = chunk.iter().map(|id| Value::Id(*id)).collect();
        let sql = format!("SELECT customer_id FROM canaries WHERE customer_id IN ({marks})");
        found.extend(tx.rows(&sql, &values, |row| row.get::<RawId>(0))?);
    }
    Ok(found)
}

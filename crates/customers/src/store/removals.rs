//! The table of customers whom somebody wants removed for good.

use crate::customer::CustomerId;
use crate::removal_request::RemovalRequest;
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};

const COLUMNS: &str = "customer_id, asked_by, asked_at, reason, is_erasure";

fn request(row: &Row<'_>) -> Result<RemovalRequest, DbError> {
    Ok(RemovalRequest {
        customer: row.id(0)?,
        name: String::new(),
        asked_by: row.get(1)?,
        asked_at: row.get(2)?,
        reason: row.get(3)?,
        is_erasure: row.get(4)?,
    })
}

/// Keeps a request.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    id: CustomerId,
    (by, at): (Option<RawId>, Millis),
    (reason, is_erasure): (&str, bool),
) -> Result<(), DbError> {
    let sql = "INSERT INTO removal_requests (customer_id, asked_by, asked_at, reason, is_erasure) VALUES ($1, $2, $3, $4, $5)";
    tx.execute(sql, params![id.0, by, at, reason, is_erasure]).map(drop)
}

/// Takes a request away; whether there was one.
pub(crate) fn remove(tx: &mut Tx<'_>, id: CustomerId) -> Result<bool, DbError> {
    Ok(tx.execute("DELETE FROM removal_requests WHERE customer_id = $1", params![id.0])? > 0)
}

/// The request about a customer, without the name.
pub(crate) fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<RemovalRequest>, DbError> {
    tx.first(
        &format!("SELECT {COLUMNS} FROM removal_requests WHERE customer_id = $1"),
        params![id.0],
        request,
    )
}

/// All, without names, the oldest first.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<RemovalRequest>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM removal_requests ORDER BY asked_at, customer_id"), &[], request)
}

//! The table of reasons to lose a deal.

use crate::pipeline::{Reason, ReasonId};
use db::{DbError, Tx, params};
use kernel::Millis;
use std::collections::HashMap;

/// Those that stand, in order.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Reason>, DbError> {
    let sql = "SELECT id, name FROM deal_loss_reasons WHERE archived_at IS NULL ORDER BY place, id";
    tx.rows(sql, &[], |row| Ok(Reason { id: row.id(0)?, name: row.get(1)? }))
}

/// The names of all, those taken out too.
pub(crate) fn names(tx: &mut Tx<'_>) -> Result<HashMap<ReasonId, String>, DbError> {
    let all =
        tx.rows("SELECT id, name FROM deal_loss_reasons", &[], |row| Ok((row.id(0)?, row.get(1)?)))?;
    Ok(all.into_iter().collect())
}

/// The place after the last one.
pub(crate) fn next_place(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    Ok(tx.number("SELECT max(place) FROM deal_loss_reasons", &[])? + 1)
}

/// Adds a reason.
pub(crate) fn insert(tx: &mut Tx<'_>, reason: &Reason, place: i64) -> Result<(), DbError> {
    let sql = "INSERT INTO deal_loss_reasons (id, name, place) VALUES ($1, $2, $3)";
    tx.execute(sql, params![reason.id.0, &reason.name, place]).map(drop)
}

/// Gives it another name.
pub(crate) fn rename(tx: &mut Tx<'_>, reason: &Reason) -> Result<(), DbError> {
    let sql = "UPDATE deal_loss_reasons SET name = $2 WHERE id = $1";
    tx.execute(sql, params![reason.id.0, &reason.name]).map(drop)
}

/// Takes it out.
pub(crate) fn archive(tx: &mut Tx<'_>, id: ReasonId, now: Millis) -> Result<(), DbError> {
    let sql = "UPDATE deal_loss_reasons SET archived_at = $2 WHERE id = $1";
    tx.execute(sql, params![id.0, now]).map(drop)
}

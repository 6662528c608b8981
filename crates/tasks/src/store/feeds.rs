//! The secret addresses of calendars.

use db::{DbError, Tx, params};
use kernel::{Millis, RawId};

/// Gives a person a new address; the one before stops working.
pub(crate) fn put(tx: &mut Tx<'_>, user: RawId, digest: &[u8; 32], now: Millis) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_feeds WHERE user_id = $1", params![user])?;
    tx.execute(
        "INSERT INTO task_feeds (user_id, secret_digest, created_at) VALUES ($1, $2, $3)",
        params![user, digest, now],
    )
    .map(drop)
}

/// Whose address it is.
pub(crate) fn owner(tx: &mut Tx<'_>, digest: &[u8; 32]) -> Result<Option<RawId>, DbError> {
    tx.first("SELECT user_id FROM task_feeds WHERE secret_digest = $1", params![digest], |row| row.get(0))
}

/// Takes a person's address away.
pub(crate) fn remove(tx: &mut Tx<'_>, user: RawId) -> Result<(), DbError> {
    tx.execute("DELETE FROM task_feeds WHERE user_id = $1", params![user]).map(drop)
}

/// Whether a person has an address.
pub(crate) fn has(tx: &mut Tx<'_>, user: RawId) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM task_feeds WHERE user_id = $1", params![user])? > 0)
}

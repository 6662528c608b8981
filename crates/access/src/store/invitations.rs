//! Invitations that wait to be taken up, at most one per person.

use crate::UserId;
use crate::secret::Digest;
use db::{DbError, Tx, params};
use kernel::Millis;

/// Writes a new one in place of the one before.
pub(crate) fn put(
    tx: &mut Tx<'_>,
    user: UserId,
    digest: &Digest,
    now: Millis,
    expires_at: Millis,
) -> Result<(), DbError> {
    remove(tx, user)?;
    let sql =
        "INSERT INTO invitations (user_id, secret_digest, created_at, expires_at) VALUES ($1, $2, $3, $4)";
    tx.execute(sql, params![user.0, digest, now, expires_at])?;
    Ok(())
}

/// Whom a valid one is for.
pub(crate) fn by_digest(tx: &mut Tx<'_>, digest: &Digest, now: Millis) -> Result<Option<UserId>, DbError> {
    let sql = "SELECT user_id FROM invitations WHERE secret_digest = $1 AND expires_at > $2";
    tx.first(sql, params![digest, now], |row| row.id(0))
}

/// Until when a person's invitation is valid, if there is one.
pub(crate) fn expiry(tx: &mut Tx<'_>, user: UserId) -> Result<Option<Millis>, DbError> {
    tx.first("SELECT expires_at FROM invitations WHERE user_id = $1", params![user.0], |row| row.get(0))
}

pub(crate) fn remove(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    tx.execute("DELETE FROM invitations WHERE user_id = $1", params![user.0])?;
    Ok(())
}

//! The table of requests that named an `Idempotency-Key`.

use crate::idempotency::Claim;
use db::{DbError, Tx, params};
use kernel::Millis;

/// What is known of a key.
pub(crate) struct Known {
    /// The digest of the request's body.
    pub(crate) request: Vec<u8>,
    /// The answer, if it was kept.
    pub(crate) kept: Option<Kept>,
}

/// An answer as it was given.
pub(crate) struct Kept {
    pub(crate) status: i64,
    pub(crate) media_type: Option<String>,
    pub(crate) etag: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// Forgets requests done before a moment.
pub(crate) fn forget(tx: &mut Tx<'_>, before: Millis) -> Result<(), DbError> {
    tx.execute("DELETE FROM idempotency WHERE done_at < $1", params![before]).map(drop)
}

/// Forgets the answers that speak of somebody who is erased; a repeated request is then not carried out, nor answered.
///
/// # Errors
/// Any [`DbError`].
pub fn forget_answers(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    let mut found: Vec<Vec<u8>> = Vec::new();
    tx.each("SELECT key_digest, body FROM idempotency WHERE body IS NOT NULL", &[], |row| {
        let body: Vec<u8> = row.get(1)?;
        if speaks(&String::from_utf8_lossy(&body)) {
            found.push(row.get(0)?);
        }
        Ok(true)
    })?;
    for key in found {
        tx.execute(
            "UPDATE idempotency SET status = NULL, body = NULL WHERE key_digest = $1",
            params![&key],
        )?;
    }
    Ok(())
}

/// Remembers that a request is done; fails when it was done already.
pub(crate) fn claim(tx: &mut Tx<'_>, claim: Claim, now: Millis) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO idempotency (key_digest, request_digest, done_at) VALUES ($1, $2, $3)",
        params![&claim.key, &claim.request, now],
    )
    .map(drop)
}

/// Forgets that a request was done.
pub(crate) fn unclaim(tx: &mut Tx<'_>, claim: Claim) -> Result<(), DbError> {
    tx.execute("DELETE FROM idempotency WHERE key_digest = $1", params![&claim.key]).map(drop)
}

/// What is known of a request.
pub(crate) fn find(tx: &mut Tx<'_>, claim: Claim) -> Result<Option<Known>, DbError> {
    let sql =
        "SELECT request_digest, status, media_type, etag, body FROM idempotency WHERE key_digest = $1";
    tx.first(sql, params![&claim.key], |row| {
        let (status, body): (Option<i64>, Option<Vec<u8>>) = (row.get(1)?, row.get(4)?);
        let (media_type, etag) = (row.get(2)?, row.get(3)?);
        let kept = status.zip(body).map(|(status, body)| Kept { status, media_type, etag, body });
        Ok(Known { request: row.get(0)?, kept })
    })
}

/// Keeps the answer to a request.
pub(crate) fn keep(tx: &mut Tx<'_>, claim: Claim, answer: &Kept) -> Result<(), DbError> {
    tx.execute(
        "UPDATE idempotency SET status = $2, media_type = $3, etag = $4, body = $5 WHERE key_digest = $1",
        params![&claim.key, answer.status, &answer.media_type, &answer.etag, &answer.body],
    )
    .map(drop)
}

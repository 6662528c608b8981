//! Who gets their dashboard by letter, how often, and for which day it went out last.

use db::{DbError, Tx, params};
use kernel::RawId;

/// One who gets it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wish {
    /// Who.
    pub(crate) user: RawId,
    /// How often: the slug of an [`Every`](crate::letters::Every).
    pub(crate) every: String,
    /// The day since 1970 for which it went out last, or on which it was wished for.
    pub(crate) sent_on: i64,
}

/// What a person wished for.
pub(crate) fn of(tx: &mut Tx<'_>, user: RawId) -> Result<Option<Wish>, DbError> {
    let sql = "SELECT user_id, every, sent_on FROM dashboard_letters WHERE user_id = $1";
    tx.first(sql, params![user], |row| {
        Ok(Wish { user: row.get(0)?, every: row.get(1)?, sent_on: row.get(2)? })
    })
}

/// Everybody's, by user.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Wish>, DbError> {
    tx.rows("SELECT user_id, every, sent_on FROM dashboard_letters ORDER BY user_id", &[], |row| {
        Ok(Wish { user: row.get(0)?, every: row.get(1)?, sent_on: row.get(2)? })
    })
}

/// Keeps a wish in place of the one before.
pub(crate) fn put(tx: &mut Tx<'_>, wish: &Wish) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO dashboard_letters (user_id, every, sent_on) VALUES ($1, $2, $3)
         ON CONFLICT (user_id) DO UPDATE SET every = excluded.every, sent_on = excluded.sent_on",
        params![wish.user, &wish.every, wish.sent_on],
    )
    .map(drop)
}

/// Forgets a wish.
pub(crate) fn remove(tx: &mut Tx<'_>, user: RawId) -> Result<(), DbError> {
    tx.execute("DELETE FROM dashboard_letters WHERE user_id = $1", params![user]).map(drop)
}

/// Notes that it goes out for a day, unless it did already or nobody wishes for it; whether it does.
pub(crate) fn note(tx: &mut Tx<'_>, user: RawId, (before, day): (i64, i64)) -> Result<bool, DbError> {
    let sql = "UPDATE dashboard_letters SET sent_on = $3 WHERE user_id = $1 AND sent_on = $2";
    Ok(tx.execute(sql, params![user, before, day])? > 0)
}

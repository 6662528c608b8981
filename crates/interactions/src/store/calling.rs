//! The tables of the exchange and of lines.

use crate::calling::Exchange;
use db::{DbError, Tx, params};
use kernel::{Millis, RawId};

pub(crate) fn exchange(tx: &mut Tx<'_>) -> Result<Option<Exchange>, DbError> {
    tx.first("SELECT address, secret FROM call_exchange", &[], |row| {
        Ok(Exchange { address: row.get(0)?, secret: row.get(1)? })
    })
}

pub(crate) fn put_exchange(tx: &mut Tx<'_>, new: &Exchange, at: Millis) -> Result<(), DbError> {
    remove_exchange(tx)?;
    let sql = "INSERT INTO call_exchange (one, address, secret, changed_at) VALUES (1, $1, $2, $3)";
    let secret = new.secret.as_ref().map_or(db::Value::Null, |secret| db::Value::Bytes(secret));
    tx.execute(sql, &[db::Value::Text(&new.address), secret, db::Value::Int(at)]).map(drop)
}

pub(crate) fn remove_exchange(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute("DELETE FROM call_exchange", &[]).map(drop)
}

/// Every line with whose it is.
pub(crate) fn lines(tx: &mut Tx<'_>) -> Result<Vec<(RawId, String)>, DbError> {
    tx.rows("SELECT user_id, line FROM call_lines ORDER BY user_id", &[], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

pub(crate) fn line(tx: &mut Tx<'_>, user: RawId) -> Result<Option<String>, DbError> {
    tx.first("SELECT line FROM call_lines WHERE user_id = $1", params![user], |row| row.get(0))
}

/// Gives a person a line; an empty one takes theirs away.
pub(crate) fn put_line(tx: &mut Tx<'_>, user: RawId, line: &str) -> Result<(), DbError> {
    tx.execute("DELETE FROM call_lines WHERE user_id = $1", params![user])?;
    if !line.is_empty() {
        tx.execute("INSERT INTO call_lines (user_id, line) VALUES ($1, $2)", params![user, line])?;
    }
    Ok(())
}

//! What people have used of their quotas, by the day.

use db::{DbError, Tx, params};
use kernel::RawId;

pub(crate) fn used(tx: &mut Tx<'_>, user: RawId, (what, day): (&str, i64)) -> Result<i64, DbError> {
    let sql = "SELECT n FROM quota_uses WHERE user_id = $1 AND what = $2 AND day = $3";
    Ok(tx.first(sql, params![user, what, day], |row| row.get(0))?.unwrap_or(0))
}

pub(crate) fn add(tx: &mut Tx<'_>, user: RawId, (what, day): (&str, i64), n: i64) -> Result<(), DbError> {
    let sql = "INSERT INTO quota_uses (user_id, what, day, n) VALUES ($1, $2, $3, $4)
         ON CONFLICT (user_id, what, day) DO UPDATE SET n = quota_uses.n + excluded.n";
    tx.execute(sql, params![user, what, day, n]).map(drop)
}

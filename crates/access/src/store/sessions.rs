//! The sessions of people at screens.

use crate::secret::Digest;
use crate::session::{IDLE_MS, LONGEST_MS};
use crate::{Session, SessionId, UserId};
use db::{DbError, Row, Tx, params};
use kernel::Millis;

const COLUMNS: &str = "id, user_id, created_at, last_seen_at, address, agent";

fn session(row: &Row<'_>) -> Result<Session, DbError> {
    Ok(Session {
        id: row.id(0)?,
        user: row.id(1)?,
        created_at: row.get(2)?,
        last_seen_at: row.get(3)?,
        address: row.get(4)?,
        agent: row.get(5)?,
    })
}

pub(crate) fn insert(tx: &mut Tx<'_>, session: &Session, digest: &Digest) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sessions (id, user_id, secret_digest, created_at, last_seen_at, address, agent)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            session.id.0,
            session.user.0,
            digest,
            session.created_at,
            session.last_seen_at,
            &session.address,
            &session.agent
        ],
    )?;
    Ok(())
}

pub(crate) fn by_digest(tx: &mut Tx<'_>, digest: &Digest) -> Result<Option<Session>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM sessions WHERE secret_digest = $1 AND ended_at IS NULL");
    tx.first(&sql, params![digest], session)
}

/// Those that still open the door, the one used last first.
pub(crate) fn open_of(tx: &mut Tx<'_>, user: UserId, now: Millis) -> Result<Vec<Session>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM sessions WHERE user_id = $1 AND ended_at IS NULL AND last_seen_at > $2
         AND created_at > $3 ORDER BY last_seen_at DESC, id"
    );
    tx.rows(&sql, params![user.0, now - IDLE_MS, now - LONGEST_MS], session)
}

/// Ends one; gives whether it was open.
pub(crate) fn end(tx: &mut Tx<'_>, id: SessionId, now: Millis) -> Result<bool, DbError> {
    let sql = "UPDATE sessions SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL";
    Ok(tx.execute(sql, params![id.0, now])? > 0)
}

/// Ends all of a person but one; gives how many were open.
pub(crate) fn end_all(
    tx: &mut Tx<'_>,
    user: UserId,
    but: Option<SessionId>,
    now: Millis,
) -> Result<u64, DbError> {
    let kept = but.map_or(kernel::RawId::nil(), |id| id.0);
    let sql = "UPDATE sessions SET ended_at = $3 WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL";
    tx.execute(sql, params![user.0, kept, now])
}

pub(crate) fn seen(tx: &mut Tx<'_>, id: SessionId, user: UserId, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE sessions SET last_seen_at = $2 WHERE id = $1", params![id.0, now])?;
    tx.execute("UPDATE users SET last_seen_at = $2 WHERE id = $1", params![user.0, now])?;
    Ok(())
}

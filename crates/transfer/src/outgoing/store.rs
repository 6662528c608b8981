//! The table of exports that jobs make.

use super::record::{Kept, OutState, Outgoing, OutgoingId};
use crate::run::Said;
use access::exporting::ExportId;
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};
use serde::Serialize;
use serde::de::DeserializeOwned;

const COLUMNS: &str = "id, user_id, list, format, lang, zone, sight, state, request_id, mark, n_total, n_rows, n_bytes, \
     file_key, error, job_id, created_at, finished_at, ends_at";

fn read(row: &Row<'_>) -> Result<Outgoing, DbError> {
    Ok(Outgoing {
        id: row.id(0)?,
        user: row.get(1)?,
        list: row.with_text(2, json)?.unwrap_or_else(Kept::nothing),
        format: row.get(3)?,
        tongue: (row.get(4)?, row.get(5)?),
        sight: row.get(6)?,
        state: row.with_text(7, OutState::from_slug)?,
        request: row.opt_id(8)?,
        mark: row.get::<Option<String>>(9)?.and_then(|text| json(&text)),
        n_total: row.get(10)?,
        n_rows: row.get(11)?,
        n_bytes: row.get(12)?,
        file_key: row.get(13)?,
        error: row.get::<Option<String>>(14)?.and_then(|text| json(&text)),
        job: row.opt_id(15)?,
        created_at: row.get(16)?,
        finished_at: row.get(17)?,
        ends_at: row.get(18)?,
    })
}

fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn text_of(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

pub(super) fn insert(tx: &mut Tx<'_>, out: &Outgoing) -> Result<(), DbError> {
    let (lang, zone) = &out.tongue;
    tx.execute(
        &format!(
            "INSERT INTO export_files ({COLUMNS}, is_stale)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, NULL, $10, 0, 0, NULL, NULL, NULL, $11, NULL, NULL, $12)"
        ),
        params![
            out.id.0,
            out.user,
            &text_of(&out.list),
            &out.format,
            lang,
            zone,
            &out.sight,
            out.state.slug(),
            out.request.map(|id| id.0),
            out.n_total,
            out.created_at,
            false
        ],
    )
    .map(drop)
}

/// Writes where an export is in its life.
pub(super) fn update(tx: &mut Tx<'_>, out: &Outgoing) -> Result<(), DbError> {
    let mark = out.mark.as_ref().map(text_of);
    let error = out.error.as_ref().map(text_of);
    tx.execute(
        "UPDATE export_files SET state = $2, mark = $3, n_rows = $4, n_bytes = $5, file_key = $6, error = $7, job_id = $8,
                finished_at = $9, ends_at = $10 WHERE id = $1",
        params![
            out.id.0,
            out.state.slug(),
            &mark,
            out.n_rows,
            out.n_bytes,
            &out.file_key,
            &error,
            out.job.map(|job| job.0),
            out.finished_at,
            out.ends_at
        ],
    )
    .map(drop)
}

pub(super) fn find(tx: &mut Tx<'_>, id: OutgoingId) -> Result<Option<Outgoing>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM export_files WHERE id = $1"), params![id.0], read)
}

/// Somebody's, the newest first, at most `limit`.
pub(super) fn of_user(tx: &mut Tx<'_>, user: RawId, limit: usize) -> Result<Vec<Outgoing>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM export_files WHERE user_id = $1 ORDER BY id DESC LIMIT $2");
    tx.rows(&sql, params![user, limit], read)
}

/// Somebody's that waits for the same word of another person.
pub(super) fn waiting_for(tx: &mut Tx<'_>, request: ExportId) -> Result<Option<Outgoing>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM export_files WHERE request_id = $1 AND state = 'waiting'");
    tx.first(&sql, params![request.0], read)
}

/// Those that wait for another person.
pub(super) fn waiting(tx: &mut Tx<'_>) -> Result<Vec<Outgoing>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM export_files WHERE state = 'waiting'"), &[], read)
}

/// Those whose time was over before a moment.
pub(super) fn over(tx: &mut Tx<'_>, now: Millis) -> Result<Vec<Outgoing>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM export_files WHERE state = 'done' AND ends_at <= $1");
    tx.rows(&sql, params![now], read)
}

/// Forgets those that ended before a moment.
pub(super) fn prune(tx: &mut Tx<'_>, before: Millis) -> Result<(), DbError> {
    let sql = "DELETE FROM export_files WHERE state IN ('gone', 'failed') AND created_at < $1";
    tx.execute(sql, params![before]).map(drop)
}

/// Whether a stored file is still named by an export.
pub(super) fn is_named(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    Ok(tx.number("SELECT count(*) FROM export_files WHERE file_key = $1", params![key])? > 0)
}

/// Says that a file is begun, or that what it holds so far must not stay.
pub(super) fn set_stale(tx: &mut Tx<'_>, id: Option<OutgoingId>, is_stale: bool) -> Result<(), DbError> {
    match id {
        Some(id) => {
            tx.execute("UPDATE export_files SET is_stale = $2 WHERE id = $1", params![id.0, is_stale])?
        }
        None => {
            tx.execute("UPDATE export_files SET is_stale = $1 WHERE state = 'running'", params![is_stale])?
        }
    };
    Ok(())
}

pub(super) fn is_stale(tx: &mut Tx<'_>, id: OutgoingId) -> Result<bool, DbError> {
    let sql = "SELECT count(*) FROM export_files WHERE id = $1 AND is_stale = $2";
    Ok(tx.number(sql, params![id.0, true])? > 0)
}

/// Every list with what was asked, as texts, so that those that name somebody are found.
pub(super) fn lists(tx: &mut Tx<'_>) -> Result<Vec<(RawId, String)>, DbError> {
    tx.rows("SELECT id, list FROM export_files", &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Takes one out.
pub(super) fn delete(tx: &mut Tx<'_>, id: RawId) -> Result<(), DbError> {
    tx.execute("DELETE FROM export_files WHERE id = $1", params![id]).map(drop)
}

/// Lets go of every file that is kept; gives their keys.
pub(super) fn let_files_go(tx: &mut Tx<'_>, error: &Said) -> Result<Vec<String>, DbError> {
    let sql = "SELECT file_key FROM export_files WHERE file_key IS NOT NULL";
    let keys = tx.rows(sql, &[], |row| row.get(0))?;
    tx.execute(
        "UPDATE export_files SET file_key = NULL, state = 'gone', error = $1 WHERE file_key IS NOT NULL",
        params![&text_of(error)],
    )?;
    Ok(keys)
}

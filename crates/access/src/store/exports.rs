//! Exports asked for.

use crate::exporting::{ExportId, ExportRequest, ExportState};
use db::{DbError, Row, Tx, params};
use kernel::RawId;

const COLUMNS: &str = "no, id, user_id, what, format, reason, n, asked_at, state, decided_by, decided_at";

fn request(row: &Row<'_>) -> Result<ExportRequest, DbError> {
    Ok(ExportRequest {
        no: row.get(0)?,
        id: row.id(1)?,
        user: row.get(2)?,
        what: row.get(3)?,
        format: row.get(4)?,
        reason: row.get(5)?,
        n: row.get(6)?,
        asked_at: row.get(7)?,
        state: row.with_text(8, ExportState::from_slug)?,
        decided_by: row.get(9)?,
        decided_at: row.get(10)?,
    })
}

pub(crate) fn next_no(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT coalesce(max(no), 0) + 1 FROM export_requests", &[])
}

pub(crate) fn insert(tx: &mut Tx<'_>, new: &ExportRequest) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO export_requests (no, id, user_id, what, format, reason, n, asked_at, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            new.no,
            new.id.0,
            new.user,
            &new.what,
            &new.format,
            &new.reason,
            new.n,
            new.asked_at,
            new.state.slug()
        ],
    )
    .map(drop)
}

pub(crate) fn update(tx: &mut Tx<'_>, request: &ExportRequest) -> Result<(), DbError> {
    tx.execute(
        "UPDATE export_requests SET state = $2, decided_by = $3, decided_at = $4 WHERE no = $1",
        params![request.no, request.state.slug(), request.decided_by, request.decided_at],
    )
    .map(drop)
}

pub(crate) fn find(tx: &mut Tx<'_>, id: ExportId) -> Result<Option<ExportRequest>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM export_requests WHERE id = $1"), params![id.0], request)
}

pub(crate) fn numbered(tx: &mut Tx<'_>, no: i64) -> Result<Option<ExportRequest>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM export_requests WHERE no = $1"), params![no], request)
}

/// Newest first; of one person, or of everybody.
pub(crate) fn all(
    tx: &mut Tx<'_>,
    user: Option<RawId>,
    limit: usize,
) -> Result<Vec<ExportRequest>, DbError> {
    match user {
        Some(user) => tx.rows(
            &format!("SELECT {COLUMNS} FROM export_requests WHERE user_id = $1 ORDER BY no DESC LIMIT $2"),
            params![user, limit],
            request,
        ),
        None => tx.rows(
            &format!("SELECT {COLUMNS} FROM export_requests ORDER BY no DESC LIMIT $1"),
            params![limit],
            request,
        ),
    }
}

pub(crate) fn forget_words(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    let all: Vec<(i64, String, String)> =
        tx.rows("SELECT no, what, reason FROM export_requests", &[], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    for (no, what, reason) in all {
        let is_known = (speaks(&what), speaks(&reason));
        if is_known != (false, false) {
            let what = if is_known.0 { "customers" } else { what.as_str() };
            let reason = if is_known.1 { "—" } else { reason.as_str() };
            let sql = "UPDATE export_requests SET what = $2, reason = $3 WHERE no = $1";
            tx.execute(sql, params![no, what, reason])?;
        }
    }
    Ok(())
}

//! Alarms.

use crate::alarm::{Alarm, AlarmId, Cause};
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};

const COLUMNS: &str = "id, user_id, subject_id, told, at, settled_by, settled_at";

fn alarm(row: &Row<'_>) -> Result<Alarm, DbError> {
    let told: String = row.get(3)?;
    Ok(Alarm {
        id: row.id(0)?,
        user: row.get(1)?,
        subject: row.get(2)?,
        cause: serde_json::from_str(&told).unwrap_or(Cause::Canary { how: String::new() }),
        at: row.get(4)?,
        settled_by: row.get(5)?,
        settled_at: row.get(6)?,
    })
}

/// What is kept of a cause beside its kind: by it alarms of the same thing are known again.
fn kind(cause: &Cause) -> String {
    match cause {
        Cause::Canary { .. } => "canary".to_owned(),
        Cause::Unusual { how, .. } => format!("unusual_{how}"),
    }
}

pub(crate) fn insert(tx: &mut Tx<'_>, new: &Alarm) -> Result<(), DbError> {
    let told = serde_json::to_string(&new.cause).unwrap_or_default();
    tx.execute(
        "INSERT INTO alarms (id, kind, user_id, subject_id, told, at) VALUES ($1, $2, $3, $4, $5, $6)",
        params![new.id.0, &kind(&new.cause), new.user, new.subject, &told, new.at],
    )
    .map(drop)
}

pub(crate) fn find(tx: &mut Tx<'_>, id: AlarmId) -> Result<Option<Alarm>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM alarms WHERE id = $1"), params![id.0], alarm)
}

/// Open ones first, then newest first.
pub(crate) fn all(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Alarm>, DbError> {
    let order = "ORDER BY CASE WHEN settled_at IS NULL THEN 0 ELSE 1 END, at DESC, id DESC";
    tx.rows(&format!("SELECT {COLUMNS} FROM alarms {order} LIMIT $1"), params![limit], alarm)
}

pub(crate) fn n_open(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT count(*) FROM alarms WHERE settled_at IS NULL", &[])
}

pub(crate) fn settle(
    tx: &mut Tx<'_>,
    id: AlarmId,
    (by, at): (Option<RawId>, Millis),
) -> Result<(), DbError> {
    let sql = "UPDATE alarms SET settled_by = $2, settled_at = $3 WHERE id = $1";
    tx.execute(sql, params![id.0, by, at]).map(drop)
}

/// Whether an alarm about how much a person reads in one way was raised since a moment.
pub(crate) fn is_known(
    tx: &mut Tx<'_>,
    (user, how): (RawId, &str),
    since: Millis,
) -> Result<bool, DbError> {
    let kind = format!("unusual_{how}");
    let sql = "SELECT count(*) FROM alarms WHERE user_id = $1 AND at > $2 AND kind = $3";
    Ok(tx.number(sql, params![user, since, &kind])? > 0)
}

/// Whether an alarm about a person and a control record was raised since a moment.
pub(crate) fn is_canary_known(
    tx: &mut Tx<'_>,
    (user, subject): (RawId, RawId),
    since: Millis,
) -> Result<bool, DbError> {
    let sql = "SELECT count(*) FROM alarms WHERE user_id = $1 AND at > $2 AND subject_id = $3 AND kind = 'canary'";
    Ok(tx.number(sql, params![user, since, subject])? > 0)
}

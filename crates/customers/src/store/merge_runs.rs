//! The table of mergings of many.

use crate::merging::{MergeRun, MergeRunId};
use db::{DbError, Row, Tx, params};
use jobs::JobId;
use kernel::Millis;

const COLUMNS: &str = "id, at_least, user_id, job_id, n, begun_at, undone_at";

fn run(row: &Row<'_>) -> Result<MergeRun, DbError> {
    Ok(MergeRun {
        id: row.id(0)?,
        at_least: row.get(1)?,
        user: row.get(2)?,
        job: row.opt_id(3)?,
        n: row.get(4)?,
        begun_at: row.get(5)?,
        undone_at: row.get(6)?,
    })
}

/// Keeps a run of which nothing is done yet.
pub(crate) fn insert(tx: &mut Tx<'_>, run: &MergeRun) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO merge_runs (id, at_least, user_id, job_id, n, begun_at, undone_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            run.id.0,
            run.at_least,
            run.user,
            run.job.map(|job| job.0),
            run.n,
            run.begun_at,
            run.undone_at
        ],
    )
    .map(drop)
}

/// The run of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: MergeRunId) -> Result<Option<MergeRun>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM merge_runs WHERE id = $1"), params![id.0], run)
}

/// The newest run.
pub(crate) fn last(tx: &mut Tx<'_>) -> Result<Option<MergeRun>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM merge_runs ORDER BY begun_at DESC, id DESC LIMIT 1"), &[], run)
}

/// Says how many cards went so far.
pub(crate) fn count(tx: &mut Tx<'_>, id: MergeRunId, n: i64) -> Result<(), DbError> {
    tx.execute("UPDATE merge_runs SET n = $2 WHERE id = $1", params![id.0, n]).map(drop)
}

/// Marks a run as taken back, and names the job that does it.
pub(crate) fn undone(tx: &mut Tx<'_>, id: MergeRunId, (now, job): (Millis, JobId)) -> Result<(), DbError> {
    tx.execute("UPDATE merge_runs SET undone_at = $2, job_id = $3 WHERE id = $1", params![id.0, now, job.0])
        .map(drop)
}

//! The statements of the queue.

use crate::record::{JobId, State};
use crate::work::{Hold, Progress};
use db::{DbError, Tx, Value, params};
use kernel::{MINUTE_MS, Millis, RawId};

/// How long a job is ours without a sign of life.
pub(crate) const LEASE_MS: Millis = MINUTE_MS;

/// How often in a row the process may end in the middle of a job that gets no further. That is no failure of the job, as
/// long as it is not the job that ends the process.
pub(crate) const MOST_DEATHS: i64 = 25;

/// A job just taken.
pub(crate) struct Taken {
    pub(crate) hold: Hold,
    pub(crate) kind: String,
    pub(crate) payload: String,
    pub(crate) place: Option<String>,
    pub(crate) progress: Progress,
    pub(crate) max_attempts: i64,
    /// How many of the attempts ended with their process, which do not count.
    pub(crate) n_deaths: i64,
    pub(crate) created_by: Option<RawId>,
}

/// How a job leaves a runner's hands.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) state: State,
    pub(crate) result: Option<String>,
    pub(crate) error: Option<String>,
    /// When to try again, for [`State::Waiting`].
    pub(crate) run_at: Option<Millis>,
    /// Whether the attempt does not count, as when Kartoteka closes.
    pub(crate) is_uncounted: bool,
}

/// What the queue looks like at a glance.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Glance {
    /// When the next job is due.
    pub(crate) due_at: Option<Millis>,
    /// When the first lease ends.
    pub(crate) lease_ends_at: Option<Millis>,
    /// When the next recurring kind is due.
    pub(crate) schedule_at: Option<Millis>,
}

/// The job that waits or runs under a key.
pub(crate) fn of_key(tx: &mut Tx<'_>, key: &str) -> Result<Option<JobId>, DbError> {
    tx.first(
        "SELECT id FROM jobs WHERE key = $1 AND state IN ('waiting', 'running')",
        params![key],
        |row| row.id(0),
    )
}

/// One look at the queue, answered by three indexes.
pub(crate) fn glance(
    tx: &mut Tx<'_>,
    kinds: &[&'static str],
    recurring: &[&'static str],
) -> Result<Glance, DbError> {
    let list = list(tx, 1, kinds.len());
    let recurring_list = self::list(tx, 1 + kinds.len(), recurring.len());
    let sql = format!(
        "SELECT (SELECT min(run_at) FROM jobs WHERE state = 'waiting' AND kind IN ({list})),
                (SELECT min(lease_until) FROM jobs WHERE state = 'running'),
                (SELECT min(next_at) FROM job_schedule WHERE kind IN ({recurring_list}))"
    );
    let parameters: Vec<_> = values(kinds).chain(values(recurring)).collect();
    let glance = tx.first(&sql, &parameters, |row| {
        Ok(Glance { due_at: row.get(0)?, lease_ends_at: row.get(1)?, schedule_at: row.get(2)? })
    })?;
    Ok(glance.unwrap_or_default())
}

fn values(kinds: &[&'static str]) -> impl Iterator<Item = Value<'static>> {
    kinds.iter().map(|kind| Value::Text(kind))
}

/// The inside of `IN (..)`; an empty one is an error to PostgreSQL, so nothing is sought as NULL.
fn list(tx: &Tx<'_>, first: usize, count: usize) -> String {
    if count == 0 { "NULL".to_owned() } else { tx.dialect().placeholders(first, count) }
}

/// Takes the job that has been due for longest, if any is.
pub(crate) fn take(
    tx: &mut Tx<'_>,
    kinds: &[&'static str],
    worker: RawId,
    now: Millis,
) -> Result<Option<Taken>, DbError> {
    let list = list(tx, 2, kinds.len());
    let sql = format!(
        "SELECT id, n_attempts, kind, payload, place, n_done, n_total, message, max_attempts, created_by,
                n_deaths
         FROM jobs WHERE state = 'waiting' AND run_at <= $1 AND kind IN ({list}) ORDER BY run_at, id LIMIT 1"
    );
    let mut parameters = vec![Value::Int(now)];
    parameters.extend(values(kinds));
    let taken = tx.first(&sql, &parameters, |row| {
        Ok(Taken {
            hold: Hold { id: row.id(0)?, worker, n_attempts: row.get::<i64>(1)? + 1 },
            kind: row.get(2)?,
            payload: row.get(3)?,
            place: row.get(4)?,
            progress: Progress { n_done: row.get(5)?, n_total: row.get(6)?, message: row.get(7)? },
            max_attempts: row.get(8)?,
            created_by: row.get(9)?,
            n_deaths: row.get(10)?,
        })
    })?;
    if let Some(taken) = &taken {
        tx.execute(
            "UPDATE jobs SET state = 'running', worker = $2, n_attempts = $3, lease_until = $4, started_at = $5,
                    n_done_before = n_done
             WHERE id = $1",
            params![taken.hold.id.0, worker, taken.hold.n_attempts, now + LEASE_MS, now],
        )?;
    }
    Ok(taken)
}

/// Whether the job is still in these hands.
pub(crate) fn is_held(tx: &mut Tx<'_>, hold: Hold) -> Result<bool, DbError> {
    let n = tx.number(
        "SELECT count(*) FROM jobs WHERE id = $1 AND worker = $2 AND n_attempts = $3 AND state = 'running'",
        params![hold.id.0, hold.worker, hold.n_attempts],
    )?;
    Ok(n == 1)
}

/// A sign of life with the progress made; `false` when the job is in other hands.
pub(crate) fn renew(
    tx: &mut Tx<'_>,
    hold: Hold,
    progress: &Progress,
    now: Millis,
) -> Result<bool, DbError> {
    let n = tx.execute(
        "UPDATE jobs SET lease_until = $4, n_done = $5, n_total = $6, message = $7
         WHERE id = $1 AND worker = $2 AND n_attempts = $3 AND state = 'running'",
        params![
            hold.id.0,
            hold.worker,
            hold.n_attempts,
            now + LEASE_MS,
            progress.n_done,
            progress.n_total,
            &progress.message
        ],
    )?;
    Ok(n == 1)
}

/// Puts a job out of our hands; does nothing when it is in other hands already.
pub(crate) fn end(
    tx: &mut Tx<'_>,
    hold: Hold,
    progress: &Progress,
    end: &End,
    now: Millis,
) -> Result<(), DbError> {
    let finished_at = (end.state != State::Waiting).then_some(now);
    tx.execute(
        "UPDATE jobs SET state = $4, n_done = $5, n_total = $6, message = $7, result = $8, error = $9,
                run_at = coalesce($10, run_at), finished_at = $11, n_attempts = n_attempts - $12,
                worker = NULL, lease_until = NULL, is_stop_requested = $13
         WHERE id = $1 AND worker = $2 AND n_attempts = $3 AND state = 'running'",
        params![
            hold.id.0,
            hold.worker,
            hold.n_attempts,
            end.state.slug(),
            progress.n_done,
            progress.n_total,
            &progress.message,
            &end.result,
            &end.error,
            end.run_at,
            finished_at,
            i64::from(end.is_uncounted),
            false
        ],
    )?;
    Ok(())
}

/// Keeps the place that the job has reached, in the transaction that brought it there.
///
/// # Errors
/// Any [`DbError`].
pub fn keep_place(tx: &mut Tx<'_>, job: JobId, place: &impl serde::Serialize) -> Result<(), DbError> {
    let place = serde_json::to_string(place).unwrap_or_else(|_| "null".to_owned());
    tx.execute("UPDATE jobs SET place = $2, n_deaths_in_row = 0 WHERE id = $1", params![job.0, &place])?;
    Ok(())
}

/// Whether a person asked this job to stop.
pub(crate) fn is_stop_requested(tx: &mut Tx<'_>, job: JobId) -> Result<bool, DbError> {
    let asked =
        tx.first("SELECT is_stop_requested FROM jobs WHERE id = $1", params![job.0], |row| row.get(0))?;
    Ok(asked.unwrap_or(false))
}

/// The running jobs of this runner that a person asked to stop.
pub(crate) fn stop_requests(tx: &mut Tx<'_>, worker: RawId) -> Result<Vec<JobId>, DbError> {
    tx.rows(
        "SELECT id FROM jobs WHERE state = 'running' AND is_stop_requested AND worker = $1",
        params![worker],
        |row| row.id(0),
    )
}

/// The runners that hold jobs, besides `own`; with the end of each one's latest lease.
pub(crate) fn other_workers(tx: &mut Tx<'_>, own: RawId) -> Result<Vec<(RawId, Millis)>, DbError> {
    tx.rows(
        "SELECT worker, max(lease_until) FROM jobs WHERE state = 'running' AND worker <> $1 GROUP BY worker",
        params![own],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Takes its jobs out of a dead runner's hands: back to waiting without counting the attempt, or to their end when their
/// process has ended too often in a row.
pub(crate) fn release(tx: &mut Tx<'_>, worker: RawId, now: Millis) -> Result<u64, DbError> {
    let cut_off = "the process ended in the middle of the work";
    tx.execute(
        "UPDATE jobs SET
             state = CASE WHEN is_stop_requested THEN 'stopped' WHEN n_deaths_in_row + 1 >= $5 THEN 'dead' ELSE 'waiting' END,
             finished_at = CASE WHEN is_stop_requested OR n_deaths_in_row + 1 >= $5 THEN CAST($2 AS BIGINT) ELSE NULL END,
             run_at = $2, error = $3, worker = NULL, lease_until = NULL, is_stop_requested = $4,
             n_deaths = n_deaths + 1, n_deaths_in_row = n_deaths_in_row + 1
         WHERE state = 'running' AND worker = $1",
        params![worker, now, cut_off, false, MOST_DEATHS],
    )
}

/// When each recurring kind is due next; kinds never seen are missing.
pub(crate) fn next_at(tx: &mut Tx<'_>, kind: &str) -> Result<Option<Millis>, DbError> {
    tx.first("SELECT next_at FROM job_schedule WHERE kind = $1", params![kind], |row| row.get(0))
}

/// Notes when a recurring kind is due next.
pub(crate) fn set_next(tx: &mut Tx<'_>, kind: &str, next_at: Millis) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO job_schedule (kind, next_at) VALUES ($1, $2)
         ON CONFLICT (kind) DO UPDATE SET next_at = excluded.next_at",
        params![kind, next_at],
    )?;
    Ok(())
}

//! What people do with jobs: stop, go on, try again.

use crate::read::get;
use crate::record::{JobId, Record, State};
use crate::{RIGHT, bell};
use db::{DbError, Tx, params};
use journal::Entry;
use kernel::{Actor, Level, Millis, Setting};

/// Why a verb did nothing.
#[derive(Debug, Clone, thiserror::Error)]
pub enum VerbError {
    /// There is no such job.
    #[error("there is no such job")]
    Missing,
    /// The job is somebody else's, and the right over jobs is missing.
    #[error("not allowed")]
    Refused,
    /// The job is in a state where this makes no sense.
    #[error("the job is {}", .0.slug())]
    NotNow(State),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Stops a job: one that waits at once, one that runs as soon as it looks up.
///
/// # Errors
/// [`VerbError::NotNow`] when it has ended.
pub fn stop(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: JobId) -> Result<(), VerbError> {
    let job = allowed(tx, actor, id)?;
    match job.state {
        State::Waiting => tx.execute(
            "UPDATE jobs SET state = 'stopped', finished_at = $2 WHERE id = $1",
            params![id.0, setting.now()],
        )?,
        State::Running => {
            tx.execute("UPDATE jobs SET is_stop_requested = $2 WHERE id = $1", params![id.0, true])?
        }
        ended => return Err(VerbError::NotNow(ended)),
    };
    tell(tx, setting, actor, "job.stopped", &job)
}

/// Lets a stopped job go on from its place.
///
/// # Errors
/// [`VerbError::NotNow`] when it is not stopped, or when another one with its key has taken its turn.
pub fn resume(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: JobId) -> Result<(), VerbError> {
    let job = allowed(tx, actor, id)?;
    begin_again(tx, setting, &job, &[State::Stopped])?;
    tell(tx, setting, actor, "job.resumed", &job)
}

/// Tries a dead or failed job again, from its place, as often as a new one.
///
/// # Errors
/// [`VerbError::NotNow`] when it is neither, or when another one with its key has taken its turn.
pub fn retry(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: JobId) -> Result<(), VerbError> {
    let job = allowed(tx, actor, id)?;
    begin_again(tx, setting, &job, &[State::Dead, State::Failed])?;
    tell(tx, setting, actor, "job.retried", &job)
}

/// Forgets jobs that ended well, or were stopped, before a moment (ms); gives how many. Dead and failed ones stay.
///
/// # Errors
/// Any [`DbError`].
pub(crate) fn forget_finished(tx: &mut Tx<'_>, before: Millis) -> Result<u64, DbError> {
    tx.execute("DELETE FROM jobs WHERE state IN ('done', 'stopped') AND finished_at < $1", params![before])
}

fn allowed(tx: &mut Tx<'_>, actor: &Actor, id: JobId) -> Result<Record, VerbError> {
    let job = get(tx, id)?.ok_or(VerbError::Missing)?;
    let is_own = actor.user.is_some() && actor.user == job.created_by;
    if is_own || actor.may(RIGHT, Level::Write) { Ok(job) } else { Err(VerbError::Refused) }
}

fn begin_again(tx: &mut Tx<'_>, setting: &Setting, job: &Record, from: &[State]) -> Result<(), VerbError> {
    if !from.contains(&job.state) {
        return Err(VerbError::NotNow(job.state));
    }
    let taken = tx.number(
        "SELECT count(*) FROM jobs other JOIN jobs this ON this.key = other.key
         WHERE this.id = $1 AND other.id <> $1 AND other.state IN ('waiting', 'running')",
        params![job.id.0],
    )?;
    if taken > 0 {
        return Err(VerbError::NotNow(job.state));
    }
    tx.execute(
        "UPDATE jobs SET state = 'waiting', run_at = $2, n_attempts = 0, n_deaths = 0, n_deaths_in_row = 0,
                finished_at = NULL, is_stop_requested = $3 WHERE id = $1",
        params![job.id.0, setting.now(), false],
    )?;
    bell::ring();
    Ok(())
}

fn tell(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    verb: &'static str,
    job: &Record,
) -> Result<(), VerbError> {
    let payload = serde_json::json!({ "kind": job.kind });
    journal::append(tx, setting, actor, Entry::now(setting, verb, ("job", job.id.0), &payload))?;
    Ok(())
}

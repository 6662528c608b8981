//! Runs as jobs: batch by batch, stopped and gone on with, going on after a crash from where they were.

use super::batch::{Loading, write_many};
use super::drafting::begin;
use super::fetching::fetch;
use super::loading::Batches;
use super::record::{Counts, ImportError, Run, RunId, RunNo, RunState};
use super::undoing::{self, Undone};
use super::{ending, store};
use crate::mapping::Unusable;
use customers::{Act, Desk};
use db::Tx;
use files::Store;
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::{Level, RawId, Rights, Setting};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The job that brings a file in.
pub const IMPORT: &str = "transfer.import";
/// The job that takes a run back.
pub const UNDO: &str = "transfer.undo";

/// Rows of the first transaction of an attempt: however soon it ends with its process, it has got further.
const FIRST: i64 = 500;
/// Rows of a transaction: enough for their sorting to pay, few enough that others wait only a moment.
const BESIDE_OTHERS: i64 = 8_000;

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Asked {
    run: RunId,
}

/// The jobs of this capability, over the store that keeps the files of runs.
pub fn jobs(files: &Arc<dyn Store>) -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Import { files: Some(Arc::clone(files)) }), Arc::new(Undo)]
}

/// The same for a house that was put together without a store: it leaves bringing in to one that has it.
pub(crate) fn declared() -> Vec<Arc<dyn Job>> {
    vec![Arc::new(Import { files: None }), Arc::new(Undo)]
}

/// Begins a run and leaves its rows to a job; gives, as [`begin`], the act with the fields that it made.
///
/// # Errors
/// As [`begin`]; [`ImportError::Mapping`] when nothing of the file would come in.
pub fn start_later(tx: &mut Tx<'_>, act: &Act, run: Run) -> Result<(Run, Act), ImportError> {
    if !run.mapping.takes_anything() {
        return Err(ImportError::Mapping(Unusable::Nothing));
    }
    let new = New::of(IMPORT, &Asked { run: run.id }).by(act.actor.user);
    let job = jobs::enqueue(tx, &act.setting, new)?;
    begin(tx, act, run, Some(job))
}

/// Leaves the taking back of a run to a job.
///
/// # Errors
/// [`ImportError::Missing`] when nothing was brought in, rows are still coming, or it was taken back before.
pub fn undo_later(tx: &mut Tx<'_>, act: &Act, run: &Run) -> Result<jobs::JobId, ImportError> {
    // As it stands in this transaction: of two who take it back at once one comes too late.
    let run = &store::find(tx, run.id)?.ok_or(ImportError::Missing)?;
    // Asked first: a job that is queued must have something to do.
    undoing::begin(tx, act, run, None)?;
    let new = New::of(UNDO, &Asked { run: run.id }).by(act.actor.user);
    let job = jobs::enqueue(tx, &act.setting, new)?;
    store::undoing(tx, run.no, Some(job))?;
    Ok(job)
}

/// The deed of whoever asked for the job. They were allowed to when they asked; making fields was done then, and taking
/// back removes only cards that the run itself made.
fn act_of(tx: &mut Tx<'_>, setting: &Setting, user: Option<RawId>) -> Result<Act, db::DbError> {
    let rights = Rights::default()
        .with(customers::RIGHT, Level::Arrange)
        .with(crate::RIGHT, Level::Write)
        .with(orders::RIGHT, Level::Write);
    let actor = access::sight::asker(tx, user, rights)?;
    let firm = access::firm::load(tx)?;
    Desk::default().act(tx, (setting, &actor), &firm)
}

fn run_and_act(tx: &mut Tx<'_>, work: &Work) -> Result<(Run, Act), JobError> {
    let asked: Asked = work.payload()?;
    let run = store::find(tx, asked.run)?.ok_or_else(|| JobError::Never("no such run".into()))?;
    Ok((run, act_of(tx, work.setting(), work.created_by())?))
}

struct Import {
    files: Option<Arc<dyn Store>>,
}

impl Job for Import {
    fn kind(&self) -> &'static str {
        IMPORT
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let (run, act) = work.db().read(|tx| run_and_act(tx, work))?;
        if run.state != RunState::Running {
            return Ok(Outcome::DONE);
        }
        let Some(files) = &self.files else {
            return Err(JobError::Again("this house has no store of files".into()));
        };
        let file = fetch(files.as_ref(), &run)?;
        let brought = file.source().and_then(|source| Loading::of(work.db(), &run, &act, source));
        let mut counts = run.counts;
        let ended = match brought {
            Ok(loading) => pour(work, &act, (run.no, loading), &mut counts),
            Err(error) => Err(Ended::Import(error)),
        };
        match ended {
            Ok(false) => Ok(Outcome::Stopped),
            Ok(true) => finish(work, &act, run, None).map(|()| done(counts)),
            Err(Ended::Job(error)) => Err(error),
            Err(Ended::Import(error)) => {
                let failed = JobError::Never(error.to_string());
                match error.said() {
                    Some(said) => finish(work, &act, run, Some(said)).and(Err(failed)),
                    None => Err(error.into()),
                }
            }
        }
    }
}

fn done(counts: Counts) -> Outcome {
    Outcome::Done(serde_json::to_value(counts).unwrap_or_default())
}

/// Writes a file batch by batch, each together with the place of the job, so that a power cut neither loses nor doubles a
/// row; false when it was stopped.
fn pour(
    work: &Work,
    act: &Act,
    (no, loading): (RunNo, Loading),
    counts: &mut Counts,
) -> Result<bool, Ended> {
    let origin = loading.origin;
    let (mut batches, n_before) = (Batches::of(loading), counts.n_read);
    while !work.is_stopping() {
        let (act, id) = (act.clone(), work.id());
        batches.wait();
        let n_rows = (counts.n_read - n_before).clamp(FIRST, BESIDE_OTHERS);
        let written = work.write(move |tx| -> Result<_, JobError> {
            let (counts, rest) = write_many(tx, (&act, origin), no, (batches, n_rows))?;
            jobs::keep_place(tx, id, &counts.n_read)?;
            Ok((counts, rest))
        });
        let (written, rest) = written.map_err(Ended::Job)?;
        if written.n_read == 0 {
            rest.end().map_err(Ended::Import)?;
            return Ok(true);
        }
        *counts = counts.plus(written);
        let ratio = rest.ratio();
        let total = (ratio > 0.0).then(|| (counts.n_read as f64 / ratio) as i64);
        work.progress(counts.n_read, total, "transfer-bringing-in");
        batches = rest;
    }
    Ok(false)
}

fn finish(work: &Work, act: &Act, run: Run, error: Option<super::Said>) -> Result<(), JobError> {
    let act = act.clone();
    work.write(move |tx| Ok(ending::finish(tx, &act, &run, error.as_ref())?))
}

/// Why bringing in broke off.
enum Ended {
    Job(JobError),
    Import(ImportError),
}

struct Undo;

impl Job for Undo {
    fn kind(&self) -> &'static str {
        UNDO
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let (run, act) = work.db().read(|tx| run_and_act(tx, work))?;
        if run.state != RunState::Undoing {
            return Ok(Outcome::DONE);
        }
        let total = run.counts.n_new + run.counts.n_merged;
        let mut undone: Undone = work.place().unwrap_or_default();
        while !undone.is_over {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            work.progress(undone.n + undone.n_left, Some(total), "transfer-taking-back");
            let (act, run, id) = (act.clone(), run.clone(), work.id());
            undone = work.write(move |tx| {
                let next = undoing::batch(tx, &act, &run, undone)?;
                jobs::keep_place(tx, id, &next)?;
                Ok(next)
            })?;
        }
        Ok(Outcome::Done(serde_json::json!({ "n": undone.n, "n_left": undone.n_left })))
    }
}

impl From<ImportError> for JobError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Db(error) | ImportError::Customers(customers::CustomerError::Db(error)) => {
                error.into()
            }
            // The disk or the store of files may be back in a while.
            ImportError::Store(detail) => JobError::Again(detail),
            other => JobError::Never(other.to_string()),
        }
    }
}

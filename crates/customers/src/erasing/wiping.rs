//! Wiping what a transaction cannot: stored files that nobody names any more, the parts of the search index that wait to
//! be merged, and the log of the base, in which pages stand as they were.

use crate::act::Act;
use crate::erasing::Erasers;
use crate::error::CustomerError;
use crate::store::erasures;
use db::{DbError, Tx};
use files::{FileKey, Store};
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::Setting;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const KIND: &str = "customers.wipe";

/// The keys of files, which tell nothing of what was in them.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    files: Vec<String>,
    /// Nobody was erased: only the files go.
    #[serde(default)]
    only_files: bool,
}

/// Leaves it to the job.
pub(super) fn later(tx: &mut Tx<'_>, act: &Act, files: Vec<String>) -> Result<(), CustomerError> {
    let new = New::of(KIND, &Asked { files, only_files: false }).by(act.actor.user);
    jobs::enqueue(tx, &act.setting, new)?;
    Ok(())
}

/// Leaves stored files, by their keys, to the job, which removes those that no record names any more.
///
/// # Errors
/// Any [`DbError`].
pub fn files_later(tx: &mut Tx<'_>, setting: &Setting, files: Vec<String>) -> Result<(), DbError> {
    if files.is_empty() {
        return Ok(());
    }
    jobs::enqueue(tx, setting, New::of(KIND, &Asked { files, only_files: true })).map(drop)
}

/// The job, over the store of files; without one it leaves the work to a house that has it.
pub struct Wipe {
    /// Where files are kept.
    pub files: Option<Arc<dyn Store>>,
    /// Who knows which files are still named.
    pub erasers: Erasers,
}

impl Job for Wipe {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let Some(store) = &self.files else {
            return Err(JobError::Again("this house keeps no files".to_owned()));
        };
        let asked: Asked = work.payload()?;
        for key in asked.files {
            let named = key.clone();
            let is_named = work.db().read(|tx| self.erasers.name(tx, &named))?;
            if let (false, Ok(key)) = (is_named, key.parse::<FileKey>()) {
                store.delete(&key).map_err(|error| JobError::Again(error.to_string()))?;
            }
        }
        if asked.only_files {
            return Ok(Outcome::DONE);
        }
        if !merge_search(work)? {
            return Ok(Outcome::Stopped);
        }
        work.db().wipe_log()?;
        Ok(Outcome::DONE)
    }
}

/// Merges the search index in steps, each a transaction of its own, so that nobody who writes waits long; whether it came
/// to its end.
fn merge_search(work: &Work) -> Result<bool, JobError> {
    while work.write(|tx| Ok(crate::searching::take_up_some(tx)?))? {
        if work.is_stopping() {
            return Ok(false);
        }
    }
    while work.write(|tx| Ok(erasures::merge_search(tx)?))? {
        if work.is_stopping() {
            return Ok(false);
        }
    }
    Ok(true)
}

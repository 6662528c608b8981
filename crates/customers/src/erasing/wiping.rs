//! Wiping what a transaction cannot: stored files that nobody names any more, the parts of the search index that wait to
//! be merged, and the log of the base, in which pages stand as they were.

use crate::act::Act;
use crate::error::CustomerError;
use crate::store::erasures;
use db::Tx;
use files::{FileKey, Store};
use jobs::{Job, JobError, New, Outcome, Work};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

const KIND: &str = "customers.wipe";

/// The keys of files, which tell nothing of what was in them.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    files: Vec<String>,
}

/// Leaves it to the job.
pub(super) fn later(tx: &mut Tx<'_>, act: &Act, files: Vec<String>) -> Result<(), CustomerError> {
    let new = New::of(KIND, &Asked { files }).by(act.actor.user);
    jobs::enqueue(tx, &act.setting, new)?;
    Ok(())
}

/// The job, over the store of files; without one it leaves the work to a house that has it.
pub struct Wipe {
    /// Where files are kept.
    pub files: Option<Arc<dyn Store>>,
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
            let is_named = work.db().read(|tx| erasures::is_named(tx, &named))?;
            if let (false, Ok(key)) = (is_named, key.parse::<FileKey>()) {
                store.delete(&key).map_err(|error| JobError::Again(error.to_string()))?;
            }
        }
        work.write(|tx| erasures::merge_search(tx).map_err(JobError::from))?;
        work.db().wipe_log()?;
        Ok(Outcome::DONE)
    }
}

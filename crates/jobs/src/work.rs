//! What a job is given while it runs.

use crate::record::JobId;
use crate::{JobError, store};
use db::{Db, Tx};
use kernel::{RawId, Setting};
use serde::de::DeserializeOwned;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// A job in our hands: which attempt by which runner. All writes about it name all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hold {
    pub(crate) id: JobId,
    pub(crate) worker: RawId,
    pub(crate) n_attempts: i64,
}

/// How far a job is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) n_done: i64,
    pub(crate) n_total: Option<i64>,
    pub(crate) message: Option<String>,
}

/// A running job as its thread and the keeper see it.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) hold: Hold,
    pub(crate) is_stopping: AtomicBool,
    pub(crate) is_lost: AtomicBool,
    progress: Mutex<(Progress, bool)>,
}

impl Running {
    pub(crate) fn new(hold: Hold, progress: Progress) -> Self {
        Self {
            hold,
            is_stopping: AtomicBool::new(false),
            is_lost: AtomicBool::new(false),
            progress: Mutex::new((progress, false)),
        }
    }

    /// How far the job is.
    pub(crate) fn progress(&self) -> Progress {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// How far the job is, if that was not asked since it changed.
    pub(crate) fn news(&self) -> Option<Progress> {
        let mut guard = self.progress.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut guard.1).then(|| guard.0.clone())
    }
}

/// What a job is given while it runs.
pub struct Work {
    pub(crate) db: Db,
    pub(crate) setting: Setting,
    pub(crate) running: Arc<Running>,
    pub(crate) payload: String,
    pub(crate) place: Option<String>,
    pub(crate) created_by: Option<RawId>,
}

impl Work {
    /// The job's id.
    pub fn id(&self) -> JobId {
        self.running.hold.id
    }

    /// The base, for reading; [`Work::write`] is the way to write.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// Where time and chance come from.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// Who asked for the job; `None` for Kartoteka itself.
    pub fn created_by(&self) -> Option<RawId> {
        self.created_by
    }

    /// Which attempt this is, from 1.
    pub fn n_attempts(&self) -> i64 {
        self.running.hold.n_attempts
    }

    /// What the job was asked with.
    ///
    /// # Errors
    /// [`JobError::Never`] when it has another shape.
    pub fn payload<T: DeserializeOwned>(&self) -> Result<T, JobError> {
        serde_json::from_str(&self.payload).map_err(|e| JobError::Never(format!("payload: {e}")))
    }

    /// The place kept by an earlier attempt; `None` at the beginning, or when it can no longer be read.
    pub fn place<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_str(self.place.as_deref()?).ok()
    }

    /// Tells how far the job is; free to call for each row, it is written at most four times a second.
    /// `message` is a key of the catalogue.
    pub fn progress(&self, n_done: i64, n_total: Option<i64>, message: &str) {
        let mut guard = self.running.progress.lock().unwrap_or_else(PoisonError::into_inner);
        guard.1 = true;
        let progress = &mut guard.0;
        progress.n_done = n_done;
        progress.n_total = n_total;
        if progress.message.as_deref() != Some(message) {
            progress.message = Some(message.to_owned());
        }
    }

    /// Whether to break off with [`crate::Outcome::Stopped`]: a person asked, Kartoteka is closing, or the lease is lost.
    pub fn is_stopping(&self) -> bool {
        self.running.is_stopping.load(Ordering::Relaxed) || self.running.is_lost.load(Ordering::Relaxed)
    }

    /// Writes in one transaction, as long as the job is still ours.
    ///
    /// # Errors
    /// [`JobError::Lost`] when the job is in other hands; whatever `work` returns.
    pub fn write<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Tx<'_>) -> Result<R, JobError> + Send + 'static,
    ) -> Result<R, JobError> {
        let hold = self.running.hold;
        self.db.write(move |tx| if store::is_held(tx, hold)? { work(tx) } else { Err(JobError::Lost) })
    }
}

//! What a capability implements for each kind of work.

use crate::Work;
use db::DbError;

/// A kind of work and how it is done.
pub trait Job: Send + Sync {
    /// The kind's name, such as `transfer.import`; never changed once used.
    fn kind(&self) -> &'static str;

    /// Does the work on a thread of its own; may block. It can be cut off anywhere and begun anew, so what it does
    /// must stand being done twice or be kept in step by [`crate::keep_place`].
    ///
    /// # Errors
    /// [`JobError::Again`] to be tried again later, [`JobError::Never`] when that is of no use.
    fn run(&self, work: &Work) -> Result<Outcome, JobError>;
}

/// How a job ended that did not fail.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Done, with what it brought (null for nothing).
    Done(serde_json::Value),
    /// Broken off because [`Work::is_stopping`] said so.
    Stopped,
}

impl Outcome {
    /// Done, and nothing to tell of it.
    pub const DONE: Outcome = Outcome::Done(serde_json::Value::Null);
}

/// Why a job failed; the words are kept with the job and hold no personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JobError {
    /// Worth trying again.
    #[error("{0}")]
    Again(String),
    /// Trying again would not help.
    #[error("{0}")]
    Never(String),
    /// The lease ended and the job is in other hands: nothing more may be written.
    #[error("the job is in other hands")]
    Lost,
}

impl From<DbError> for JobError {
    fn from(error: DbError) -> Self {
        // The key of the words that say what to do comes first, for those who show the job.
        JobError::Again(format!("{}: {error}", error.trouble.key()))
    }
}

//! Putting work on the queue, in the transaction of the verb that asks for it.

use crate::record::{JobId, State};
use crate::{bell, store};
use db::{DbError, Tx, params};
use kernel::{Millis, RawId, Setting};
use serde::Serialize;

/// Work to be put on the queue.
#[derive(Debug, Clone)]
pub struct New {
    kind: &'static str,
    payload: String,
    key: Option<String>,
    run_at: Option<Millis>,
    max_attempts: i64,
    created_by: Option<RawId>,
}

impl New {
    /// Work of a kind, at once, tried five times, asked for by Kartoteka itself. The payload holds ids, not names:
    /// whatever is erased must not live on in the queue.
    pub fn of(kind: &'static str, payload: &impl Serialize) -> Self {
        // Payloads are our own plain structs; one that cannot be JSON is null and fails when the job reads it.
        let payload = serde_json::to_string(payload).unwrap_or_else(|_| "null".to_owned());
        Self { kind, payload, key: None, run_at: None, max_attempts: 5, created_by: None }
    }

    /// One of these at a time: while a job with this key waits or runs, no second one is added.
    #[must_use]
    pub fn key(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }

    /// Not before this moment (ms).
    #[must_use]
    pub fn at(self, moment: Millis) -> Self {
        Self { run_at: Some(moment), ..self }
    }

    /// Tried at most this often, 1.. ; an attempt that ended with its process does not count.
    #[must_use]
    pub fn attempts(self, max: i64) -> Self {
        Self { max_attempts: max.max(1), ..self }
    }

    /// Asked for by this person, who may then stop it.
    #[must_use]
    pub fn by(self, user: Option<RawId>) -> Self {
        Self { created_by: user, ..self }
    }
}

/// Puts work on the queue; gives its id, or the id of the one that waits or runs under the same key.
///
/// # Errors
/// Any [`DbError`].
pub fn enqueue(tx: &mut Tx<'_>, setting: &Setting, new: New) -> Result<JobId, DbError> {
    if let Some(key) = &new.key
        && let Some(there) = store::of_key(tx, key)?
    {
        return Ok(there);
    }
    let id: JobId = setting.id();
    let now = setting.now();
    let run_at = new.run_at.unwrap_or(now);
    tx.execute(
        "INSERT INTO jobs (id, kind, payload, key, state, run_at, n_attempts, max_attempts, n_done,
                           is_stop_requested, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 0, $8, $9, $10)",
        params![
            id.0,
            new.kind,
            &new.payload,
            &new.key,
            State::Waiting.slug(),
            run_at,
            new.max_attempts,
            false,
            new.created_by,
            now
        ],
    )?;
    if run_at <= now {
        bell::ring();
    }
    Ok(id)
}

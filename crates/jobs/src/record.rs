//! A job as it lies in the queue.

use db::{DbError, Row};
use kernel::{Millis, RawId};
use serde::Serialize;

kernel::id_type!(
    /// A piece of work in the queue.
    JobId
);

/// How it stands with a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Waits for its time, for the first time or to be tried again.
    Waiting,
    /// In the hands of a runner.
    Running,
    /// Done.
    Done,
    /// Ended by itself: trying again would not help.
    Failed,
    /// Tried as often as allowed.
    Dead,
    /// Stopped by a person; can go on.
    Stopped,
}

impl State {
    /// All states, in the order of a job's life.
    pub const ALL: [State; 6] =
        [State::Waiting, State::Running, State::Done, State::Failed, State::Dead, State::Stopped];

    /// The word in the database, the API and the catalogue's keys.
    pub fn slug(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
            State::Dead => "dead",
            State::Stopped => "stopped",
        }
    }

    /// The state of a slug; `None` for an unknown one.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }
}

/// A job with all that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Its id; later jobs have greater ones.
    pub id: JobId,
    /// What is to be done, such as `transfer.import`.
    pub kind: String,
    /// With what; the kind knows its shape.
    #[serde(skip)]
    pub payload: serde_json::Value,
    /// How it stands.
    pub state: State,
    /// Not before this moment (ms).
    pub run_at: Millis,
    /// How often it was begun, 0.. .
    pub n_attempts: i64,
    /// How often it may fail before it is given up, 1.. .
    pub max_attempts: i64,
    /// Parts done so far, 0.. .
    pub n_done: i64,
    /// Parts done before it was begun the last time, 0.. .
    pub n_done_before: i64,
    /// Parts in all, where known.
    pub n_total: Option<i64>,
    /// What it is at, as a key of the catalogue.
    pub message: Option<String>,
    /// What it brought; the kind knows its shape.
    pub result: Option<serde_json::Value>,
    /// What went wrong the last time, in the program's words.
    pub error: Option<String>,
    /// Whether a person asked a running job to stop.
    pub is_stop_requested: bool,
    /// Who asked for it; `None` for Kartoteka itself.
    pub created_by: Option<RawId>,
    /// When it was asked for (ms).
    pub created_at: Millis,
    /// When it was begun the last time (ms).
    pub started_at: Option<Millis>,
    /// When it ended (ms); `None` while it waits or runs.
    pub finished_at: Option<Millis>,
}

/// The columns that [`Record::read`] reads, in its order.
pub(crate) const COLUMNS: &str = "id, kind, payload, state, run_at, n_attempts, max_attempts, n_done, n_total, \
     message, result, error, is_stop_requested, created_by, created_at, started_at, finished_at, n_done_before";

impl Record {
    pub(crate) fn read(row: &Row<'_>) -> Result<Self, DbError> {
        let json = |text: String| serde_json::from_str(&text).unwrap_or(serde_json::Value::Null);
        Ok(Self {
            id: row.id(0)?,
            kind: row.get(1)?,
            payload: json(row.get(2)?),
            state: row.with_text(3, State::from_slug)?.unwrap_or(State::Failed),
            run_at: row.get(4)?,
            n_attempts: row.get(5)?,
            max_attempts: row.get(6)?,
            n_done: row.get(7)?,
            n_total: row.get(8)?,
            message: row.get(9)?,
            result: row.get::<Option<String>>(10)?.map(json),
            error: row.get(11)?,
            is_stop_requested: row.get(12)?,
            created_by: row.get(13)?,
            created_at: row.get(14)?,
            started_at: row.get(15)?,
            finished_at: row.get(16)?,
            n_done_before: row.get(17)?,
        })
    }
}

//! A task as the base keeps it.

use crate::due::Due;
use crate::kinds::TaskKind;
use crate::repeating::Repeat;
use customers::CustomerId;
use kernel::{Millis, RawId};

kernel::id_type!(
    /// A task.
    TaskId
);

/// What a person writes of a task.
#[derive(Clone)]
pub struct Written {
    /// What is to be done.
    pub kind: &'static dyn TaskKind,
    /// In a few words, at most 200 letters; the name of the kind when left empty.
    pub title: String,
    /// In more words, at most 5 000 letters; may be empty.
    pub note: String,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// Who does it; nobody in particular when a team does.
    pub assignee: Option<RawId>,
    /// In whose queue it waits while nobody took it.
    pub team: Option<RawId>,
    /// By when.
    pub due: Due,
    /// How it comes back once it is done.
    pub repeat: Option<Repeat>,
}

/// How a task ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// When.
    pub at: Millis,
    /// By whom; nobody for the house itself.
    pub by: Option<RawId>,
    /// Whether it was done; else it was dropped.
    pub is_done: bool,
    /// What came of it; may be empty.
    pub outcome: String,
}

/// A task.
#[derive(Clone)]
pub struct Task {
    /// Its id.
    pub id: TaskId,
    /// What a person wrote.
    pub written: Written,
    /// The moment it is due: of a day without a time its last second.
    pub due_at: Millis,
    /// The occasion that made it, such as `birthday/<customer>/2026-03-12`; none for one that a person made.
    pub made_for: Option<String>,
    /// What the occasion itself says, such as whose wedding it was; empty for others. Nothing of a card.
    pub hint: String,
    /// Grows by one with each change.
    pub revision: i64,
    /// Who made it; nobody for the house itself.
    pub created_by: Option<RawId>,
    /// When.
    pub created_at: Millis,
    /// How it ended; `None` while it is open.
    pub closure: Option<Closure>,
}

impl Task {
    /// Whether its time is over while it is open.
    pub fn is_overdue(&self, now: Millis) -> bool {
        self.closure.is_none() && self.due_at < now
    }
}

//! How a task looks in JSON.

use crate::planning::Planned;
use crate::repeating::{Repeat, Unit};
use crate::{Due, TaskError, TaskId, Written, hinting, kinds};
use customers::CustomerId;
use customers::reaching::Timing;
use kernel::RawId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{FieldError, moment};

/// How a task comes back.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RepeatBody {
    /// How many units, 1 to 99.
    #[schema(minimum = 1, maximum = 99, example = 1)]
    pub(crate) every: i64,
    /// `day`, `week`, `month` or `year`.
    #[schema(example = "month")]
    pub(crate) unit: String,
}

/// What o'clock it is where the customer is, and whether they may be disturbed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ThereView {
    /// Their time of day.
    #[schema(example = "03:10")]
    pub(crate) time: String,
    /// Whether they may be disturbed now.
    pub(crate) may_be_disturbed: bool,
    /// The first hour of their day at which they may, 0..=23.
    pub(crate) from_hour: u8,
    /// The hour at which they no longer may, 1..=24.
    pub(crate) to_hour: u8,
    /// Whether they told these hours; else they are supposed.
    pub(crate) is_told: bool,
    /// Whether nobody said where they are: it is guessed from the city, the address or the number.
    pub(crate) is_guess: bool,
}

impl From<Timing> for ThereView {
    fn from(timing: Timing) -> Self {
        Self {
            time: timing.there,
            may_be_disturbed: timing.is_now,
            from_hour: timing.hours.0,
            to_hour: timing.hours.1,
            is_told: timing.is_told,
            is_guess: timing.is_guess,
        }
    }
}

/// A task.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskView {
    /// Its id.
    pub(crate) id: TaskId,
    /// `call`, `write`, `meet`, `visit`, `congratulate`, `gift` or `other`.
    pub(crate) kind: &'static str,
    /// In a few words; empty when the kind says it all.
    pub(crate) title: String,
    /// In more words.
    pub(crate) note: String,
    /// What helps to do it well.
    pub(crate) hint: String,
    /// About whom.
    pub(crate) customer: Option<CustomerId>,
    /// How it stands with their hours; null where nobody needs to be awake for it, and once it is closed.
    pub(crate) there: Option<ThereView>,
    /// Who does it.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub(crate) assignee: Option<RawId>,
    /// In whose queue it waits.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub(crate) team: Option<RawId>,
    /// The day, as `2026-03-12`.
    pub(crate) due_on: String,
    /// The time of that day in the firm's zone, as `15:30`; null for any time.
    pub(crate) due_time: Option<String>,
    /// The moment it is due, RFC 3339, UTC; of a day without a time its last second.
    pub(crate) due_at: String,
    /// How it comes back.
    pub(crate) repeat: Option<RepeatBody>,
    /// The occasion that made it; null for one that a person made.
    pub(crate) made_for: Option<String>,
    /// When it was closed, RFC 3339, UTC; null while it is open.
    pub(crate) closed_at: Option<String>,
    /// Whether it was done; false while it is open and when it was dropped.
    pub(crate) is_done: bool,
    /// What came of it.
    pub(crate) outcome: String,
    /// Grows by one with every change; also the ETag.
    pub(crate) revision: i64,
    /// RFC 3339, UTC.
    pub(crate) created_at: String,
}

impl TaskView {
    pub(crate) fn of(planned: Planned) -> Self {
        let hint = hinting::of(&planned);
        let there = planned.there.filter(|_| planned.task.closure.is_none()).map(ThereView::from);
        let task = planned.task;
        let Written { kind, title, note, customer, assignee, team, due, repeat } = task.written;
        let (closed_at, is_done, outcome) = match task.closure {
            Some(closure) => (Some(moment(closure.at)), closure.is_done, closure.outcome),
            None => (None, false, String::new()),
        };
        Self {
            id: task.id,
            kind: kind.slug(),
            title,
            note,
            hint,
            customer,
            there,
            assignee,
            team,
            due_on: due.on.to_string(),
            due_time: Some(due.clock()).filter(|clock| !clock.is_empty()),
            due_at: moment(task.due_at),
            repeat: repeat
                .map(|repeat| RepeatBody { every: repeat.every.into(), unit: repeat.unit.slug().into() }),
            made_for: task.made_for,
            closed_at,
            is_done,
            outcome,
            revision: task.revision,
            created_at: moment(task.created_at),
        }
    }
}

/// A task to be added, or written anew: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TaskBody {
    /// `call`, `write`, `meet`, `visit`, `congratulate`, `gift` or `other`.
    #[schema(example = "call")]
    kind: String,
    /// In a few words, at most 200 letters.
    #[serde(default)]
    #[schema(example = "Предложить весеннюю коллекцию")]
    title: String,
    /// In more words, at most 5 000 letters.
    #[serde(default)]
    note: String,
    /// About whom.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// Who does it; whoever asks, when no team is named either.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    assignee: Option<RawId>,
    /// In whose queue it waits.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    team: Option<RawId>,
    /// The day, as `2026-03-12`.
    #[schema(example = "2026-03-12")]
    due_on: String,
    /// The time of that day in the firm's zone, as `15:30`; any time when left out.
    #[serde(default)]
    due_time: Option<String>,
    /// How it comes back once it is done.
    #[serde(default)]
    repeat: Option<RepeatBody>,
}

impl TaskBody {
    pub(crate) fn read(self) -> Result<Written, TaskError> {
        let mut errors = Vec::new();
        let kind = kinds::find(&self.kind);
        if kind.is_none() {
            errors.push(FieldError::new("kind", "tasks-kind-unknown"));
        }
        let due = Due::read(&self.due_on, self.due_time.as_deref().unwrap_or_default());
        if let Err(field) = due {
            let key = if field == "due_on" { "tasks-day-unreadable" } else { "tasks-time-unreadable" };
            errors.push(FieldError::new(field, key));
        }
        let since = due.map_or(jiff::civil::Date::default(), |due| due.on);
        let read = |body: &RepeatBody| Repeat::new(body.every, Unit::from_slug(&body.unit)?, since);
        let repeat = self.repeat.as_ref().map(read);
        if repeat == Some(None) {
            errors.push(FieldError::new("repeat", "tasks-every-out-of-range"));
        }
        match (kind, due, errors.is_empty()) {
            (Some(kind), Ok(due), true) => Ok(Written {
                kind,
                title: self.title,
                note: self.note,
                customer: self.customer,
                assignee: self.assignee,
                team: self.team,
                due,
                repeat: repeat.flatten(),
            }),
            _ => Err(TaskError::Invalid(errors)),
        }
    }
}

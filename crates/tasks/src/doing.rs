//! Verbs over tasks: add, change, finish, take up again, put off, take from a queue, drop.

use crate::due::Due;
use crate::error::TaskError;
use crate::repeating::Repeat;
use crate::store::tasks as table;
use crate::{Closure, RIGHT, Task, TaskId, Written, hours, planning};
use customers::Act;
use db::Tx;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use journal::Entry;
use kernel::{Level, RawId};
use serde_json::json;
use web::FieldError;

/// The kind of thing that a task is in the journal.
pub(crate) const SUBJECT: journal::SubjectKind = "task";

/// The longest title and the longest note, in letters.
const LONGEST: (usize, usize) = (200, 5_000);

/// What a verb works with: who acts and when, and the zone in which days begin.
#[derive(Clone)]
pub struct Doing {
    /// Who acts, when, with which fields.
    pub act: Act,
    /// The firm's zone.
    pub zone: TimeZone,
}

impl Doing {
    /// The day it is in the firm.
    pub fn today(&self) -> Date {
        let now = jiff::Timestamp::from_millisecond(self.act.setting.now());
        now.unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone()).date()
    }

    /// Whether at least `level` over tasks is held.
    pub fn may(&self, level: Level) -> bool {
        self.act.actor.may(RIGHT, level)
    }

    /// Whether a task is seen: one's own, one's team's, those of people within one's reach; the house sees all.
    pub fn sees(&self, task: &Task) -> bool {
        let actor = &self.act.actor;
        let Some(people) = actor.sight.reach(RIGHT).people(actor.user) else { return true };
        let written = &task.written;
        let is_mine = |id: Option<RawId>| id.is_some_and(|id| people.contains(&id));
        is_mine(written.assignee)
            || is_mine(task.created_by)
            || written.team.is_some() && written.team == self.act.actor.team
    }

    fn needs(&self, level: Level) -> Result<(), TaskError> {
        if self.may(level) { Ok(()) } else { Err(TaskError::Forbidden) }
    }
}

/// The task of an id.
///
/// # Errors
/// [`TaskError::Forbidden`]; [`TaskError::Missing`] also when it is not seen.
pub fn get(tx: &mut Tx<'_>, doing: &Doing, id: TaskId) -> Result<Task, TaskError> {
    doing.needs(Level::Read)?;
    table::find(tx, id)?.filter(|task| doing.sees(task)).ok_or(TaskError::Missing)
}

/// Adds a task.
///
/// # Errors
/// [`TaskError::Forbidden`]; [`TaskError::Invalid`] for a missing or unknown part.
pub fn add(tx: &mut Tx<'_>, doing: &Doing, written: Written) -> Result<Task, TaskError> {
    doing.needs(Level::Write)?;
    let written = checked(tx, doing, written)?;
    make(tx, doing, written, (None, String::new()))
}

/// Makes a task for an occasion, at most once for each; gives `None` when it was made before.
///
/// # Errors
/// As [`add`].
pub(crate) fn foresee(
    tx: &mut Tx<'_>,
    doing: &Doing,
    written: Written,
    (occasion, hint): (String, String),
) -> Result<Option<Task>, TaskError> {
    doing.needs(Level::Write)?;
    if table::is_made_for(tx, &occasion)? {
        return Ok(None);
    }
    make(tx, doing, written, (Some(occasion), hint)).map(Some)
}

fn make(
    tx: &mut Tx<'_>,
    doing: &Doing,
    written: Written,
    (made_for, hint): (Option<String>, String),
) -> Result<Task, TaskError> {
    let setting = &doing.act.setting;
    let task = Task {
        id: setting.id(),
        due_at: written.due.at(&doing.zone),
        written,
        made_for,
        hint,
        revision: 1,
        created_by: doing.act.actor.user,
        created_at: setting.now(),
        closure: None,
    };
    table::insert(tx, &task)?;
    tell(tx, doing, "task.added", &task)?;
    Ok(task)
}

/// Writes a task anew, unless somebody else did since `revision`.
///
/// # Errors
/// As [`add`] and [`get`]; [`TaskError::Outdated`]; [`TaskError::NotNow`] for a closed one.
pub fn change(
    tx: &mut Tx<'_>,
    doing: &Doing,
    (id, revision): (TaskId, Option<i64>),
    written: Written,
) -> Result<Task, TaskError> {
    let known = open(tx, doing, (id, revision))?;
    let written = checked(tx, doing, written)?;
    let due_at = written.due.at(&doing.zone);
    keep(tx, doing, "task.changed", Task { written, due_at, ..known })
}

/// Says that a task is done; one that repeats makes its successor, which is given too.
///
/// # Errors
/// As [`change`].
pub fn finish(
    tx: &mut Tx<'_>,
    doing: &Doing,
    (id, revision): (TaskId, Option<i64>),
    outcome: &str,
) -> Result<(Task, Option<Task>), TaskError> {
    let known = open(tx, doing, (id, revision))?;
    let done = keep(tx, doing, "task.done", closed(doing, known, (true, outcome)))?;
    let Some(on) = next_day(doing, &done) else { return Ok((done, None)) };
    let due = Due { on, ..done.written.due };
    let successor = make(tx, doing, Written { due, ..done.written.clone() }, (None, done.hint.clone()))?;
    Ok((done, Some(successor)))
}

/// The day on which a task that repeats comes back: after the day it was due, and not in the past.
fn next_day(doing: &Doing, task: &Task) -> Option<Date> {
    let yesterday = doing.today().checked_sub(1.day()).ok()?;
    task.written.repeat?.after(task.written.due.on.max(yesterday))
}

/// Drops a task that is not to be done after all.
///
/// # Errors
/// As [`change`].
pub fn drop(
    tx: &mut Tx<'_>,
    doing: &Doing,
    (id, revision): (TaskId, Option<i64>),
) -> Result<Task, TaskError> {
    let known = open(tx, doing, (id, revision))?;
    keep(tx, doing, "task.dropped", closed(doing, known, (false, "")))
}

fn closed(doing: &Doing, task: Task, (is_done, outcome): (bool, &str)) -> Task {
    let outcome = outcome.trim().chars().take(LONGEST.1).collect();
    let closure = Closure { at: doing.act.setting.now(), by: doing.act.actor.user, is_done, outcome };
    Task { closure: Some(closure), ..task }
}

/// Opens a closed task again, and drops the successor that finishing it made, if nobody touched that one.
///
/// # Errors
/// As [`get`]; [`TaskError::NotNow`] for an open one.
pub fn reopen(
    tx: &mut Tx<'_>,
    doing: &Doing,
    id: TaskId,
    successor: Option<TaskId>,
) -> Result<Task, TaskError> {
    doing.needs(Level::Write)?;
    let known = get(tx, doing, id)?;
    if known.closure.is_none() {
        return Err(TaskError::NotNow);
    }
    let successor = match successor {
        Some(id) => table::find(tx, id)?.filter(|next| next.revision == 1 && next.closure.is_none()),
        None => None,
    };
    if let Some(next) = successor.filter(|next| doing.sees(next)) {
        keep(tx, doing, "task.dropped", closed(doing, next, (false, "")))?;
    }
    keep(tx, doing, "task.reopened", Task { closure: None, ..known })
}

/// Puts a task off, or moves it, to another day; its time of day stays.
///
/// # Errors
/// As [`change`].
pub fn put_off(tx: &mut Tx<'_>, doing: &Doing, id: TaskId, on: Date) -> Result<Task, TaskError> {
    let known = open(tx, doing, (id, None))?;
    let due = Due { on, ..known.written.due };
    if due == known.written.due {
        return Ok(known);
    }
    let written = Written { due, ..known.written };
    keep(tx, doing, "task.moved", Task { due_at: due.at(&doing.zone), written, ..known })
}

/// Takes a task out of a queue, for oneself.
///
/// # Errors
/// As [`change`]; [`TaskError::NotNow`] when somebody has it already.
pub fn take(tx: &mut Tx<'_>, doing: &Doing, id: TaskId) -> Result<Task, TaskError> {
    let me = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    let known = open(tx, doing, (id, None))?;
    if known.written.assignee.is_some_and(|who| who != me) {
        return Err(TaskError::NotNow);
    }
    let written = Written { assignee: Some(me), ..known.written };
    keep(tx, doing, "task.taken", Task { written, ..known })
}

/// Gives a task to somebody else, as when whoever had it leaves; the caller asked for the right.
pub(crate) fn give(tx: &mut Tx<'_>, doing: &Doing, task: Task, to: RawId) -> Result<Task, TaskError> {
    let written = Written { assignee: Some(to), ..task.written };
    keep(tx, doing, "task.changed", Task { written, ..task })
}

fn open(tx: &mut Tx<'_>, doing: &Doing, (id, revision): (TaskId, Option<i64>)) -> Result<Task, TaskError> {
    doing.needs(Level::Write)?;
    let known = get(tx, doing, id)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(TaskError::Outdated);
    }
    if known.closure.is_some() { Err(TaskError::NotNow) } else { Ok(known) }
}

fn keep(tx: &mut Tx<'_>, doing: &Doing, verb: &'static str, task: Task) -> Result<Task, TaskError> {
    let task = Task { revision: task.revision + 1, ..task };
    table::update(tx, &task)?;
    tell(tx, doing, verb, &task)?;
    Ok(task)
}

/// Puts what was written in order, and refuses what cannot be.
fn checked(tx: &mut Tx<'_>, doing: &Doing, written: Written) -> Result<Written, TaskError> {
    let mut errors = Vec::new();
    let (title, note) = (written.title.trim().to_owned(), written.note.trim().to_owned());
    if title.chars().count() > LONGEST.0 {
        errors.push(FieldError::new("title", "tasks-title-long"));
    }
    if note.chars().count() > LONGEST.1 {
        errors.push(FieldError::new("note", "tasks-note-long"));
    }
    if let Some(customer) = written.customer {
        match planning::seen_card(tx, doing, customer)? {
            None => errors.push(FieldError::new("customer", "customers-unknown-id")),
            Some(card) => errors.extend(hours::hindrance(doing, (written.kind, &card), written.due)),
        }
    }
    if let Some(who) = written.assignee
        && access::user::get(tx, access::UserId(who))?.is_none_or(|user| user.disabled_at.is_some())
    {
        errors.push(FieldError::new("assignee", "tasks-assignee-unknown"));
    }
    if let Some(team) = written.team
        && access::team::get(tx, access::TeamId(team))?.is_none()
    {
        errors.push(FieldError::new("team", "tasks-team-unknown"));
    }
    let nobody = written.assignee.is_none() && written.team.is_none();
    let assignee = written.assignee.or_else(|| doing.act.actor.user.filter(|_| nobody));
    let since = |repeat: Repeat| Repeat { since: written.due.on, ..repeat };
    let repeat = written.repeat.map(since);
    if errors.is_empty() {
        Ok(Written { title, note, assignee, repeat, ..written })
    } else {
        Err(TaskError::Invalid(errors))
    }
}

/// Tells of it in the journal: on the customer's card where there is one, else of the task itself.
fn tell(tx: &mut Tx<'_>, doing: &Doing, verb: &'static str, task: &Task) -> Result<(), TaskError> {
    let payload = json!({
        "task": task.id, "kind": task.written.kind.slug(), "title": task.written.title,
        "due_on": task.written.due.on.to_string(), "due_time": task.written.due.clock(),
        "assignee": task.written.assignee, "team": task.written.team,
        "outcome": task.closure.as_ref().map(|closure| closure.outcome.as_str()).unwrap_or_default(),
    });
    let subject = match task.written.customer {
        Some(customer) => (customers::changing::SUBJECT, customer.0),
        None => (SUBJECT, task.id.0),
    };
    let entry = Entry::now(&doing.act.setting, verb, subject, &payload);
    journal::append(tx, &doing.act.setting, &doing.act.actor, entry)?;
    Ok(())
}

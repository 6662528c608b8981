//! Reminders by letter: whoever has something due is told in their own language, once.
//!
//! A task with a time is told of a quarter of an hour before it, one of a day at nine in the morning of the firm. What
//! came due within a day before is still told of, what is older is not. That a letter goes out is noted before it is
//! handed to the server: after a crash in between a reminder may be missing, but none comes twice.

use crate::due::Due;
use crate::error::TaskError;
use crate::pages::title;
use crate::store::letters;
use crate::{Doing, Task, TaskId};
use access::mailing::{self, Mailing};
use access::{User, UserId, user};
use db::{DbError, Tx};
use jiff::tz::TimeZone;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{DAY_MS, MINUTE_MS, Millis};
use mail::{Address, HandingError, MailError, Outgoing, Post};
use std::sync::Arc;
use web::App;
use words::Say;

const KIND: &str = "tasks.remind";

/// How long before its time a task is told of.
const AHEAD: Millis = 15 * MINUTE_MS;
/// The minute of the day at which tasks of the day are told of.
const MORNING: u16 = 9 * 60;
/// How long notes of letters are kept.
const KEPT: Millis = 60 * DAY_MS;

struct Remind {
    app: App,
}

/// The job over a house.
pub fn job(app: &App) -> Arc<dyn Job> {
    Arc::new(Remind { app: app.clone() })
}

/// When it is due: each minute.
pub fn recurring() -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::Every(MINUTE_MS) }
}

/// Whether whoever acts is reminded by letter.
///
/// # Errors
/// [`TaskError::Forbidden`] for actors who are no person.
pub(crate) fn is_on(tx: &mut Tx<'_>, doing: &Doing) -> Result<bool, TaskError> {
    let me = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    Ok(letters::are_wanted(tx, me)?)
}

/// Has whoever acts reminded by letter, or not.
///
/// # Errors
/// [`TaskError::Forbidden`] for actors who are no person.
pub(crate) fn set(tx: &mut Tx<'_>, doing: &Doing, is_on: bool) -> Result<(), TaskError> {
    let me = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    Ok(letters::set_wanted(tx, me, is_on, doing.act.setting.now())?)
}

/// When a task is told of.
pub(crate) fn remind_at(task: &Task, zone: &TimeZone) -> Millis {
    match task.written.due.minute {
        Some(_) => task.due_at - AHEAD,
        None => Due { minute: Some(MORNING), ..task.written.due }.at(zone),
    }
}

/// A person with what they are to be told of, soonest first.
type Waiting = (User, Vec<Task>);

fn waiting(tx: &mut Tx<'_>, zone: &TimeZone, now: Millis) -> Result<Vec<Waiting>, DbError> {
    let mut found: Vec<Waiting> = Vec::new();
    for task in letters::waiting(tx, (now - DAY_MS, now + DAY_MS))? {
        let at = remind_at(&task, zone);
        let Some(person) = task.written.assignee.filter(|_| at <= now && at > now - DAY_MS) else {
            continue;
        };
        if let Some((_, tasks)) = found.last_mut().filter(|(user, _)| user.id.0 == person) {
            tasks.push(task);
        } else if let Some(user) = user::get(tx, UserId(person))?.filter(|user| user.disabled_at.is_none())
        {
            found.push((user, vec![task]));
        }
    }
    Ok(found)
}

impl Job for Remind {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let Some(post) = self.app.offer::<Post>() else { return Ok(Outcome::DONE) };
        let (now, zone) = (work.setting().now(), zone_of(&self.app.firm().zone));
        let read = work.db().read(move |tx| match mailing::load(tx)? {
            Some(mailing) => Ok::<_, DbError>(Some((mailing, waiting(tx, &zone, now)?))),
            None => Ok(None),
        })?;
        let Some((mailing, people)) = read else { return Ok(Outcome::DONE) };
        for (person, tasks) in people {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            let letter = self.letter(&mailing, work, (&person, &tasks));
            tell(work, (post, &mailing), &letter, &tasks)?;
        }
        work.write(move |tx| Ok(letters::prune(tx, now - KEPT)?))?;
        Ok(Outcome::DONE)
    }
}

/// The zone of a name; UTC for an unknown one.
pub(crate) fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

impl Remind {
    /// The letter in the person's language and time.
    fn letter(&self, mailing: &Mailing, work: &Work, (person, tasks): (&User, &[Task])) -> Outgoing {
        let firm = self.app.firm();
        let zone = zone_of(person.zone.as_deref().unwrap_or(&firm.zone));
        let say = self.app.words.say(person.lang.unwrap_or(firm.lang), zone);
        let first = tasks.first().map(|task| title(task, &say)).unwrap_or_default();
        let n = i64::try_from(tasks.len()).unwrap_or(i64::MAX);
        let subject = say.with("tasks-letter-subject", &[("n", n.into()), ("title", first.into())]);
        let mut text = String::new();
        for task in tasks {
            text.push_str(&format!(
                "{}\n{}\n{}/tasks/{}\n\n",
                title(task, &say),
                due(task, &say),
                mailing.house,
                task.id
            ));
        }
        text.push_str(
            &say.with("tasks-letter-off", &[("address", format!("{}/tasks", mailing.house).into())]),
        );
        let to = Address { name: person.name.clone(), email: person.email.clone() };
        mailing.letter(work.setting(), to, (subject, text))
    }
}

/// Until when, as a person reads it.
pub(crate) fn due(task: &Task, say: &Say) -> String {
    match task.written.due.minute {
        Some(_) => say.date_time(task.due_at),
        None => say.date(task.due_at),
    }
}

/// Sends a letter and notes it; a letter that the server will never take is noted too, lest it be tried each minute.
fn tell(
    work: &Work,
    (post, mailing): (&Post, &Mailing),
    letter: &Outgoing,
    tasks: &[Task],
) -> Result<(), JobError> {
    let again = |error: &MailError| JobError::Again(format!("the mail server: {}", error.key()));
    let account = mailing.account(&post.seal).map_err(|error| JobError::Never(error.to_string()))?;
    let sender = post.office.sender(account, &mailing.from.email);
    let marks: Vec<(TaskId, Millis)> = tasks.iter().map(|task| (task.id, task.due_at)).collect();
    let begun = letter.compose().map(|bytes| (bytes, sender.begin(&letter.envelope())));
    let (bytes, handing) = match begun {
        Ok((bytes, Ok(handing))) => (bytes, Some(handing)),
        Ok((_, Err(error))) if !is_about_address(&error) => return Err(again(&error)),
        _ => (Vec::new(), None),
    };
    note(work, marks.clone(), true)?;
    let Some(handing) = handing else { return Ok(()) };
    match handing.hand_over(&bytes) {
        Err(HandingError::Refused(error)) if error.may_pass() => {
            note(work, marks, false)?;
            Err(again(&error))
        }
        _ => Ok(()),
    }
}

fn is_about_address(error: &MailError) -> bool {
    matches!(error, MailError::AddressRefused { is_for_good: true, .. })
}

fn note(work: &Work, marks: Vec<(TaskId, Millis)>, is_sent: bool) -> Result<(), JobError> {
    let now = work.setting().now();
    work.write(move |tx| {
        for mark in marks {
            if is_sent {
                letters::note(tx, mark, now)?;
            } else {
                letters::unnote(tx, mark)?;
            }
        }
        Ok(())
    })
}

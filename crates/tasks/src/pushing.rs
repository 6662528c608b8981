//! Reminders in the browser, by web push: whoever has something due is told of it even while no page is open.
//!
//! Told of is what letters tell of ([`crate::reminding`]), at the same moments. That a browser is told is noted first:
//! after a crash in between a message may be missing, none comes twice; only when no service can be reached the note is
//! taken back, and a message that came all the same has the same tag, so that it is shown once. A browser whose service says
//! that it is gone is forgotten. The key by which the house signs is made at the first look and kept sealed.

use crate::error::TaskError;
use crate::pages::title;
use crate::reminding::{due, remind_at, zone_of};
use crate::store::pushes as table;
use crate::{Doing, Task};
use access::{User, UserId, mailing, user};
use db::{DbError, Tx};
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{DAY_MS, MINUTE_MS, Millis, RawId};
use mail::Post;
use push::{Identity, PushError, Pusher, Sender, Subscription};
use serde_json::json;
use std::sync::Arc;
use web::{App, FieldError};

const KIND: &str = "tasks.push";

/// What the key is sealed for.
const PURPOSE: &str = "push key";

/// The most browsers of a person.
const MOST: usize = 20;

/// How long notes are kept.
const KEPT: Millis = 60 * DAY_MS;

kernel::id_type!(
    /// A browser that is told.
    BrowserId
);

/// A browser that is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Browser {
    /// Its id.
    pub id: BrowserId,
    /// Whose it is.
    pub user: RawId,
    /// What it calls itself; may be empty.
    pub name: String,
    /// Where it is told, and its keys.
    pub to: Subscription,
    /// Since when (ms).
    pub created_at: Millis,
}

/// What a browser gives to be told by, as it came.
#[derive(Debug, Clone, Default)]
pub struct NewBrowser {
    /// What it calls itself.
    pub name: String,
    /// The address at its service.
    pub endpoint: String,
    /// Its key, base64url.
    pub p256dh: String,
    /// Its secret, base64url.
    pub auth: String,
}

/// The browsers of whoever acts, the latest first, and the key by which one more subscribes: `None` before the first look.
///
/// # Errors
/// [`TaskError::Forbidden`] for actors who are no person.
pub fn own(tx: &mut Tx<'_>, doing: &Doing) -> Result<(Vec<Browser>, Option<String>), TaskError> {
    let me = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    Ok((table::of(tx, me)?, table::public_key(tx)?))
}

/// Has a browser told of what whoever acts has due.
///
/// # Errors
/// [`TaskError::Forbidden`] for actors who are no person; [`TaskError::Invalid`]: the browser gave no address, or they
/// have twenty.
pub fn add(tx: &mut Tx<'_>, doing: &Doing, new: &NewBrowser) -> Result<Browser, TaskError> {
    let user = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    let wrong = |key: &str| TaskError::Invalid(vec![FieldError::new("endpoint", key)]);
    let to = Subscription::checked(&new.endpoint, &new.p256dh, &new.auth);
    let to = to.ok_or_else(|| wrong("tasks-browser-silent"))?;
    let held = table::of(tx, user)?;
    if held.len() >= MOST && !held.iter().any(|one| one.to.endpoint == to.endpoint) {
        return Err(wrong("tasks-browser-many"));
    }
    let name = new.name.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(100).collect();
    let setting = &doing.act.setting;
    let one = Browser { id: setting.id(), user, name, to, created_at: setting.now() };
    table::put(tx, &one)?;
    Ok(one)
}

/// Has a browser of whoever acts told no more.
///
/// # Errors
/// [`TaskError::Forbidden`] for actors who are no person; [`TaskError::Missing`] for any but their own.
pub fn forget(tx: &mut Tx<'_>, doing: &Doing, id: BrowserId) -> Result<(), TaskError> {
    let me = doing.act.actor.user.ok_or(TaskError::Forbidden)?;
    if !table::of(tx, me)?.iter().any(|one| one.id == id) {
        return Err(TaskError::Missing);
    }
    table::remove(tx, id)?;
    Ok(())
}

struct Tell {
    app: App,
    pusher: Arc<dyn Pusher>,
}

/// The job over a house, telling by this pusher.
pub fn job(app: &App, pusher: Arc<dyn Pusher>) -> Arc<dyn Job> {
    Arc::new(Tell { app: app.clone(), pusher })
}

/// When it is due: each minute.
pub fn recurring() -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::Every(MINUTE_MS) }
}

/// A task that is due, with its person and their browsers.
type Waiting = (Task, User, Vec<Browser>);

fn waiting(tx: &mut Tx<'_>, zone: &jiff::tz::TimeZone, now: Millis) -> Result<Vec<Waiting>, DbError> {
    let mut found = Vec::new();
    for task in table::waiting(tx, (now - DAY_MS, now + DAY_MS))? {
        let at = remind_at(&task, zone);
        let Some(person) = task.written.assignee.filter(|_| at <= now && at > now - DAY_MS) else {
            continue;
        };
        let person = user::get(tx, UserId(person))?.filter(|user| user.disabled_at.is_none());
        if let Some(person) = person {
            let browsers = table::of(tx, person.id.0)?;
            found.push((task, person, browsers));
        }
    }
    Ok(found)
}

impl Job for Tell {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let Some(post) = self.app.offer::<Post>() else { return Ok(Outcome::DONE) };
        let by = identity(work, post)?;
        let (now, zone) = (work.setting().now(), zone_of(&self.app.firm().zone));
        let (house, all) = work.db().read(move |tx| {
            let house = mailing::load(tx)?.map(|mailing| mailing.house).unwrap_or_default();
            Ok::<_, DbError>((house, waiting(tx, &zone, now)?))
        })?;
        // Services want an address that is safe to turn to, or none.
        let contact = if house.starts_with("https://") { house.as_str() } else { "" };
        let from = Sender { setting: work.setting(), by: &by, contact };
        for (task, person, browsers) in all {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            let message = self.message(&task, &person);
            tell(work, (self.pusher.as_ref(), from), (&task, &browsers), &message)?;
        }
        work.write(move |tx| Ok(table::prune(tx, now - KEPT)?))?;
        Ok(Outcome::DONE)
    }
}

impl Tell {
    /// What is told, in the person's language and time.
    fn message(&self, task: &Task, person: &User) -> Vec<u8> {
        let firm = self.app.firm();
        let zone = zone_of(person.zone.as_deref().unwrap_or(&firm.zone));
        let say = self.app.words.say(person.lang.unwrap_or(firm.lang), zone);
        let title: String = title(task, &say).chars().take(300).collect();
        let told = json!({
            "title": title, "body": due(task, &say), "url": format!("/tasks/{}", task.id),
            "tag": format!("task {}", task.id),
        });
        told.to_string().into_bytes()
    }
}

/// By what the house signs; made when there is none, or when the one at hand was sealed with another key.
fn identity(work: &Work, post: &Post) -> Result<Identity, JobError> {
    let held = work.db().read(table::sealed_key)?;
    let opened = held.and_then(|sealed| post.seal.open(PURPOSE, &sealed).ok());
    if let Some(identity) = opened.and_then(|kept| Identity::of(&kept)) {
        return Ok(identity);
    }
    let again = || JobError::Again("no key could be made".to_owned());
    let kept = Identity::fresh().ok_or_else(again)?;
    let identity = Identity::of(&kept).ok_or_else(again)?;
    let sealed = post.seal.seal(work.setting(), PURPOSE, &kept);
    let public = identity.public();
    work.write(move |tx| Ok(table::put_key(tx, (&sealed, &public))?))?;
    Ok(identity)
}

/// Tells a person's browsers of a task, and forgets those that are gone.
fn tell(
    work: &Work,
    (pusher, from): (&dyn Pusher, Sender<'_>),
    (task, browsers): (&Task, &[Browser]),
    message: &[u8],
) -> Result<(), JobError> {
    let (mark, now) = ((task.id, task.due_at), work.setting().now());
    work.write(move |tx| Ok(table::note(tx, mark, now)?))?;
    let mut n_unreachable = 0;
    for browser in browsers {
        match pusher.push(from, &browser.to, message) {
            Ok(()) => {}
            Err(PushError::Gone | PushError::Wrong) => {
                let id = browser.id;
                work.write(move |tx| Ok(table::remove(tx, id).map(drop)?))?;
            }
            Err(PushError::Unreachable) => n_unreachable += 1,
            Err(PushError::Refused(status)) => {
                tracing::warn!(browser = %browser.id, status, "a push service refuses a message");
            }
        }
    }
    if n_unreachable > 0 && n_unreachable == browsers.len() {
        work.write(move |tx| Ok(table::unnote(tx, mark)?))?;
    }
    Ok(())
}

//! The job that looks into every box each minute. A letter and the mark after it are written in one transaction, so that a
//! reader that dies goes on after the last letter it kept: nothing is read twice, nothing is left out.
//!
//! A letter that cannot be kept does not hold up its box: after [`TRIES`] looks it is put into the tray whole, as a file,
//! with the reason, and reading goes on after it. A box with trouble does not hold up the others.

use super::boxes::{MailBox, Stuck};
use super::laying::{lay, set_aside};
use super::tray::{Kept, KeptFile};
use crate::error::{InteractionError, needs};
use crate::store::mail as table;
use customers::{Act, Desk};
use db::Tx;
use jobs::{Job, JobError, New, Outcome, Recurring, Schedule, Work, enqueue};
use kernel::{Actor, Level, MINUTE_MS};
use mail::{Fetched, Letter, MailError, Mark, Post, Since, parse};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use web::App;

const KIND: &str = "interactions.read_mail";

/// The most bytes of a letter that is taken whole; of a larger one its head.
const MOST_BYTES: u64 = 25 * 1024 * 1024;

/// How often a letter is tried that cannot be kept.
const TRIES: i64 = 3;

/// The longest HTML that is kept, in bytes; of a longer one the words stay.
const LONGEST_HTML: usize = 1024 * 1024;

/// What the tray says of a letter when nothing better is known.
const UNKNOWN: &str = "interactions-tray-broken";

struct Look {
    app: App,
}

/// The job over a house.
pub fn job(app: &App) -> Arc<dyn Job> {
    Arc::new(Look { app: app.clone() })
}

/// When it is due: each minute.
pub fn recurring() -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::Every(MINUTE_MS) }
}

/// Has every box looked into now rather than within the minute.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn look_now(tx: &mut Tx<'_>, act: &Act) -> Result<(), InteractionError> {
    needs(act, Level::Write)?;
    let new = New::of(KIND, &()).key(format!("recurring {KIND}"));
    Ok(enqueue(tx, &act.setting, new).map(drop)?)
}

impl Job for Look {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let Some(post) = self.app.offer::<Post>() else { return Ok(Outcome::DONE) };
        for one in work.db().read(table::boxes)? {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            let trouble = self.look(work, post, &one)?;
            let (id, now) = (one.id, work.setting().now());
            work.write(move |tx| Ok(table::looked(tx, id, trouble, now)?))?;
        }
        Ok(Outcome::DONE)
    }
}

impl Look {
    /// Reads what is new in one box; gives what was wrong, which is no failure of the job.
    fn look(&self, work: &Work, post: &Post, one: &MailBox) -> Result<Option<&'static str>, JobError> {
        let Some(account) = one.account(&post.seal) else {
            return Ok(Some(MailError::SignInRefused(String::new()).key()));
        };
        let since = Since { mark: one.mark, day: one.since_on };
        let mut stuck = one.stuck;
        let mut kept = Ok(true);
        let read = post.office.postbox(account).read(&one.folder, since, MOST_BYTES, &mut |fetched| {
            kept = self.keep_or_set_aside(work, one, (&fetched, &mut stuck));
            matches!(kept, Ok(true)) && !work.is_stopping()
        });
        let id = one.id;
        match (kept?, read) {
            (false, _) => Ok(Some("interactions-mail-stuck")),
            (true, Ok(mark)) => work.write(move |tx| Ok(table::reached(tx, id, mark)?)).map(|()| None),
            (true, Err(error)) => Ok(Some(error.key())),
        }
    }

    /// Keeps one letter, or has the tray take it after some tries; gives whether to read on.
    fn keep_or_set_aside(
        &self,
        work: &Work,
        one: &MailBox,
        (fetched, stuck): (&Fetched, &mut Stuck),
    ) -> Result<bool, JobError> {
        let Err(why) = self.keep(work, one, fetched) else { return Ok(true) };
        let trouble = match why {
            JobError::Lost => return Err(JobError::Lost),
            JobError::Never(key) => key,
            JobError::Again(detail) => {
                tracing::warn!(mail_box = %one.id, letter = fetched.mark.last, detail, "a letter could not be kept");
                UNKNOWN.to_owned()
            }
        };
        let n_before = if stuck.at == fetched.mark.last { stuck.n_tries } else { 0 };
        *stuck = Stuck { at: fetched.mark.last, n_tries: n_before + 1 };
        let (id, note) = (one.id, *stuck);
        work.write(move |tx| Ok(table::stand_still(tx, id, note)?))?;
        if stuck.n_tries < TRIES {
            return Ok(false);
        }
        let mut raw = fetched.raw.as_slice();
        let stored =
            self.app.files.put(&mut raw, MOST_BYTES).map_err(|e| JobError::Again(e.to_string()))?;
        let whole = KeptFile {
            name: "letter.eml".to_owned(),
            key: stored.key.to_string(),
            size: stored.size,
            media_type: "message/rfc822".to_owned(),
            content_id: None,
        };
        let letter = understood(&fetched.raw).unwrap_or_default();
        let kept = Kept { trouble: Some(trouble), files: vec![whole], is_whole: false, ..Kept::default() };
        self.write(work, (one, fetched.mark), move |tx, act, one| {
            set_aside(tx, act, one, (&letter, kept)).map_err(reason)
        })?;
        Ok(true)
    }

    /// Keeps one letter and the mark after it.
    fn keep(&self, work: &Work, one: &MailBox, fetched: &Fetched) -> Result<(), JobError> {
        let panicked = || JobError::Again("reading it panicked; the log says where".to_owned());
        let letter = understood(&fetched.raw).ok_or_else(panicked)?;
        // Of a letter that is too large only the head is here: what seems to have come along is not what was sent.
        let files = if fetched.is_whole { self.files(&letter)? } else { Vec::new() };
        let html = letter.html.clone().filter(|html| fetched.is_whole && html.len() <= LONGEST_HTML);
        let html = html.unwrap_or_default();
        let kept = Kept { is_whole: fetched.is_whole, files, html, ..Kept::default() };
        self.write(work, (one, fetched.mark), move |tx, act, one| {
            lay(tx, act, one, (&letter, kept)).map(drop).map_err(reason)
        })
    }

    /// Writes what becomes of a letter, and the mark after it, in one transaction.
    fn write(
        &self,
        work: &Work,
        (one, mark): (&MailBox, Mark),
        what: impl FnOnce(&mut Tx<'_>, &Act, &MailBox) -> Result<(), JobError> + Send + 'static,
    ) -> Result<(), JobError> {
        let (app, one, setting) = (self.app.clone(), one.clone(), work.setting().clone());
        work.write(move |tx| {
            let desk = app.offer::<Desk>().cloned().unwrap_or_default();
            let act = desk.act(tx, (&setting, &Actor::system()), &app.firm())?;
            what(tx, &act, &one)?;
            Ok(table::reached(tx, one.id, mark)?)
        })
    }

    /// Puts what came along into the store.
    fn files(&self, letter: &Letter) -> Result<Vec<KeptFile>, JobError> {
        let put = |file: &mail::Attachment| {
            let stored = self.app.files.put(&mut file.bytes.as_slice(), MOST_BYTES);
            let stored = stored.map_err(|error| JobError::Again(error.to_string()))?;
            let (key, media_type) = (stored.key.to_string(), file.media_type.to_owned());
            let content_id = file.content_id.clone();
            Ok(KeptFile { name: file.name.clone(), key, size: stored.size, media_type, content_id })
        };
        letter.attachments.iter().map(put).collect()
    }
}

/// The letter of some bytes; `None` should understanding them ever panic.
fn understood(raw: &[u8]) -> Option<Letter> {
    catch_unwind(AssertUnwindSafe(|| parse(raw))).ok()
}

/// Why a letter was not kept: `Never` with a key of the catalogue where a rule of the house forbids it.
fn reason(error: InteractionError) -> JobError {
    match error {
        InteractionError::Invalid(errors) => {
            JobError::Never(errors.first().map_or(UNKNOWN, |error| &error.key).to_owned())
        }
        other => JobError::Again(other.to_string()),
    }
}

//! The job that looks into every box each minute. A letter and the mark after it are written in one transaction, so that a
//! reader that dies goes on after the last letter it kept: nothing is read twice, nothing is left out.

use super::boxes::MailBox;
use super::laying::lay;
use super::tray::{Kept, KeptFile};
use crate::store::mail as table;
use customers::Desk;
use db::Tx;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, MINUTE_MS};
use mail::{Fetched, Letter, MailError, Mark, Post, Since, parse};
use std::sync::Arc;
use web::App;

const KIND: &str = "interactions.read_mail";

/// The most bytes of a letter that is taken whole; of a larger one its head.
const MOST_BYTES: u64 = 25 * 1024 * 1024;

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
            let ended = self.look(work, post, &one)?;
            let (id, now) = (one.id, work.setting().now());
            let trouble = ended.err().map(|error| error.key());
            work.write(move |tx| Ok(table::looked(tx, id, trouble, now)?))?;
        }
        Ok(Outcome::DONE)
    }
}

impl Look {
    /// Reads what is new in one box; what is wrong with the server is no failure of the job.
    fn look(&self, work: &Work, post: &Post, one: &MailBox) -> Result<Result<(), MailError>, JobError> {
        let Some(account) = one.account(&post.seal) else {
            return Ok(Err(MailError::SignInRefused(String::new())));
        };
        let since = Since { mark: one.mark, day: one.since_on };
        let mut failed = None;
        let read = post.office.postbox(account).read(&one.folder, since, MOST_BYTES, &mut |fetched| {
            failed = self.keep(work, one, &fetched).err();
            failed.is_none() && !work.is_stopping()
        });
        if let Some(error) = failed {
            return Err(error);
        }
        let id = one.id;
        match read {
            Ok(mark) => {
                work.write(move |tx| Ok(table::reached(tx, id, mark)?))?;
                Ok(Ok(()))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    /// Keeps one letter and the mark after it.
    fn keep(&self, work: &Work, one: &MailBox, fetched: &Fetched) -> Result<(), JobError> {
        let letter = parse(&fetched.raw);
        let kept = Kept { is_whole: fetched.is_whole, files: self.files(&letter)?, ..Kept::default() };
        let (app, one, mark, setting) =
            (self.app.clone(), one.clone(), fetched.mark, work.setting().clone());
        work.write(move |tx| {
            laid(tx, &app, &setting, (&one, mark), (&letter, kept))
                .map_err(|error| JobError::Again(error.to_string()))
        })
    }

    /// Puts what came along into the store.
    fn files(&self, letter: &Letter) -> Result<Vec<KeptFile>, JobError> {
        let put = |file: &mail::Attachment| {
            let stored = self.app.files.put(&mut file.bytes.as_slice(), MOST_BYTES);
            let stored = stored.map_err(|error| JobError::Again(error.to_string()))?;
            let (key, media_type) = (stored.key.to_string(), file.media_type.to_owned());
            Ok(KeptFile { name: file.name.clone(), key, size: stored.size, media_type })
        };
        letter.attachments.iter().map(put).collect()
    }
}

fn laid(
    tx: &mut Tx<'_>,
    app: &App,
    setting: &kernel::Setting,
    (one, mark): (&MailBox, Mark),
    (letter, kept): (&Letter, Kept),
) -> Result<(), crate::InteractionError> {
    let desk = app.offer::<Desk>().cloned().unwrap_or_default();
    let act = desk.act(tx, (setting, &Actor::system()), &app.firm())?;
    lay(tx, &act, one, (letter, kept))?;
    Ok(table::reached(tx, one.id, mark)?)
}

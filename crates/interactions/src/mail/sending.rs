//! The job that hands a letter to its server, once.
//!
//! It does all that can be refused first: connection, sign-in, sender, recipient. Then it asks once more whether the client
//! may be written to and notes that it hands over, in one transaction, and only then sends the words. When the process dies
//! or the connection breaks before the server answers, the letter is *uncertain* and is sent again only when a person says
//! so, with the same Message-ID.

use super::delivery::{Delivery, OnItsWay};
use super::enclosing::enclosures;
use super::outlets::{self, Way};
use super::writing::hindrance;
use crate::InteractionError;
use crate::interaction::InteractionId;
use crate::store::{interactions, outgoing as table};
use customers::{Act, Desk, listing};
use db::{DbError, Tx};
use files::FileError;
use jobs::{Job, JobError, New, Outcome, Work, enqueue};
use kernel::{Actor, DAY_MS, Millis};
use mail::{HandingError, MailError, Post};
use std::sync::Arc;
use web::App;

const KIND: &str = "interactions.send_mail";

/// How long a letter is tried again that a server refuses for now.
const PATIENCE: Millis = DAY_MS;

/// More attempts than there are within that time.
const ATTEMPTS: i64 = 100;

/// Asks for a letter to be handed over.
pub(super) fn ask(tx: &mut Tx<'_>, act: &Act, id: InteractionId) -> Result<(), DbError> {
    let new = New::of(KIND, &id).key(key(id)).attempts(ATTEMPTS).by(act.actor.user);
    enqueue(tx, &act.setting, new).map(drop)
}

fn key(id: InteractionId) -> String {
    format!("{KIND} {id}")
}

/// A letter as it goes: where nothing will hand it over any more, as when a person stopped that, one that waits failed, and
/// of one that was being handed over nobody knows.
pub(crate) fn as_it_goes(tx: &mut Tx<'_>, held: OnItsWay) -> Result<OnItsWay, DbError> {
    let (delivery, trouble) = match held.delivery {
        Delivery::Waiting => (Delivery::Failed, Some("interactions-letter-stopped".to_owned())),
        Delivery::Handing => (Delivery::Uncertain, None),
        Delivery::Sent | Delivery::Failed | Delivery::Uncertain => return Ok(held),
    };
    if jobs::is_under_way(tx, &key(held.interaction))? {
        return Ok(held);
    }
    Ok(OnItsWay { delivery, trouble, words: String::new(), ..held })
}

struct Send {
    app: App,
}

/// The job over a house.
pub fn sending(app: &App) -> Arc<dyn Job> {
    Arc::new(Send { app: app.clone() })
}

/// How it stands now: the state, what was wrong as a key, the server's words.
type Note = (Delivery, Option<&'static str>, String);

impl Job for Send {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let id: InteractionId = work.payload()?;
        let Some(post) = self.app.offer::<Post>() else { return Ok(Outcome::DONE) };
        let read = work.db().read(move |tx| {
            let Some(held) = table::get(tx, id)? else { return Ok(None) };
            let way = outlets::by(tx, held.by)?;
            Ok::<_, DbError>(Some((held, way)))
        })?;
        // Of a client who was erased nothing is left to send.
        let Some((held, way)) = read else { return Ok(Outcome::DONE) };
        match held.delivery {
            Delivery::Waiting => self.hand_over(work, (post, way), &held),
            // Whoever was handing it over is gone without a word.
            Delivery::Handing => note(work, id, (Delivery::Uncertain, None, String::new())),
            Delivery::Sent | Delivery::Failed | Delivery::Uncertain => Ok(Outcome::DONE),
        }
    }
}

impl Send {
    fn hand_over(
        &self,
        work: &Work,
        (post, way): (&Post, Option<Way>),
        held: &OnItsWay,
    ) -> Result<Outcome, JobError> {
        let id = held.interaction;
        let failed = |key: &'static str| note(work, id, (Delivery::Failed, Some(key), String::new()));
        let Some(account) = way.and_then(|way| way.account(&post.seal)) else {
            return failed("interactions-letter-no-account");
        };
        let letter = match enclosures(&*self.app.files, &held.sheet.files) {
            Ok(enclosures) => held.sheet.letter(enclosures),
            Err(FileError::Missing(_)) => return failed("interactions-letter-file-gone"),
            Err(error) => return Err(JobError::Again(error.to_string())),
        };
        let Ok(bytes) = letter.compose() else { return failed("mail-trouble-address") };
        let sender = post.office.sender(account, &letter.from.email);
        let handing = match sender.begin(&letter.envelope()) {
            Ok(handing) => handing,
            Err(error) => return refused(work, held, &error),
        };
        if !self.take_up(work, held)? {
            return Ok(Outcome::DONE);
        }
        match handing.hand_over(&bytes) {
            Ok(_) => note(work, id, (Delivery::Sent, None, String::new())),
            Err(HandingError::Refused(error)) => refused(work, held, &error),
            Err(HandingError::Uncertain(error)) => {
                note(work, id, (Delivery::Uncertain, Some(error.key()), error.words()))
            }
        }
    }

    /// Notes that the words go out now, unless they may not any more.
    fn take_up(&self, work: &Work, held: &OnItsWay) -> Result<bool, JobError> {
        let (app, held, setting) = (self.app.clone(), held.clone(), work.setting().clone());
        work.write(move |tx| {
            let desk = app.offer::<Desk>().cloned().unwrap_or_default();
            let act = desk.act(tx, (&setting, &Actor::system()), &app.firm())?;
            let against = against(tx, &act, &held).map_err(|error| JobError::Again(error.to_string()))?;
            let state = if against.is_some() { Delivery::Failed } else { Delivery::Handing };
            table::set(tx, held.interaction, (state, against, ""), setting.now())?;
            Ok(against.is_none())
        })
    }
}

/// What stands against sending a letter at this moment; `None` for nothing.
fn against(tx: &mut Tx<'_>, act: &Act, held: &OnItsWay) -> Result<Option<&'static str>, InteractionError> {
    let found = interactions::find(tx, held.interaction)?.filter(|one| one.removed_at.is_none());
    let Some(one) = found else { return Ok(Some("interactions-letter-taken-back")) };
    let Some(card) = listing::numbered(tx, act, one.customer_no)? else {
        return Ok(Some("customers-may-gone"));
    };
    hindrance(tx, act, (&card, &held.sheet.to.email))
}

/// Notes a refusal, for now or for good.
fn refused(work: &Work, held: &OnItsWay, error: &MailError) -> Result<Outcome, JobError> {
    let is_said = matches!(error, MailError::AddressRefused { .. } | MailError::Refused { .. });
    let is_late = work.setting().now() - held.asked_at > PATIENCE;
    let is_for_good = is_said && !error.may_pass() || is_late;
    let state = if is_for_good { Delivery::Failed } else { Delivery::Waiting };
    note(work, held.interaction, (state, Some(error.key()), error.words()))?;
    if is_for_good { Ok(Outcome::DONE) } else { Err(JobError::Again(error.key().to_owned())) }
}

fn note(work: &Work, id: InteractionId, (state, trouble, words): Note) -> Result<Outcome, JobError> {
    let now = work.setting().now();
    work.write(move |tx| Ok(table::set(tx, id, (state, trouble, &words), now)?))?;
    Ok(Outcome::DONE)
}

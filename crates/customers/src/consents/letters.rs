//! Letters that ask a client to confirm a yes: sent by themselves, each once, to an address that nobody refused.
//!
//! A word is written about when it was said within two days, so that a base brought in from elsewhere writes to nobody, and
//! a card gets one letter an hour at most, with all that waits in it. That a letter goes out is noted before it is handed to
//! the server: after a crash in between one may be missing, but none comes twice.

use super::asking::{May, reachable};
use super::{Channel, Consent, Purpose, channel, linking};
use crate::customer::{Customer, CustomerId};
use crate::merging;
use crate::store::{cards, consent_letters as table, consent_purposes};
use access::mailing::{self, Mailing};
use db::{DbError, Tx};
use jobs::{Job, JobError, New, Outcome, Recurring, Schedule, Work};
use kernel::{DAY_MS, HOUR_MS, MINUTE_MS, Millis, Setting};
use mail::{Address, HandingError, MailError, Outgoing, Post};
use std::sync::Arc;
use web::App;
use words::{Lang, Say};

const KIND: &str = "customers.confirm";

/// Words said longer ago are not written about.
const FRESH: Millis = 2 * DAY_MS;
/// How long a card is left alone after a letter.
const QUIET: Millis = HOUR_MS;
/// Words looked at in one run.
const MOST: i64 = 500;

struct Confirm {
    app: App,
}

/// The job over a house.
pub fn job(app: &App) -> Arc<dyn Job> {
    Arc::new(Confirm { app: app.clone() })
}

/// When it is due: each minute.
pub fn recurring() -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::Every(MINUTE_MS) }
}

/// Whether a word through a channel is asked about by letter.
pub(crate) fn is_by_letter(channel: &Channel) -> bool {
    ["email", channel::ANY.slug].contains(&channel.slug)
}

/// Has the job look at once; whatever it misses waits for its next minute.
pub(super) fn soon(tx: &mut Tx<'_>, setting: &Setting) -> Result<(), DbError> {
    jobs::enqueue(tx, setting, New::of(KIND, &()).key("customers.confirm.soon").attempts(1)).map(drop)
}

/// What one letter asks, and where it goes.
struct Asking {
    to: Address,
    words: Vec<Word>,
}

/// One yes with what was shown, and the path of the page that confirms it.
struct Word {
    consent: Consent,
    purpose: Purpose,
    text: String,
    path: String,
}

impl Job for Confirm {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let Some(post) = self.app.offer::<Post>() else { return Ok(Outcome::DONE) };
        let now = work.setting().now();
        let read = work.db().read(move |tx| match mailing::load(tx)? {
            Some(mailing) => {
                Ok::<_, DbError>(Some((mailing, table::waiting(tx, (now - FRESH, now - QUIET), MOST)?)))
            }
            None => Ok(None),
        })?;
        let Some((mailing, waiting)) = read else { return Ok(Outcome::DONE) };
        for (card, consents) in by_card(waiting) {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            let setting = work.setting().clone();
            if let Some(asking) = work.write(move |tx| Ok(prepare(tx, &setting, card, consents)?))? {
                let letter = self.letter(&mailing, work.setting(), &asking);
                tell(work, (post, &mailing), &letter, asking.words)?;
            }
        }
        Ok(Outcome::DONE)
    }
}

/// The words of each card together, in the order of their first.
fn by_card(waiting: Vec<Consent>) -> Vec<(CustomerId, Vec<Consent>)> {
    let mut cards: Vec<(CustomerId, Vec<Consent>)> = Vec::new();
    for one in waiting {
        match cards.iter_mut().find(|(card, _)| *card == one.customer) {
            Some((_, words)) => words.push(one),
            None => cards.push((one.customer, vec![one])),
        }
    }
    cards
}

/// What is asked of a card, at the first address that may be used; words for which there is none are noted as such.
fn prepare(
    tx: &mut Tx<'_>,
    setting: &Setting,
    id: CustomerId,
    consents: Vec<Consent>,
) -> Result<Option<Asking>, DbError> {
    let stands = merging::standing(tx, id)?.unwrap_or(id);
    let card = cards::find(tx, stands)?.filter(|card| card.archived_at.is_none());
    let mut purposes = consent_purposes::all(tx)?;
    purposes.retain(|one| one.archived_at.is_none());
    let mut asking: Option<Asking> = None;
    for consent in consents {
        let purpose = purposes.iter().find(|one| one.no == consent.purpose);
        let open = match (card.as_ref(), purpose, channel::find("email")) {
            (Some(card), Some(purpose), Some(email)) => addresses(tx, card, (purpose, email))?,
            _ => Vec::new(),
        };
        let (Some(first), Some(purpose), Some(card)) = (open.first(), purpose, card.as_ref()) else {
            table::note(tx, &consent, setting.now(), false)?;
            continue;
        };
        let asking = asking.get_or_insert_with(|| {
            let to = Address { name: card.name.clone(), email: first.clone() };
            Asking { to, words: Vec::new() }
        });
        if open.contains(&asking.to.email) {
            asking.words.push(word(tx, setting, consent, purpose)?);
        }
    }
    Ok(asking)
}

fn addresses(
    tx: &mut Tx<'_>,
    card: &Customer,
    asked: (&Purpose, &'static Channel),
) -> Result<Vec<String>, DbError> {
    match reachable(tx, card, asked)? {
        May::Allowed(open) => Ok(open.into_iter().map(|(_, value)| value).collect()),
        May::Refused(_) => Ok(Vec::new()),
    }
}

fn word(tx: &mut Tx<'_>, setting: &Setting, consent: Consent, purpose: &Purpose) -> Result<Word, DbError> {
    let text = match consent.proof.text {
        Some(id) => consent_purposes::text_of(tx, id)?.map(|text| text.text).unwrap_or_default(),
        None => String::new(),
    };
    let path = linking::confirmation(tx, setting, (consent.customer, consent.no))?;
    Ok(Word { purpose: purpose.clone(), text, path, consent })
}

impl Confirm {
    /// The letter in the language in which the yes was said.
    fn letter(&self, mailing: &Mailing, setting: &Setting, asking: &Asking) -> Outgoing {
        let firm = self.app.firm();
        let spoken = asking.words.iter().find_map(|word| word.consent.proof.lang.parse::<Lang>().ok());
        let zone = jiff::tz::TimeZone::get(&firm.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let say = self.app.words.say(spoken.unwrap_or(firm.lang), zone);
        let names = [&firm.name, &mailing.from.name, &mailing.from.email];
        let name = names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
        let of_firm = |key: &str| say.with(key, &[("firm", name.clone().into())]);
        let mut text = format!("{}\n\n", of_firm("customers-confirm-letter-lead"));
        for word in &asking.words {
            text.push_str(&told(word, &mailing.house, &say));
        }
        text.push_str(&say.t("customers-confirm-letter-foot"));
        let subject = of_firm("customers-confirm-letter-subject");
        mailing.letter(setting, asking.to.clone(), (subject, text))
    }
}

/// One yes, as the letter tells it.
fn told(word: &Word, house: &str, say: &Say) -> String {
    let channel = match word.consent.channel == &channel::ANY {
        true => String::new(),
        false => format!(" · {}", say.t(&word.consent.channel.label())),
    };
    let shown = match word.text.is_empty() {
        true => String::new(),
        false => format!("{}\n", word.text),
    };
    format!("{}{channel}\n{shown}{house}{}\n\n", word.purpose.name(say), word.path)
}

/// Sends a letter and notes it. An address that the server will never take is noted too, lest it be tried each minute; one
/// that it does not take now is tried later, and does not hold up the others.
fn tell(
    work: &Work,
    (post, mailing): (&Post, &Mailing),
    letter: &Outgoing,
    words: Vec<Word>,
) -> Result<(), JobError> {
    let again = |error: &MailError| JobError::Again(format!("the mail server: {}", error.key()));
    let account = mailing.account(&post.seal).map_err(|error| JobError::Never(error.to_string()))?;
    let sender = post.office.sender(account, &mailing.from.email);
    let consents: Vec<Consent> = words.into_iter().map(|word| word.consent).collect();
    let Ok(bytes) = letter.compose() else { return note(work, consents, false).map(drop) };
    let handing = match sender.begin(&letter.envelope()) {
        Ok(handing) => handing,
        Err(MailError::AddressRefused { is_for_good: true, .. }) => {
            return note(work, consents, false).map(drop);
        }
        Err(MailError::AddressRefused { .. }) => return Ok(()),
        Err(error) => return Err(again(&error)),
    };
    if !note(work, consents.clone(), true)? {
        return Ok(());
    }
    match handing.hand_over(&bytes) {
        Err(HandingError::Refused(error)) if error.may_pass() => {
            work.write(move |tx| {
                Ok(consents.iter().try_for_each(|consent| table::unnote(tx, consent.no))?)
            })?;
            Err(again(&error))
        }
        _ => Ok(()),
    }
}

/// Notes what became of a letter; whether all of it was new.
fn note(work: &Work, consents: Vec<Consent>, is_sent: bool) -> Result<bool, JobError> {
    let now = work.setting().now();
    work.write(move |tx| {
        let mut is_new = true;
        for consent in &consents {
            is_new &= table::note(tx, consent, now, is_sent)?;
        }
        Ok(is_new)
    })
}

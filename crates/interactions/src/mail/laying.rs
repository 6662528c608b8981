//! Laying a letter on the right card: by thread, then by address, else into the tray.

use super::boxes::MailBox;
use super::tray::{Kept, Unsorted};
use crate::error::InteractionError;
use crate::interaction::{Direction, Interaction, Written};
use crate::store::mail as table;
use crate::{attaching, reading, recording};
use customers::erasing::wiping;
use customers::{Act, CustomerId, CustomerNo, builtin, listing};
use db::Tx;
use kernel::DAY_MS;
use mail::{Automatic, Letter};
use sha2::{Digest as _, Sha256};

/// The longest subject and text that an interaction takes, in letters.
const LONGEST: (usize, usize) = (300, 100_000);

/// What became of a letter.
#[derive(Debug, Clone, PartialEq)]
pub enum Laid {
    /// It lies on a card.
    On(Box<Interaction>),
    /// It waits in the tray.
    InTray,
    /// It was known already.
    Known,
    /// A stranger sent it to many: it stays on the server.
    Left,
}

/// By what a letter is known again, in every box that it lies in.
pub(super) fn name_of(letter: &Letter) -> String {
    let id = letter.message_id.as_deref().unwrap_or_default();
    let from = letter.from.as_ref().map(|from| from.email.as_str()).unwrap_or_default();
    // A letter without an id is known by what it says; one with an id by that and by its writer, whom nobody else is.
    let said = if id.is_empty() { letter.text.as_str() } else { "" };
    let whole = format!("{id}\n{from}\n{:?}\n{}\n{said}", letter.date, letter.subject);
    format!("mail:{}", hex::encode(Sha256::digest(whole.as_bytes())))
}

/// Lays a letter that came into a box; the bytes of what came along are in the store already.
///
/// # Errors
/// [`InteractionError::Forbidden`]; whatever the base has against it.
pub fn lay(
    tx: &mut Tx<'_>,
    act: &Act,
    one: &MailBox,
    (letter, kept): (&Letter, Kept),
) -> Result<Laid, InteractionError> {
    let name = name_of(letter);
    if table::is_known(tx, &name)? {
        return Ok(Laid::Known);
    }
    let card = match thread(tx, act, letter)? {
        Some(no) => Some(no),
        None => sender(tx, act, one, letter)?,
    };
    let unsorted = Unsorted::of(act, (one, letter, kept), name);
    let Some(no) = card else {
        if letter.automatic == Some(Automatic::Bulk) {
            wiping::files_later(tx, &act.setting, unsorted.kept.file_keys())?;
            return Ok(Laid::Left);
        }
        table::insert_unsorted(tx, &unsorted)?;
        return Ok(Laid::InTray);
    };
    let card = listing::numbered(tx, act, no)?.ok_or(InteractionError::Missing)?;
    Ok(Laid::On(Box::new(write_down(tx, act, &unsorted, card.id)?)))
}

/// Puts a letter into the tray that could not be kept otherwise.
///
/// # Errors
/// Whatever the base has against it.
pub(super) fn set_aside(
    tx: &mut Tx<'_>,
    act: &Act,
    one: &MailBox,
    (letter, kept): (&Letter, Kept),
) -> Result<(), InteractionError> {
    let name = name_of(letter);
    if !table::is_known(tx, &name)? {
        table::insert_unsorted(tx, &Unsorted::of(act, (one, letter, kept), name))?;
    }
    Ok(())
}

/// Writes a letter down on a card, with what came along.
pub(super) fn write_down(
    tx: &mut Tx<'_>,
    act: &Act,
    one: &Unsorted,
    customer: CustomerId,
) -> Result<Interaction, InteractionError> {
    let kept = &one.kept;
    let before: Vec<&str> = kept.thread.iter().map(String::as_str).collect();
    let answered = reading::answered(tx, act, &before)?.and_then(|one| one.letter);
    let begun = answered.map(|one| if one.thread.is_empty() { one.message_id } else { one.thread });
    let letter = crate::Letter {
        from: one.sender.clone(),
        to: kept.to.clone(),
        message_id: kept.message_id.clone(),
        in_reply_to: kept.thread.first().cloned().unwrap_or_default(),
        thread: begun.or_else(|| kept.thread.last().cloned()).unwrap_or_else(|| kept.message_id.clone()),
    };
    let written = Written {
        kind: "letter".to_owned(),
        customer: Some(customer),
        direction: Some(if kept.is_ours { Direction::Out } else { Direction::In }),
        at: Some(one.at),
        subject: one.subject.clone(),
        text: kept.text.clone(),
        responsible: one.responsible,
        letter: Some(letter),
        external_id: Some(one.external_id.clone()),
        outcome: outcome(kept).map(str::to_owned),
        ..Written::default()
    };
    let recorded = recording::record(tx, act, written)?;
    for file in kept.files.iter().filter(|_| recorded.is_new) {
        let Some(known) = attaching::Known::of(file) else { continue };
        attaching::attach_known(tx, act, recorded.interaction.id, (&file.name, known))?;
    }
    if recorded.is_new && !kept.html.is_empty() {
        table::keep_html(tx, recorded.interaction.no, &kept.html)?;
    }
    Ok(recorded.interaction)
}

/// What is known of a letter at once: it reports that another did not arrive, only its head was read, or a
/// program answered.
fn outcome(kept: &Kept) -> Option<&'static str> {
    let is_reply = kept.automatic.as_deref() == Some(Automatic::Reply.slug());
    match (kept.is_bounce, kept.is_whole) {
        (true, _) => Some("bounced"),
        (false, false) if kept.trouble.is_none() => Some("too_large"),
        _ => is_reply.then_some("auto_reply"),
    }
}

/// The card of the letter that this one answers, or that it reports on.
fn thread(tx: &mut Tx<'_>, act: &Act, letter: &Letter) -> Result<Option<CustomerNo>, InteractionError> {
    let reported = letter.bounces.iter().filter_map(|bounce| bounce.message_id.as_deref());
    let ids: Vec<&str> = letter.thread.iter().map(String::as_str).chain(reported).collect();
    if ids.is_empty() {
        return Ok(None);
    }
    Ok(reading::answered(tx, act, &ids)?.map(|one| one.customer_no))
}

/// The one card that has the address of whoever wrote, or of those written to in a letter of our own.
fn sender(
    tx: &mut Tx<'_>,
    act: &Act,
    one: &MailBox,
    letter: &Letter,
) -> Result<Option<CustomerNo>, InteractionError> {
    let others = letter.people().filter(|who| !who.email.eq_ignore_ascii_case(&one.email));
    let is_ours = is_ours(one, letter);
    let writers = if is_ours { usize::MAX } else { 1 };
    for who in others.take(writers) {
        let found = listing::with_value(tx, act, (builtin::EMAIL, &who.email), 2)?;
        if let [card] = found.as_slice() {
            return Ok(Some(card.no));
        }
    }
    Ok(None)
}

fn is_ours(one: &MailBox, letter: &Letter) -> bool {
    letter.from.as_ref().is_some_and(|from| from.email.eq_ignore_ascii_case(&one.email))
}

impl Unsorted {
    fn of(act: &Act, (one, letter, kept): (&MailBox, &Letter, Kept), external_id: String) -> Self {
        let now = act.setting.now();
        // A letter may say it was written whenever it likes.
        let at = letter.date.filter(|at| *at <= now && *at > now - 3_660 * DAY_MS).unwrap_or(now);
        let text = if kept.is_whole { letter.text.as_str() } else { "" };
        let kept = Kept {
            message_id: letter.message_id.clone().unwrap_or_default(),
            thread: letter.thread.clone(),
            to: letter.to.iter().chain(&letter.cc).map(|who| who.email.clone()).collect(),
            name: letter.from.as_ref().map(|from| from.name.clone()).unwrap_or_default(),
            text: text.chars().take(LONGEST.1).collect(),
            automatic: letter.automatic.map(|kind| kind.slug().to_owned()),
            is_bounce: !letter.bounces.is_empty(),
            is_ours: is_ours(one, letter),
            ..kept
        };
        Self {
            id: act.setting.id(),
            external_id,
            responsible: one.responsible,
            team: one.team,
            at,
            sender: letter.from.as_ref().map(|from| from.email.clone()).unwrap_or_default(),
            subject: letter.subject.chars().take(LONGEST.0).collect(),
            kept,
        }
    }
}

//! Writing a letter to a customer, or answering one of theirs: written down and asked to be sent in one transaction.

use super::delivery::{Delivery, OnItsWay, Sheet};
use super::enclosing::{self, Enclosed};
use super::outlets::{Way, near, ways};
use super::tray::KeptFile;
use super::{BoxId, laying, sending};
use crate::attaching::{Known, attach_known};
use crate::error::{InteractionError, needs};
use crate::interaction::{Direction, Interaction, InteractionId, Written};
use crate::store::outgoing as table;
use crate::{Letter, reading, recording};
use customers::consents::{self, May, Why};
use customers::{Act, Customer, CustomerId, CustomerNo, builtin, listing};
use db::Tx;
use kernel::{Actor, Level};
use mail::{Address, Outgoing, checked_email};

/// What a person writes to a client is about what is between them, never an offer to many: it is asked as this purpose.
const PURPOSE: &str = "service";

/// The most of an answered letter that is quoted, in letters.
const QUOTED: usize = 20_000;

/// The most letters that a person is asked to decide of at once.
const MOST_UNDECIDED: i64 = 200;

/// What somebody writes.
#[derive(Debug, Clone, Default)]
pub struct NewLetter {
    /// To whom; left out for an answer.
    pub customer: Option<CustomerId>,
    /// The letter that it answers.
    pub answers: Option<InteractionId>,
    /// By which box; the nearest account when left out.
    pub by: Option<BoxId>,
    /// What it is about; that of the answered letter when left empty.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What goes along.
    pub enclosed: Enclosed,
}

/// What is known of a letter before it is written.
#[derive(Debug, Clone)]
pub struct Addressed {
    /// To whom.
    pub customer: Customer,
    /// What it answers.
    pub answers: Option<Interaction>,
    /// Where it goes, as it is; to be veiled before it is shown.
    pub to: String,
    /// By which accounts it may go, the one meant first; empty while there is none.
    pub ways: Vec<Way>,
}

impl Addressed {
    /// What an answer is about.
    pub fn subject(&self) -> String {
        let before = self.answers.as_ref().map(|one| one.subject.trim()).unwrap_or_default();
        let head = before.chars().take(3).collect::<String>().to_lowercase();
        if before.is_empty() || head == "re:" { before.to_owned() } else { format!("Re: {before}") }
    }
}

/// Finds out to whom and whereto a letter would go. An answer goes to where the letter came from, any other to the first
/// e-mail of the card that the client may be reached by; whoever asks need not see the address.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`]; [`InteractionError::Invalid`] naming `customer`: there is
/// no address, or the client does not want to be written to.
pub fn address(tx: &mut Tx<'_>, act: &Act, new: &NewLetter) -> Result<Addressed, InteractionError> {
    needs(act, Level::Write)?;
    let answers = match new.answers {
        Some(id) => Some(reading::get(tx, act, id)?),
        None => None,
    };
    let customer = match (&answers, new.customer) {
        (Some(one), _) => listing::numbered(tx, act, one.customer_no)?.ok_or(InteractionError::Missing)?,
        (None, Some(id)) => listing::get(tx, act, id)?,
        (None, None) => return Err(InteractionError::at("customer", "customers-unknown-id")),
    };
    let letter = answers.as_ref().filter(|one| one.direction == Some(Direction::In));
    let letter = letter.and_then(|one| one.letter.as_ref());
    let from = letter.and_then(|letter| checked_email(&letter.from));
    let to = whereto(tx, act, (customer.no, customer.id), from)?;
    let mut ways = ways(tx, act)?;
    let into = answers.as_ref().and_then(|one| one.letter.as_ref()).map_or(&[][..], |letter| &letter.to);
    // What was written to a box is answered by it.
    ways.sort_by_key(|way| !into.iter().any(|to| to.eq_ignore_ascii_case(&way.from().email)));
    Ok(Addressed { customer, answers, to, ways })
}

/// Asks whether and where the client may be written to, at this moment.
fn whereto(
    tx: &mut Tx<'_>,
    act: &Act,
    (no, id): (CustomerNo, CustomerId),
    from: Option<String>,
) -> Result<String, InteractionError> {
    let refused = |key: &str| InteractionError::at("customer", key);
    let points = match consents::may(tx, id, PURPOSE, "email", act.setting.now())? {
        May::Allowed(points) => points,
        May::Refused(Why::NoAddress) => {
            return from.ok_or_else(|| refused("interactions-letter-no-address"));
        }
        May::Refused(why) => return Err(refused(why.key())),
    };
    if let Some(from) = from
        && (points.iter().any(|(_, email)| email.eq_ignore_ascii_case(&from))
            || !stands_on_card(tx, act, no, &from)?)
    {
        return Ok(from);
    }
    let first = points.iter().find_map(|(_, email)| checked_email(email));
    first.ok_or_else(|| refused("interactions-letter-no-address"))
}

/// Whether the card has this e-mail, whatever of it the actor sees.
fn stands_on_card(
    tx: &mut Tx<'_>,
    act: &Act,
    no: CustomerNo,
    email: &str,
) -> Result<bool, InteractionError> {
    let house = Act { actor: Actor::system(), ..act.clone() };
    let card = listing::numbered(tx, &house, no)?;
    Ok(card.is_some_and(|card| {
        card.sheet.of(builtin::EMAIL).any(|fact| fact.value.eq_ignore_ascii_case(email))
    }))
}

/// Why a letter that waits may not go out after all: the client does not want it any more; `None` when it may.
pub(super) fn hindrance(
    tx: &mut Tx<'_>,
    act: &Act,
    (card, to): (&Customer, &str),
) -> Result<Option<&'static str>, InteractionError> {
    Ok(match consents::may(tx, card.id, PURPOSE, "email", act.setting.now())? {
        May::Refused(Why::NoAddress) => None,
        May::Refused(why) => Some(why.key()),
        May::Allowed(points) => {
            let is_allowed = points.iter().any(|(_, email)| email.eq_ignore_ascii_case(to));
            let is_refused = !is_allowed && stands_on_card(tx, act, card.no, to)?;
            is_refused.then_some(Why::AddressRefused.key())
        }
    })
}

/// Writes a letter down and has it sent. A control record that is written to raises an alarm.
///
/// # Errors
/// As [`address`]; [`InteractionError::Invalid`] also when it says nothing, is too long, or there is no account to send by;
/// naming `files` when they are too many, too large together, or not on the card.
pub fn send(tx: &mut Tx<'_>, act: &Act, new: NewLetter) -> Result<Interaction, InteractionError> {
    needs(act, Level::Write)?;
    if new.text.trim().is_empty() {
        return Err(InteractionError::at("text", "interactions-letter-text-missing"));
    }
    let addressed = address(tx, act, &new)?;
    let meant = addressed.ways.iter().find(|way| new.by.is_none() || way.id() == new.by);
    let way = meant.ok_or_else(|| InteractionError::at("by", "interactions-letter-no-account"))?;
    let files = enclosing::gather(tx, act, (addressed.customer.id, &new.enclosed))?;
    let sheet = Sheet { files, ..sheet(tx, act, (&addressed, way), &new)? };
    // By what a letter is known again its files do not say anything.
    let bytes = sheet.letter(Vec::new()).compose();
    let bytes = bytes.map_err(|_| InteractionError::at("customer", "mail-trouble-address"))?;
    let before = addressed.answers.as_ref().and_then(|one| one.letter.clone()).unwrap_or_default();
    let begun = if before.thread.is_empty() { before.message_id.clone() } else { before.thread };
    let written = Written {
        kind: "letter".to_owned(),
        customer: Some(addressed.customer.id),
        direction: Some(Direction::Out),
        subject: sheet.subject.clone(),
        text: new.text,
        letter: Some(Letter {
            from: sheet.from.email.clone(),
            to: vec![sheet.to.email.clone()],
            message_id: sheet.message_id.clone(),
            in_reply_to: before.message_id,
            thread: if begun.is_empty() { sheet.message_id.clone() } else { begun },
        }),
        // A copy of it that comes into a box is known by this.
        external_id: Some(laying::name_of(&mail::parse(&bytes))),
        ..Written::default()
    };
    let interaction = recording::record(tx, act, written)?.interaction;
    attach(tx, act, interaction.id, &sheet.files)?;
    let on_its_way = OnItsWay {
        interaction: interaction.id,
        by: way.id(),
        delivery: Delivery::Waiting,
        trouble: None,
        words: String::new(),
        asked_at: act.setting.now(),
        sheet,
    };
    table::insert(tx, &on_its_way)?;
    let whom = [addressed.customer.id.0];
    access::canary::touched(tx, (&act.setting, &act.actor), "mail", &whom)?;
    sending::ask(tx, act, interaction.id)?;
    Ok(interaction)
}

/// Hangs what goes along on the interaction as which the letter was written down.
fn attach(
    tx: &mut Tx<'_>,
    act: &Act,
    id: InteractionId,
    files: &[KeptFile],
) -> Result<(), InteractionError> {
    for file in files {
        let Some(known) = Known::of(file) else { continue };
        attach_known(tx, act, id, (&file.name, known))?;
    }
    Ok(())
}

fn sheet(
    tx: &mut Tx<'_>,
    act: &Act,
    (addressed, way): (&Addressed, &Way),
    new: &NewLetter,
) -> Result<Sheet, InteractionError> {
    let account = way.from();
    let writer = match act.actor.user {
        Some(id) => access::user::get(tx, access::UserId(id))?.map(|user| user.name),
        None => None,
    };
    let before = addressed.answers.as_ref();
    let letter = before.and_then(|one| one.letter.clone()).unwrap_or_default();
    let mut thread: Vec<String> = Vec::new();
    for id in [letter.message_id, letter.in_reply_to, letter.thread] {
        if !id.is_empty() && !thread.contains(&id) {
            thread.push(id);
        }
    }
    let subject = new.subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = new.text.trim().replace("\r\n", "\n");
    let quoted = before.map(|one| quoted(&one.text)).unwrap_or_default();
    Ok(Sheet {
        message_id: Outgoing::fresh_id(&act.setting, &account.email),
        at: act.setting.now(),
        from: Address { name: writer.unwrap_or(account.name), email: account.email },
        reply_to: match way {
            Way::Box(_) => None,
            // Answers are read where the answered letter came into, else in the writer's nearest box.
            Way::Firm(_) => {
                let boxes = near(tx, act)?;
                let into =
                    boxes.iter().find(|one| letter.to.iter().any(|to| to.eq_ignore_ascii_case(&one.email)));
                into.or(boxes.first()).map(|one| one.email.clone())
            }
        },
        to: Address { name: named(&addressed.customer.name), email: addressed.to.clone() },
        subject: if subject.is_empty() { addressed.subject() } else { subject },
        text: format!("{text}{quoted}"),
        thread,
        files: Vec::new(),
    })
}

/// The client's name as a letter may bear it: not one that is made of hidden values.
fn named(name: &str) -> String {
    let is_plain = !fields::is_mask(name) && !name.contains('@');
    if is_plain { name.to_owned() } else { String::new() }
}

fn quoted(text: &str) -> String {
    let text: String = text.trim().chars().take(QUOTED).collect();
    if text.is_empty() {
        return text;
    }
    let lines: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
    format!("\n\n{}", lines.join("\n"))
}

/// How it stands with a letter that was sent from a card; `None` for any other interaction.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn delivery(
    tx: &mut Tx<'_>,
    act: &Act,
    id: InteractionId,
) -> Result<Option<OnItsWay>, InteractionError> {
    reading::get(tx, act, id)?;
    let Some(held) = table::get(tx, id)? else { return Ok(None) };
    Ok(Some(sending::as_it_goes(tx, held)?))
}

/// The letters that failed or of which nobody knows whether they went, the latest first, at most 200, after those whose
/// sending was stopped, as many at most: those that the actor sees, with the interactions as which they were written down.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn undecided(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<(Interaction, OnItsWay)>, InteractionError> {
    needs(act, Level::Write)?;
    let mut found = Vec::new();
    let mut all = Vec::new();
    for waiting in table::in_states(tx, &[Delivery::Waiting, Delivery::Handing], MOST_UNDECIDED)? {
        all.push(sending::as_it_goes(tx, waiting)?);
    }
    all.retain(|one| one.delivery.needs_somebody());
    all.extend(table::in_states(tx, &[Delivery::Failed, Delivery::Uncertain], MOST_UNDECIDED)?);
    for one in all {
        match reading::get(tx, act, one.interaction) {
            Ok(interaction) => found.push((interaction, one)),
            Err(InteractionError::Missing) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}

/// Has a letter sent again that failed, or of which nobody knows whether it was sent; with the same Message-ID.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`] also when there is nothing to send again.
pub fn send_again(tx: &mut Tx<'_>, act: &Act, id: InteractionId) -> Result<(), InteractionError> {
    needs(act, Level::Write)?;
    let held = delivery(tx, act, id)?.ok_or(InteractionError::Missing)?;
    if !held.delivery.needs_somebody() {
        return Err(InteractionError::Missing);
    }
    table::ask_again(tx, id, act.setting.now())?;
    Ok(sending::ask(tx, act, id)?)
}

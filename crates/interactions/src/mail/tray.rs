//! The tray: letters that no card is known for, until a person lays them on one or puts them aside.

use super::laying::write_down;
use crate::RIGHT;
use crate::error::{InteractionError, needs};
use crate::interaction::Interaction;
use crate::store::mail as table;
use customers::erasing::wiping;
use customers::{Act, CustomerId, Kind, NewValue, builtin, changing, pointing};
use db::Tx;
use journal::Entry;
use kernel::{Level, Millis, RawId};
use serde::{Deserialize, Serialize};
use serde_json::json;

kernel::id_type!(
    /// A letter in the tray.
    UnsortedId
);

/// The most letters that are shown at once.
const MOST: i64 = 200;

/// What a letter holds besides what lists are made of; kept as JSON.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    /// Its Message-ID; may be empty.
    pub message_id: String,
    /// The letters before it, the nearest first.
    pub thread: Vec<String>,
    /// The addresses it went to.
    pub to: Vec<String>,
    /// How the writer calls themselves; may be empty.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Which program wrote it, if one did.
    pub automatic: Option<String>,
    /// Whether it tells that a letter was not delivered.
    pub is_bounce: bool,
    /// Whether the box itself wrote it.
    pub is_ours: bool,
    /// Whether all of it was read; else it was too large and lies on the server.
    pub is_whole: bool,
    /// The same as HTML, without anything that acts; may be empty.
    pub html: String,
    /// Why it could not be kept otherwise, as a key of the catalogue.
    pub trouble: Option<String>,
    /// What came along.
    pub files: Vec<KeptFile>,
}

impl Kept {
    /// Under which keys what came along is kept.
    pub(crate) fn file_keys(&self) -> Vec<String> {
        self.files.iter().map(|file| file.key.clone()).collect()
    }
}

/// A file that came along; its bytes are in the store.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// Under which key it is kept.
    pub key: String,
    /// How many bytes it has.
    pub size: u64,
    /// Its type.
    pub media_type: String,
    /// By what the letter's HTML names it, for a picture within the letter.
    pub content_id: Option<String>,
}

/// A letter in the tray.
#[derive(Debug, Clone, PartialEq)]
pub struct Unsorted {
    /// Its id.
    pub id: UnsortedId,
    /// By what it is known again.
    pub external_id: String,
    /// Who answers for the box it came into.
    pub responsible: Option<RawId>,
    /// The team whose box it came into.
    pub team: Option<RawId>,
    /// When it was written.
    pub at: Millis,
    /// The address it came from; may be empty.
    pub sender: String,
    /// What it is about; may be empty.
    pub subject: String,
    /// All else.
    pub kept: Kept,
}

fn sees(act: &Act, one: &Unsorted) -> bool {
    if one.team.is_some() && one.team == act.actor.team {
        return true;
    }
    let people = act.actor.sight.reach(RIGHT).people(act.actor.user);
    people.is_none_or(|people| one.responsible.is_some_and(|who| people.contains(&who)))
}

/// The letters that wait, the latest first, at most 200: of the boxes of those whom the actor sees, and of their own team.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn open(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<Unsorted>, InteractionError> {
    needs(act, Level::Write)?;
    let mut waiting = table::open(tx, MOST)?;
    waiting.retain(|one| sees(act, one));
    Ok(waiting)
}

/// A letter that waits.
///
/// # Errors
/// [`InteractionError::Forbidden`]; [`InteractionError::Missing`] also when it is not seen.
pub fn unsorted(tx: &mut Tx<'_>, act: &Act, id: UnsortedId) -> Result<Unsorted, InteractionError> {
    needs(act, Level::Write)?;
    table::waiting(tx, id)?.filter(|one| sees(act, one)).ok_or(InteractionError::Missing)
}

/// Lays a letter that waits on a card.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`]; [`InteractionError::Invalid`] for an unknown card.
pub fn lay_on(
    tx: &mut Tx<'_>,
    act: &Act,
    id: UnsortedId,
    customer: CustomerId,
) -> Result<Interaction, InteractionError> {
    let one = unsorted(tx, act, id)?;
    let laid = write_down(tx, act, &one, customer)?;
    table::settle(tx, id, act.setting.now())?;
    Ok(laid)
}

/// Lays a letter that waits on the card that somebody points at: its number, its exact name, a phone.
///
/// # Errors
/// As [`lay_on`]; [`InteractionError::Invalid`] where nobody or several could be meant.
pub fn lay_on_pointed(
    tx: &mut Tx<'_>,
    act: &Act,
    id: UnsortedId,
    typed: &str,
) -> Result<Interaction, InteractionError> {
    let card = pointing::find(tx, act, typed.trim())?;
    let card = card.ok_or_else(|| InteractionError::at("customer", "customers-link-unknown"))?;
    lay_on(tx, act, id, card.id)
}

/// Makes a new customer of whoever wrote a letter that waits, and lays it there; gives the customer.
///
/// # Errors
/// As [`lay_on`]; whatever cards have against it.
pub fn lay_on_new(tx: &mut Tx<'_>, act: &Act, id: UnsortedId) -> Result<CustomerId, InteractionError> {
    let one = unsorted(tx, act, id)?;
    let called = if one.kept.name.is_empty() { &one.sender } else { &one.kept.name };
    let mut known = vec![(builtin::FAMILY, NewValue::new(called.clone()))];
    if !one.sender.is_empty() {
        known.push((builtin::EMAIL, NewValue::new(one.sender.clone())));
    }
    let card = changing::create(tx, act, Kind::Person, &known)?;
    lay_on(tx, act, id, card.id)?;
    Ok(card.id)
}

/// Puts a letter that waits aside.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn put_aside(tx: &mut Tx<'_>, act: &Act, id: UnsortedId) -> Result<(), InteractionError> {
    let one = unsorted(tx, act, id)?;
    table::settle(tx, one.id, act.setting.now())?;
    wiping::files_later(tx, &act.setting, one.kept.file_keys())?;
    let entry = Entry::now(&act.setting, "letter.put_aside", ("letter", id.0), &json!({}));
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

//! Finding cards that are of one client: over the whole base in the background, among new and changed cards since, and
//! while a card is being typed.
//!
//! A [`search`](job) reads every card, lets the model of [`matching::linkage`] learn from the base and from what people
//! said of pairs, and keeps the likely **pairs** with their reasons. Pairs that hang together are a **group**. Cards
//! that are new or changed since are looked at by the [`Likeness`], the prepared base in memory, which also answers
//! [`likely`] while somebody types. What people say is remembered for ever: *not the same* by [`deny`], *the same* by
//! merging; both teach the model at the next search.

pub(crate) mod columns;
mod finding;
pub(crate) mod grouping;
mod job;
mod likely;
mod likeness;
mod recent;
mod settling;
#[cfg(test)]
mod tests;
mod words;

pub use finding::{Base, read_base};
pub(crate) use job::SEARCH;
pub use job::{jobs, recurring, search};
pub use likely::{Asked, Likely, likely};
pub use likeness::Likeness;
pub use settling::{allow, better_of, deny, is_denied};
pub use words::{percent, why};

use crate::act::Act;
use crate::customer::{Customer, CustomerId, CustomerNo};
use crate::error::CustomerError;
use crate::store::duplicates;
use crate::{listing, sight, veiling};
use db::{DbError, Tx};
use kernel::{Level, Millis};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where the page of duplicates is.
pub const HREF: &str = "/duplicates";

/// Groups with more cards are shown in part.
const MOST_SHOWN: usize = 12;

/// Why two cards may be of one client, or may not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Reason {
    /// What was compared: `family_name`, `given_name`, `patronymic`, `phone`, `email`, `birth_date`, `organization`,
    /// `street`, `house`, `flat`, `city`, `id`.
    #[serde(rename = "k")]
    pub kind: String,
    /// How it agreed: `same`, `typo`, `short_form`, `swapped`, `different` and others.
    #[serde(rename = "l")]
    pub level: String,
    /// What that says, in bits: positive for one client, negative against.
    #[serde(rename = "b")]
    pub bits: f64,
}

/// Two cards that may be of one client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// The lower number of the two.
    pub left: CustomerNo,
    /// The other.
    pub right: CustomerNo,
    /// How likely they are of one client, 0..=1.
    pub probability: f64,
    /// Why, the strongest for first, those against last.
    pub reasons: Vec<Reason>,
    /// The number of the group, that of its lowest card.
    pub group: i64,
}

/// How the search stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchState {
    /// The number of the last search; 0 before the first.
    pub search_no: i64,
    /// How many cards it looked at.
    pub n_records: i64,
    /// From which probability on pairs were kept.
    pub threshold: f64,
    /// When it ended; `None` before the first.
    pub searched_at: Option<Millis>,
    /// The last change that was looked at, by its moment and the card's number.
    pub seen: (Millis, CustomerNo),
}

/// Two cards that whoever looks may see.
#[derive(Debug, Clone)]
pub struct SeenPair {
    /// The card with the lower number.
    pub left: Customer,
    /// The other.
    pub right: Customer,
    /// What is known of the pair.
    pub pair: Pair,
}

/// A place in the list of groups: the probability and the number of the last one.
pub type Place = (f64, i64);

/// A place in the list as addresses have it: the bits of the probability and the group's number.
pub fn place_text((probability, no): Place) -> String {
    format!("{:x}.{no}", probability.to_bits())
}

/// The place that an address names; `None` when it names none.
pub fn place_of(text: &str) -> Option<Place> {
    let (bits, no) = text.split_once('.')?;
    Some((f64::from_bits(u64::from_str_radix(bits, 16).ok()?), no.parse().ok()?))
}

/// Groups of pairs whose cards may be seen, the likeliest first, at most `limit`; each with its pairs, the likeliest
/// first. With it the place from which to go on, `None` at the end.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn groups(
    tx: &mut Tx<'_>,
    act: &Act,
    (after, limit): (Option<Place>, usize),
) -> Result<(Vec<Vec<SeenPair>>, Option<Place>), CustomerError> {
    readable(act)?;
    let (mut seen, mut place) = (Vec::new(), after);
    loop {
        let found = duplicates::groups(tx, place, limit)?;
        for (no, probability) in &found {
            place = Some((*probability, *no));
            let pairs = duplicates::of_group(tx, *no)?;
            let pairs = seen_of(tx, act, pairs)?;
            if !pairs.is_empty() {
                seen.push(pairs);
            }
            if seen.len() == limit {
                return Ok((seen, place));
            }
        }
        if found.len() < limit {
            return Ok((seen, None));
        }
    }
}

/// Those of some pairs whose two cards are there and may be seen.
pub(crate) fn seen_of(
    tx: &mut Tx<'_>,
    act: &Act,
    pairs: Vec<Pair>,
) -> Result<Vec<SeenPair>, CustomerError> {
    let mut seen = Vec::new();
    for pair in pairs.into_iter().take(MOST_SHOWN * 2) {
        let (left, right) = (seen_card(tx, act, pair.left)?, seen_card(tx, act, pair.right)?);
        if let (Some(left), Some(right)) = (left, right) {
            seen.push(SeenPair { left, right, pair });
        }
    }
    Ok(seen)
}

/// The card of a number, if it is there, in use, and may be seen.
pub(crate) fn seen_card(
    tx: &mut Tx<'_>,
    act: &Act,
    no: CustomerNo,
) -> Result<Option<Customer>, CustomerError> {
    readable(act)?;
    let card = sight::numbered(tx, act, no)?.filter(|card| card.archived_at.is_none());
    Ok(card.map(|card| veiling::veiled(act, card)))
}

/// What is known of two cards as a pair; `None` when they were not found to be alike.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`] when either is not there or must not be seen.
pub fn pair(
    tx: &mut Tx<'_>,
    act: &Act,
    (one, other): (CustomerId, CustomerId),
) -> Result<(Customer, Customer, Option<Pair>), CustomerError> {
    let (one, other) = (listing::get(tx, act, one)?, listing::get(tx, act, other)?);
    let pair = duplicates::find(tx, (one.no, other.no))?;
    Ok((one, other, pair))
}

/// The cards that a card may be one with and that may be seen, the likeliest first.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn of_card(tx: &mut Tx<'_>, act: &Act, no: CustomerNo) -> Result<Vec<SeenPair>, CustomerError> {
    readable(act)?;
    let mut pairs = duplicates::of_card(tx, no)?;
    pairs.sort_by(|a, b| b.probability.total_cmp(&a.probability));
    seen_of(tx, act, pairs)
}

/// How many groups there are, hidden cards among them.
///
/// # Errors
/// Any [`DbError`].
pub fn count(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    duplicates::n_groups(tx)
}

/// How the search stands.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn state(tx: &mut Tx<'_>, act: &Act) -> Result<SearchState, CustomerError> {
    readable(act)?;
    Ok(duplicates::state(tx)?)
}

fn readable(act: &Act) -> Result<(), CustomerError> {
    if act.may(Level::Read) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

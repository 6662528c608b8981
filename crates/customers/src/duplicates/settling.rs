//! What people say of two cards: not the same, for ever or until they think better of it.

use crate::act::Act;
use crate::changing::SUBJECT;
use crate::customer::{Customer, CustomerId};
use crate::error::CustomerError;
use crate::listing;
use crate::store::duplicates;
use db::{DbError, Tx};
use journal::Entry;
use kernel::Level;
use serde_json::json;

/// Says that two cards are of two clients: the pair is not shown again, and the model learns from it. An entry is
/// written on both cards; what is already said is not said twice.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`] when either card is not there or must not be seen.
pub fn deny(tx: &mut Tx<'_>, act: &Act, pair: (CustomerId, CustomerId)) -> Result<(), CustomerError> {
    let (one, other) = opened(tx, act, pair)?;
    if is_denied(tx, pair)? {
        return Ok(());
    }
    let found = duplicates::find(tx, (one.no, other.no))?;
    duplicates::judge(tx, pair, (false, act.actor.user, act.setting.now()), found.as_ref())?;
    duplicates::drop_pair(tx, (one.no, other.no))?;
    tell(tx, act, "duplicate.denied", pair)
}

/// Takes back that two cards are of two clients: the pair is there again as it had been found.
///
/// # Errors
/// As [`deny`].
pub fn allow(tx: &mut Tx<'_>, act: &Act, pair: (CustomerId, CustomerId)) -> Result<(), CustomerError> {
    opened(tx, act, pair)?;
    if !is_denied(tx, pair)? {
        return Ok(());
    }
    if let Some(found) = duplicates::unjudge(tx, pair)? {
        duplicates::add(tx, &found)?;
    }
    tell(tx, act, "duplicate.allowed", pair)
}

/// Whether somebody said that two cards are of two clients.
///
/// # Errors
/// Any [`DbError`].
pub fn is_denied(tx: &mut Tx<'_>, (one, other): (CustomerId, CustomerId)) -> Result<bool, DbError> {
    Ok(duplicates::denied_of(tx, one)?.contains(&other))
}

/// Which of two cards stays when nobody chose: the one of which more is known, of equals the older.
pub fn better_of<'c>(one: &'c Customer, other: &'c Customer) -> (&'c Customer, &'c Customer) {
    let n = |card: &Customer| card.sheet.facts().iter().filter(|fact| !fact.is_rival).count();
    let is_first = (n(one), -one.no) >= (n(other), -other.no);
    if is_first { (one, other) } else { (other, one) }
}

fn opened(
    tx: &mut Tx<'_>,
    act: &Act,
    (one, other): (CustomerId, CustomerId),
) -> Result<(Customer, Customer), CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    if one == other {
        return Err(CustomerError::Missing);
    }
    Ok((listing::get(tx, act, one)?, listing::get(tx, act, other)?))
}

fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    (one, other): (CustomerId, CustomerId),
) -> Result<(), CustomerError> {
    let entry = |on: CustomerId, other: CustomerId| {
        Entry::now(&act.setting, verb, (SUBJECT, on.0), &json!({ "other": other }))
    };
    journal::append_many(tx, &act.setting, &act.actor, vec![entry(one, other), entry(other, one)])?;
    Ok(())
}

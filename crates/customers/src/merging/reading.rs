//! Reading mergings: what went into a card, and where a card went.

use super::{Merge, MergeId};
use crate::act::Act;
use crate::customer::{Customer, CustomerId, name_of};
use crate::error::CustomerError;
use crate::store::merges;
use crate::{listing, veiling};
use db::{DbError, Tx};

/// Longer chains of mergings are not followed.
const LONGEST: usize = 100;

/// The card that stands for an id whose own card went into another; `None` when it did not.
///
/// # Errors
/// Any [`DbError`].
pub fn standing(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<CustomerId>, DbError> {
    let mut stands = None;
    for _ in 0..LONGEST {
        match merges::winner_of(tx, stands.unwrap_or(id))? {
            Some(winner) => stands = Some(winner),
            None => break,
        }
    }
    Ok(stands)
}

/// The ids that went into a card and into those before, the card's own id not among them, at most 200.
///
/// # Errors
/// Any [`DbError`].
pub fn absorbed(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<CustomerId>, DbError> {
    let (mut all, mut at) = (Vec::new(), 0);
    let mut next = Some(card);
    while let Some(winner) = next.filter(|_| all.len() < LONGEST * 2) {
        all.extend(merges::into(tx, winner)?.into_iter().map(|merge| merge.loser));
        next = all.get(at).copied();
        at += 1;
    }
    Ok(all)
}

/// Whether a merging was into this card.
///
/// # Errors
/// Any [`DbError`].
pub fn is_into(tx: &mut Tx<'_>, merge: MergeId, card: CustomerId) -> Result<bool, DbError> {
    Ok(merges::find(tx, merge)?.is_some_and(|merge| merge.winner == card))
}

/// The mergings into a card that stand, newest first, at most 200.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn into(tx: &mut Tx<'_>, act: &Act, card: CustomerId) -> Result<Vec<Merge>, CustomerError> {
    listing::get(tx, act, card)?;
    Ok(merges::into(tx, card)?)
}

/// What a card that went into another was called, if whoever reads sees the one that it went into.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn name_then(tx: &mut Tx<'_>, act: &Act, loser: CustomerId) -> Result<Option<String>, CustomerError> {
    let Some(stands) = standing(tx, loser)? else { return Ok(None) };
    match listing::get(tx, act, stands) {
        Ok(_) => {}
        Err(CustomerError::Missing) => return Ok(None),
        Err(error) => return Err(error),
    }
    let Some((no, gone)) = merges::gone(tx, loser)? else { return Ok(None) };
    let card = Customer {
        no,
        id: loser,
        kind: gone.kind,
        name: name_of(gone.kind, &gone.sheet),
        sheet: gone.sheet,
        revision: gone.revision,
        created_at: gone.created_at,
        updated_at: gone.updated_at,
        archived_at: gone.archived_at,
    };
    Ok(Some(veiling::veiled(act, card).name))
}

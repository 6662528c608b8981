//! A group at once: every card into the one of which most is known, in one transaction.

use super::{Followers, Merge, MergeId, Wanted, merge_into, opened, undo, wrong};
use crate::act::Act;
use crate::customer::{Customer, CustomerId};
use crate::duplicates::{better_of, is_denied};
use crate::error::CustomerError;
use db::Tx;

/// The most cards that become one at once.
pub const MOST: usize = 20;

/// Makes cards one, as a person who looked at all of them wants; each with what they last saw of it. Gives the mergings in
/// their order, each of which can be taken back, and the card that stays.
///
/// # Errors
/// As [`merge_into`]; [`CustomerError::Invalid`] also for fewer than two cards, more than [`MOST`], and two of whom somebody
/// said that they are different.
pub fn merge_all(
    tx: &mut Tx<'_>,
    act: &Act,
    followers: &Followers,
    cards: &[(CustomerId, Option<i64>)],
) -> Result<(Vec<Merge>, Customer), CustomerError> {
    if !(2..=MOST).contains(&cards.len()) {
        return Err(wrong("customers-merge-how-many"));
    }
    let mut all = Vec::with_capacity(cards.len());
    for card in cards {
        all.push(opened(tx, act, *card)?);
    }
    for (at, one) in all.iter().enumerate() {
        for other in all.iter().skip(at + 1) {
            if one.id == other.id {
                return Err(wrong("customers-merge-same"));
            }
            if is_denied(tx, (one.id, other.id))? {
                return Err(wrong("customers-merge-denied"));
            }
        }
    }
    let mut best = None;
    for card in &all {
        best = Some(best.map_or(card, |best| better_of(best, card).0));
    }
    let Some(mut stays) = best.cloned() else { return Err(wrong("customers-merge-how-many")) };
    let mut merges = Vec::with_capacity(all.len() - 1);
    let winner = stays.id;
    for card in all.iter().filter(|card| card.id != winner) {
        let (merge, merged) = merge_into(tx, act, followers, &Wanted::of(winner, card.id))?;
        merges.push(merge);
        stays = merged;
    }
    Ok((merges, stays))
}

/// Takes mergings back, the last one first; gives the card that stayed.
///
/// # Errors
/// As [`undo`]; then none is taken back.
pub fn undo_all(
    tx: &mut Tx<'_>,
    act: &Act,
    followers: &Followers,
    merges: &[MergeId],
) -> Result<Customer, CustomerError> {
    let mut stays = None;
    for merge in merges.iter().rev().take(MOST) {
        stays = Some(undo(tx, act, followers, *merge)?.0);
    }
    stays.ok_or(CustomerError::Missing)
}

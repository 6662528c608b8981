//! Looking at cards that are new or changed since the last search.

use super::likeness::{Hit, Likeness, threshold};
use super::{Pair, SearchState};
use crate::customer::CustomerNo;
use crate::store::likeness::Compared;
use crate::store::{cards, duplicates, likeness};
use db::{DbError, Tx};
use kernel::Millis;

/// Cards looked at in one transaction.
pub(super) const BATCH: usize = 200;
/// A card is paired with at most this many others.
const MOST_PAIRS: usize = 10;

/// What became of some changed cards.
pub(super) struct Looked {
    /// The pairs of each card, those that people said are of two clients left out.
    pairs: Vec<(CustomerNo, Vec<Pair>)>,
    /// The last change looked at.
    seen: (Millis, CustomerNo),
    /// Whether there are no more.
    pub(super) is_over: bool,
}

/// Looks at the next changed cards; `None` while the base is not prepared.
pub(super) fn look(tx: &mut Tx<'_>, likeness: &Likeness, now: Millis) -> Result<Option<Looked>, DbError> {
    let state = duplicates::state(tx)?;
    let changed = likeness::changed_after(tx, state.seen, BATCH)?;
    let seen = changed.last().map_or(state.seen, |card| (card.updated_at, card.no));
    let mut looked = Looked { pairs: Vec::new(), seen, is_over: changed.len() < BATCH };
    for card in changed {
        let Some(pairs) = pairs_of(tx, likeness, (&card, &state), now)? else { return Ok(None) };
        looked.pairs.push((card.no, pairs));
    }
    Ok(Some(looked))
}

fn pairs_of(
    tx: &mut Tx<'_>,
    likeness: &Likeness,
    (card, state): (&Compared, &SearchState),
    now: Millis,
) -> Result<Option<Vec<Pair>>, DbError> {
    if card.is_archived {
        return Ok(Some(Vec::new()));
    }
    let wanted = (threshold(state), MOST_PAIRS);
    let Some(hits) = likeness.check(tx, (card.kind, &card.sheet), wanted, now)? else { return Ok(None) };
    let mut pairs = Vec::new();
    for Hit { no, probability, reasons } in hits.into_iter().filter(|hit| hit.no != card.no) {
        let (left, right) = (no.min(card.no), no.max(card.no));
        if !is_denied(tx, (left, right))? {
            pairs.push(Pair { left, right, probability, reasons, group: left });
        }
    }
    Ok(Some(pairs))
}

fn is_denied(tx: &mut Tx<'_>, (left, right): (CustomerNo, CustomerNo)) -> Result<bool, DbError> {
    let Some((left, right)) = cards::numbered(tx, left)?.zip(cards::numbered(tx, right)?) else {
        return Ok(true);
    };
    super::is_denied(tx, (left.id, right.id))
}

/// Writes what was looked at, and how far.
pub(super) fn keep(tx: &mut Tx<'_>, looked: &Looked) -> Result<(), DbError> {
    for (no, pairs) in &looked.pairs {
        let known = duplicates::of_card(tx, *no)?;
        let is_same = known.len() == pairs.len() && pairs.iter().all(|pair| knows(&known, pair));
        if !is_same {
            duplicates::replace(tx, *no, pairs)?;
        }
    }
    let state = duplicates::state(tx)?;
    duplicates::keep_state(tx, &SearchState { seen: looked.seen, ..state })
}

fn knows(known: &[Pair], pair: &Pair) -> bool {
    known.iter().any(|one| (one.left, one.right, &one.reasons) == (pair.left, pair.right, &pair.reasons))
}

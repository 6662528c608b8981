//! The card index in memory, beside the base: what lists, counts and conditions are answered by at a million cards.
//!
//! The base stays the truth. This is read from it in the background once lists are asked for and there are enough cards
//! for it to pay, lives in memory within a bound, and is thrown away and read anew at any time. Whoever asks does so
//! within their own view of the base: the number of the newest journal entry tells whether something changed since, by
//! whichever process, and what did is taken in first. A list therefore never lags behind a change that was acknowledged.
//! Where memory is short, or something is asked that columns do not keep, SQL answers as it always can.

mod cards;
mod keeping;
mod lists;
mod matching;
mod names;
mod shown;
#[cfg(test)]
mod tests;

pub use keeping::keep;

use crate::customer::Customer;
use crate::field::FieldSet;
use crate::store::lists::Wanted;
use cards::Cards;
use columns::Bits;
use db::{DbError, Tx};
use fields::Tested;
use kernel::Cursor;
use lists::Listed;
use matching::Reading;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

/// Entries of the journal that whoever asks takes in themselves; more are left to the background.
const TAKEN_IN: i64 = 400;

/// The card index in memory, if it is there; cheap to clone, shared by the whole house.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    kept: Arc<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    cards: RwLock<Option<Cards>>,
    /// Whether a list was asked for since the background last looked.
    is_wanted: AtomicBool,
    /// The bytes that did not suffice when it was last read; 0 when they did.
    refused: AtomicUsize,
}

/// The cards of a list, and the first of them in its order.
pub(crate) struct Page {
    /// The first cards; `None` for an order that is not kept.
    pub(crate) cards: Option<Vec<Customer>>,
    /// All cards of the list.
    pub(crate) all: Arc<Bits>,
    /// How many they are.
    pub(crate) n: u64,
    /// Whether these are cards of a later moment than the one in which the asker's view of the base was opened.
    pub(crate) is_ahead: bool,
}

impl Snapshot {
    fn held(&self) -> RwLockReadGuard<'_, Option<Cards>> {
        self.kept.cards.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it has been read.
    pub fn is_there(&self) -> bool {
        self.held().is_some()
    }

    /// Runs `work` over the cards as they stand in the view of `tx`, or later, with the end of the journal in that view;
    /// `None` when they are not there.
    fn with<R>(
        &self,
        tx: &mut Tx<'_>,
        fields: &FieldSet,
        work: impl FnOnce(&Cards, &mut Tx<'_>, i64) -> Result<Option<R>, DbError>,
    ) -> Result<Option<R>, DbError> {
        self.kept.is_wanted.store(true, Ordering::Relaxed);
        let behind = |cards: &Cards, head: i64| head - cards.head;
        let Some(kept) = self.held().as_ref().map(|cards| cards.head) else { return Ok(None) };
        let head = journal::head(tx)?;
        if head - kept > TAKEN_IN {
            return Ok(None);
        }
        if head > kept {
            let mut guard = self.kept.cards.write().unwrap_or_else(PoisonError::into_inner);
            match guard.as_mut() {
                Some(cards) if behind(cards, head) > 0 => cards.follow(tx, fields, head)?,
                _ => {}
            }
        }
        match self.held().as_ref() {
            Some(cards) if behind(cards, head) <= 0 => work(cards, tx, head),
            _ => Ok(None),
        }
    }

    /// The cards that meet a test, archived ones too; `None` when columns do not tell.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn matching(
        &self,
        tx: &mut Tx<'_>,
        fields: &FieldSet,
        tested: &Tested,
    ) -> Result<Option<Bits>, DbError> {
        self.with(tx, fields, |cards, tx, _| cards.meeting(&mut Reading { tx, fields }, tested))
    }

    /// Every card, archived ones too, and the archived among them; `None` when they are not in memory.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn everybody(&self, tx: &mut Tx<'_>, fields: &FieldSet) -> Result<Option<(Bits, Bits)>, DbError> {
        self.with(tx, fields, |cards, _, _| Ok(Some((cards.alive.clone(), cards.archived.clone()))))
    }

    /// The cards of a list without a search; `None` when the base must be asked.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(crate) fn list(
        &self,
        tx: &mut Tx<'_>,
        fields: &FieldSet,
        wanted: &Wanted,
    ) -> Result<Option<Arc<Bits>>, DbError> {
        let listed =
            self.with(tx, fields, |cards, tx, _| cards.of_list(&mut Reading { tx, fields }, wanted))?;
        Ok(listed.map(|listed| listed.cards))
    }

    /// The same with the first cards after a place in its order, at most `limit`.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(crate) fn page(
        &self,
        tx: &mut Tx<'_>,
        (fields, wanted): (&FieldSet, &Wanted),
        (after, limit): (Option<&Cursor>, usize),
    ) -> Result<Option<Page>, DbError> {
        let found = self.with(tx, fields, |cards, tx, head| {
            let Some(all) = cards.of_list(&mut Reading { tx, fields }, wanted)? else { return Ok(None) };
            let numbers = cards.ordered(tx, (&all.cards, wanted), (after, limit))?;
            let is_ahead = cards.head > head;
            let first = numbers.map(|numbers| cards.shown.of(tx, &numbers, !is_ahead)).transpose()?;
            Ok(Some((all, first, is_ahead)))
        })?;
        let Some((all, cards, is_ahead)) = found else { return Ok(None) };
        let Listed { cards: all, n } = all;
        Ok(Some(Page { cards, all, n, is_ahead }))
    }
}

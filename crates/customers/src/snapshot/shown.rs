//! Cards that lists showed lately, as they stand, so that a page shown again is not read and parsed again.

use crate::customer::{Customer, CustomerNo};
use crate::store::snapshot as store;
use db::{DbError, Tx};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Cards kept at once, some kilobytes each; beyond that all are let go.
const MOST: usize = 10_000;

/// Cards by their numbers.
#[derive(Debug, Default)]
pub(super) struct Shown {
    cards: Mutex<HashMap<u32, Arc<Customer>>>,
}

impl Shown {
    /// The cards of these numbers in the order given, those not known yet from the base; numbers without a card are left
    /// out. What is read is kept when it `is_kept`: when the
    /// base is seen at the very moment of the snapshot.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(super) fn of(
        &self,
        tx: &mut Tx<'_>,
        numbers: &[u32],
        is_kept: bool,
    ) -> Result<Vec<Customer>, DbError> {
        let mut found: HashMap<CustomerNo, Arc<Customer>> = {
            let cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
            let known = numbers.iter().filter_map(|no| cards.get(no));
            known.map(|card| (card.no, Arc::clone(card))).collect()
        };
        let unknown: Vec<u32> =
            numbers.iter().copied().filter(|no| !found.contains_key(&i64::from(*no))).collect();
        let read: Vec<_> = store::numbered(tx, &unknown)?.into_iter().map(Arc::new).collect();
        if is_kept && !read.is_empty() {
            let mut cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
            if cards.len() + read.len() > MOST {
                cards.clear();
            }
            for card in &read {
                cards.extend(u32::try_from(card.no).ok().map(|no| (no, Arc::clone(card))));
            }
        }
        found.extend(read.into_iter().map(|card| (card.no, card)));
        let ordered = numbers.iter().filter_map(|no| found.remove(&i64::from(*no)));
        Ok(ordered.map(Arc::unwrap_or_clone).collect())
    }

    /// Takes in that a card changed.
    pub(super) fn follow(&mut self, no: u32) {
        self.cards.get_mut().unwrap_or_else(PoisonError::into_inner).remove(&no);
    }

    /// Lets go of all.
    pub(super) fn clear(&mut self) {
        self.cards.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

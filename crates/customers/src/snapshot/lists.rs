//! Lists that were asked for lately, each with the cards on it: followed card by card, so that asking again is a look.

use super::cards::has_column;
use crate::customer::{Customer, Trait};
use crate::field::{FieldNo, FieldSet};
use columns::Bits;
use fields::Tested;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Lists kept at once; the one that was asked for longest ago goes first.
const MOST: usize = 64;

/// The cards of a list and how many they are.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    pub(super) cards: Arc<Bits>,
    pub(super) n: u64,
}

impl Listed {
    pub(super) fn new(cards: Bits) -> Self {
        let n = cards.count();
        Self { cards: Arc::new(cards), n }
    }

    fn put(&mut self, no: u32, is_on: bool) {
        if self.cards.get(no) != is_on {
            Arc::make_mut(&mut self.cards).put(no, is_on);
            self.n = if is_on { self.n + 1 } else { self.n - 1 };
        }
    }
}

/// A list by what it asks.
#[derive(Debug)]
struct Known {
    tested: Tested,
    is_archived: bool,
    listed: Listed,
}

/// The lists asked for lately, the last one at the end.
#[derive(Debug, Default)]
pub(super) struct Lists {
    known: Mutex<Vec<Known>>,
}

impl Lists {
    /// The list of a condition, if it is known.
    pub(super) fn find(&self, tested: &Tested, is_archived: bool) -> Option<Listed> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let at = known.iter().position(|one| one.is_archived == is_archived && one.tested == *tested)?;
        let one = known.remove(at);
        let listed = one.listed.clone();
        known.push(one);
        Some(listed)
    }

    /// Keeps a list, if all it asks can be followed.
    pub(super) fn keep(&self, (tested, is_archived): (&Tested, bool), listed: &Listed, fields: &FieldSet) {
        if !is_followed(tested, fields) {
            return;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.remove(0);
        }
        known.push(Known { tested: tested.clone(), is_archived, listed: listed.clone() });
    }

    /// Puts a card on the lists whose conditions it meets, and takes it off the others.
    pub(super) fn follow(&mut self, (no, card): (u32, &Customer), traits: &[Trait], fields: &FieldSet) {
        let known = self.known.get_mut().unwrap_or_else(PoisonError::into_inner);
        if known.is_empty() {
            return;
        }
        let mut keys: HashMap<FieldNo, Vec<String>> = HashMap::new();
        for (field, key) in traits {
            keys.entry(*field).or_default().push(key.clone());
        }
        let keys_of = |slug: &str| {
            let field = fields.slug(slug).map(|field| field.no);
            field.and_then(|field| keys.get(&field)).map_or(&[][..], Vec::as_slice)
        };
        let is_archived = card.archived_at.is_some();
        for one in known {
            one.listed.put(no, one.is_archived == is_archived && one.tested.holds(&keys_of));
        }
    }

    /// Takes a card off every list.
    pub(super) fn take_out(&mut self, no: u32) {
        let known = self.known.get_mut().unwrap_or_else(PoisonError::into_inner);
        known.iter_mut().for_each(|one| one.listed.put(no, false));
    }

    /// Memory held, in bytes, about.
    pub(super) fn bytes(&self) -> usize {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.iter().map(|one| one.listed.cards.bytes()).sum()
    }
}

/// Whether the journal tells of every change that could put a card on this list or take it off.
fn is_followed(tested: &Tested, fields: &FieldSet) -> bool {
    match tested {
        Tested::All(inner) | Tested::Any(inner) => inner.iter().all(|one| is_followed(one, fields)),
        Tested::Not(inner) => is_followed(inner, fields),
        Tested::Field { field, .. } => fields.slug(field).is_some_and(|field| has_column(field.no)),
    }
}

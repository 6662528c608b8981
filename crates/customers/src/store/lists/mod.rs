//! Lists of cards: which meet a condition, in which order, and how many there are.
//!
//! Two ways lead to the first fifty cards that meet a condition: **walk** the order and test each card, quick when many
//! meet it; or **gather** all that meet its rarest part and sort them, quick when few do. How many cards have a key is
//! counted in the index, and the cheaper way is taken. SQL tests what the index can answer by one look; the rest is
//! tested over the sheet, by the same code that tests conditions everywhere else.

mod count;
mod kept;
mod memory;
mod numbers;
mod order;
mod page;
mod plan;
mod search;
mod sql;
#[cfg(test)]
mod tests;
mod values;

pub(crate) use count::total;
pub(crate) use memory::Memory;
pub(crate) use numbers::after as numbers_after;
pub(crate) use order::{Keys, Ranks, key_of};
pub(crate) use page::{page, page_with_total};
pub(crate) use sql::Sql;
pub(crate) use values::{among as values_among, of_field as values_of_field};

use crate::builtin;
use crate::customer::{Customer, CustomerNo};
use crate::field::{FieldNo, FieldSet};
use crate::veiling::Veil;
use columns::Bits;
use fields::Tested;
use std::sync::Arc;

/// By what a list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By the first value of a field; cards without one come last.
    Field(FieldNo),
    /// By when the card was made, which is the order of numbers.
    Made,
    /// By the last change.
    Changed,
}

/// Which cards are wanted, in which order.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The condition, turned into key tests.
    pub tested: Tested,
    /// The numbers of the cards among which to look; `None` for all.
    pub among: Option<Arc<Bits>>,
    /// What hides fields from whoever asks: words are looked for only in what they see.
    pub veil: Option<Veil>,
    /// Words of a search, folded, none blank; each must be found. With words, the best hits come first.
    pub words: Vec<String>,
    /// Whether archived cards are wanted in place of the others.
    pub is_archived: bool,
    /// The order; not used with `words`.
    pub order: Order,
    /// By which keys an order under a field goes.
    pub keys: Keys,
    /// Greatest first.
    pub is_descending: bool,
}

impl Wanted {
    /// Whether the words are found in what whoever asks sees of a card that has them.
    fn is_found(&self, card: &Customer, fields: &FieldSet) -> bool {
        self.words.is_empty() || self.veil.as_ref().is_none_or(|veil| veil.finds(card, &self.words, fields))
    }

    /// Whether a card is one of those among which to look.
    fn is_among(&self, no: CustomerNo) -> bool {
        self.among.as_ref().is_none_or(|among| u32::try_from(no).is_ok_and(|no| among.get(no)))
    }
}

/// How many cards a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The number.
    pub n: i64,
    /// Whether it is exact; else it is an estimate.
    pub is_exact: bool,
}

/// Whether a card meets a condition: the reference that SQL must agree with.
pub(crate) fn holds(tested: &Tested, card: &Customer, fields: &FieldSet) -> bool {
    let keys: Vec<(&str, Vec<String>)> = keys_of(card, fields);
    let lookup = |slug: &str| {
        keys.iter().find(|(known, _)| *known == slug).map_or(&[][..], |(_, keys)| keys.as_slice())
    };
    tested.holds(&lookup)
}

/// The keys of every field of a card, by slug.
fn keys_of<'f>(card: &Customer, fields: &'f FieldSet) -> Vec<(&'f str, Vec<String>)> {
    let mut all: Vec<(&'f str, Vec<String>)> = Vec::with_capacity(card.sheet.facts().len() + 3);
    let own = crate::customer::traits_of(card.kind, &card.name, &card.sheet, fields);
    // A name is sorted by one key and compared by another; only the first one stands in the index.
    let name = fields::key::text_keys(&card.name).into_iter().map(|key| (builtin::NAME, key));
    for (no, key) in name.chain(own.into_iter().filter(|(no, _)| *no != builtin::NAME)) {
        let Some(field) = fields.no(no) else { continue };
        match all.iter_mut().find(|(slug, _)| *slug == field.slug) {
            Some((_, keys)) => keys.push(key),
            None => all.push((field.slug.as_str(), vec![key])),
        }
    }
    all
}

//! Under a field, cards sort by keys of one of three makes: as the index has them, by the alphabet, or by rank.

use super::{Order, Wanted};
use crate::builtin;
use crate::customer::{Customer, Kind, letters_of};
use crate::field::{FieldNo, FieldSet};
use columns::KeyColumn;
use kernel::Cursor;
use std::collections::HashMap;
use std::sync::Arc;

/// By which keys an order under a field goes.
#[derive(Debug, Clone, Default)]
pub(crate) enum Keys {
    /// The first key of the value: numbers, dates and codes sort rightly by it, words nearly.
    #[default]
    Own,
    /// Lines in the order of the alphabet, kept for the field beside its keys.
    Letters,
    /// The value's place among the few there are.
    Ranked(Arc<Ranks>),
}

/// The place of each key of a field whose order its keys do not tell; keys without a place come after all others.
#[derive(Debug)]
pub(crate) struct Ranks(HashMap<String, u32>);

/// Digits of a rank in the text that a card sorts by.
const DIGITS: usize = 6;

impl Ranks {
    /// From keys in their order.
    pub(crate) fn new(keys: impl IntoIterator<Item = String>) -> Self {
        Self(keys.into_iter().zip(0..).collect())
    }

    /// The text that a card with this key sorts by.
    pub(super) fn place(&self, key: &str) -> String {
        let rank = self.0.get(key).copied().unwrap_or(999_999);
        format!("{rank:0DIGITS$}{key}")
    }

    /// The key in such a text.
    pub(super) fn key(place: &str) -> &str {
        place.get(DIGITS..).unwrap_or_default()
    }

    /// Keys in the order of places.
    pub(super) fn sorted(&self, mut keys: Vec<String>, is_descending: bool) -> Vec<String> {
        keys.sort_by_cached_key(|key| self.place(key));
        if is_descending {
            keys.reverse();
        }
        keys
    }

    /// The rank of each key of a column, by its place in byte order; different for different keys.
    pub(crate) fn of_column(&self, column: &KeyColumn) -> Vec<u32> {
        column.keys().zip(0_u32..).map(|(key, place)| self.among(key, place)).collect()
    }

    /// The rank of a key that stands, or would stand, at this place of a column.
    fn among(&self, key: &str, place: u32) -> u32 {
        let n = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.get(key).copied().unwrap_or_else(|| n.saturating_add(place))
    }
}

impl Keys {
    /// The number under which the index has these keys.
    pub(crate) fn line(&self, field: FieldNo) -> FieldNo {
        match self {
            Keys::Letters => -field,
            Keys::Own | Keys::Ranked(_) => field,
        }
    }

    /// The place of a cursor's key in a column, and whether any record has it.
    pub(crate) fn place_in(&self, column: &KeyColumn, key: &str) -> (u32, bool) {
        match self {
            Keys::Ranked(ranks) => {
                let key = Ranks::key(key);
                let (place, is_there) = column.place_of(key);
                (ranks.among(key, place), is_there)
            }
            Keys::Own | Keys::Letters => column.place_of(key),
        }
    }
}

impl Wanted {
    /// The same going on after a cursor: a list that was begun before its order of the alphabet was ready is read to its
    /// end as it was begun.
    pub(super) fn going_on(&self, after: Option<&Cursor>) -> Self {
        let is_older = after.is_some_and(|cursor| cursor.key.starts_with('k'));
        let keys =
            if is_older && matches!(self.keys, Keys::Letters) { Keys::Own } else { self.keys.clone() };
        Self { keys, ..self.clone() }
    }

    /// What a card is sorted by under a field; `None` when it has no value of it.
    pub(super) fn sort_key(&self, card: &Customer, no: FieldNo, fields: &FieldSet) -> Option<String> {
        if no == builtin::NAME {
            return Some(crate::name_order::key(&card.name));
        }
        if matches!(self.keys, Keys::Letters) {
            return letters_of(&card.sheet, fields.no(no)?);
        }
        let own = match no {
            builtin::KIND => Kind::slug(card.kind).to_owned(),
            _ => {
                let first = card.sheet.first(no)?;
                fields.no(no)?.kind.keys(&first.value).into_iter().next()?
            }
        };
        Some(match &self.keys {
            Keys::Ranked(ranks) => ranks.place(&own),
            Keys::Own | Keys::Letters => own,
        })
    }

    /// The place after a card. Under a field, cards with a value stand at a letter and their key, those without at `n`.
    pub(super) fn cursor(&self, card: &Customer, fields: &FieldSet) -> Cursor {
        let key = match self.order {
            Order::Field(field) => match self.sort_key(card, field, fields) {
                Some(key) if matches!(self.keys, Keys::Letters) => format!("a{key}"),
                Some(key) => format!("k{key}"),
                None => "n".into(),
            },
            Order::Made => String::new(),
            Order::Changed => card.updated_at.to_string(),
        };
        Cursor { key, no: card.no }
    }
}

/// The key that a cursor under a field stands at; `None` among cards without a value.
pub(crate) fn key_of(cursor: &Cursor) -> Option<&str> {
    cursor.key.strip_prefix(['k', 'a'])
}

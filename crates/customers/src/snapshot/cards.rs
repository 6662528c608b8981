//! The card index as columns: for each field the keys of every card, or who has any; who is archived; when each changed.

use super::lists::Lists;
use super::names::NameOrder;
use super::shown::Shown;
use crate::builtin;
use crate::customer::{Customer, CustomerNo, traits_of};
use crate::field::{FieldNo, FieldSet, Letters};
use crate::store::snapshot as store;
use columns::{Bits, KeyColumn, NumberColumn};
use db::{DbError, Tx};
use kernel::{Millis, RawId};
use std::collections::BTreeMap;

/// Different values, or combinations of them, that a column holds; a field of more is left to the base.
pub(super) const MOST_VALUES: usize = 40_000;

/// The column of one field.
#[derive(Debug)]
pub(super) enum Column {
    /// The keys of every card.
    Keys(KeyColumn),
    /// Of a field with too many different values: the cards that have any.
    Known(Bits),
}

/// Every card as far as it is kept in columns, as of one moment of the journal.
#[derive(Debug)]
pub(crate) struct Cards {
    /// The end of the journal up to which changes are in.
    pub(super) head: i64,
    pub(super) alive: Bits,
    pub(super) archived: Bits,
    pub(super) changed: NumberColumn<Millis>,
    pub(super) columns: BTreeMap<FieldNo, Column>,
    pub(super) names: NameOrder,
    pub(super) lists: Lists,
    pub(super) shown: Shown,
    /// A short mark of each card's id, by which a card that is no more is found.
    ids: Vec<u32>,
}

/// The number of a card as columns count; `None` for one too great for them.
pub(super) fn place(no: CustomerNo) -> Option<u32> {
    u32::try_from(no).ok().filter(|no| *no < u32::MAX - 64)
}

fn mark(id: RawId) -> u32 {
    let [.., a, b, c, d] = id.as_u128().to_be_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// Whether a field has a column: names have an order of their own, and what is counted comes and goes without the journal,
/// but for the teams a card stands with, which decide who sees it.
pub(super) fn has_column(field: FieldNo) -> bool {
    field == builtin::STAGE_TEAM || field != builtin::NAME && !builtin::COUNTED.contains(&field)
}

impl Cards {
    /// Reads the whole base; `None` when that takes more than `most` bytes.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(crate) fn read(tx: &mut Tx<'_>, fields: &FieldSet, most: usize) -> Result<Option<Self>, DbError> {
        let Some(end) = place(store::n_cards(tx)? + 1) else { return Ok(None) };
        let mut cards = Self {
            head: journal::head(tx)?,
            alive: Bits::with_room(end),
            archived: store::archived(tx)?.into_iter().filter_map(place).collect(),
            changed: NumberColumn::with_room(end),
            columns: BTreeMap::new(),
            names: NameOrder::with_room(end),
            lists: Lists::default(),
            shown: Shown::default(),
            ids: vec![0; end as usize],
        };
        if cards.bytes() > most {
            return Ok(None);
        }
        store::changes(tx, |no, at| {
            if let Some(no) = place(no) {
                cards.alive.set(no);
                cards.changed.put(no, Some(at));
            }
        })?;
        store::ids(tx, |no, id| cards.mark_id(no, id))?;
        store::traits(tx, builtin::NAME, |key, no| {
            place(no).into_iter().for_each(|no| cards.names.push(no, key));
            true
        })?;
        for field in cards.missing(fields) {
            let column = Column::read(tx, field, end)?;
            cards.columns.insert(field, column);
            if cards.bytes() > most {
                return Ok(None);
            }
        }
        Ok(Some(cards))
    }

    /// The fields, and orders of the alphabet, that have no column yet.
    pub(super) fn missing(&self, fields: &FieldSet) -> Vec<FieldNo> {
        let letters = fields.lettered().filter(|field| field.letters == Letters::Ready);
        let letters = letters.map(|field| field.letters_no());
        let wanted = fields.all().map(|field| field.no).filter(|no| has_column(*no)).chain(letters);
        wanted.filter(|no| !self.columns.contains_key(no)).collect()
    }

    fn mark_id(&mut self, no: CustomerNo, id: RawId) {
        let Some(at) = place(no).map(|no| no as usize) else { return };
        if at >= self.ids.len() {
            self.ids.resize(at + 1, 0);
        }
        if let Some(kept) = self.ids.get_mut(at) {
            *kept = mark(id);
        }
    }

    /// Takes in what the journal tells up to its end at `head`.
    ///
    /// # Errors
    /// Any [`DbError`]; what was taken in then is taken in again next time.
    pub(crate) fn follow(&mut self, tx: &mut Tx<'_>, fields: &FieldSet, head: i64) -> Result<(), DbError> {
        let store::Touched { cards, gone, is_more } = store::touched(tx, (self.head, head))?;
        if is_more {
            // Orders and the like put what they count on cards without telling which.
            self.shown.clear();
        }
        let mut names = Vec::with_capacity(cards.len());
        for card in &cards {
            names.extend(self.put(card, fields));
        }
        for no in self.without_card(tx, &gone)? {
            self.take_out(no);
            names.push((no, None));
        }
        self.names.put(tx, &names)?;
        self.head = head;
        Ok(())
    }

    /// Takes in a card as it stands; gives its number and the key of its name.
    fn put(&mut self, card: &Customer, fields: &FieldSet) -> Option<(u32, Option<String>)> {
        let no = place(card.no)?;
        self.alive.set(no);
        self.archived.put(no, card.archived_at.is_some());
        self.changed.put(no, Some(card.updated_at));
        self.mark_id(card.no, card.id.0);
        let traits = traits_of(card.kind, &card.name, &card.sheet, fields);
        let keys_of = |wanted: FieldNo| -> Vec<&str> {
            let own = traits.iter().filter(move |(field, _)| *field == wanted);
            own.map(|(_, key)| key.as_str()).collect()
        };
        for (field, column) in &mut self.columns {
            column.put(no, &keys_of(*field));
        }
        self.shown.follow(no);
        self.lists.follow((no, card), &traits, fields);
        Some((no, keys_of(builtin::NAME).first().map(|key| (*key).to_owned())))
    }

    fn take_out(&mut self, no: u32) {
        self.alive.unset(no);
        self.archived.unset(no);
        self.changed.put(no, None);
        self.columns.values_mut().for_each(|column| column.put(no, &[]));
        self.lists.take_out(no);
        self.shown.follow(no);
    }

    /// The numbers of cards that are no more, by what their ids were.
    fn without_card(&self, tx: &mut Tx<'_>, gone: &[RawId]) -> Result<Vec<u32>, DbError> {
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        let mut marks: Vec<u32> = gone.iter().map(|id| mark(*id)).collect();
        marks.sort_unstable();
        let numbered = (0_u32..).zip(&self.ids);
        let maybe = numbered.filter(|(no, id)| marks.binary_search(id).is_ok() && self.alive.get(*no));
        let mut maybe: Vec<u32> = maybe.map(|(no, _)| no).collect();
        let there = store::numbered(tx, &maybe)?;
        maybe.retain(|no| !there.iter().any(|card| card.no == i64::from(*no)));
        Ok(maybe)
    }

    /// Whether it is better read anew than followed.
    pub(super) fn is_worn(&self) -> bool {
        self.names.is_worn()
    }

    /// Memory held, in bytes, about.
    pub(super) fn bytes(&self) -> usize {
        let columns: usize = self.columns.values().map(Column::bytes).sum();
        let bits = self.alive.bytes() + self.archived.bytes() + self.changed.bytes();
        columns + bits + self.lists.bytes() + self.names.bytes() + 4 * self.ids.capacity()
    }
}

impl Column {
    /// Reads the column of a field for cards below `end`.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(super) fn read(tx: &mut Tx<'_>, field: FieldNo, end: u32) -> Result<Self, DbError> {
        let mut keys = Some(KeyColumn::new(end, MOST_VALUES));
        let mut known = Bits::default();
        store::traits(tx, field, |key, no| {
            let Some(no) = place(no) else { return true };
            let is_too_wide = keys.as_mut().is_some_and(|keys| keys.add(no, key).is_err());
            if is_too_wide && let Some(narrow) = keys.take() {
                known = known_of(&narrow);
            }
            if keys.is_none() {
                known.set(no);
            }
            true
        })?;
        Ok(keys.map_or(Column::Known(known), Column::Keys))
    }

    fn put(&mut self, no: u32, keys: &[&str]) {
        match self {
            Column::Known(known) => known.put(no, !keys.is_empty()),
            Column::Keys(column) => {
                if column.put(no, keys).is_err() {
                    let mut known = known_of(column);
                    known.put(no, !keys.is_empty());
                    *self = Column::Known(known);
                }
            }
        }
    }

    fn bytes(&self) -> usize {
        match self {
            Column::Keys(column) => column.bytes(),
            Column::Known(known) => known.bytes(),
        }
    }
}

fn known_of(column: &KeyColumn) -> Bits {
    column.matching(|keys| !keys.is_empty())
}

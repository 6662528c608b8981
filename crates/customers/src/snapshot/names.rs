//! The order of names: every card at its place, so that a page of a list is read off from there.
//!
//! The cards stand in one long row as they did when it was read. A card that got another name since, or is new, is taken
//! out of the row and stands in a short second one, with its key and the place in the long row that it comes before;
//! reading goes along both. Once the second row is no longer short, both are read anew.

use crate::customer::CustomerNo;
use crate::store::snapshot as store;
use columns::Bits;
use db::{DbError, Tx};
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

/// Cards that may stand in the short row.
const MOST_LATE: usize = 20_000;

/// Neighbours that are looked at to find a place in the long row.
const NEIGHBOURS: usize = 64;

/// The place of a card that does not stand in the long row.
const NOWHERE: u32 = u32::MAX;

/// A name as lists sort it: its key and the card's number.
pub(super) type Name<'n> = (&'n str, CustomerNo);

/// Where to begin: the place in the long row, and the name that was passed last.
pub(super) struct Start<'s> {
    place: u32,
    after: Option<Name<'s>>,
}

impl Start<'_> {
    fn bound(&self) -> Option<(String, u32)> {
        let (key, no) = self.after?;
        Some((key.to_owned(), u32::try_from(no).ok()?))
    }
}

/// Both rows.
#[derive(Debug, Default)]
pub(super) struct NameOrder {
    row: Vec<u32>,
    place_of: Vec<u32>,
    /// A short mark of each card's key, by which a name that did not change is known.
    marks: Vec<u32>,
    /// The short row: key and number, and before which place of the long row.
    late: BTreeMap<(String, u32), u32>,
    late_of: HashMap<u32, String>,
}

impl NameOrder {
    /// Empty, with room for cards below `end`.
    pub(super) fn with_room(end: u32) -> Self {
        let n = end as usize;
        Self {
            row: Vec::with_capacity(n),
            place_of: vec![NOWHERE; n],
            marks: vec![0; n],
            ..Self::default()
        }
    }

    /// Adds the next card of the order while it is read.
    pub(super) fn push(&mut self, no: u32, key: &str) {
        let place = u32::try_from(self.row.len()).unwrap_or(NOWHERE);
        self.row.push(no);
        self.set(no, place, mark(key));
    }

    fn set(&mut self, no: u32, place: u32, mark: u32) {
        let at = no as usize;
        if at >= self.place_of.len() {
            self.place_of.resize(at + 1, NOWHERE);
            self.marks.resize(at + 1, 0);
        }
        if let (Some(kept), Some(marked)) = (self.place_of.get_mut(at), self.marks.get_mut(at)) {
            (*kept, *marked) = (place, mark);
        }
    }

    /// Whether too many have another name by now for the short row.
    pub(super) fn is_worn(&self) -> bool {
        self.late.len() > MOST_LATE
    }

    fn is_standing(&self, no: u32) -> bool {
        self.place_of.get(no as usize).is_some_and(|place| *place != NOWHERE)
    }

    /// Gives cards the keys of their names as the base has them now; those without a key are taken out.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(super) fn put(&mut self, tx: &mut Tx<'_>, cards: &[(u32, Option<String>)]) -> Result<(), DbError> {
        // All leave before the first is placed: the base shows each where it stands now, not where it stood here.
        let moved: Vec<_> = cards.iter().filter(|(no, key)| self.leave(*no, key.as_deref())).collect();
        for (no, key) in moved {
            let Some(key) = key else { continue };
            let place = self.place(tx, (key, i64::from(*no)))?;
            self.late_of.insert(*no, key.clone());
            self.late.insert((key.clone(), *no), place);
        }
        Ok(())
    }

    /// Takes a card out of both rows, unless its key is the one it stands under; whether it went.
    fn leave(&mut self, no: u32, key: Option<&str>) -> bool {
        let is_there = self.is_standing(no) || self.late_of.contains_key(&no);
        let marked = self.marks.get(no as usize).copied();
        if key.is_some_and(|key| is_there && marked == Some(mark(key))) {
            return false;
        }
        if let Some(old) = self.late_of.remove(&no) {
            self.late.remove(&(old, no));
        }
        self.set(no, NOWHERE, key.map_or(0, mark));
        true
    }

    /// The first place in the long row whose card does not come before a name.
    fn place(&self, tx: &mut Tx<'_>, (key, no): Name<'_>) -> Result<u32, DbError> {
        let end = u32::try_from(self.row.len()).unwrap_or(NOWHERE);
        let mut from = (key.to_owned(), no);
        loop {
            let next = store::names_from(tx, (&from.0, from.1), NEIGHBOURS)?;
            let numbers = next.iter().filter_map(|(_, no)| u32::try_from(*no).ok());
            if let Some(place) = numbers.filter(|no| self.is_standing(*no)).find_map(|no| self.place_at(no))
            {
                return Ok(place);
            }
            match next.into_iter().next_back() {
                Some((key, no)) => from = (key, no + 1),
                None => return Ok(end),
            }
        }
    }

    fn place_at(&self, no: u32) -> Option<u32> {
        self.place_of.get(no as usize).copied()
    }

    /// Where a page begins that comes after a name; `None` for the first page.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub(super) fn start<'s>(
        &self,
        tx: &mut Tx<'_>,
        after: Option<Name<'s>>,
        is_descending: bool,
    ) -> Result<Start<'s>, DbError> {
        let place = match after {
            Some(name) => self.place(tx, name)?,
            None if is_descending => u32::try_from(self.row.len()).unwrap_or(NOWHERE),
            None => 0,
        };
        Ok(Start { place, after })
    }

    /// The cards of a set in the order of names from a place on, at most `limit`.
    pub(super) fn page(
        &self,
        among: &Bits,
        start: &Start<'_>,
        (is_descending, limit): (bool, usize),
    ) -> Vec<u32> {
        if is_descending { self.backward(among, start, limit) } else { self.forward(among, start, limit) }
    }

    fn forward(&self, among: &Bits, start: &Start<'_>, limit: usize) -> Vec<u32> {
        let from = start.bound().map_or(Bound::Unbounded, Bound::Excluded);
        let late = self.late.range((from, Bound::Unbounded));
        let mut late = late.filter(|((_, no), _)| among.get(*no)).peekable();
        let is_passed = |no: u32| start.after.is_some_and(|(_, last)| last == i64::from(no));
        let (mut found, mut place) = (Vec::with_capacity(limit), start.place);
        while found.len() < limit {
            if let Some(((_, no), _)) = late.next_if(|(_, before)| **before <= place) {
                found.push(*no);
                continue;
            }
            let Some(no) = self.row.get(place as usize) else { break };
            if among.get(*no) && self.place_at(*no) == Some(place) && !is_passed(*no) {
                found.push(*no);
            }
            place += 1;
        }
        found
    }

    fn backward(&self, among: &Bits, start: &Start<'_>, limit: usize) -> Vec<u32> {
        let to = start.bound().map_or(Bound::Unbounded, Bound::Excluded);
        let late = self.late.range((Bound::Unbounded, to)).rev();
        let mut late = late.filter(|((_, no), _)| among.get(*no)).peekable();
        let (mut found, mut place) = (Vec::with_capacity(limit), start.place);
        while found.len() < limit {
            if let Some(((_, no), _)) = late.next_if(|(_, before)| **before >= place) {
                found.push(*no);
                continue;
            }
            let Some(before) = place.checked_sub(1) else { break };
            place = before;
            let Some(no) = self.row.get(place as usize) else { continue };
            if among.get(*no) && self.place_at(*no) == Some(place) {
                found.push(*no);
            }
        }
        found
    }

    /// Memory held, in bytes, about.
    pub(super) fn bytes(&self) -> usize {
        4 * (self.row.capacity() + self.place_of.capacity() + self.marks.capacity()) + 200 * self.late.len()
    }
}

/// A short mark of a key (FNV-1a, 32 bits), never 0.
fn mark(key: &str) -> u32 {
    let hash =
        key.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash | 1
}

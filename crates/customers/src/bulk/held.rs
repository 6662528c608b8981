//! Lines of the card index that wait within a transaction until many of them go in at once.
//!
//! New cards lie scattered over the index: however few they are, they touch most of its pages. The lines of many
//! batches, written in one pass in the order of the index, touch each page once instead of once for each. Whoever looks a
//! card up by a key meanwhile asks here too, and a card that is to be changed gets its lines first.

use super::lines::{Exact, Lines};
use super::seen::Seen;
use crate::customer::CustomerNo;
use crate::store::many;
use db::{DbError, Tx};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::sync::Arc;

/// Lines above which they should be written: some seventy megabytes.
const FULL: usize = 1_500_000;

/// The lines of the new cards of a transaction that are not written yet; [`Held::settle`] writes them and has to be called
/// before the transaction ends. Kept from one transaction to the next it spares the base questions.
#[derive(Default)]
pub struct Held {
    /// The keys that are in the base.
    pub(super) seen: Seen,
    batches: Vec<OfBatch>,
    /// In the order of their numbers.
    runs: Vec<Run>,
    n_lines: usize,
}

struct OfBatch {
    lines: Arc<Lines>,
    /// The number of the card of each record whose lines wait here; 0 for all others.
    numbers: Vec<CustomerNo>,
}

/// Cards whose numbers follow one another, by their places in a batch.
struct Run {
    first: CustomerNo,
    batch: usize,
    places: Vec<usize>,
}

impl Held {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether so many wait that they should be written now.
    pub fn is_full(&self) -> bool {
        self.n_lines >= FULL
    }

    /// Knows, where that pays, which keys are in the base or held.
    pub(super) fn catch_up(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        self.seen.catch_up(tx, self.batches.iter().flat_map(|batch| batch.lines.exact_keys()))
    }

    /// Takes the sorted lines of a batch, of which none is to be written before [`Held::hold`].
    pub(super) fn open(&mut self, lines: Arc<Lines>) {
        let numbers = vec![0; lines.n_records()];
        self.n_lines += lines.len();
        self.batches.push(OfBatch { lines, numbers });
    }

    /// The records at these places of the batch opened last are new cards, numbered from `first` on.
    pub(super) fn hold(&mut self, places: &[usize], first: CustomerNo) {
        let Some(batch) = self.batches.len().checked_sub(1) else { return };
        if let Some(OfBatch { numbers, .. }) = self.batches.last_mut() {
            for (no, at) in (first..).zip(places) {
                if let Some(slot) = numbers.get_mut(*at) {
                    *slot = no;
                }
            }
        }
        self.runs.push(Run { first, batch, places: places.to_vec() });
    }

    /// For each key, which are in the order of the index: `found` hears its place among them and the cards held with it.
    pub(super) fn each_with(&self, keys: &[&Exact<'_>], mut found: impl FnMut(usize, CustomerNo)) {
        for OfBatch { lines, numbers } in &self.batches {
            if numbers.iter().all(|no| *no == 0) {
                continue;
            }
            let mut theirs = lines.exact_keys().peekable();
            for (at, key) in keys.iter().enumerate() {
                while theirs.next_if(|one| (one.field, one.key) < (key.field, key.key)).is_some() {}
                let mut same = theirs.clone();
                while let Some(one) = same.next_if(|one| (one.field, one.key) == (key.field, key.key)) {
                    if let Some(no) = numbers.get(one.of).filter(|no| **no > 0) {
                        found(at, *no);
                    }
                }
            }
        }
    }

    /// Writes the lines of one card if they wait, so that it can be read by them and changed.
    pub(super) fn settle_card(&mut self, tx: &mut Tx<'_>, no: CustomerNo) -> Result<(), DbError> {
        let run = self.runs.partition_point(|run| run.first <= no).checked_sub(1);
        let Some(run) = run.and_then(|at| self.runs.get(at)) else { return Ok(()) };
        let at = usize::try_from(no - run.first).ok().and_then(|nth| run.places.get(nth));
        let (Some(at), Some(batch)) = (at, self.batches.get_mut(run.batch)) else { return Ok(()) };
        match batch.numbers.get_mut(*at) {
            Some(held) if *held == no => *held = 0,
            _ => return Ok(()),
        }
        let lines = batch.lines.of(*at).iter().filter_map(|line| batch.lines.line(*line));
        many::insert_traits(tx, lines.map(|(field, key, _)| (field, key, no)))
    }

    /// Writes all that wait, in the order of the index.
    ///
    /// # Errors
    /// A database error; then the transaction has to be rolled back.
    pub fn settle(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let batches = std::mem::take(&mut self.batches);
        (self.runs, self.n_lines) = (Vec::new(), 0);
        let mut firsts: BinaryHeap<First<'_>> =
            batches.iter().enumerate().filter_map(|(nth, batch)| batch.waiting(nth, 0)).collect();
        let in_order = std::iter::from_fn(move || {
            let mut first = firsts.peek_mut()?;
            let line = first.batch.line(first.line);
            match first.batch.waiting(first.nth, first.line + 1) {
                Some(next) => *first = next,
                None => drop(PeekMut::pop(first)),
            }
            line
        });
        many::insert_traits(tx, in_order)
    }
}

impl OfBatch {
    /// A line that waits: its field, its key and the number of its card.
    fn line(&self, line: u32) -> Option<(i64, &str, CustomerNo)> {
        let (field, key, of) = self.lines.line(line)?;
        let no = self.numbers.get(of).copied().filter(|no| *no > 0)?;
        Some((field, key, no))
    }

    /// The first line that waits from this one on, of the batch that came as the `nth`.
    fn waiting(&self, nth: usize, from: u32) -> Option<First<'_>> {
        let lines = from..u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let line = lines.into_iter().find(|line| self.line(*line).is_some())?;
        Some(First { batch: self, nth, line })
    }
}

/// The first line of a batch that is not written yet; the greatest is the one that comes first in the index.
struct First<'b> {
    batch: &'b OfBatch,
    nth: usize,
    line: u32,
}

impl Ord for First<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        // Of equal keys the earlier batch has the lower numbers.
        let by_key = other.batch.lines.compare(other.line, (&self.batch.lines, self.line));
        by_key.then(other.nth.cmp(&self.nth))
    }
}

impl PartialOrd for First<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for First<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for First<'_> {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{EMAIL, FAMILY, GIVEN, PHONE};
    use crate::bulk::{Batch, Incoming, Origin, understand, upsert_batch, upsert_held};
    use crate::testing::{base, deed};
    use crate::{Act, CustomerError, Kind, Rule, source};
    use db::Db;

    /// Rows of few people who share phones and letters' addresses in every way; the same for the same number.
    fn row(at: u64) -> Incoming {
        let chance = |of: u64, kinds: u64| {
            ((at + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_mul(2 * of + 1) >> 33) % kinds
        };
        let text = |names: &[&str; 3], of| names[usize::try_from(chance(of, 3)).unwrap()].to_owned();
        let values = vec![
            (FAMILY, text(&["Омаров", "Ахметова", "Ким"], 1)),
            (GIVEN, text(&["Алма", "Берик", "А."], 2)),
            (PHONE, format!("+7701000{:04}", chance(3, 40))),
            (EMAIL, format!("client{}@example.kz", chance(4, 40))),
        ];
        Incoming { id: None, kind: Kind::Person, values }
    }

    fn batch(act: &Act, origin: Origin, rows: std::ops::Range<u64>) -> Batch {
        let mut batch = Batch::new();
        for at in rows {
            batch.add(act, origin.source, &understand(act, row(at)).unwrap());
        }
        batch
    }

    type Line = (i64, String, i64);

    /// What stands after so many rows, written batch by batch or held for all of them.
    fn stands(is_held: bool) -> (usize, Vec<Line>, Vec<(i64, String, i64)>) {
        let (_folder, db) = base();
        let n_new = deed(&db, move |tx, act| -> Result<_, CustomerError> {
            let source = source::of_actor(tx, &act.setting, &act.actor)?;
            let origin = Origin { source, rule: Rule::Newest };
            let (mut held, mut outcomes) = (Held::new(), Vec::new());
            for from in (0..180).step_by(20) {
                let batch = batch(act, origin, from..from + 20);
                outcomes.extend(match is_held {
                    true => upsert_held(tx, act, origin, batch, &mut held)?,
                    false => upsert_batch(tx, act, origin, batch)?,
                });
            }
            held.settle(tx)?;
            Ok(outcomes.iter().filter(|one| matches!(one, crate::bulk::Outcome::New(_))).count())
        });
        let lines = rows(&db, "SELECT field_no, key, customer_no FROM traits ORDER BY 1, 2, 3");
        let cards = rows(&db, "SELECT no, name, revision FROM customers ORDER BY 1");
        (n_new.unwrap(), lines, cards)
    }

    fn rows(db: &Db, sql: &str) -> Vec<Line> {
        let read = |row: &db::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        db.read(|tx| tx.rows(sql, &[], read)).unwrap()
    }

    #[test]
    fn lines_held_for_many_batches_leave_the_same_cards_as_lines_written_with_each() {
        let (held, written) = (stands(true), stands(false));
        assert!((20..150).contains(&held.0), "{} of 180 rows are new: some have to meet", held.0);
        assert_eq!(held, written);
    }

    #[test]
    fn one_card_can_be_settled_before_the_rest_and_is_not_written_twice() {
        let (_folder, db) = base();
        let lines = deed(&db, |tx, act| -> Result<_, CustomerError> {
            let source = source::of_actor(tx, &act.setting, &act.actor)?;
            let origin = Origin { source, rule: Rule::Newest };
            let mut held = Held::new();
            upsert_held(tx, act, origin, batch(act, origin, 0..2), &mut held)?;
            let count =
                |tx: &mut Tx<'_>| tx.number("SELECT count(*) FROM traits WHERE customer_no = 2", &[]);
            let before = count(tx)?;
            held.settle_card(tx, 2)?;
            held.settle_card(tx, 2)?;
            let settled = count(tx)?;
            held.settle(tx)?;
            Ok((before, settled, count(tx)?))
        });
        let (before, settled, after) = lines.unwrap();
        assert_eq!((before, settled), (0, after));
        assert!(after > 3);
    }
}

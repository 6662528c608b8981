//! Records worked out beforehand and packed into a few pieces of memory.
//!
//! Kept as it is read, a record is fifty small pieces; the thread that writes would spend as long on giving back what
//! another thread took as on writing. Packed, it only reads along.

use super::Understood;
use super::prepare::{Prepared, prepare};
use crate::act::Act;
use crate::builtin::{EXACT_KEYS, RESPONSIBLE};
use crate::customer::{CustomerId, CustomerNo, Kind};
use crate::sheet::SourceNo;
use kernel::Millis;
use std::borrow::Cow;

/// Texts of a batch, in bytes, above which it takes no more records.
const FULL: usize = 64 << 20;

/// Where a text lies among the texts of a batch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    at: u32,
    n_bytes: u32,
}

/// A record with the card that it makes if it is of nobody known.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// The card meant, when the sender knows it.
    pub(super) meant: Option<CustomerId>,
    /// The id of the new card.
    pub(super) id: CustomerId,
    pub(super) kind: Kind,
    pub(super) created_at: Millis,
    pub(super) name: Piece,
    pub(super) sheet: Piece,
    pub(super) search: Piece,
    pub(super) payload: Piece,
    /// Whether somebody answers for the new card only because they brought it.
    pub(super) is_given_to_sender: bool,
    /// Where its lines begin; they end where those of the next begin.
    first_line: u32,
}

/// One line of the card index for a record.
#[derive(Debug, Clone, Copy)]
struct Line {
    field: i64,
    /// The first bytes of the key, which settle most comparisons.
    head: u64,
    key: Piece,
    of: u32,
}

/// An exact key of a record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact<'b> {
    pub(super) field: i64,
    pub(super) key: &'b str,
    /// Of which record, by its place in the batch.
    pub(super) of: usize,
}

/// One record worked out, on its way into a batch.
pub struct Ready {
    meant: Option<CustomerId>,
    card: Prepared,
    is_given_to_sender: bool,
}

impl Ready {
    /// Works out what can be known before the base is asked; any thread will do.
    pub fn of(act: &Act, source: SourceNo, record: &Understood) -> Self {
        let card = prepare(act, source, record.kind, &record.values);
        let is_said = record.values.iter().any(|(field, _)| *field == RESPONSIBLE);
        let is_given_to_sender = !is_said && card.card.sheet.first(RESPONSIBLE).is_some();
        Self { meant: record.id, card, is_given_to_sender }
    }
}

/// Records worked out, in the order they came.
#[derive(Debug, Default)]
pub struct Batch {
    texts: String,
    records: Vec<Record>,
    /// In the order of the records; sorted by [`Batch::sort`].
    lines: Vec<Line>,
    /// The numbers of the lines in the order of the index.
    sorted: Vec<u32>,
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many records are in it.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Whether it should be written before more is added.
    pub fn is_full(&self) -> bool {
        self.texts.len() >= FULL
    }

    /// Works a record out and adds it.
    pub fn add(&mut self, act: &Act, source: SourceNo, record: &Understood) {
        self.push(&Ready::of(act, source, record));
    }

    /// Adds a record that was worked out.
    pub fn push(&mut self, ready: &Ready) {
        self.pack(&ready.card, ready.meant);
        if let Some(last) = self.records.last_mut() {
            last.is_given_to_sender = ready.is_given_to_sender;
        }
    }

    /// Adds a card worked out as a new one; `meant` is the card that the sender knows it to be.
    pub(super) fn pack(&mut self, prepared: &Prepared, meant: Option<CustomerId>) {
        let of = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let first_line = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        let record = Record {
            meant,
            id: prepared.card.id,
            kind: prepared.card.kind,
            created_at: prepared.card.created_at,
            name: self.keep(&prepared.card.name),
            sheet: self.keep(&prepared.derived.sheet),
            search: self.keep(&prepared.derived.search),
            payload: self.keep(&prepared.payload),
            is_given_to_sender: false,
            first_line,
        };
        self.records.push(record);
        for (field, key) in &prepared.derived.traits {
            let line = Line { field: *field, head: head(key), key: self.keep(key), of };
            self.lines.push(line);
        }
    }

    fn keep(&mut self, text: &str) -> Piece {
        let at = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        self.texts.push_str(text);
        Piece { at, n_bytes: u32::try_from(text.len()).unwrap_or(0) }
    }

    /// Puts the lines in the order of the index, so that neighbours are written one after another: several times faster
    /// for many cards. Writing does so when it was not done before; done beforehand, the writer is spared it.
    pub fn sort(&mut self) {
        let mut sorted: Vec<u32> = (0..u32::try_from(self.lines.len()).unwrap_or(0)).collect();
        sorted.sort_unstable_by(|one, other| self.order(*one, *other));
        self.sorted = sorted;
    }

    pub(super) fn is_sorted(&self) -> bool {
        self.sorted.len() == self.lines.len()
    }

    fn order(&self, one: u32, other: u32) -> std::cmp::Ordering {
        let (Some(a), Some(b)) = (self.lines.get(one as usize), self.lines.get(other as usize)) else {
            return one.cmp(&other);
        };
        let by_head = (a.field, a.head).cmp(&(b.field, b.head));
        by_head.then_with(|| self.text(a.key).cmp(self.text(b.key))).then(one.cmp(&other))
    }

    pub(super) fn text(&self, piece: Piece) -> &str {
        let at = piece.at as usize;
        self.texts.get(at..at + piece.n_bytes as usize).unwrap_or_default()
    }

    pub(super) fn record(&self, at: usize) -> Option<&Record> {
        self.records.get(at)
    }

    fn lines_of(&self, at: usize) -> std::ops::Range<u32> {
        let begin = |at: usize| self.records.get(at).map(|record| record.first_line);
        let end = begin(at + 1).unwrap_or_else(|| u32::try_from(self.lines.len()).unwrap_or(u32::MAX));
        begin(at).unwrap_or(end)..end
    }

    /// The key of a field of a record; empty when it has none.
    pub(super) fn key(&self, at: usize, field: i64) -> &str {
        let lines = self.lines_of(at).filter_map(|line| self.lines.get(line as usize));
        lines.into_iter().find(|line| line.field == field).map_or("", |line| self.text(line.key))
    }

    /// The exact keys of all records, in the order of the index.
    pub(super) fn exact_keys(&self) -> Vec<Exact<'_>> {
        let lines = self.sorted.iter().filter_map(|line| self.lines.get(*line as usize));
        lines
            .filter(|line| EXACT_KEYS.contains(&line.field))
            .map(|line| Exact { field: line.field, key: self.text(line.key), of: line.of as usize })
            .collect()
    }

    /// The lines of the index for the records at these places, which rise, in its order; `numbers` has the number of each
    /// of them by its place and 0 for all others.
    pub(super) fn lines<'b>(
        &'b self,
        places: &[usize],
        numbers: &'b [CustomerNo],
    ) -> impl Iterator<Item = (i64, &'b str, CustomerNo)> {
        let order = if places.len() * 4 > self.len() {
            Cow::Borrowed(self.sorted.as_slice())
        } else {
            let mut chosen: Vec<u32> = places.iter().flat_map(|at| self.lines_of(*at)).collect();
            chosen.sort_unstable_by(|one, other| self.order(*one, *other));
            Cow::Owned(chosen)
        };
        (0..order.len()).filter_map(move |at| {
            let line = self.lines.get(*order.get(at)? as usize)?;
            let no = numbers.get(line.of as usize).copied().filter(|no| *no > 0)?;
            Some((line.field, self.text(line.key), no))
        })
    }
}

/// The first eight bytes of a key as a number that compares as they do.
fn head(key: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, of_key) in bytes.iter_mut().zip(key.bytes()) {
        *byte = of_key;
    }
    u64::from_be_bytes(bytes)
}

//! Records worked out beforehand and packed into a few pieces of memory.
//!
//! Kept as it is read, a record is fifty small pieces; the thread that writes would spend as long on giving back what
//! another thread took as on writing. Packed, it only reads along.

use super::Understood;
use super::lines::{Lines, Piece};
use super::prepare::{Prepared, prepare};
use crate::act::Act;
use crate::builtin::RESPONSIBLE;
use crate::customer::{CustomerId, Kind};
use crate::sheet::SourceNo;
use journal::Seal;
use kernel::Millis;

/// Texts of a batch, in bytes, above which it takes no more records.
const FULL: usize = 64 << 20;

/// Texts of a usual record, in bytes.
const USUAL: usize = 1_400;

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
    pub(super) seal: Seal,
    /// Whether somebody answers for the new card only because they brought it.
    pub(super) is_given_to_sender: bool,
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
    lines: Lines,
}

impl Batch {
    /// An empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty batch with room for so many records of a usual size: one that grows is copied again and again.
    pub fn with_room(n_records: usize) -> Self {
        Self {
            texts: String::with_capacity(n_records * USUAL),
            records: Vec::with_capacity(n_records),
            lines: Lines::with_room(n_records),
        }
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
        let record = Record {
            meant,
            id: prepared.card.id,
            kind: prepared.card.kind,
            created_at: prepared.card.created_at,
            name: self.keep(&prepared.card.name),
            sheet: self.keep(&prepared.derived.sheet),
            search: self.keep(&prepared.derived.search),
            payload: self.keep(&prepared.payload),
            seal: prepared.seal,
            is_given_to_sender: false,
        };
        self.records.push(record);
        self.lines.add(&prepared.derived.traits);
    }

    fn keep(&mut self, text: &str) -> Piece {
        Piece::keep(&mut self.texts, text)
    }

    /// Puts the lines in the order of the index, so that neighbours are written one after another: several times faster
    /// for many cards. Writing does so when it was not done before; done beforehand, the writer is spared it.
    pub fn sort(&mut self) {
        self.lines.sort();
    }

    /// Takes the lines of the card index out, sorted.
    pub(super) fn take_lines(&mut self) -> Lines {
        if !self.lines.is_sorted() {
            self.lines.sort();
        }
        std::mem::take(&mut self.lines)
    }

    pub(super) fn text(&self, piece: Piece) -> &str {
        piece.of(&self.texts)
    }

    pub(super) fn record(&self, at: usize) -> Option<&Record> {
        self.records.get(at)
    }
}

//! A condition once everything it speaks of is known: what the evaluator runs over columns and the base runs as SQL.

mod compile;
mod known;
mod ranges;

pub(crate) use compile::compile;
pub(crate) use known::Known;
pub(crate) use ranges::{Ranges, word_passes};

use crate::segment::SegmentId;
use customers::{HappeningColumn, HappeningTable};
use fields::condition::Measure;
use fields::{Condition, FieldKind, KeyTest, Tested};
use std::sync::Arc;

/// A condition with every name resolved.
#[derive(Clone)]
pub(crate) enum Node {
    /// Every inner one holds; holds for an empty list.
    All(Vec<Node>),
    /// At least one inner one holds; fails for an empty list.
    Any(Vec<Node>),
    /// The inner one does not hold.
    Not(Box<Node>),
    /// A test of the card's own fields.
    Card(Tested),
    /// A comparison of the name, which stands in the index by the key it is sorted by only.
    Named(Condition),
    /// One of a fixed list.
    Fixed(SegmentId),
    /// A tie of a kind, empty for any, to somebody.
    Related(String, Box<Node>),
    /// A measure of what happened.
    Happened(Box<Leaf>),
}

/// A measure of the rows of one table that belong to a customer.
#[derive(Clone)]
pub(crate) struct Leaf {
    /// The table.
    pub(crate) table: Arc<dyn HappeningTable>,
    /// Which rows count, the period included.
    pub(crate) rows: RowTest,
    /// What is taken of them.
    pub(crate) measure: Measure,
    /// The place of the column that is measured; `None` for counts.
    pub(crate) of: Option<usize>,
    /// What the measure must be.
    pub(crate) wanted: Ranges,
}

impl Leaf {
    /// Whether customers without any row pass.
    pub(crate) fn passes_without_rows(&self) -> bool {
        matches!(self.measure, Measure::Count | Measure::Sum) && self.wanted.holds(0)
    }
}

/// A test of one row.
#[derive(Clone)]
pub(crate) enum RowTest {
    /// Every inner one holds.
    All(Vec<RowTest>),
    /// At least one inner one holds.
    Any(Vec<RowTest>),
    /// The inner one does not hold.
    Not(Box<RowTest>),
    /// The number in the column at a place is within ranges.
    Number(usize, Ranges),
    /// The text in the column at a place passes.
    Word(usize, WordTest),
}

impl RowTest {
    /// Whether every row passes because nothing is asked.
    pub(crate) fn is_everything(&self) -> bool {
        matches!(self, RowTest::All(inner) if inner.iter().all(RowTest::is_everything))
    }
}

/// A test of texts by the keys of their kind.
#[derive(Clone)]
pub(crate) struct WordTest {
    pub(crate) column: &'static HappeningColumn,
    pub(crate) kind: &'static dyn FieldKind,
    pub(crate) test: KeyTest,
}

impl WordTest {
    /// Whether a text passes; `None` for a row without one.
    pub(crate) fn holds(&self, word: Option<&str>) -> bool {
        word_passes(self.kind, &self.test, word)
    }
}

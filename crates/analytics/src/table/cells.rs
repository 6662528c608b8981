//! From the cells of a block to typed columns.

use super::dates::{SlashOrder, parse_day};
use super::dictionary::{Dictionary, Key, key_of};
use super::fields::Span;
use super::numbers::{Decimal, parse_number};
use super::{Kind, Wanted};
use crate::calendar::written;

/// What a column of a block became.
pub(super) enum Part {
    Codes(Vec<u32>),
    Days(Vec<i32>),
    Numbers(Vec<f64>),
    Keys(Vec<u64>),
    Rows(Vec<u32>),
}

/// Why a cell cannot be used.
pub(super) enum Fault {
    Empty,
    Missing,
    NotADate,
    NotANumber,
    TooLate,
}

/// One wanted column while blocks are read.
pub(super) struct Reader<'a> {
    wanted: &'a Wanted,
    decimal: Decimal,
    slashes: SlashOrder,
    /// The words met so far, for a column of text.
    pub words: Dictionary,
    /// Keys and spans of the block, numbered at its end: many look-ups one after the other wait less for
    /// memory.
    pending: Vec<(Key, Span)>,
    days: Vec<i32>,
    numbers: Vec<f64>,
    keys: Vec<u64>,
    rows: Vec<u32>,
}

impl<'a> Reader<'a> {
    pub fn new(wanted: &'a Wanted, decimal: Decimal, slashes: SlashOrder, words: Dictionary) -> Self {
        Self {
            wanted,
            decimal,
            slashes,
            words,
            pending: Vec::new(),
            days: Vec::new(),
            numbers: Vec::new(),
            keys: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Takes the cell of one row in.
    pub fn take(&mut self, cell: &[u8], span: Span, row: u32) -> Result<(), Fault> {
        if self.wanted.kind == Kind::RowNumber {
            self.rows.push(row);
            return Ok(());
        }
        if cell.is_empty() {
            return Err(Fault::Empty);
        }
        if self.wanted.missing.iter().any(|missing| missing.as_bytes() == cell) {
            return Err(Fault::Missing);
        }
        match self.wanted.kind {
            Kind::Text => self.pending.push((key_of(cell), span)),
            Kind::Key => self.keys.push(key_of(cell).main),
            Kind::Number => self.numbers.push(parse_number(cell, self.decimal).ok_or(Fault::NotANumber)?),
            Kind::Day => {
                let day = parse_day(cell, self.slashes).ok_or(Fault::NotADate)?;
                if self.wanted.not_after.is_some_and(|last| day > last) {
                    return Err(Fault::TooLate);
                }
                self.days.push(day);
            }
            Kind::RowNumber => {}
        }
        Ok(())
    }

    /// Gives the last row back, because another of its cells cannot be used.
    pub fn give_back(&mut self) {
        match self.wanted.kind {
            Kind::Text => drop(self.pending.pop()),
            Kind::Key => drop(self.keys.pop()),
            Kind::Number => drop(self.numbers.pop()),
            Kind::Day => drop(self.days.pop()),
            Kind::RowNumber => drop(self.rows.pop()),
        }
    }

    /// Ends the block.
    pub fn part(&mut self, block: &[u8]) -> Part {
        match self.wanted.kind {
            Kind::Text => {
                let words = &mut self.words;
                let code = |(key, (start, end)): (Key, Span)| {
                    words.code(key, block.get(start as usize..end as usize).unwrap_or(&[]))
                };
                Part::Codes(self.pending.drain(..).map(code).collect())
            }
            Kind::Key => Part::Keys(emptied(&mut self.keys)),
            Kind::Number => Part::Numbers(emptied(&mut self.numbers)),
            Kind::Day => Part::Days(emptied(&mut self.days)),
            Kind::RowNumber => Part::Rows(emptied(&mut self.rows)),
        }
    }

    /// The reason in words, for a cell that cannot be used.
    pub fn reason(&self, fault: &Fault, cell: &[u8]) -> String {
        let shown: String = self.words.decode(cell).chars().take(60).collect();
        let column = &self.wanted.heading;
        match fault {
            Fault::Empty => format!("{column} is empty"),
            Fault::Missing => format!("{column} is missing ({shown})"),
            Fault::NotADate => format!("{column}: \"{shown}\" is not a date"),
            Fault::NotANumber => format!("{column}: \"{shown}\" is not a number"),
            Fault::TooLate => {
                let last = self.wanted.not_after.map(written).unwrap_or_default();
                format!("{column}: {shown} is after {last}")
            }
        }
    }
}

/// What a column holds, which then has room for as much again: the next block is much like this one.
fn emptied<T>(column: &mut Vec<T>) -> Vec<T> {
    let room = Vec::with_capacity(column.len() + column.len() / 16);
    std::mem::replace(column, room)
}

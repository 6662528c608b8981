//! Putting together, in order, what threads made of the blocks of a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cells::Part;
use super::dictionary::Dictionary;
use super::numbers::Decimal;
use super::{Column, Dropped, Kind, LISTED, Table, Wanted};
use crate::AnalyzeError;

/// The header is row 1, the first record of data row 2.
const FIRST_ROW: u64 = 2;

/// What a thread made of a block.
pub(super) struct Made {
    /// Which of the threads.
    pub thread: usize,
    /// The place of the block in the file.
    pub index: usize,
    /// Its columns.
    pub parts: Vec<Part>,
    /// Records in it.
    pub records: u64,
    /// Those used.
    pub used: u64,
    /// The first of the others, by place among the records.
    pub dropped: Vec<(u64, String)>,
    /// The record in which a quote does not end.
    pub unclosed: Option<u64>,
}

/// The table so far.
pub(super) struct Gatherer<'a> {
    wanted: &'a [Wanted],
    parts: Vec<Part>,
    /// Blocks that came before their turn.
    waiting: BTreeMap<usize, Made>,
    next: usize,
    /// Which thread numbered the words of how many rows.
    runs: Vec<(usize, usize)>,
    rows: u64,
    used: u64,
    dropped: Vec<Dropped>,
    unclosed: Option<u64>,
}

impl<'a> Gatherer<'a> {
    /// One without rows, with room for about so many.
    pub fn new(wanted: &'a [Wanted], room: usize) -> Self {
        let parts = wanted.iter().map(|column| match column.kind {
            Kind::Text => Part::Codes(Vec::with_capacity(room)),
            Kind::Day => Part::Days(Vec::with_capacity(room)),
            Kind::Number => Part::Numbers(Vec::with_capacity(room)),
            Kind::Key => Part::Keys(Vec::with_capacity(room)),
            Kind::RowNumber => Part::Rows(Vec::with_capacity(room)),
        });
        Self {
            wanted,
            parts: parts.collect(),
            waiting: BTreeMap::new(),
            next: 0,
            runs: Vec::new(),
            rows: 0,
            used: 0,
            dropped: Vec::new(),
            unclosed: None,
        }
    }

    /// Takes a block in, now or when its turn comes.
    pub fn take(&mut self, made: Made) {
        self.waiting.insert(made.index, made);
        while let Some(made) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.append(made);
        }
    }

    fn append(&mut self, made: Made) {
        let start = FIRST_ROW + self.rows;
        self.unclosed = self.unclosed.or(made.unclosed.map(|record| start + record));
        let room = LISTED - self.dropped.len();
        let listed = made.dropped.into_iter().take(room);
        self.dropped.extend(listed.map(|(record, why)| Dropped { row: start + record, why }));
        for (all, part) in self.parts.iter_mut().zip(made.parts) {
            match (all, part) {
                (Part::Codes(all), Part::Codes(part)) => all.extend(part),
                (Part::Days(all), Part::Days(part)) => all.extend(part),
                (Part::Numbers(all), Part::Numbers(part)) => all.extend(part),
                (Part::Keys(all), Part::Keys(part)) => all.extend(part),
                (Part::Rows(all), Part::Rows(part)) => {
                    all.extend(part.iter().map(|row| row + start as u32))
                }
                _ => {}
            }
        }
        self.runs.push((made.thread, made.used as usize));
        self.rows += made.records;
        self.used += made.used;
    }

    /// The whole table; `words` are those of each thread and column.
    ///
    /// # Errors
    /// [`AnalyzeError::UnclosedQuote`].
    pub fn finish(self, mut words: Vec<Vec<Dictionary>>, decimal: Decimal) -> Result<Table, AnalyzeError> {
        if let Some(row) = self.unclosed {
            return Err(AnalyzeError::UnclosedQuote { row });
        }
        let mut columns = Vec::with_capacity(self.wanted.len());
        for (place, (column, part)) in self.wanted.iter().zip(self.parts).enumerate() {
            let of_threads = words.iter_mut().filter_map(|words| words.get_mut(place));
            let of_threads =
                of_threads.map(|words| std::mem::replace(words, Dictionary::none().clone())).collect();
            let column_read = match part {
                Part::Codes(codes) => renumbered(codes, of_threads, &self.runs),
                Part::Days(days) => Column::Day(Arc::new(days)),
                Part::Numbers(numbers) => Column::Number(Arc::new(numbers)),
                Part::Keys(keys) => Column::Key(Arc::new(keys)),
                Part::Rows(rows) => Column::RowNumber(Arc::new(rows)),
            };
            columns.push((column.name, column_read));
        }
        let (rows, used, dropped) = (self.rows, self.used, self.dropped);
        Ok(Table {
            columns,
            rows,
            used,
            dropped,
            decimal,
            weights: None,
            known: None,
            n_buyers: None,
            places: None,
            firsts: None,
            purchases: None,
        })
    }
}

/// Numbers the words of all threads alike: those of the first stay as they are.
fn renumbered(mut codes: Vec<u32>, words: Vec<Dictionary>, runs: &[(usize, usize)]) -> Column {
    let mut words = words.into_iter();
    let mut all = words.next().unwrap_or_else(|| Dictionary::none().clone());
    let others: Vec<Vec<u32>> = words.map(|other| all.absorb(&other)).collect();
    let mut rest = codes.as_mut_slice();
    for (thread, rows) in runs {
        let Some((run, later)) = rest.split_at_mut_checked(*rows) else { break };
        if let Some(new) = thread.checked_sub(1).and_then(|other| others.get(other)) {
            run.iter_mut().for_each(|code| *code = new.get(*code as usize).copied().unwrap_or(*code));
        }
        rest = later;
    }
    Column::Text(Arc::new(codes), Arc::new(all))
}

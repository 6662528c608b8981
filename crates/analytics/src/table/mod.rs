//! Columns out of a CSV file: only those wanted, typed as they are read, every row either used or accounted
//! for.
//!
//! The file is read once, in blocks of whole records that threads parse side by side; what stays in memory
//! are the columns, not the text. UTF-8, UTF-16 and Windows-1251 are told apart, as are comma, semicolon,
//! tab and bar.

mod blocks;
mod cells;
mod dates;
mod dictionary;
mod fields;
mod format;
mod gather;
mod numbers;
mod read;

pub use dates::{SlashOrder, parse_day};
pub use dictionary::{Dictionary, whole_of};
pub use numbers::{Decimal, parse_number};
pub use read::CsvFile;

use std::sync::Arc;

use crate::base::Purchases;

/// What a column is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words, each distinct one numbered.
    Text,
    /// Days since 1970-01-01; a time of day is left off, the date taken as written.
    Day,
    /// Numbers.
    Number,
    /// Something to tell apart only, as an order's number.
    Key,
    /// Not a column: the number of the row in the file, the header being row 1.
    RowNumber,
}

/// A column to read.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// What the analysis calls it.
    pub name: &'static str,
    /// Its place in the file, from 0.
    pub place: usize,
    /// What it is called in the file.
    pub heading: String,
    /// What to read it as.
    pub kind: Kind,
    /// Answers that count as none, besides an empty cell.
    pub missing: Vec<String>,
    /// The last day allowed in a column of days.
    pub not_after: Option<i32>,
}

impl Wanted {
    /// A column with no further rules.
    pub fn new(name: &'static str, place: usize, heading: &str, kind: Kind) -> Self {
        Self { name, place, heading: heading.to_string(), kind, missing: Vec::new(), not_after: None }
    }
}

/// A column that was read, one entry per row used; cheap to clone.
#[derive(Debug, Clone)]
pub enum Column {
    /// Numbers of words; some words may belong to dropped rows only.
    Text(Arc<Vec<u32>>, Arc<Dictionary>),
    /// Days since 1970-01-01.
    Day(Arc<Vec<i32>>),
    /// Finite numbers.
    Number(Arc<Vec<f64>>),
    /// Equal for equal cells; whole numbers and cells of up to seven bytes are told apart with certainty,
    /// others by 63 bits.
    Key(Arc<Vec<u64>>),
    /// Row numbers.
    RowNumber(Arc<Vec<u32>>),
}

/// A row that was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// Its number in the file, the header being row 1.
    pub row: u64,
    /// Why.
    pub why: String,
}

/// At most so many dropped rows are listed; all are counted.
pub const LISTED: usize = 1_000;

/// The columns read from a source.
#[derive(Debug)]
pub struct Table {
    /// In the order in which they were wanted, with the names given then.
    pub columns: Vec<(&'static str, Column)>,
    /// Rows in the source, without the header and empty lines.
    pub rows: u64,
    /// Rows used: the length of every column.
    pub used: u64,
    /// The first dropped rows, at most [`LISTED`].
    pub dropped: Vec<Dropped>,
    /// How the source writes fractions.
    pub decimal: Decimal,
    /// For how many orders each row stands; one each where there are none.
    pub weights: Option<Arc<Vec<u32>>>,
    /// Of how many orders of each row the margin is known; of all where nothing is said.
    pub known: Option<Arc<Vec<u32>>>,
    /// How many customers bought, where rows do not tell customers.
    pub n_buyers: Option<u64>,
    /// Digits after the point that amounts of money have, where they are known.
    pub places: Option<u32>,
    /// The first day of each row that stands for many and has their last; none where rows are of one day.
    pub firsts: Option<Arc<Vec<i32>>>,
    /// What the base counted of each customer, one row each, where it did.
    pub(crate) purchases: Option<Arc<Purchases>>,
}

/// An amount of money without the dust of adding: the number nearest to the decimal that it stands for.
pub(crate) fn settled(amount: f64, places: Option<u32>) -> f64 {
    let Some(unit) = places.and_then(|places| i32::try_from(places).ok()).map(|places| 10_f64.powi(places))
    else {
        return amount;
    };
    // Beyond the whole numbers that a float tells apart there is nothing to round to.
    let minor = amount * unit;
    if minor.abs() < 9.0e15 { minor.round() / unit } else { amount }
}

impl Table {
    /// For how many orders a row stands.
    pub fn weight(&self, row: usize) -> u32 {
        self.weights.as_ref().map_or(1, |weights| weights.get(row).copied().unwrap_or(1))
    }

    /// Of how many orders of a row the margin is known; `None` where that of every order with a margin is.
    pub fn n_known(&self, row: usize) -> Option<u32> {
        self.known.as_ref().and_then(|known| known.get(row).copied())
    }

    /// The first day of all, where rows stand for many.
    pub fn first_day(&self) -> Option<i32> {
        self.firsts.as_ref()?.iter().copied().min()
    }

    /// The first day that a row stands for, given the last.
    pub fn first_of(&self, row: usize, last: i32) -> i32 {
        self.firsts.as_ref().and_then(|firsts| firsts.get(row).copied()).unwrap_or(last)
    }

    /// An amount of money without the dust of adding.
    pub fn settled(&self, amount: f64) -> f64 {
        settled(amount, self.places)
    }

    /// The words and their numbers of a text column; empty when it was not read.
    pub fn text(&self, name: &str) -> (&[u32], &Dictionary) {
        match self.column(name) {
            Some(Column::Text(codes, words)) => (codes, words),
            _ => (&[], Dictionary::none()),
        }
    }

    /// The days of a column; empty when it was not read.
    pub fn days(&self, name: &str) -> &[i32] {
        if let Some(Column::Day(days)) = self.column(name) { days } else { &[] }
    }

    /// The numbers of a column, if it was read.
    pub fn numbers(&self, name: &str) -> Option<&[f64]> {
        if let Some(Column::Number(numbers)) = self.column(name) { Some(numbers) } else { None }
    }

    /// All columns of numbers, in the order in which they were wanted.
    pub fn all_numbers(&self) -> Vec<&[f64]> {
        self.columns
            .iter()
            .filter_map(
                |(_, column)| {
                    if let Column::Number(numbers) = column { Some(numbers.as_slice()) } else { None }
                },
            )
            .collect()
    }

    /// The keys of a column, if it was read.
    pub fn keys(&self, name: &str) -> Option<&[u64]> {
        if let Some(Column::Key(keys)) = self.column(name) { Some(keys) } else { None }
    }

    /// The numbers of the rows used, if they were wanted.
    pub fn row_numbers(&self) -> &[u32] {
        let rows = self.columns.iter().find_map(|(_, column)| match column {
            Column::RowNumber(rows) => Some(rows.as_slice()),
            _ => None,
        });
        rows.unwrap_or(&[])
    }

    fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(column, _)| *column == name).map(|(_, column)| column)
    }
}

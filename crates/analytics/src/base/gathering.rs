//! Rows of a table of happenings as they are read from the base, column by column.

use std::sync::Arc;

use customers::{CustomerNo, HappeningColumn, Holds};
use db::{DbError, Row};
use kernel::Currency;

use super::rows::{Held, NO_DAY, NO_WORD};
use crate::table::Dictionary;

/// What amounts and moments are turned into.
#[derive(Debug, Clone)]
pub(crate) struct Reckoning {
    /// Whose smallest units amounts are.
    pub currency: Currency,
    /// Whose days moments fall on.
    pub zone: jiff::tz::TimeZone,
}

impl Reckoning {
    fn amount(&self, minor: i64) -> f64 {
        minor as f64 / 10_f64.powi(i32::try_from(self.currency.n_decimals()).unwrap_or(2))
    }

    fn day(&self, moment: i64) -> i32 {
        let at = jiff::Timestamp::from_millisecond(moment);
        at.map_or(NO_DAY, |at| {
            let local = moment + i64::from(self.zone.to_offset(at).seconds()) * 1_000;
            i32::try_from(local.div_euclid(86_400_000)).unwrap_or(NO_DAY)
        })
    }
}

/// A column that grows.
#[derive(Debug, Clone)]
enum Growing {
    Words(Vec<u32>, Dictionary),
    Days(Vec<i32>),
    Numbers(Vec<f64>),
}

/// Rows with the customers they belong to.
#[derive(Clone)]
pub(crate) struct Gathered {
    /// Whose each row is.
    pub customers: Vec<CustomerNo>,
    columns: Vec<(&'static HappeningColumn, Growing)>,
}

impl Gathered {
    /// Without rows yet.
    pub fn new(columns: impl IntoIterator<Item = &'static HappeningColumn>) -> Self {
        let growing = |column: &'static HappeningColumn| {
            let empty = match column.holds {
                Holds::Day | Holds::Moment => Growing::Days(Vec::new()),
                Holds::Minor | Holds::Whole => Growing::Numbers(Vec::new()),
                Holds::Option | Holds::Word(_) => {
                    Growing::Words(Vec::new(), Dictionary::new(encoding_rs::UTF_8))
                }
            };
            (column, empty)
        };
        Self { customers: Vec::new(), columns: columns.into_iter().map(growing).collect() }
    }

    /// Takes a row in: the customer, then the columns in order.
    pub fn take(&mut self, row: &Row<'_>, reckoning: &Reckoning) -> Result<(), DbError> {
        self.customers.push(row.get(0)?);
        for (at, (column, growing)) in self.columns.iter_mut().enumerate() {
            match growing {
                Growing::Words(codes, words) => {
                    let word = row.get::<Option<String>>(at + 1)?;
                    codes.push(word.map_or(NO_WORD, |word| words.code_of(&word)));
                }
                Growing::Days(days) => {
                    let number = row.get::<Option<i64>>(at + 1)?;
                    days.push(number.map_or(NO_DAY, |number| match column.holds {
                        Holds::Moment => reckoning.day(number),
                        _ => i32::try_from(number).unwrap_or(NO_DAY),
                    }));
                }
                Growing::Numbers(numbers) => {
                    let number = row.get::<Option<i64>>(at + 1)?;
                    numbers.push(number.map_or(f64::NAN, |number| match column.holds {
                        Holds::Minor => reckoning.amount(number),
                        _ => number as f64,
                    }));
                }
            }
        }
        Ok(())
    }

    /// Takes out the rows of customers and puts these in.
    pub fn replace(&mut self, is_out: impl Fn(CustomerNo) -> bool, new: &Self) {
        let keep: Vec<bool> = self.customers.iter().map(|no| !is_out(*no)).collect();
        retain(&mut self.customers, &keep);
        self.customers.extend(&new.customers);
        for ((_, all), (_, more)) in self.columns.iter_mut().zip(&new.columns) {
            match (all, more) {
                (Growing::Words(codes, words), Growing::Words(more, theirs)) => {
                    retain(codes, &keep);
                    let known: Vec<u32> =
                        (0..theirs.len() as u32).map(|code| words.code_of(&theirs.word(code))).collect();
                    codes.extend(
                        more.iter().map(|code| known.get(*code as usize).copied().unwrap_or(NO_WORD)),
                    );
                }
                (Growing::Days(all), Growing::Days(more)) => {
                    retain(all, &keep);
                    all.extend(more);
                }
                (Growing::Numbers(all), Growing::Numbers(more)) => {
                    retain(all, &keep);
                    all.extend(more);
                }
                _ => {}
            }
        }
    }

    /// A column by its slug.
    pub fn column(&self, slug: &str) -> Option<Held> {
        let (_, growing) = self.columns.iter().find(|(column, _)| column.slug == slug)?;
        Some(match growing {
            Growing::Words(codes, words) => Held::Words(Arc::new(codes.clone()), Arc::new(words.clone())),
            Growing::Days(days) => Held::Days(Arc::new(days.clone())),
            Growing::Numbers(numbers) => Held::Numbers(Arc::new(numbers.clone())),
        })
    }
}

fn retain<T: Copy>(all: &mut Vec<T>, keep: &[bool]) {
    let mut at = keep.iter();
    all.retain(|_| at.next() != Some(&false));
}

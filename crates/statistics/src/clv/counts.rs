//! Summaries of customers, gathered into distinct ones with their number.

use super::{FitError, newton::Derivatives};
use crate::parallel::map_pieces;

/// The history of one customer as far as the models of purchases care.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// x: purchases after the first one, those of one day counted once.
    pub repeats: u32,
    /// t_x: time from the first purchase to the last one; 0 without repeats.
    pub recency: f64,
    /// T: time from the first purchase to the end of observation.
    pub age: f64,
}

/// A summary that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SummaryError {
    /// Not a number, or below zero.
    #[error("recency and age must be numbers not below zero")]
    NotANumber,
    /// The last purchase lies after the end.
    #[error("the last purchase is later than the end of observation")]
    LastAfterEnd,
    /// There are no repeats, yet a time of the last one.
    #[error("a customer without repeat purchases has recency 0")]
    RecencyWithoutRepeats,
}

impl Summary {
    /// Checks that such a history can be.
    ///
    /// # Errors
    /// The first rule of [`SummaryError`] that it breaks.
    pub fn check(&self) -> Result<(), SummaryError> {
        let usable = |time: f64| time.is_finite() && time >= 0.0;
        if !usable(self.recency) || !usable(self.age) {
            Err(SummaryError::NotANumber)
        } else if self.recency > self.age {
            Err(SummaryError::LastAfterEnd)
        } else if self.repeats == 0 && self.recency > 0.0 {
            Err(SummaryError::RecencyWithoutRepeats)
        } else {
            Ok(())
        }
    }
}

/// How many customers share a summary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Count {
    /// The shared summary.
    pub summary: Summary,
    /// Number of customers.
    pub customers: f64,
}

/// Distinct summaries, ascending by repeats, recency and age.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    distinct: Vec<Count>,
    customers: u64,
    repeats: f64,
    total_age: f64,
}

/// Pieces of this many distinct summaries are summed apart.
const PIECE: usize = 8_192;

impl Counts {
    /// Gathers checked summaries.
    ///
    /// # Errors
    /// [`FitError::TooFew`] with less than five customers, [`FitError::NoRepeats`] when nobody bought
    /// twice.
    pub fn of(summaries: &[Summary]) -> Result<Self, FitError> {
        let customers = summaries.len() as u64;
        if customers < 5 {
            return Err(FitError::TooFew { customers });
        }
        // Times are not below zero, so that their bits sort as the numbers do.
        let mut keys: Vec<(u32, u64, u64)> =
            summaries.iter().map(|s| (s.repeats, s.recency.to_bits(), s.age.to_bits())).collect();
        keys.sort_unstable();
        let distinct: Vec<Count> = keys
            .chunk_by(|a, b| a == b)
            .filter_map(|same| {
                let (repeats, recency, age) = *same.first()?;
                let summary =
                    Summary { repeats, recency: f64::from_bits(recency), age: f64::from_bits(age) };
                Some(Count { summary, customers: same.len() as f64 })
            })
            .collect();
        let repeats = distinct.iter().map(|count| count.customers * f64::from(count.summary.repeats)).sum();
        let total_age = distinct.iter().map(|count| count.customers * count.summary.age).sum();
        if repeats == 0.0 || total_age == 0.0 {
            return Err(FitError::NoRepeats);
        }
        Ok(Self { distinct, customers, repeats, total_age })
    }

    /// Number of customers.
    pub fn customers(&self) -> u64 {
        self.customers
    }

    /// Number of distinct summaries.
    pub fn distinct(&self) -> usize {
        self.distinct.len()
    }

    /// Repeat purchases per unit of time, over all customers.
    pub fn rate(&self) -> f64 {
        self.repeats / self.total_age
    }

    /// Sums over all customers, with the terms given for runs of equal repeats.
    pub(super) fn sum<const K: usize>(
        &self,
        run: impl Fn(u32, &[Count], &mut Derivatives<K>) + Sync,
    ) -> Derivatives<K> {
        let pieces = map_pieces(&self.distinct, PIECE, |piece| {
            let mut sum = Derivatives::default();
            for same in piece.chunk_by(|a, b| a.summary.repeats == b.summary.repeats) {
                if let Some(first) = same.first() {
                    run(first.summary.repeats, same, &mut sum);
                }
            }
            sum
        });
        pieces.into_iter().fold(Derivatives::default(), Derivatives::plus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_summaries_are_counted_together() {
        let one = Summary { repeats: 1, recency: 2.0, age: 9.0 };
        let none = Summary { repeats: 0, recency: 0.0, age: 9.0 };
        let counts = Counts::of(&[one, none, one, none, none]).unwrap();
        assert_eq!((counts.customers(), counts.distinct()), (5, 2));
        assert_eq!(counts.rate(), 2.0 / 45.0);
        assert_eq!(Counts::of(&[one]), Err(FitError::TooFew { customers: 1 }));
        assert_eq!(Counts::of(&[none; 5]), Err(FitError::NoRepeats));
    }

    #[test]
    fn impossible_histories_are_refused() {
        let check = |repeats, recency, age| Summary { repeats, recency, age }.check();
        assert_eq!(check(1, 2.0, 3.0), Ok(()));
        assert_eq!(check(1, 4.0, 3.0), Err(SummaryError::LastAfterEnd));
        assert_eq!(check(0, 1.0, 3.0), Err(SummaryError::RecencyWithoutRepeats));
        assert_eq!(check(1, f64::NAN, 3.0), Err(SummaryError::NotANumber));
    }
}

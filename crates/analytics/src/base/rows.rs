//! Rows kept in columns, read by analyses without being copied where nothing is missing.

use std::sync::Arc;

use super::purchases::Purchases;
use crate::table::{Column, Decimal, Dictionary, Kind, Table, Wanted};
use crate::{AnalyzeError, Remedy, Source};

/// No day.
pub(super) const NO_DAY: i32 = i32::MIN;
/// No word.
pub(super) const NO_WORD: u32 = u32::MAX;

/// A column of the base, one entry per row; cheap to clone.
#[derive(Debug, Clone)]
pub enum Held {
    /// Words by their numbers in the dictionary.
    Words(Arc<Vec<u32>>, Arc<Dictionary>),
    /// Days since 1970-01-01.
    Days(Arc<Vec<i32>>),
    /// Numbers; not a number where there is none.
    Numbers(Arc<Vec<f64>>),
}

impl Held {
    fn picked(&self, kept: &[u32]) -> Self {
        match self {
            Self::Words(codes, words) => Self::Words(picked(codes, Some(kept)), Arc::clone(words)),
            Self::Days(days) => Self::Days(picked(days, Some(kept))),
            Self::Numbers(numbers) => Self::Numbers(picked(numbers, Some(kept))),
        }
    }

    /// Whether no row is without a value.
    fn is_whole(&self) -> bool {
        match self {
            Self::Words(codes, _) => codes.iter().all(|code| *code != NO_WORD),
            Self::Days(days) => days.iter().all(|day| *day != NO_DAY),
            Self::Numbers(numbers) => numbers.iter().all(|number| number.is_finite()),
        }
    }

    fn is_missing(&self, row: usize) -> bool {
        match self {
            Self::Words(codes, _) => codes.get(row).is_none_or(|code| *code == NO_WORD),
            Self::Days(days) => days.get(row).is_none_or(|day| *day == NO_DAY),
            Self::Numbers(numbers) => numbers.get(row).is_none_or(|number| !number.is_finite()),
        }
    }

    /// The column of the rows kept, as it is wanted; `None` where it cannot be that.
    fn read(&self, kind: Kind, kept: Option<&[u32]>) -> Option<Column> {
        Some(match (self, kind) {
            (Self::Words(codes, words), Kind::Text) => Column::Text(picked(codes, kept), Arc::clone(words)),
            (Self::Days(days), Kind::Day) => Column::Day(picked(days, kept)),
            (Self::Numbers(numbers), Kind::Number) => Column::Number(picked(numbers, kept)),
            (Self::Numbers(numbers), Kind::Text) => {
                as_words(&picked(numbers, kept), |number| number.to_string())
            }
            (Self::Days(days), Kind::Text) => {
                as_words(&picked(days, kept), |day| crate::calendar::written(*day))
            }
            (Self::Numbers(numbers), Kind::Key) => {
                Column::Key(Arc::new(picked(numbers, kept).iter().map(|number| *number as u64).collect()))
            }
            _ => return None,
        })
    }
}

fn picked<T: Copy>(all: &Arc<Vec<T>>, kept: Option<&[u32]>) -> Arc<Vec<T>> {
    match kept {
        None => Arc::clone(all),
        Some(kept) => Arc::new(kept.iter().filter_map(|row| all.get(*row as usize).copied()).collect()),
    }
}

fn as_words<T>(all: &[T], written: impl Fn(&T) -> String) -> Column {
    let mut words = Dictionary::new(encoding_rs::UTF_8);
    let codes = all.iter().map(|one| words.code_of(&written(one))).collect();
    Column::Text(Arc::new(codes), Arc::new(words))
}

/// Rows of one kind; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    names: Vec<String>,
    columns: Vec<Held>,
    n: usize,
    /// For how many orders each row stands; one each where there are none.
    weights: Option<Arc<Vec<u32>>>,
    /// Of how many orders of each row the margin is known; of all where nothing is said.
    known: Option<Arc<Vec<u32>>>,
    /// How many customers bought, where rows do not tell customers.
    n_buyers: Option<u64>,
    /// Digits after the point that amounts of money have.
    places: Option<u32>,
    /// What the base counted of each customer.
    purchases: Option<Arc<Purchases>>,
}

impl Rows {
    /// From columns of one length with their names.
    pub fn of(columns: Vec<(String, Held)>, n: usize) -> Self {
        let (names, columns) = columns.into_iter().unzip();
        Self { names, columns, n, ..Self::default() }
    }

    /// The same with the digits that money has after the point, so that sums are told without the dust of adding.
    #[must_use]
    pub fn in_places(self, places: u32) -> Self {
        Self { places: Some(places), ..self }
    }

    /// The same rows, each standing for so many orders.
    #[must_use]
    pub(crate) fn weighted(self, weights: Vec<u32>, n_buyers: Option<u64>) -> Self {
        Self { weights: Some(Arc::new(weights)), n_buyers, ..self }
    }

    /// The same rows, of each of which the margin of so many orders is known; that of the others counts as none.
    #[must_use]
    pub(crate) fn knowing(self, known: Vec<u32>) -> Self {
        Self { known: Some(Arc::new(known)), ..self }
    }

    /// The same rows, one for each customer, with what the base counted of their purchases.
    #[must_use]
    pub(crate) fn of_purchases(self, purchases: Purchases) -> Self {
        Self { purchases: Some(Arc::new(purchases)), ..self }
    }

    /// For how many orders a row stands.
    pub(crate) fn weight(&self, row: usize) -> u32 {
        self.weights.as_ref().map_or(1, |weights| weights.get(row).copied().unwrap_or(1))
    }

    /// Of how many orders of a row the margin is known.
    pub(crate) fn n_known(&self, row: usize) -> u32 {
        let weight = self.weight(row);
        self.known.as_ref().map_or(weight, |known| known.get(row).copied().unwrap_or(weight))
    }

    /// An amount without the dust of adding.
    pub(crate) fn settled(&self, amount: f64) -> f64 {
        crate::table::settled(amount, self.places)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// A column by its name.
    pub fn column(&self, name: &str) -> Option<&Held> {
        let place = self.names.iter().position(|own| own == name)?;
        self.columns.get(place)
    }

    /// The rows of these customers only, without the columns named.
    #[must_use]
    pub fn seen(&self, is_seen: impl Fn(&str) -> bool, hidden: impl Fn(&str) -> bool) -> Self {
        let kept: Vec<u32> = match self.column("customer") {
            Some(Held::Words(codes, words)) => {
                let seen: Vec<bool> =
                    (0..words.len() as u32).map(|code| is_seen(&words.word(code))).collect();
                let all = (0..).zip(codes.iter());
                all.filter(|(_, code)| seen.get(**code as usize) == Some(&true))
                    .map(|(row, _)| row)
                    .collect()
            }
            _ => Vec::new(),
        };
        let all = self.names.iter().zip(&self.columns).filter(|(name, _)| !hidden(name));
        let columns = all.map(|(name, column)| (name.clone(), column.picked(&kept)));
        let weights = self.weights.as_ref().map(|weights| picked(weights, Some(&kept)));
        let known = self.known.as_ref().map(|known| picked(known, Some(&kept)));
        let rows = Self::of(columns.collect(), kept.len());
        Self {
            weights,
            known,
            n_buyers: self.n_buyers,
            places: self.places,
            purchases: self.purchases.clone(),
            ..rows
        }
    }

    /// The names of the columns that hold numbers, and of those that hold words, in order.
    pub fn fields(&self) -> (Vec<String>, Vec<String>) {
        let of = |is_number: bool| {
            let all = self.names.iter().zip(&self.columns);
            let wanted = all.filter(|(name, column)| {
                matches!(column, Held::Numbers(_)) == is_number && *name != "customer"
            });
            wanted.map(|(name, _)| name.clone()).collect()
        };
        (of(true), of(false))
    }
}

impl Source for Rows {
    fn header(&self) -> &[String] {
        &self.names
    }

    fn read(self: Box<Self>, wanted: &[Wanted]) -> Result<Table, AnalyzeError> {
        let mut columns = Vec::with_capacity(wanted.len());
        let needed: Vec<(&Wanted, &Held)> =
            wanted.iter().filter_map(|one| Some((one, self.columns.get(one.place)?))).collect();
        let is_kept = |row: usize| {
            needed.iter().all(|(one, held)| {
                // What the base counted, it counted up to that day.
                let too_late = match (one.not_after.filter(|_| self.purchases.is_none()), held) {
                    (Some(last), Held::Days(days)) => days.get(row).is_some_and(|day| *day > last),
                    _ => false,
                };
                one.kind == Kind::RowNumber || !held.is_missing(row) && !too_late
            })
        };
        let is_whole = |(one, held): &(&Wanted, &Held)| {
            one.kind == Kind::RowNumber
                || (one.not_after.is_none() || self.purchases.is_some()) && held.is_whole()
        };
        let kept: Option<Vec<u32>> = (!needed.iter().all(is_whole))
            .then(|| (0..self.n).filter(|row| is_kept(*row)).map(|row| row as u32).collect());
        let used = kept.as_ref().map_or(self.n, Vec::len);
        let kept = kept.as_deref();
        for (one, held) in needed {
            let column = match one.kind {
                Kind::RowNumber => Some(Column::RowNumber(Arc::new((1..=used as u32).collect()))),
                kind => held.read(kind, kept),
            };
            let column = column.ok_or_else(|| AnalyzeError::BadParameter {
                name: one.name.to_owned(),
                value: one.heading.clone(),
                remedy: Remedy::NumbersOf(self.fields().0.join(", ")),
            })?;
            columns.push((one.name, column));
        }
        let weights = self.weights.as_ref().map(|weights| picked(weights, kept));
        let counted = |weights: &[u32]| weights.iter().map(|n| u64::from(*n)).sum();
        let rows = self.weights.as_ref().map_or(self.n as u64, |weights| counted(weights));
        let used = weights.as_ref().map_or(used as u64, |weights| counted(weights));
        let known = self.known.as_ref().map(|known| picked(known, kept));
        let purchases = self.purchases.clone();
        let (rows, used) = purchases.as_ref().map_or((rows, used), |purchases| purchases.n_rows);
        let (dropped, decimal) = (Vec::new(), Decimal::Point);
        let (n_buyers, places) = (self.n_buyers, self.places);
        let firsts = match self.column("first").filter(|_| weights.is_some()) {
            Some(Held::Days(firsts)) => Some(picked(firsts, kept)),
            _ => None,
        };
        Ok(Table {
            columns,
            rows,
            used,
            dropped,
            decimal,
            weights,
            known,
            n_buyers,
            places,
            firsts,
            purchases,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Rows {
        let mut words = Dictionary::new(encoding_rs::UTF_8);
        let codes = vec![words.code_of("7"), words.code_of("9"), NO_WORD];
        Rows::of(
            vec![
                ("customer".into(), Held::Words(Arc::new(codes), Arc::new(words))),
                ("date".into(), Held::Days(Arc::new(vec![1, 2, 3]))),
                ("amount".into(), Held::Numbers(Arc::new(vec![5.0, f64::NAN, 7.0]))),
            ],
            3,
        )
    }

    #[test]
    fn a_row_without_a_wanted_value_is_left_out_and_counted() {
        let check = |names: &[(&'static str, Kind)], expected: u64| {
            let source = rows();
            let wanted: Vec<Wanted> = names
                .iter()
                .map(|(name, kind)| Wanted::new(name, source.place(name).unwrap(), name, *kind))
                .collect();
            let table = Box::new(source).read(&wanted).unwrap();
            assert_eq!((table.rows, table.used), (3, expected), "{names:?}");
        };
        check(&[("date", Kind::Day)], 3);
        check(&[("customer", Kind::Text)], 2);
        check(&[("customer", Kind::Text), ("amount", Kind::Number)], 1);
    }
}

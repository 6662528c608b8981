//! The second letter: how evenly each brings its money from month to month.

use serde_json::{Map, Value, json};
use statistics::abc::Class;
use statistics::xyz::{Evenness, evenness, variation};

use crate::calendar::{date_of, month_of, written_month};
use crate::table::Table;
use crate::{AnalyzeError, Remark};

/// Up to here sales are steady (X), up to the second they waver (Y).
const BORDERS: (f64, f64) = (0.5, 1.0);

/// A hundred years: dates further apart are slips of the pen.
const MOST_MONTHS: usize = 1_200;

/// Evenness over the full calendar months of the data.
pub struct Monthly {
    /// The first month, and how many there are.
    months: (i32, usize),
    /// Variation coefficient of each customer's months; absent where nothing came in them.
    variations: Vec<Option<f64>>,
}

impl Monthly {
    /// From rows of orders, or of months of them; customers are numbered below `customers`.
    ///
    /// # Errors
    /// [`AnalyzeError::Impossible`] when the dates are so far apart that some must be wrong.
    pub fn of(
        table: &Table,
        (codes, amounts): (&[u32], &[f64]),
        customers: usize,
    ) -> Result<Self, AnalyzeError> {
        let days = table.days("date");
        let first_day = table.first_day().or_else(|| days.iter().copied().min()).unwrap_or(0);
        let last_day = days.iter().copied().max().unwrap_or(0);
        let months = full_months((!days.is_empty()).then_some((first_day, last_day)));
        if months.1 > MOST_MONTHS {
            let remark = Remark::counted("too_many_months", months.1 as u64);
            return Err(AnalyzeError::Impossible(Box::new(remark)));
        }
        let places: Vec<Option<u32>> = (first_day..=last_day)
            .map(|day| {
                u32::try_from(month_of(day) - months.0).ok().filter(|place| (*place as usize) < months.1)
            })
            .collect();
        let place = |day: i32| places.get((day - first_day) as usize).copied().flatten();
        let rows = codes.iter().zip(days).zip(amounts);
        let mut sales: Vec<(u32, u32, f64)> =
            rows.filter_map(|((code, day), amount)| Some((*code, place(*day)?, *amount))).collect();
        sales.sort_unstable_by_key(|sale| (sale.0, sale.1));
        let mut variations = vec![None; customers];
        for own in sales.chunk_by(|a, b| a.0 == b.0) {
            let mut sums = vec![0.0; months.1];
            for (_, place, amount) in own {
                if let Some(sum) = sums.get_mut(*place as usize) {
                    *sum += amount;
                }
            }
            sums.iter_mut().for_each(|sum| *sum = table.settled(*sum));
            if let Some(slot) = own.first().and_then(|(code, ..)| variations.get_mut(*code as usize)) {
                *slot = variation(&sums);
            }
        }
        Ok(Self { months, variations })
    }

    /// The variation of a customer and its letter.
    pub fn class(&self, code: u32) -> Option<(f64, Evenness)> {
        let found = self.variations.get(code as usize).copied().flatten()?;
        Some((found, evenness(found, BORDERS.0, BORDERS.1)))
    }

    /// How many have each letter and each pair of letters.
    pub fn summary(&self, classes: impl Iterator<Item = (u32, Class)>) -> Value {
        let (mut single, mut crossed, mut without) = (Map::new(), Map::new(), 0_u64);
        let add = |counts: &mut Map<String, Value>, key: String| {
            let count = counts.get(&key).and_then(Value::as_u64).unwrap_or(0);
            counts.insert(key, json!(count + 1));
        };
        for (code, class) in classes {
            match self.class(code) {
                Some((_, evenness)) => {
                    add(&mut single, format!("{evenness:?}"));
                    add(&mut crossed, format!("{class:?}{evenness:?}"));
                }
                None => without += 1,
            }
        }
        let months: Vec<String> =
            (0..self.months.1 as i32).map(|i| written_month(self.months.0 + i)).collect();
        json!({"months": months, "counts": single, "crossed": crossed, "nothing_in_full_months": without})
    }
}

/// The first full calendar month within the data, and how many follow each other.
fn full_months(days: Option<(i32, i32)>) -> (i32, usize) {
    let Some((first, last)) = days else { return (0, 0) };
    let begins = |day: i32| date_of(day).day == 1;
    let start = month_of(first) + i32::from(!begins(first));
    let end = month_of(last) + i32::from(begins(last + 1));
    (start, usize::try_from(end - start).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Date, day_number};

    #[test]
    fn months_cut_short_by_the_data_do_not_count() {
        let day = |year, month, day| day_number(Date { year, month, day }).unwrap();
        let check = |first, last, months: usize| assert_eq!(full_months(Some((first, last))).1, months);
        check(day(2020, 1, 1), day(2020, 3, 31), 3);
        check(day(2020, 1, 2), day(2020, 3, 30), 1);
        check(day(2020, 1, 2), day(2020, 1, 30), 0);
        assert_eq!(full_months(None), (0, 0));
    }
}

//! A column of numbers: amounts, times, counts; a record may have none.

use crate::bits::Bits;
use crate::codes::pack;

/// What a column of numbers may hold.
pub trait Value: Copy + PartialOrd + Default {}

impl Value for i64 {}
impl Value for f64 {}
impl Value for u32 {}

/// One number per record, or none.
#[derive(Debug, Clone, Default)]
pub struct NumberColumn<T> {
    values: Vec<T>,
    known: Bits,
}

impl<T: Value> NumberColumn<T> {
    /// A column without numbers, with room for records below `end`.
    pub fn with_room(end: u32) -> Self {
        Self { values: Vec::with_capacity(end as usize), known: Bits::with_room(end) }
    }

    /// Gives a record its number, or takes it away.
    pub fn put(&mut self, number: u32, value: Option<T>) {
        let at = number as usize;
        if at >= self.values.len() && value.is_some() {
            self.values.resize(at + 1, T::default());
        }
        if let Some(place) = self.values.get_mut(at) {
            *place = value.unwrap_or_default();
        }
        self.known.put(number, value.is_some());
    }

    /// The number of a record.
    #[inline]
    pub fn get(&self, number: u32) -> Option<T> {
        if self.known.get(number) { self.values.get(number as usize).copied() } else { None }
    }

    /// The numbers by record, the default where there is none; shorter than the records when the last have none.
    pub fn values(&self) -> &[T] {
        &self.values
    }

    /// The records that have a number.
    pub fn known(&self) -> &Bits {
        &self.known
    }

    /// The records whose number passes a test; those without a number do not.
    pub fn matching(&self, test: impl Fn(T) -> bool) -> Bits {
        let mut found = pack(&self.values, test);
        found.and(&self.known);
        found
    }

    /// The records with `from <= number < to`; an absent bound is open.
    pub fn between(&self, from: Option<T>, to: Option<T>) -> Bits {
        match (from, to) {
            (Some(from), Some(to)) => self.matching(|n| from <= n && n < to),
            (Some(from), None) => self.matching(|n| from <= n),
            (None, Some(to)) => self.matching(|n| n < to),
            (None, None) => self.known.clone(),
        }
    }

    /// Memory held, in bytes.
    pub fn bytes(&self) -> usize {
        self.values.capacity() * size_of::<T>() + self.known.bytes()
    }
}

impl<T: Value> FromIterator<Option<T>> for NumberColumn<T> {
    fn from_iter<I: IntoIterator<Item = Option<T>>>(numbers: I) -> Self {
        let mut column = Self::default();
        for (number, value) in (0_u32..).zip(numbers) {
            column.put(number, value);
        }
        column
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_range_finds_the_records_within(
            values in proptest::collection::vec(proptest::option::of(-20_i64..20), 0..200),
            from in proptest::option::of(-20_i64..20),
            to in proptest::option::of(-20_i64..20),
        ) {
            let column: NumberColumn<i64> = values.iter().copied().collect();
            let is_within = |n: i64| from.is_none_or(|from| from <= n) && to.is_none_or(|to| n < to);
            let meant: Bits =
                (0_u32..).zip(&values).filter(|(_, n)| n.is_some_and(is_within)).map(|(n, _)| n).collect();
            prop_assert_eq!(column.between(from, to), meant);
            for (number, value) in (0_u32..).zip(&values) {
                prop_assert_eq!(column.get(number), *value);
            }
        }
    }

    #[test]
    fn a_number_taken_away_is_not_found() {
        let mut column: NumberColumn<f64> = [Some(1.5), None, Some(0.0)].into_iter().collect();
        assert_eq!(column.between(Some(0.0), None), Bits::from_sorted([0, 2]));
        column.put(2, None);
        column.put(9, None);
        assert_eq!(column.between(None, None), Bits::from_sorted([0]));
        assert_eq!(column.get(9), None);
    }
}

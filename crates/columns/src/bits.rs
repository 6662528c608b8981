//! A set of record numbers, one bit each.

/// How many numbers one word holds.
const WORD: u32 = 64;

/// A set of numbers, one bit for each from 0 to the greatest that is in it; a million numbers take 125 KB.
#[derive(Debug, Clone, Default)]
pub struct Bits {
    words: Vec<u64>,
}

fn place(number: u32) -> (usize, u64) {
    ((number / WORD) as usize, 1 << (number % WORD))
}

impl Bits {
    /// The empty set, with room for numbers below `end`.
    pub fn with_room(end: u32) -> Self {
        Self { words: Vec::with_capacity(end.div_ceil(WORD) as usize) }
    }

    /// Every number below `end`.
    pub fn full(end: u32) -> Self {
        let mut words = vec![u64::MAX; end.div_ceil(WORD) as usize];
        if let Some(last) = words.last_mut().filter(|_| !end.is_multiple_of(WORD)) {
            *last = (1 << (end % WORD)) - 1;
        }
        Self { words }
    }

    /// From words of 64 numbers each, the lowest number in the lowest bit of the first.
    pub fn from_words(words: Vec<u64>) -> Self {
        Self { words }
    }

    /// From numbers in ascending order; duplicates and other orders do no harm but take a little longer.
    pub fn from_sorted(numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = Self::default();
        let (mut at, mut word) = (0, 0);
        for number in numbers {
            let (index, bit) = place(number);
            if index != at {
                bits.join_word(at, word);
                (at, word) = (index, 0);
            }
            word |= bit;
        }
        bits.join_word(at, word);
        bits
    }

    fn join_word(&mut self, at: usize, word: u64) {
        if word != 0 {
            self.grow(at);
            if let Some(place) = self.words.get_mut(at) {
                *place |= word;
            }
        }
    }

    fn grow(&mut self, at: usize) {
        if at >= self.words.len() {
            self.words.resize(at + 1, 0);
        }
    }

    /// Puts a number in; whether it was not there before. Grows as far as the number.
    pub fn set(&mut self, number: u32) -> bool {
        let (at, bit) = place(number);
        self.grow(at);
        self.words.get_mut(at).is_some_and(|word| {
            let is_new = *word & bit == 0;
            *word |= bit;
            is_new
        })
    }

    /// Takes a number out; whether it was there.
    pub fn unset(&mut self, number: u32) -> bool {
        let (at, bit) = place(number);
        self.words.get_mut(at).is_some_and(|word| {
            let was = *word & bit != 0;
            *word &= !bit;
            was
        })
    }

    /// Puts a number in or takes it out.
    pub fn put(&mut self, number: u32, is_in: bool) {
        if is_in {
            self.set(number)
        } else {
            self.unset(number)
        };
    }

    /// Whether a number is in.
    #[inline]
    pub fn get(&self, number: u32) -> bool {
        let (at, bit) = place(number);
        self.words.get(at).is_some_and(|word| word & bit != 0)
    }

    /// Keeps what is in both.
    pub fn and(&mut self, other: &Bits) {
        self.words.truncate(other.words.len());
        self.words.iter_mut().zip(&other.words).for_each(|(one, two)| *one &= two);
    }

    /// Adds what is in the other.
    pub fn or(&mut self, other: &Bits) {
        if other.words.len() > self.words.len() {
            self.words.resize(other.words.len(), 0);
        }
        self.words.iter_mut().zip(&other.words).for_each(|(one, two)| *one |= two);
    }

    /// Takes out what is in the other.
    pub fn minus(&mut self, other: &Bits) {
        self.words.iter_mut().zip(&other.words).for_each(|(one, two)| *one &= !two);
    }

    /// The numbers below `end` that are not in.
    #[must_use]
    pub fn not(&self, end: u32) -> Self {
        let mut rest = Self::full(end);
        rest.minus(self);
        rest
    }

    /// How many numbers are in.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// How many numbers are in both.
    pub fn count_both(&self, other: &Bits) -> u64 {
        self.words.iter().zip(&other.words).map(|(one, two)| u64::from((one & two).count_ones())).sum()
    }

    /// Whether nothing is in.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// Whether something is in both.
    pub fn meets(&self, other: &Bits) -> bool {
        self.words.iter().zip(&other.words).any(|(one, two)| one & two != 0)
    }

    /// The numbers in, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.iter_from(0)
    }

    /// The numbers in that are not below `from`, ascending.
    pub fn iter_from(&self, from: u32) -> impl Iterator<Item = u32> + '_ {
        let (first, bit) = place(from);
        let words = self.words.iter().enumerate().skip(first);
        words.flat_map(move |(at, word)| {
            let left = if at == first { word & !(bit - 1) } else { *word };
            Ones { base: u32::try_from(at).map_or(u32::MAX, |at| at.saturating_mul(WORD)), left }
        })
    }

    /// The numbers in that are below `below`, descending.
    pub fn iter_down(&self, below: u32) -> impl Iterator<Item = u32> + '_ {
        let (last, bit) = place(below);
        let words = self.words.iter().enumerate().take(last.saturating_add(1)).rev();
        words.flat_map(move |(at, word)| {
            let left = if at == last { word & (bit - 1) } else { *word };
            let base = u32::try_from(at).map_or(u32::MAX, |at| at.saturating_mul(WORD));
            let mut left = left;
            std::iter::from_fn(move || {
                let top = 63_u32.checked_sub(left.leading_zeros())?;
                left &= !(1 << top);
                Some(base + top)
            })
        })
    }

    /// The words, 64 numbers each, the lowest number in the lowest bit of the first.
    pub fn words(&self) -> &[u64] {
        &self.words
    }

    /// One more than the greatest number that may be in.
    pub fn end(&self) -> u32 {
        u32::try_from(self.words.len()).map_or(u32::MAX, |n| n.saturating_mul(WORD))
    }

    /// Memory held, in bytes.
    pub fn bytes(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }
}

/// Sets are equal when the same numbers are in, however far they have grown.
impl PartialEq for Bits {
    fn eq(&self, other: &Self) -> bool {
        let shared = self.words.len().min(other.words.len());
        let tail = |bits: &Self| bits.words.iter().skip(shared).all(|word| *word == 0);
        self.words.iter().zip(&other.words).all(|(one, two)| one == two) && tail(self) && tail(other)
    }
}

impl Eq for Bits {}

impl FromIterator<u32> for Bits {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        Self::from_sorted(numbers)
    }
}

/// The numbers of one word.
struct Ones {
    base: u32,
    left: u64,
}

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        if self.left == 0 {
            return None;
        }
        let at = self.left.trailing_zeros();
        self.left &= self.left - 1;
        Some(self.base + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn numbers() -> impl Strategy<Value = BTreeSet<u32>> {
        proptest::collection::btree_set(0_u32..700, 0..60)
    }

    fn bits(set: &BTreeSet<u32>) -> Bits {
        set.iter().copied().collect()
    }

    fn set(bits: &Bits) -> BTreeSet<u32> {
        bits.iter().collect()
    }

    proptest! {
        #[test]
        fn bits_behave_as_a_set_of_numbers(a in numbers(), b in numbers(), from in 0_u32..800) {
            let (one, two) = (bits(&a), bits(&b));
            prop_assert_eq!(&set(&one), &a);
            prop_assert_eq!(one.count() as usize, a.len());
            prop_assert_eq!(one.is_empty(), a.is_empty());
            prop_assert_eq!(one.meets(&two), !a.is_disjoint(&b));
            prop_assert_eq!(one.count_both(&two) as usize, a.intersection(&b).count());
            prop_assert_eq!(one.iter_from(from).collect::<BTreeSet<_>>(), a.range(from..).copied().collect());
            prop_assert_eq!(
                one.iter_down(from).collect::<Vec<_>>(),
                a.range(..from).rev().copied().collect::<Vec<_>>()
            );
            for (join, wanted) in [
                (Bits::and as fn(&mut Bits, &Bits), &a & &b),
                (Bits::or, &a | &b),
                (Bits::minus, &a - &b),
            ] {
                let mut joined = one.clone();
                join(&mut joined, &two);
                prop_assert_eq!(set(&joined), wanted);
            }
            prop_assert_eq!(set(&one.not(300)), (0..300).filter(|n| !a.contains(n)).collect());
        }

        #[test]
        fn a_number_put_in_any_order_is_there_until_it_is_taken_out(order in proptest::collection::vec(0_u32..500, 0..80)) {
            let mut seen = BTreeSet::new();
            let mut kept = Bits::default();
            for number in &order {
                prop_assert_eq!(kept.set(*number), seen.insert(*number));
            }
            prop_assert_eq!(&Bits::from_sorted(order.iter().copied()), &kept);
            for number in order.iter().step_by(2) {
                prop_assert_eq!(kept.unset(*number), seen.remove(number));
                prop_assert!(!kept.get(*number));
            }
            prop_assert_eq!(set(&kept), seen);
        }
    }

    #[test]
    fn equal_sets_are_equal_however_far_they_have_grown() {
        let mut grown = Bits::from_sorted([3, 900]);
        grown.unset(900);
        assert_eq!(grown, Bits::from_sorted([3]));
        assert_ne!(grown, Bits::from_sorted([4]));
        assert_eq!(Bits::full(130).count(), 130);
        assert!(Bits::default().iter_from(u32::MAX).next().is_none());
    }
}

//! Measures per customer over the rows that pass, and which customers have the wanted ones.

use super::{Cells, Rows};
use crate::asked::Leaf;
use columns::Bits;
use fields::condition::Measure;

/// Customers whose rows are measured by one thread; a multiple of 64.
const SHARE: u32 = 65_536;

impl Rows {
    /// The customers, below the end of these rows, whose measure is as wanted; those without rows too where that passes.
    pub(crate) fn matching(&self, leaf: &Leaf) -> Bits {
        let passing = if leaf.rows.is_everything() { None } else { Some(self.passing(&leaf.rows)) };
        let measuring = Measuring { rows: self, passing: passing.as_deref(), leaf };
        let end = self.end();
        if end < 2 * SHARE {
            return Bits::from_words(measuring.words(0, end));
        }
        let middle = end / 2 / 64 * 64;
        let words = std::thread::scope(|scope| {
            let second = scope.spawn(|| measuring.words(middle, end));
            let mut words = measuring.words(0, middle);
            words.extend(second.join().unwrap_or_default());
            words
        });
        Bits::from_words(words)
    }
}

struct Measuring<'m> {
    rows: &'m Rows,
    /// One bit per row; `None` when all pass.
    passing: Option<&'m [u64]>,
    leaf: &'m Leaf,
}

impl Measuring<'_> {
    /// One bit per customer from a multiple of 64 on.
    fn words(&self, from: u32, to: u32) -> Vec<u64> {
        match self.leaf.measure {
            Measure::Count => {
                self.each(from, to, |first, last| self.leaf.wanted.holds(self.count(first, last)))
            }
            _ => {
                let column = self.leaf.of.and_then(|of| self.rows.columns.get(of));
                let Some(column) = column else { return Vec::new() };
                self.each(from, to, |first, last| self.measured(column, first, last))
            }
        }
    }

    fn each(&self, from: u32, to: u32, holds: impl Fn(usize, usize) -> bool) -> Vec<u64> {
        let starts = self.rows.starts.get(from as usize..=to as usize).unwrap_or_default();
        let bounds = starts.get(1..).unwrap_or_default();
        let word = |(starts, ends): (&[u32], &[u32])| {
            let flags = starts.iter().zip(ends).map(|(start, end)| holds(*start as usize, *end as usize));
            flags.enumerate().fold(0_u64, |word, (at, is_in)| word | u64::from(is_in) << at)
        };
        starts.chunks(64).zip(bounds.chunks(64)).map(word).collect()
    }

    fn count(&self, first: usize, last: usize) -> i64 {
        let n = match self.passing {
            None => last - first,
            Some(words) => ones(words, first, last),
        };
        i64::try_from(n).unwrap_or(i64::MAX)
    }

    fn measured(&self, column: &Cells, first: usize, last: usize) -> bool {
        let wanted = &self.leaf.wanted;
        let mut values =
            (first..last).filter(|row| self.is_passing(*row)).filter_map(|row| column.number(row));
        match self.leaf.measure {
            Measure::Count => wanted.holds(self.count(first, last)),
            Measure::Sum => wanted.holds(values.fold(0, i64::saturating_add)),
            Measure::Average => {
                let (n, sum) =
                    values.fold((0_i64, 0_i64), |(n, sum), value| (n + 1, sum.saturating_add(value)));
                n > 0 && wanted.holds(sum.div_euclid(n))
            }
            Measure::Min | Measure::First => values.min().is_some_and(|least| wanted.holds(least)),
            Measure::Max => values.max().is_some_and(|most| wanted.holds(most)),
            Measure::Last => values.by_ref().max().is_some_and(|last| wanted.holds(last)),
        }
    }

    fn is_passing(&self, row: usize) -> bool {
        self.passing.is_none_or(|words| words.get(row / 64).is_some_and(|word| word >> (row % 64) & 1 == 1))
    }
}

/// How many bits are set from `first` up to `last`, the latter excluded.
fn ones(words: &[u64], first: usize, last: usize) -> usize {
    if first >= last {
        return 0;
    }
    let (a, b) = (first / 64, (last - 1) / 64);
    let low = u64::MAX << (first % 64);
    let high = u64::MAX >> (63 - (last - 1) % 64);
    let word = |at: usize| words.get(at).copied().unwrap_or(0);
    if a == b {
        return (word(a) & low & high).count_ones() as usize;
    }
    let inner: usize = (a + 1..b).map(|at| word(at).count_ones() as usize).sum();
    (word(a) & low).count_ones() as usize + inner + (word(b) & high).count_ones() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_counted_between_any_two_places() {
        let words = [0xF0F0_F0F0_F0F0_F0F0, u64::MAX, 1];
        let bit = |at: usize| words[at / 64] >> (at % 64) & 1 == 1;
        for first in 0..192 {
            for last in first..=192 {
                assert_eq!(ones(&words, first, last), (first..last).filter(|at| bit(*at)).count());
            }
        }
    }
}

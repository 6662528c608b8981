//! Which rows pass: a sweep per column over blocks of rows that fit the processor's nearest memory.

use super::Rows;
use super::cells::{Cells, Codes, Number};
use crate::asked::{Ranges, RowTest, WordTest};
use columns::sweep;

/// Rows tested together; a multiple of 64.
const BLOCK: usize = 16_384;

impl Rows {
    /// One bit per row, 64 to a word: whether it passes. Two threads share the work where there is much of it.
    pub(crate) fn passing(&self, test: &RowTest) -> Vec<u64> {
        let test = self.prepared(test);
        let n = self.n();
        if n < 40 * BLOCK {
            return self.swept(&test, 0, n);
        }
        let middle = n / 2 / BLOCK * BLOCK;
        std::thread::scope(|scope| {
            let second = scope.spawn(|| self.swept(&test, middle, n));
            let mut words = self.swept(&test, 0, middle);
            words.extend(second.join().unwrap_or_default());
            words
        })
    }

    fn swept(&self, test: &Prepared<'_>, from: usize, to: usize) -> Vec<u64> {
        let mut words = Vec::with_capacity((to - from).div_ceil(64));
        for start in (from..to).step_by(BLOCK) {
            words.extend(test.block(start, (start + BLOCK).min(to)));
        }
        words
    }

    fn prepared<'r>(&'r self, test: &'r RowTest) -> Prepared<'r> {
        let list = |inner: &'r [RowTest]| inner.iter().map(|one| self.prepared(one)).collect();
        match test {
            RowTest::All(inner) => Prepared::All(list(inner)),
            RowTest::Any(inner) => Prepared::Any(list(inner)),
            RowTest::Not(inner) => Prepared::Not(Box::new(self.prepared(inner))),
            RowTest::Number(at, ranges) => match self.columns.get(*at) {
                Some(cells) => Prepared::Number(cells, ranges),
                None => Prepared::Any(Vec::new()),
            },
            RowTest::Word(at, test) => match self.columns.get(*at) {
                Some(Cells::Words(codes, words)) => Prepared::Codes(codes, table(test, words)),
                _ => Prepared::Any(Vec::new()),
            },
        }
    }
}

/// For each place in the list of texts, 0 for none, whether it passes.
fn table(test: &WordTest, words: &[Box<str>]) -> Vec<bool> {
    let known = words.iter().map(|word| test.holds(Some(word)));
    std::iter::once(test.holds(None)).chain(known).collect()
}

enum Prepared<'r> {
    All(Vec<Prepared<'r>>),
    Any(Vec<Prepared<'r>>),
    Not(Box<Prepared<'r>>),
    Number(&'r Cells, &'r Ranges),
    Codes(&'r Codes, Vec<bool>),
}

impl Prepared<'_> {
    fn block(&self, from: usize, to: usize) -> Vec<u64> {
        let fold = |inner: &[Prepared<'_>], start: u64, join: fn(&mut u64, u64)| {
            let mut words = vec![start; (to - from).div_ceil(64)];
            for one in inner {
                words.iter_mut().zip(one.block(from, to)).for_each(|(word, other)| join(word, other));
            }
            words
        };
        match self {
            Prepared::All(inner) if inner.len() == 1 => {
                inner.first().map(|one| one.block(from, to)).unwrap_or_default()
            }
            Prepared::All(inner) => fold(inner, u64::MAX, |word, other| *word &= other),
            Prepared::Any(inner) => fold(inner, 0, |word, other| *word |= other),
            Prepared::Not(inner) => inner.block(from, to).into_iter().map(|word| !word).collect(),
            Prepared::Number(Cells::Short(list), ranges) => numbers(part(list, from, to), ranges),
            Prepared::Number(Cells::Middle(list), ranges) => numbers(part(list, from, to), ranges),
            Prepared::Number(Cells::Long(list), ranges) => numbers(part(list, from, to), ranges),
            Prepared::Number(Cells::Words(..), _) => vec![0; (to - from).div_ceil(64)],
            Prepared::Codes(Codes::Narrow(list), table) => codes(part(list, from, to), table),
            Prepared::Codes(Codes::Wide(list), table) => codes(part(list, from, to), table),
        }
    }
}

fn part<T>(list: &[T], from: usize, to: usize) -> &[T] {
    list.get(from..to).unwrap_or_default()
}

fn numbers<N: Number>(list: &[N], ranges: &Ranges) -> Vec<u64> {
    // A range that lies beyond what the column can hold is left out, not drawn to its edge.
    let least = N::nearest(i64::MIN).wide();
    let most = N::nearest(i64::MAX).wide();
    let within = ranges.list.iter().filter(|(from, to)| *from <= most && *to >= least);
    let bounds: Vec<(N, N)> = within.map(|(from, to)| (N::nearest(*from), N::nearest(*to))).collect();
    match (bounds.as_slice(), ranges.has_none) {
        ([(from, to)], false) => sweep(list, |n| *from <= n && n <= *to),
        ([(from, to)], true) => sweep(list, |n| *from <= n && n <= *to || n == N::NONE),
        (many, has_none) => {
            let is_in = |n| many.iter().any(|(from, to)| *from <= n && n <= *to);
            sweep(list, |n| is_in(n) || has_none && n == N::NONE)
        }
    }
}

fn codes<C: Copy + Into<u32>>(list: &[C], table: &[bool]) -> Vec<u64> {
    let mut wanted = (0_u32..).zip(table).filter(|(_, is_wanted)| **is_wanted).map(|(code, _)| code);
    match (wanted.next(), wanted.next()) {
        (None, _) => vec![0; list.len().div_ceil(64)],
        (Some(only), None) => sweep(list, |code| code.into() == only),
        _ => sweep(list, |code| table.get(code.into() as usize).copied().unwrap_or(false)),
    }
}

//! Lines of the card index of many records, packed into a few pieces of memory and sorted as the index is.

use crate::builtin::EXACT_KEYS;
use crate::customer::Trait;
use std::cmp::Ordering;

/// Where a text lies among the texts of a batch.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Piece {
    pub(super) at: u32,
    pub(super) n_bytes: u32,
}

impl Piece {
    /// Adds a text to the others.
    pub(super) fn keep(texts: &mut String, text: &str) -> Self {
        let at = u32::try_from(texts.len()).unwrap_or(u32::MAX);
        texts.push_str(text);
        Piece { at, n_bytes: u32::try_from(text.len()).unwrap_or(0) }
    }

    /// The text among the others; empty when it is not there.
    pub(super) fn of(self, texts: &str) -> &str {
        let at = self.at as usize;
        texts.get(at..at + self.n_bytes as usize).unwrap_or_default()
    }
}

/// One line of the card index for a record.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// Fields are few; half a number keeps a line small.
    field: i32,
    /// The first bytes of the key, which settle most comparisons.
    head: u64,
    key: Piece,
    of: u32,
}

/// An exact key of a record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Exact<'b> {
    pub(super) field: i64,
    pub(super) key: &'b str,
    /// Of which record, by its place in the batch.
    pub(super) of: usize,
}

/// The lines of the records of a batch. Sorted, they lie in memory as they will in the index, so that whoever writes them
/// reads straight on.
#[derive(Debug, Default)]
pub(super) struct Lines {
    keys: String,
    lines: Vec<Line>,
    n_records: u32,
    /// How many were sorted.
    n_sorted: usize,
    /// Once they were sorted: the numbers of the lines of each record, one record after the other,
    by_record: Vec<u32>,
    /// where those of each record begin,
    begins: Vec<u32>,
    /// and the numbers of the exact keys.
    exact: Vec<u32>,
}

impl Lines {
    /// None yet, with room for those of so many records.
    pub(super) fn with_room(n_records: usize) -> Self {
        let (keys, lines) = (String::with_capacity(n_records * 256), Vec::with_capacity(n_records * 18));
        Self { keys, lines, ..Self::default() }
    }

    /// Adds those of the next record.
    pub(super) fn add(&mut self, traits: &[Trait]) {
        let of = self.n_records;
        self.n_records += 1;
        for (field, key) in traits {
            let field = i32::try_from(*field).unwrap_or(i32::MAX);
            self.lines.push(Line { field, head: head(key), key: Piece::keep(&mut self.keys, key), of });
        }
    }

    /// Puts them in the order of the index; of equal keys the earlier record comes first.
    pub(super) fn sort(&mut self) {
        let keys = std::mem::take(&mut self.keys);
        self.lines.sort_unstable_by(|one, other| {
            let by_head = (one.field, one.head).cmp(&(other.field, other.head));
            by_head.then_with(|| one.key.of(&keys).cmp(other.key.of(&keys))).then(one.of.cmp(&other.of))
        });
        self.keys.reserve_exact(keys.len());
        for line in &mut self.lines {
            line.key = Piece::keep(&mut self.keys, line.key.of(&keys));
        }
        let numbered = || (0_u32..).zip(&self.lines);
        let is_exact = |(_, line): &(u32, &Line)| EXACT_KEYS.contains(&line.field.into());
        self.exact = numbered().filter(is_exact).map(|(no, _)| no).collect();
        let mut by_record: Vec<(u32, u32)> = numbered().map(|(no, line)| (line.of, no)).collect();
        by_record.sort_unstable();
        let begin = |of: u32| by_record.partition_point(|(known, _)| *known < of);
        self.begins = (0..=self.n_records).map(|of| u32::try_from(begin(of)).unwrap_or(u32::MAX)).collect();
        self.by_record = by_record.into_iter().map(|(_, no)| no).collect();
        self.n_sorted = self.lines.len();
    }

    /// Whether they were sorted since the last was added.
    pub(super) fn is_sorted(&self) -> bool {
        self.n_sorted == self.lines.len() && self.begins.len() > self.n_records()
    }

    /// Of how many records they are.
    pub(super) fn n_records(&self) -> usize {
        self.n_records as usize
    }

    /// How many they are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Which of two lines comes first in the index, by field and key; the other one is of those lines.
    pub(super) fn compare(&self, one: u32, (others, other): (&Lines, u32)) -> Ordering {
        let (Some(a), Some(b)) = (self.lines.get(one as usize), others.lines.get(other as usize)) else {
            return one.cmp(&other);
        };
        let by_head = (a.field, a.head).cmp(&(b.field, b.head));
        by_head.then_with(|| a.key.of(&self.keys).cmp(b.key.of(&others.keys)))
    }

    /// Field, key and record of a line; numbers follow the order of the index.
    pub(super) fn line(&self, no: u32) -> Option<(i64, &str, usize)> {
        let line = self.lines.get(no as usize)?;
        Some((line.field.into(), line.key.of(&self.keys), line.of as usize))
    }

    /// The numbers of the lines of a record, in the order of the index.
    pub(super) fn of(&self, at: usize) -> &[u32] {
        let begin = |at: usize| self.begins.get(at).map_or(0, |begin| *begin as usize);
        self.by_record.get(begin(at)..begin(at + 1)).unwrap_or_default()
    }

    /// The key of a field of a record; empty when it has none.
    pub(super) fn key(&self, at: usize, field: i64) -> &str {
        let mut lines = self.of(at).iter().filter_map(|no| self.line(*no));
        lines.find(|(of_field, ..)| *of_field == field).map_or("", |(_, key, _)| key)
    }

    /// The exact keys of all records, in the order of the index.
    pub(super) fn exact_keys(&self) -> impl Iterator<Item = Exact<'_>> + Clone {
        let lines = self.exact.iter().filter_map(|no| self.line(*no));
        lines.map(|(field, key, of)| Exact { field, key, of })
    }
}

/// The first eight bytes of a key as a number that compares as they do.
fn head(key: &str) -> u64 {
    let mut bytes = [0; 8];
    for (byte, of_key) in bytes.iter_mut().zip(key.bytes()) {
        *byte = of_key;
    }
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{FAMILY, PHONE};

    #[test]
    fn lines_are_sorted_as_the_index_is_and_know_their_record() {
        let mut lines = Lines::default();
        lines.add(&[(PHONE, "77011112233".into()), (FAMILY, "kozhakhmetov".into())]);
        lines.add(&[(FAMILY, "kozhakhmetova".into()), (PHONE, "77011112233".into())]);
        assert!(!lines.is_sorted());
        lines.sort();
        let all: Vec<_> = (0..4).filter_map(|no| lines.line(no)).collect();
        let mut expected = [
            (PHONE, "77011112233", 0),
            (PHONE, "77011112233", 1),
            (FAMILY, "kozhakhmetov", 0),
            (FAMILY, "kozhakhmetova", 1),
        ];
        expected.sort_unstable();
        assert_eq!(all, expected);
        assert_eq!(lines.key(1, FAMILY), "kozhakhmetova");
        let of_second: Vec<_> = lines.of(1).iter().filter_map(|no| lines.line(*no)).collect();
        assert!(of_second.iter().all(|(.., of)| *of == 1) && of_second.len() == 2);
        assert!(lines.of(2).is_empty());
        assert_eq!(
            lines.exact_keys().map(|key| (key.field, key.of)).collect::<Vec<_>>(),
            [(PHONE, 0), (PHONE, 1)]
        );
    }
}

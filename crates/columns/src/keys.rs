//! A column of texts of which there are few different ones: a dictionary, and a code per record.
//!
//! A code stands for the **whole set of keys** of a record, not for one key: most records have no key or one, and those
//! with several (tags, ways to reach) share few combinations. A test is therefore run once over each combination, just as
//! it would be over one record, and the answer is one sweep over the codes.

use crate::bits::Bits;
use crate::codes::Codes;
use std::collections::{BTreeMap, HashMap};

/// There are more different combinations of keys than the column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooWide;

impl std::fmt::Display for TooWide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("too many different values for a column")
    }
}

impl std::error::Error for TooWide {}

/// The number of a key in the order of coming.
type KeyNo = u32;

/// Keys of records by number, any number of keys each, in a dictionary of bounded size.
#[derive(Debug, Clone)]
pub struct KeyColumn {
    numbers: BTreeMap<Box<str>, KeyNo>,
    keys: Vec<Box<str>>,
    /// The combination of each code, keys in byte order; that of code 0 is empty.
    combinations: Vec<Box<[KeyNo]>>,
    codes_of: HashMap<Box<[KeyNo]>, u32>,
    codes: Codes,
    most: usize,
    text_bytes: usize,
}

impl KeyColumn {
    /// A column without keys for records below `end` that takes at most `most` different combinations.
    pub fn new(end: u32, most: usize) -> Self {
        let nothing: Box<[KeyNo]> = Box::default();
        Self {
            numbers: BTreeMap::new(),
            keys: Vec::new(),
            combinations: vec![nothing.clone()],
            codes_of: HashMap::from([(nothing, 0)]),
            codes: Codes::new(end),
            most,
            text_bytes: 0,
        }
    }

    /// Adds one key to a record; nothing when it has it.
    ///
    /// # Errors
    /// [`TooWide`]; the column is then as it was.
    pub fn add(&mut self, number: u32, key: &str) -> Result<(), TooWide> {
        let had = self.codes.get(number);
        let key = self.key_no(key)?;
        let mut keys = self.combination(had).to_vec();
        if !keys.contains(&key) {
            let at = keys.partition_point(|one| self.text(*one) < self.text(key));
            keys.insert(at, key);
            let code = self.code_of(keys)?;
            self.codes.put(number, code);
        }
        Ok(())
    }

    /// Gives a record exactly these keys, in any order.
    ///
    /// # Errors
    /// [`TooWide`]; the column is then as it was.
    pub fn put<K: AsRef<str>>(&mut self, number: u32, keys: &[K]) -> Result<(), TooWide> {
        let mut sorted: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let keys = sorted.into_iter().map(|key| self.key_no(key)).collect::<Result<Vec<_>, _>>()?;
        let code = self.code_of(keys)?;
        if code != 0 || (number as usize) < self.codes.len() {
            self.codes.put(number, code);
        }
        Ok(())
    }

    fn key_no(&mut self, key: &str) -> Result<KeyNo, TooWide> {
        if let Some(no) = self.numbers.get(key) {
            return Ok(*no);
        }
        if self.keys.len() >= self.most {
            return Err(TooWide);
        }
        let no = KeyNo::try_from(self.keys.len()).map_err(|_| TooWide)?;
        self.numbers.insert(key.into(), no);
        self.keys.push(key.into());
        self.text_bytes += 2 * key.len();
        Ok(no)
    }

    fn code_of(&mut self, keys: Vec<KeyNo>) -> Result<u32, TooWide> {
        if let Some(code) = self.codes_of.get(keys.as_slice()) {
            return Ok(*code);
        }
        if self.combinations.len() > self.most {
            return Err(TooWide);
        }
        let code = u32::try_from(self.combinations.len()).map_err(|_| TooWide)?;
        self.combinations.push(keys.clone().into());
        self.codes_of.insert(keys.into(), code);
        Ok(code)
    }

    fn combination(&self, code: u32) -> &[KeyNo] {
        self.combinations.get(code as usize).map_or(&[], AsRef::as_ref)
    }

    fn text(&self, key: KeyNo) -> &str {
        self.keys.get(key as usize).map_or("", AsRef::as_ref)
    }

    /// The keys of a record in byte order; empty when it has none.
    pub fn keys_of(&self, number: u32) -> Vec<&str> {
        self.combination(self.codes.get(number)).iter().map(|key| self.text(*key)).collect()
    }

    /// Every key there is or was, in byte order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().map(AsRef::as_ref)
    }

    /// The records below [`KeyColumn::end`] whose keys, in byte order, pass a test; those without keys are tested too.
    pub fn matching(&self, test: impl Fn(&[&str]) -> bool) -> Bits {
        let mut keys = Vec::new();
        let passes = |combination: &[KeyNo]| {
            keys.clear();
            keys.extend(combination.iter().map(|key| self.text(*key)));
            test(&keys)
        };
        let wanted: Vec<bool> = self.combinations.iter().map(AsRef::as_ref).map(passes).collect();
        let mut found = self.codes.sweep(&wanted);
        if wanted.first() == Some(&true) {
            found.and(&Bits::full(self.end()));
        }
        found
    }

    /// The records that have one of these keys: quicker than [`KeyColumn::matching`] for a wide dictionary.
    pub fn with_one_of<K: AsRef<str>>(&self, keys: &[K]) -> Bits {
        let known = keys.iter().filter_map(|key| self.numbers.get(key.as_ref()).copied());
        let wanted: Vec<KeyNo> = known.collect();
        let has_one = |combination: &[KeyNo]| combination.iter().any(|key| wanted.contains(key));
        self.codes.sweep(&self.combinations.iter().map(AsRef::as_ref).map(has_one).collect::<Vec<_>>())
    }

    /// How many of these records have each key, in the byte order of keys; keys that none has are left out.
    pub fn counts(&self, among: &Bits) -> Vec<(&str, u64)> {
        let mut by_key: HashMap<KeyNo, u64> = HashMap::new();
        let by_code = self.codes.counts(among, self.combinations.len());
        for (combination, n) in self.combinations.iter().zip(by_code).filter(|(_, n)| *n > 0) {
            for key in combination {
                *by_key.entry(*key).or_default() += n;
            }
        }
        let ordered = self.numbers.iter();
        ordered.filter_map(|(key, no)| by_key.get(no).map(|n| (key.as_ref(), *n))).collect()
    }

    /// The place of each code in the byte order of first keys, by code; none for the code without keys. Codes whose first
    /// keys are equal have the same place.
    pub fn places(&self) -> Vec<Option<u32>> {
        let mut place_of = vec![0; self.keys.len()];
        for (place, no) in (0_u32..).zip(self.numbers.values()) {
            if let Some(kept) = place_of.get_mut(*no as usize) {
                *kept = place;
            }
        }
        let place = |key: &KeyNo| place_of.get(*key as usize).copied();
        self.combinations.iter().map(|combination| combination.first().and_then(place)).collect()
    }

    /// Whether no record has several keys.
    pub fn is_single(&self) -> bool {
        self.combinations.iter().all(|keys| keys.len() <= 1)
    }

    /// The place in [`KeyColumn::places`] of the first key that does not come before this one, and whether it is this one.
    pub fn place_of(&self, key: &str) -> (u32, bool) {
        let place = self.numbers.keys().position(|own| own.as_ref() >= key);
        let place = place.unwrap_or(self.numbers.len());
        (u32::try_from(place).unwrap_or(u32::MAX), self.numbers.contains_key(key))
    }

    /// The code of a record, an index into [`KeyColumn::places`].
    #[inline]
    pub fn code(&self, number: u32) -> u32 {
        self.codes.get(number)
    }

    /// One more than the greatest record number the column has a place for.
    pub fn end(&self) -> u32 {
        u32::try_from(self.codes.len()).unwrap_or(u32::MAX)
    }

    /// Memory held, in bytes, about.
    pub fn bytes(&self) -> usize {
        let combined: usize = self.combinations.iter().map(|keys| 2 * size_of_val(keys.as_ref())).sum();
        self.codes.bytes() + self.text_bytes + combined + 72 * (self.keys.len() + self.combinations.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: [&str; 5] = ["алматы", "астана", "b", "тараз", "шымкент"];

    fn sets() -> impl Strategy<Value = Vec<Vec<&'static str>>> {
        let set = proptest::sample::subsequence(WORDS.to_vec(), 0..3);
        proptest::collection::vec(set, 1..200)
    }

    fn column(sets: &[Vec<&str>]) -> KeyColumn {
        let mut column = KeyColumn::new(u32::try_from(sets.len()).unwrap(), 1000);
        // By keys and then by numbers, as an index gives them.
        for word in WORDS {
            for (number, _) in (0_u32..).zip(sets).filter(|(_, set)| set.contains(&word)) {
                column.add(number, word).unwrap();
            }
        }
        column
    }

    proptest! {
        #[test]
        fn a_test_finds_the_records_whose_keys_pass_it(sets in sets(), changed in sets()) {
            let mut column = column(&sets);
            let mut sets = sets;
            for (number, keys) in (0_u32..).step_by(3).zip(&changed) {
                column.put(number, keys).unwrap();
                let at = number as usize;
                sets.resize(sets.len().max(at + 1), Vec::new());
                sets[at] = keys.clone();
            }
            for test in [
                (|keys| keys.contains(&"b")) as fn(&[&str]) -> bool,
                |keys| keys.is_empty(),
                |keys| keys.iter().any(|key| ("алматы".."тараз").contains(key)),
                |keys| keys.len() > 1,
            ] {
                let meant: Bits =
                    (0_u32..).zip(&sets).filter(|(_, keys)| test(keys)).map(|(n, _)| n).collect();
                let mut found = column.matching(test);
                if test(&[]) {
                    found.or(&Bits::full(u32::try_from(sets.len()).unwrap()).not(0));
                    found.or(&Bits::from_sorted(column.end()..u32::try_from(sets.len()).unwrap()));
                }
                prop_assert_eq!(found, meant);
            }
            for (number, keys) in (0_u32..).zip(&sets) {
                let mut sorted = keys.clone();
                sorted.sort_unstable();
                prop_assert_eq!(column.keys_of(number), sorted);
            }
        }

        #[test]
        fn counts_by_key_are_those_of_the_records(sets in sets()) {
            let column = column(&sets);
            let among: Bits = (0..u32::try_from(sets.len()).unwrap()).step_by(2).collect();
            for (key, n) in column.counts(&among) {
                prop_assert_eq!(n as usize, sets.iter().step_by(2).filter(|set| set.contains(&key)).count());
                let mut having = column.with_one_of(&[key]);
                having.and(&among);
                prop_assert_eq!(having.count(), n);
            }
        }
    }

    #[test]
    fn a_column_refuses_to_grow_beyond_its_bound() {
        let mut column = KeyColumn::new(10, 2);
        assert_eq!(column.put(1, &["a"]), Ok(()));
        assert_eq!(column.add(2, "b"), Ok(()));
        assert_eq!(column.put(3, &["c"]), Err(TooWide));
        assert_eq!(column.add(2, "a"), Err(TooWide));
        assert_eq!(column.keys_of(2), ["b"]);
    }

    #[test]
    fn places_follow_the_order_of_keys_and_not_of_coming() {
        let mut column = KeyColumn::new(3, 100);
        column.put(0, &["z"]).unwrap();
        column.put(1, &["a", "z"]).unwrap();
        let places = column.places();
        let place = |number: u32| places[column.code(number) as usize];
        assert_eq!((place(0), place(1), place(2)), (Some(1), Some(0), None));
        assert_eq!(
            ["a", "b", "z", "zz"].map(|key| column.place_of(key)),
            [(0, true), (1, false), (1, true), (2, false)]
        );
        assert!(!column.is_single());
    }
}

//! Which exact keys may be in the base, told from memory.
//!
//! Most rows of a file are of nobody who is known, and asking the base so for each of their keys takes as long as writing
//! their names. A Bloom filter answers "certainly not" for nearly all of them: split into blocks of one line of the
//! processor's cache, with a bit in each of eight words (Putze, Sanders, Singler: Cache-, Hash- and Space-Efficient Bloom
//! Filters, 2007). With four megabytes it errs for less than one unknown key in a hundred at three million keys and for every
//! second one at ten million; to err costs a look into the base, never a card.

use super::lines::Exact;
use crate::builtin::EXACT_KEYS;
use crate::store::{cards, many};
use db::{DbError, Dialect, Tx};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// Blocks of 32 bytes: four megabytes.
const N_BLOCKS: usize = 1 << 17;

/// Odd numbers that spread a hash over the eight words of a block.
const SPREAD: [u32; 8] = [
    0x9E37_79B1,
    0x85EB_CA77,
    0xC2B2_AE3D,
    0x27D4_EB2F,
    0x1656_67B1,
    0xB551_2D4B,
    0x6A09_E667,
    0xBB67_AE85,
];

/// The exact keys of a base as far as they fit into memory; nothing until so many were asked for that reading them all pays.
#[derive(Default)]
pub(super) struct Seen {
    blocks: Vec<[u32; 8]>,
    /// The newest entry of the journal that is known; whoever wrote since may have brought keys.
    as_of: i64,
    /// Keys that the base was asked for since all were read.
    n_asked: usize,
}

impl Seen {
    /// Makes it fit to answer, where that pays; the keys that are `held` are not in the base yet. Only for a base whose writers
    /// come one after another: of keys that another is about to write nothing is known.
    pub(super) fn catch_up<'k>(
        &mut self,
        tx: &mut Tx<'_>,
        held: impl Iterator<Item = Exact<'k>>,
    ) -> Result<(), DbError> {
        if tx.dialect() != Dialect::Sqlite {
            return Ok(());
        }
        let newest = journal::head(tx)?;
        if self.as_of != newest {
            self.blocks = Vec::new();
        }
        if !self.blocks.is_empty() || self.n_asked == 0 {
            return Ok(());
        }
        let n_cards = usize::try_from(many::next_no(tx)?).unwrap_or(usize::MAX);
        if self.n_asked >= n_cards {
            self.blocks = vec![[0; 8]; N_BLOCKS];
            for field in EXACT_KEYS {
                cards::each_key(tx, *field, |key| self.add(*field, key))?;
            }
            held.for_each(|key| self.add(key.field, key.key));
            (self.as_of, self.n_asked) = (newest, 0);
        }
        Ok(())
    }

    /// Whether a card may have the key; `true` as long as nothing is known.
    pub(super) fn may_have(&self, key: &Exact<'_>) -> bool {
        let (at, bits) = place(key.field, key.key);
        self.blocks.get(at).is_none_or(|block| block.iter().zip(bits).all(|(word, bit)| word & bit != 0))
    }

    /// The base was asked for so many keys.
    pub(super) fn count(&mut self, n: usize) {
        self.n_asked += n;
    }

    /// All these keys may be on cards by now, and nobody else has written since [`Seen::catch_up`].
    pub(super) fn learn<'k>(
        &mut self,
        tx: &mut Tx<'_>,
        keys: impl Iterator<Item = Exact<'k>>,
    ) -> Result<(), DbError> {
        if !self.blocks.is_empty() {
            keys.for_each(|key| self.add(key.field, key.key));
            self.as_of = journal::head(tx)?;
        }
        Ok(())
    }

    fn add(&mut self, field: i64, key: &str) {
        let (at, bits) = place(field, key);
        if let Some(block) = self.blocks.get_mut(at) {
            for (word, bit) in block.iter_mut().zip(bits) {
                *word |= bit;
            }
        }
    }
}

/// The block of a key and its bit in each word.
fn place(field: i64, key: &str) -> (usize, [u32; 8]) {
    let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one((field, key));
    let high = usize::try_from(hash >> 32).unwrap_or_default();
    let low = u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default();
    (high % N_BLOCKS, SPREAD.map(|odd| 1 << (low.wrapping_mul(odd) >> 27)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::{EMAIL, FAMILY, GIVEN, PHONE};
    use crate::bulk::{Incoming, understand};
    use crate::testing::{base, deed};
    use crate::{CustomerError, Kind};

    #[test]
    fn what_was_added_may_be_there_and_little_else() {
        let mut seen = Seen { blocks: vec![[0; 8]; N_BLOCKS], ..Seen::default() };
        let key = |n: usize| format!("7701{n:07}");
        (0..100_000).for_each(|n| seen.add(PHONE, &key(n)));
        let may_have = |field, n: usize| seen.may_have(&Exact { field, key: &key(n), of: 0 });
        assert!((0..100_000).all(|n| may_have(PHONE, n)));
        let n_wrong = (100_000..200_000).filter(|n| may_have(PHONE, *n)).count();
        assert!(n_wrong < 10, "{n_wrong} of 100,000 keys that are not there seem to be");
        assert!(!may_have(EMAIL, 7), "a key is one of its field");
    }

    #[test]
    fn keys_that_another_way_of_writing_brought_are_read_anew() {
        let (_folder, db) = base();
        let (before, stale, after) = deed(&db, |tx, act| -> Result<_, CustomerError> {
            let mut seen = Seen::default();
            let key = Exact { field: PHONE, key: "77011112233", of: 0 };
            seen.count(1_000);
            seen.catch_up(tx, std::iter::empty())?;
            let before = seen.may_have(&key);
            let values =
                vec![(FAMILY, "Омаров".into()), (GIVEN, "Алма".into()), (PHONE, "+77011112233".into())];
            let incoming = Incoming { id: None, kind: Kind::Person, values };
            let person = understand(act, incoming).expect("a person with a phone");
            crate::bulk::make(tx, act, 1, (Kind::Person, &person.values))?;
            seen.catch_up(tx, std::iter::empty())?;
            let stale = seen.may_have(&key);
            seen.count(1_000);
            seen.catch_up(tx, std::iter::empty())?;
            Ok((before, stale, (seen.may_have(&key), seen.may_have(&Exact { key: "77010000000", ..key }))))
        })
        .unwrap();
        assert_eq!((before, stale, after), (false, true, (true, false)));
    }
}

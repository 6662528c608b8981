//! The keys of a sample of the records, and invented doubles on which passes are tried before anything is known of true ones.
#![expect(
    clippy::indexing_slicing,
    reason = "keys are kept per record of the sample, doubles by their bits"
)]

use smallvec::{SmallVec, smallvec};

use super::keys::{KeyTables, Pass, Term};
use crate::linkage::comparators::N_KEYS;
use crate::linkage::records::Records;
use crate::linkage::strings::hash_number;
use crate::linkage::threads::scatter;

/// Keys are counted on about this many records.
const SAMPLE: usize = 100_000;
/// Doubles that are invented.
pub(super) const N_DOUBLES: usize = 8_192;
/// How often a field of a double is lost, in times of what is expected: whoever mistypes one mistypes others too, and much is
/// missing.
const LOST: f64 = 1.5;

/// Doubles, a bit each.
pub(super) type Doubles = [u64; N_DOUBLES / 64];

/// The keys of one term of the records of the sample.
pub(super) struct Sampled {
    pub(super) term: Term,
    /// As many for each record, 0 where there is none.
    keys: Vec<u32>,
    n_each: usize,
    /// The doubles that agree in it.
    pub(super) agreeing: Doubles,
}

/// How many records there are to one of the sample.
pub(super) fn step(records: &Records) -> usize {
    records.n_linked().div_ceil(SAMPLE).max(1)
}

/// The keys of every term that says something; none for an empty base.
pub(super) fn sampled(records: &Records, tables: &KeyTables) -> Vec<Sampled> {
    let mut all = Vec::new();
    for field in 0..records.fields.len() {
        let mut n_before = 0;
        for key in 0..N_KEYS {
            let one = Sampled::of(records, tables, Term { field, key });
            let n_distinct = one.n_distinct();
            // A coarser key that parts records as the finer one did says nothing new.
            if n_distinct > 0 && n_distinct != n_before {
                all.push(one);
            }
            n_before = n_distinct;
        }
    }
    all
}

impl Sampled {
    fn of(records: &Records, tables: &KeyTables, term: Term) -> Sampled {
        let pass = Pass { terms: smallvec![term], largest: 0 };
        let n_most = pass.n_keys(records).max(1);
        let step = step(records);
        let mut keys = vec![0u32; records.n_linked().div_ceil(step) * n_most];
        for (at, own) in keys.chunks_exact_mut(n_most).enumerate() {
            tables.fill(records, &pass, at * step, own);
        }
        let used = |own: &[u32]| own.iter().take_while(|key| **key != 0).count();
        let n_each = keys.chunks_exact(n_most).map(used).max().unwrap_or(0).max(1);
        let keys: Vec<u32> = keys.chunks_exact(n_most).flat_map(|own| &own[..n_each]).copied().collect();
        let mut sampled = Sampled { term, keys, n_each, agreeing: [0; N_DOUBLES / 64] };
        let expected =
            records.fields[term.field].comparator.levels().first().map_or(0.0, |level| level.expected);
        sampled.invent(1.0 - expected);
        sampled
    }

    /// Says which doubles agree, where they disagree in a share of true pairs; each coarser key outlives half of what the one
    /// before does not.
    fn invent(&mut self, disagreeing: f64) {
        let lost = LOST * disagreeing / f64::from(1u32 << self.term.key);
        for double in 0..N_DOUBLES {
            let chance = scatter((double * 64 + self.term.field) as u64) as f64 / u64::MAX as f64;
            let is_known = self.keys.get(self.record_of(double) * self.n_each).is_some_and(|key| *key != 0);
            if is_known && chance >= lost {
                self.agreeing[double / 64] |= 1 << (double % 64);
            }
        }
    }

    /// The record of the sample of which a double is made.
    pub(super) fn record_of(&self, double: usize) -> usize {
        double * self.n_records() / N_DOUBLES
    }

    pub(super) fn n_records(&self) -> usize {
        self.keys.len() / self.n_each
    }

    fn n_distinct(&self) -> usize {
        let mut keys: Vec<u32> = self.keys.iter().filter(|key| **key != 0).copied().collect();
        keys.sort_unstable();
        keys.dedup();
        keys.len()
    }

    fn known(&self, at: usize) -> impl Iterator<Item = u32> {
        self.keys[at * self.n_each..(at + 1) * self.n_each].iter().copied().filter(|key| *key != 0)
    }
}

/// Adds the keys of a record of the sample in some terms together.
pub(super) fn together(terms: &[&Sampled], at: usize, out: &mut Vec<u32>) {
    let [first, others @ ..] = terms else { return };
    if terms.iter().all(|term| term.n_each == 1) {
        out.extend(only_key(first, others, at));
        return;
    }
    for key in first.known(at) {
        let mut keys: SmallVec<[u32; 4]> = smallvec![key];
        for other in others {
            let with = |key: u32| other.known(at).map(move |own| u64::from(key) << 32 | u64::from(own));
            keys = keys.into_iter().flat_map(with).map(hash_number).collect();
        }
        out.extend(keys);
    }
}

/// The key of a record that has one at most in each term.
fn only_key(first: &Sampled, others: &[&Sampled], at: usize) -> Option<u32> {
    let own = |term: &Sampled| Some(term.keys[at]).filter(|key| *key != 0);
    others.iter().try_fold(own(first)?, |key, other| {
        own(other).map(|own| hash_number(u64::from(key) << 32 | u64::from(own)))
    })
}

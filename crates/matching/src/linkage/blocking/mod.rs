//! Which pairs are worth comparing: records that share a key, by many keys, so that pairs stay linear in records.
//!
//! Small sets are compared whole. For others a *pass* is a key of one field (a phone's tail, the consonants of a family
//! name) or of two or three together; which passes are taken, and how large a block may be, is chosen by counting the pairs
//! each would give on this base and by what it catches of doubles invented from it. A pair that several passes give is compared once: a later pass passes over pairs that
//! share a key of an earlier one.
#![expect(
    clippy::indexing_slicing,
    reason = "blocks and keys are made here, places are always inside their arrays"
)]

mod blocks;
mod choosing;
mod keys;
mod sampling;

use super::records::Records;
use super::threads::in_pieces;
use blocks::{Blocks, KeyRows};
pub(crate) use keys::{KeyTables, Pass, fill_foreign};

/// Chooses passes for a base, whatever its size.
pub(crate) fn find_passes(records: &Records, tables: &KeyTables) -> Vec<Pass> {
    choosing::choose(records, tables, PAIRS_PER_RECORD * 4.0, 1)
}

/// Keys of all records in a pass, the key in the upper half and the record in the lower, ascending.
pub(crate) fn keyed_records(records: &Records, tables: &KeyTables, pass: &Pass) -> Vec<u64> {
    let n_keys = pass.n_keys(records);
    let mut own = vec![0u32; n_keys];
    let mut entries = Vec::with_capacity(records.n_linked());
    for at in 0..records.n_linked() {
        tables.fill(records, pass, at, &mut own);
        entries.extend(own.iter().filter(|key| **key != 0).map(|key| u64::from(*key) << 32 | at as u64));
    }
    entries.sort_unstable();
    entries.dedup();
    entries
}

/// Up to this many pairs are compared whole or per budget, whatever the number of records.
const FEW_PAIRS: f64 = 3e6;
/// Pairs per record that larger bases may cost.
const PAIRS_PER_RECORD: f64 = 30.0;
/// Work is cut into this many pieces per pass, so that threads share it evenly.
const N_PIECES: usize = 64;

/// All pairs to be compared, cut into pieces of work.
pub(crate) struct Candidates {
    n: usize,
    second_from: Option<usize>,
    /// Empty when every pair is compared.
    passes: Vec<Blocks>,
    keys: KeyRows,
    is_whole: bool,
}

impl Candidates {
    /// Chooses the pairs of records on so many threads; the result does not depend on them.
    pub(crate) fn of(records: &Records, n_threads: usize) -> Candidates {
        let n = records.n_linked();
        let second_from = records.second_from();
        let mut candidates =
            Candidates { n, second_from, passes: Vec::new(), keys: KeyRows::default(), is_whole: false };
        if candidates.n_possible() <= FEW_PAIRS {
            candidates.is_whole = true;
            return candidates;
        }
        let tables = KeyTables::of(records, n_threads);
        let budget = PAIRS_PER_RECORD.max(FEW_PAIRS / n as f64);
        let passes = choosing::choose(records, &tables, budget, n_threads);
        let blocks =
            in_pieces(passes.len(), n_threads, |at| Blocks::of(records, &tables, passes[at].clone()));
        let (passes, keys): (Vec<Blocks>, Vec<_>) = blocks.into_iter().unzip();
        candidates.keys = KeyRows::of(n, &keys);
        candidates.passes = passes;
        candidates
    }

    /// How many pairs there are at all.
    pub(crate) fn n_possible(&self) -> f64 {
        let n = self.n as f64;
        match self.second_from {
            Some(second_from) => second_from as f64 * (n - second_from as f64),
            None => n * (n - 1.0) / 2.0,
        }
    }

    /// True when every possible pair is a candidate.
    pub(crate) fn is_whole(&self) -> bool {
        self.is_whole
    }

    /// The passes, in order.
    pub(crate) fn passes(&self) -> &[Blocks] {
        &self.passes
    }

    /// Number of pieces of work.
    pub(crate) fn n_pieces(&self) -> usize {
        if self.is_whole { N_PIECES } else { self.passes.len() * N_PIECES }
    }

    /// Hands every pair of a piece to `visit`, the smaller number first.
    pub(crate) fn visit_piece(&self, piece: usize, mut visit: impl FnMut(usize, usize)) {
        if self.is_whole {
            let end = self.second_from.unwrap_or(self.n);
            for a in (piece..end).step_by(N_PIECES) {
                let from = self.second_from.unwrap_or(a + 1);
                (from..self.n).for_each(|b| visit(a, b));
            }
            return;
        }
        let pass = piece / N_PIECES;
        let blocks = &self.passes[pass];
        for block in (piece % N_PIECES..blocks.n_blocks()).step_by(N_PIECES) {
            let members = blocks.members(block);
            for (at, a) in members.iter().enumerate() {
                for b in &members[at + 1..] {
                    let (a, b) = (*a.min(b) as usize, *a.max(b) as usize);
                    if self.is_across(a, b) && a != b && !self.keys.share(pass, a, b) {
                        visit(a, b);
                    }
                }
            }
        }
    }

    fn is_across(&self, a: usize, b: usize) -> bool {
        self.second_from.is_none_or(|second_from| (a < second_from) != (b < second_from))
    }
}

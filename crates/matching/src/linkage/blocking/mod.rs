//! Which pairs are worth comparing: records that share a key, by many keys, so that pairs stay linear in records.
//!
//! Small sets are compared whole. For others a *pass* is a key of one field (a phone's tail, the consonants of a family
//! name) or of two together; which passes are taken, and how large a block may be, is chosen by counting the pairs each
//! would give on this base. A pair that several passes give is compared once: a later pass passes over pairs that
//! share a key of an earlier one.
#![expect(
    clippy::indexing_slicing,
    reason = "blocks and keys are made here, places are always inside their arrays"
)]

mod choosing;
mod keys;

use keys::KeyTables;

use super::records::Records;
pub(crate) use keys::{Pass, fill_foreign};

/// Chooses passes for a base, whatever its size.
pub(crate) fn find_passes(records: &Records) -> Vec<Pass> {
    choosing::choose(records, &KeyTables::of(records), PAIRS_PER_RECORD * 4.0)
}

/// Keys of all records in a pass, the key in the upper half and the record in the lower, ascending.
pub(crate) fn keyed_records(records: &Records, pass: &Pass) -> Vec<u64> {
    let n_keys = pass.n_keys(records);
    let mut own = vec![0u32; n_keys];
    let mut entries = Vec::with_capacity(records.n_linked());
    for at in 0..records.n_linked() {
        fill_foreign(records, pass, records.row(at), &mut own);
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
    is_whole: bool,
}

/// The blocks of one pass.
pub(crate) struct Blocks {
    pub(crate) pass: Pass,
    /// Records of all blocks one after another.
    members: Vec<u32>,
    /// Where each block begins, and the end of the last one.
    starts: Vec<u32>,
    /// Keys of every record, `n_keys` each, 0 for none or for a block that is too large.
    keys: Vec<u32>,
    n_keys: usize,
}

impl Candidates {
    /// Chooses the pairs of records.
    pub(crate) fn of(records: &Records) -> Candidates {
        let n = records.n_linked();
        let second_from = records.second_from();
        let mut candidates = Candidates { n, second_from, passes: Vec::new(), is_whole: false };
        if candidates.n_possible() <= FEW_PAIRS {
            candidates.is_whole = true;
            return candidates;
        }
        let tables = KeyTables::of(records);
        let budget = PAIRS_PER_RECORD.max(FEW_PAIRS / n as f64);
        for pass in choosing::choose(records, &tables, budget) {
            candidates.passes.push(Blocks::of(records, &tables, pass));
        }
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
                    if self.is_across(a, b) && a != b && !self.is_in_earlier(pass, a, b) {
                        visit(a, b);
                    }
                }
            }
        }
    }

    fn is_across(&self, a: usize, b: usize) -> bool {
        self.second_from.is_none_or(|second_from| (a < second_from) != (b < second_from))
    }

    fn is_in_earlier(&self, pass: usize, a: usize, b: usize) -> bool {
        self.passes[..pass].iter().any(|earlier| earlier.share_key(a, b))
    }
}

impl Blocks {
    fn of(records: &Records, tables: &KeyTables, pass: Pass) -> Blocks {
        let n_keys = pass.n_keys(records);
        let mut keys = vec![0u32; records.n_linked() * n_keys];
        for (at, own) in keys.chunks_exact_mut(n_keys.max(1)).enumerate() {
            tables.fill(records, &pass, at, own);
        }
        let mut entries: Vec<u64> = keys
            .iter()
            .enumerate()
            .filter(|(_, key)| **key != 0)
            .map(|(at, key)| u64::from(*key) << 32 | (at / n_keys) as u64)
            .collect();
        entries.sort_unstable();
        entries.dedup();
        let (mut members, mut starts) = (Vec::new(), vec![0]);
        for block in entries.chunk_by(|a, b| a >> 32 == b >> 32) {
            if block.len() > pass.largest {
                for entry in block {
                    let at = (*entry as u32) as usize * n_keys;
                    let own = &mut keys[at..at + n_keys];
                    own.iter_mut().filter(|key| u64::from(**key) == entry >> 32).for_each(|key| *key = 0);
                }
            } else if block.len() > 1 {
                members.extend(block.iter().map(|entry| *entry as u32));
                starts.push(members.len() as u32);
            }
        }
        members.shrink_to_fit();
        starts.shrink_to_fit();
        Blocks { pass, members, starts, keys, n_keys }
    }

    fn n_blocks(&self) -> usize {
        self.starts.len() - 1
    }

    fn members(&self, block: usize) -> &[u32] {
        &self.members[self.starts[block] as usize..self.starts[block + 1] as usize]
    }

    fn share_key(&self, a: usize, b: usize) -> bool {
        if self.n_keys == 1 {
            return self.keys[a] != 0 && self.keys[a] == self.keys[b];
        }
        let own = |at: usize| &self.keys[at * self.n_keys..(at + 1) * self.n_keys];
        own(a).iter().any(|key| *key != 0 && own(b).contains(key))
    }
}

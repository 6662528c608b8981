//! The blocks of a pass: which records share a key.
#![expect(
    clippy::indexing_slicing,
    reason = "blocks and keys are made here, places are always inside their arrays"
)]

use super::keys::{KeyTables, Pass};
use crate::linkage::records::Records;

/// The blocks of one pass.
pub(crate) struct Blocks {
    pub(crate) pass: Pass,
    /// Records of all blocks one after another.
    members: Vec<u32>,
    /// Where each block begins, and the end of the last one.
    starts: Vec<u32>,
}

/// The keys of every record in one pass, as many for each, 0 for none or for a block that is too large.
pub(super) struct OwnKeys {
    keys: Vec<u32>,
    n_each: usize,
}

impl Blocks {
    pub(super) fn of(records: &Records, tables: &KeyTables, pass: Pass) -> (Blocks, OwnKeys) {
        let mut own = OwnKeys::of(records, tables, &pass);
        let (mut members, mut starts) = (Vec::new(), vec![0]);
        for block in own.sorted().chunk_by(|a, b| a >> 32 == b >> 32) {
            if block.len() > pass.largest {
                block.iter().for_each(|entry| own.forget(*entry));
            } else if block.len() > 1 {
                members.extend(block.iter().map(|entry| *entry as u32));
                starts.push(members.len() as u32);
            }
        }
        members.shrink_to_fit();
        starts.shrink_to_fit();
        (Blocks { pass, members, starts }, own)
    }

    pub(super) fn n_blocks(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn members(&self, block: usize) -> &[u32] {
        &self.members[self.starts[block] as usize..self.starts[block + 1] as usize]
    }
}

impl OwnKeys {
    fn of(records: &Records, tables: &KeyTables, pass: &Pass) -> OwnKeys {
        let n_most = pass.n_keys(records);
        let mut keys = vec![0u32; records.n_linked() * n_most];
        for (at, own) in keys.chunks_exact_mut(n_most.max(1)).enumerate() {
            tables.fill(records, pass, at, own);
        }
        // Few have a second phone: what nobody has is not kept.
        let used = |own: &[u32]| own.iter().take_while(|key| **key != 0).count();
        let n_each = keys.chunks_exact(n_most.max(1)).map(used).max().unwrap_or(0).max(1);
        if n_each < n_most {
            let kept = keys.chunks_exact(n_most).flat_map(|own| &own[..n_each]);
            keys = kept.copied().collect();
        }
        OwnKeys { keys, n_each }
    }

    /// Key in the upper half and record in the lower, ascending.
    fn sorted(&self) -> Vec<u64> {
        let known = self.keys.iter().enumerate().filter(|(_, key)| **key != 0);
        let mut entries: Vec<u64> =
            known.map(|(at, key)| u64::from(*key) << 32 | (at / self.n_each) as u64).collect();
        entries.sort_unstable();
        entries.dedup();
        entries
    }

    fn forget(&mut self, entry: u64) {
        let at = (entry as u32) as usize * self.n_each;
        let own = &mut self.keys[at..at + self.n_each];
        own.iter_mut().filter(|key| u64::from(**key) == entry >> 32).for_each(|key| *key = 0);
    }
}

/// The keys of every record in all passes, side by side: two records are looked at in as few places of memory as can be.
#[derive(Default)]
pub(super) struct KeyRows {
    rows: Vec<u32>,
    /// Where the keys of each pass begin in a row, and the end of the last.
    begins: Vec<usize>,
}

impl KeyRows {
    pub(super) fn of(n_records: usize, passes: &[OwnKeys]) -> KeyRows {
        let begins: Vec<usize> = std::iter::once(0)
            .chain(passes.iter().scan(0, |end, own| {
                *end += own.n_each;
                Some(*end)
            }))
            .collect();
        let mut rows = Vec::with_capacity(n_records * begins.last().copied().unwrap_or(0));
        for at in 0..n_records {
            for own in passes {
                rows.extend_from_slice(&own.keys[at * own.n_each..(at + 1) * own.n_each]);
            }
        }
        KeyRows { rows, begins }
    }

    /// Whether two records share a key of one of the first `n_passes` passes.
    pub(super) fn share(&self, n_passes: usize, a: usize, b: usize) -> bool {
        let (width, end) = (self.begins[self.begins.len() - 1], self.begins[n_passes]);
        let (a, b) = (&self.rows[a * width..a * width + end], &self.rows[b * width..b * width + end]);
        if end == n_passes {
            return a.iter().zip(b).any(|(own, other)| own == other && *own != 0);
        }
        self.begins[..=n_passes].windows(2).any(|place| {
            let (own, other) = (&a[place[0]..place[1]], &b[place[0]..place[1]]);
            own.iter().any(|key| *key != 0 && other.contains(key))
        })
    }
}

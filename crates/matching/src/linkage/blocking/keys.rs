//! The keys of records in a pass, looked up by the numbers of their values.
#![expect(clippy::indexing_slicing, reason = "tables have one row per value of the pool that numbers it")]

use smallvec::SmallVec;

use crate::linkage::comparators::Keys;
use crate::linkage::records::{FOREIGN, Records, Row};
use crate::linkage::strings::hash_number;
use crate::linkage::threads::in_pieces;

/// One key of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Term {
    pub field: usize,
    /// Its place in the keys of a value.
    pub key: usize,
}

/// A key of one field or of several together, and the largest block that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pass {
    pub terms: SmallVec<[Term; 3]>,
    pub largest: usize,
}

impl Pass {
    /// How many keys a record may have in this pass.
    pub(crate) fn n_keys(&self, records: &Records) -> usize {
        self.terms.iter().map(|term| records.fields[term.field].n_lanes).product::<usize>().min(MOST_KEYS)
    }
}

/// A record has at most this many keys in one pass.
const MOST_KEYS: usize = 4;

/// Keys of every distinct value, by field.
pub(crate) struct KeyTables {
    by_field: Vec<Vec<Keys>>,
}

impl KeyTables {
    pub(crate) fn of(records: &Records, n_threads: usize) -> KeyTables {
        let keys = |at: usize| records.keys_of_values(&records.fields[at]);
        KeyTables { by_field: in_pieces(records.fields.len(), n_threads, keys) }
    }

    /// Writes the keys of a record into `out`, 0 where there is none.
    pub(crate) fn fill(&self, records: &Records, pass: &Pass, at: usize, out: &mut [u32]) {
        let row = records.row(at);
        let key = |term: &Term, lane: usize| match row.ids[lane] {
            0 => 0,
            id => self.by_field[term.field][id as usize - 1][term.key],
        };
        fill(records, pass, out, key);
    }
}

/// Writes the keys of a record that may hold values the base does not have.
pub(crate) fn fill_foreign(records: &Records, pass: &Pass, row: Row<'_>, out: &mut [u32]) {
    let key = |term: &Term, lane: usize| {
        let field = &records.fields[term.field];
        match row.ids[lane] {
            0 => 0,
            id => {
                let value =
                    if id == FOREIGN { row.own[lane].value() } else { records.value(field, row, lane) };
                field.comparator.keys(value, &records.pools[field.pool].tokens)[term.key]
            }
        }
    };
    fill(records, pass, out, key);
}

/// Combines the keys of the terms over all lanes.
fn fill(records: &Records, pass: &Pass, out: &mut [u32], key: impl Fn(&Term, usize) -> u32) {
    let mut found: SmallVec<[u32; MOST_KEYS]> = SmallVec::new();
    for (order, term) in pass.terms.iter().enumerate() {
        let field = &records.fields[term.field];
        let before = std::mem::take(&mut found);
        for lane in field.first_lane..field.first_lane + field.n_lanes {
            match key(term, lane) {
                0 => {}
                own if order == 0 => found.push(own),
                own => found.extend(
                    before.iter().map(|other| hash_number(u64::from(*other) << 32 | u64::from(own))),
                ),
            }
        }
    }
    out.fill(0);
    for (place, key) in out.iter_mut().zip(found) {
        *place = key;
    }
}

//! Choosing passes by what they cost and cover on this base.
#![expect(clippy::indexing_slicing, reason = "counts are kept per field of the same records")]

use smallvec::smallvec;

use super::keys::{KeyTables, Pass, Term};
use crate::linkage::comparators::N_KEYS;
use crate::linkage::records::Records;

/// Passes over two fields, at most.
const MOST_PAIRED: usize = 16;
/// Sizes of the largest block that are tried.
const SIZES: [usize; 9] = [2000, 700, 250, 100, 50, 25, 12, 6, 3];
/// Costs are counted on about this many records.
const SAMPLE: usize = 200_000;

/// A pass with what it costs and how many records it reaches.
struct Offer {
    pass: Pass,
    /// Pairs per record.
    cost: f64,
    /// Share of records in blocks of two or more that are not too large.
    reach: f64,
}

/// Chooses passes that together cost at most about `budget` pairs per record: every key of one field where it is rare
/// enough, then keys of two fields, those that reach most records by fields used least.
pub(super) fn choose(records: &Records, tables: &KeyTables, budget: f64) -> Vec<Pass> {
    let terms: Vec<Term> = (0..records.fields.len())
        .flat_map(|field| (0..N_KEYS).map(move |key| Term { field, key }))
        .collect();
    let singles: Vec<Offer> =
        terms.iter().filter_map(|term| offer(records, tables, smallvec![*term], budget / 12.0)).collect();
    let mut left = budget - singles.iter().map(|single| single.cost).sum::<f64>();
    let mut passes: Vec<Pass> = singles.into_iter().map(|single| single.pass).collect();
    let mut pairs: Vec<Offer> = Vec::new();
    for (at, first) in terms.iter().enumerate() {
        for second in terms[at..].iter().filter(|second| second.field != first.field) {
            pairs.extend(offer(records, tables, smallvec![*first, *second], budget / 15.0));
        }
    }
    let mut used = vec![0.0; records.fields.len()];
    for _ in 0..MOST_PAIRED {
        let worth = |pair: &Offer| {
            let fields: f64 = pair.pass.terms.iter().map(|term| used[term.field]).sum();
            pair.reach / (1.0 + fields)
        };
        let best = (0..pairs.len())
            .filter(|at| pairs[*at].cost <= left)
            .max_by(|a, b| worth(&pairs[*a]).total_cmp(&worth(&pairs[*b])).then(b.cmp(a)));
        let Some(best) = best else { break };
        let pair = pairs.swap_remove(best);
        left -= pair.cost;
        pair.pass.terms.iter().for_each(|term| used[term.field] += 1.0);
        passes.push(pair.pass);
    }
    passes
}

/// Counts what a pass would cost; `None` when even small blocks cost too much or nobody shares a key.
fn offer(
    records: &Records,
    tables: &KeyTables,
    terms: smallvec::SmallVec<[Term; 2]>,
    most: f64,
) -> Option<Offer> {
    let mut pass = Pass { terms, largest: 0 };
    let n_keys = pass.n_keys(records);
    let step = records.n_linked().div_ceil(SAMPLE).max(1);
    let mut own = vec![0u32; n_keys];
    let mut keys: Vec<u32> = Vec::new();
    let mut n = 0.0;
    for at in (0..records.n_linked()).step_by(step) {
        tables.fill(records, &pass, at, &mut own);
        keys.extend(own.iter().filter(|key| **key != 0));
        n += 1.0;
    }
    keys.sort_unstable();
    let sizes: Vec<f64> =
        keys.chunk_by(|a, b| a == b).map(|block| block.len() as f64).filter(|n| *n > 1.0).collect();
    let step = step as f64;
    for largest in SIZES {
        let fitting = sizes.iter().filter(|size| **size * step <= largest as f64);
        let (mut pairs, mut reached) = (0.0, 0.0);
        for size in fitting {
            pairs += size * (size - 1.0) / 2.0 * step;
            reached += size;
        }
        let (cost, reach) = (pairs / n, reached / n);
        if cost <= most {
            pass.largest = largest;
            return (reach > 0.01).then_some(Offer { pass, cost, reach });
        }
    }
    None
}

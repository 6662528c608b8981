//! The whole way from records to pairs and groups.
#![expect(clippy::indexing_slicing, reason = "rows are numbered by the records themselves")]

use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use super::blocking::Candidates;
use super::compare::{Codes, Comparing};
use super::model::{FieldParameters, Model, Sample, probability, train};
use super::records::Records;

/// Two records that may be one client.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Number of the record that was pushed earlier.
    pub left: u32,
    /// Number of the other record.
    pub right: u32,
    /// Probability of being one client, 0..=1.
    pub probability: f64,
}

/// How to link.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Pairs from this probability on are found; `None` lets the model choose by its own estimate of errors.
    pub threshold: Option<f64>,
    /// Number of threads, 0 for two.
    pub n_threads: usize,
}

/// What linking found.
#[derive(Debug, Clone)]
pub struct Linkage {
    /// Pairs at or above the threshold, by left then right.
    pub pairs: Vec<Pair>,
    /// The threshold that was used.
    pub threshold: f64,
    /// How many pairs were compared.
    pub n_compared: u64,
    /// What the model learned.
    pub parameters: Vec<FieldParameters>,
    #[doc(hidden)]
    pub scored: Vec<Pair>,
}

/// Random pairs that u is learned from.
const N_RANDOM: usize = 400_000;
/// Candidates that the model is trained on, about.
const N_TRAINING: f64 = 1_500_000.0;
/// Pairs less likely than this are forgotten.
const LEAST_BITS: f64 = -8.0;

/// Finds the pairs of records that speak of one client.
pub fn link(records: &mut Records, options: &Options) -> Linkage {
    records.settle();
    let comparing = Comparing::of(records);
    let candidates = Candidates::of(records);
    let n_threads = if options.n_threads == 0 { 2 } else { options.n_threads };
    let model = learn(records, &candidates, comparing, n_threads);
    let scored: Vec<(u64, Vec<Pair>)> = in_pieces(candidates.n_pieces(), n_threads, |piece| {
        let (mut n, mut found) = (0, Vec::new());
        candidates.visit_piece(piece, |a, b| {
            n += 1;
            let codes = comparing.compare(records, records.row(a), records.row(b));
            let bits = model.bits(&codes);
            if bits >= LEAST_BITS {
                found.push(Pair { left: a as u32, right: b as u32, probability: probability(bits) });
            }
        });
        (n, found)
    });
    let n_compared = scored.iter().map(|(n, _)| n).sum();
    let mut scored: Vec<Pair> = scored.into_iter().flat_map(|(_, pairs)| pairs).collect();
    scored.sort_unstable_by_key(|pair| (pair.left, pair.right));
    let threshold = options.threshold.unwrap_or(0.5);
    let pairs = scored.iter().filter(|pair| pair.probability >= threshold).copied().collect();
    Linkage { pairs, threshold, n_compared, parameters: model.parameters, scored }
}

fn learn(records: &Records, candidates: &Candidates, comparing: Comparing, n_threads: usize) -> Model {
    let compare = |a: usize, b: usize| comparing.compare(records, records.row(a), records.row(b));
    let counts = in_pieces(candidates.n_pieces(), n_threads, |piece| {
        let mut n = 0u64;
        candidates.visit_piece(piece, |_, _| n += 1);
        n
    });
    let n_candidates: u64 = counts.iter().sum();
    let step = (n_candidates as f64 / N_TRAINING).ceil().max(1.0) as u64;
    let sampled: Vec<Vec<Codes>> = in_pieces(candidates.n_pieces(), n_threads, |piece| {
        let mut codes = Vec::new();
        candidates.visit_piece(piece, |a, b| {
            if step == 1 || scatter((a as u64) << 32 | b as u64) % step == 0 {
                codes.push(compare(a, b));
            }
        });
        codes
    });
    let random = if candidates.is_whole() {
        Vec::new()
    } else {
        random_pairs(records).map(|(a, b)| compare(a, b)).collect()
    };
    let sample = Sample {
        candidates: sampled.into_iter().flatten().collect(),
        weight: step as f64,
        random,
        n_possible: candidates.n_possible(),
    };
    train(records, &sample)
}

/// Pairs at random but always the same ones.
fn random_pairs(records: &Records) -> impl Iterator<Item = (usize, usize)> {
    let n = records.len() as u64;
    let second_from = records.second_from().map(|at| at as u64);
    (0..N_RANDOM as u64).filter_map(move |at| {
        let (x, y) = (scatter(2 * at), scatter(2 * at + 1));
        let (a, b) = match second_from {
            Some(second_from) => (x % second_from, second_from + y % (n - second_from).max(1)),
            None => (x % n, y % n),
        };
        (a != b).then_some((a as usize, b as usize))
    })
}

/// Scatters numbers over 64 bits (the finalizer of SplitMix64; Steele, Lea and Flood, 2014).
fn scatter(number: u64) -> u64 {
    let state = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ state >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ state >> 31
}

/// Does every piece of work on some threads; results come in the order of pieces, whoever did them.
fn in_pieces<T: Send>(n_pieces: usize, n_threads: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let mut results: Vec<(usize, T)> = std::thread::scope(|scope| {
        let run = || {
            let mut done = Vec::new();
            loop {
                let piece = next.fetch_add(1, Ordering::Relaxed);
                if piece >= n_pieces {
                    return done;
                }
                done.push((piece, work(piece)));
            }
        };
        let others: Vec<_> = (1..n_threads).map(|_| scope.spawn(run)).collect();
        let mut done = run();
        for other in others {
            match other.join() {
                Ok(theirs) => done.extend(theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    results.sort_unstable_by_key(|(piece, _)| *piece);
    results.into_iter().map(|(_, result)| result).collect()
}

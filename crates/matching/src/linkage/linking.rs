//! The whole way from records to pairs and groups.

use serde::{Deserialize, Serialize};

use super::blocking::Candidates;
use super::clustering::{LARGEST, cluster, complete};
use super::compare::{Codes, Comparing};
use super::explaining::{Explanation, explain};
use super::judging::{self, Judgement};
use super::model::{Bounds, FieldParameters, Model, Sample, probability, train};
use super::records::{Records, Row};
use super::threads::{in_pieces, scatter};
use super::threshold::{self, Estimate};

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
    /// What people said of pairs; they are held to, and the model learns from them.
    pub judgements: Vec<Judgement>,
    /// The largest group, 0 for 40 records.
    pub largest_group: usize,
    /// Number of threads, 0 for two. The result does not depend on it.
    pub n_threads: usize,
}

/// What linking found.
#[derive(Debug, Clone)]
pub struct Linkage {
    /// Pairs of one client, by left then right: the likely ones, and those that groups imply.
    pub pairs: Vec<Pair>,
    /// Groups of records of one client in ascending order, two records and more each.
    pub clusters: Vec<Vec<u32>>,
    /// The probability from which pairs were joined.
    pub threshold: f64,
    /// What the model thinks of its own errors at the threshold.
    pub estimate: Estimate,
    /// How many pairs were compared.
    pub n_compared: u64,
    /// What the model learned.
    pub parameters: Vec<FieldParameters>,
    pub(crate) model: Model,
    pub(crate) passes: Vec<super::blocking::Pass>,
}

/// Random pairs that u is learned from.
const N_RANDOM: u64 = 300_000;
/// They are compared in so many pieces.
const N_RANDOM_PIECES: u64 = 16;
/// Candidates that the model is trained on, about.
const N_TRAINING: f64 = 1_000_000.0;
/// Pairs less likely than this are forgotten.
const LEAST_BITS: f64 = -8.0;

/// Finds the pairs of records that speak of one client.
///
/// Steps: keys choose the pairs worth comparing, the model is trained on them without labels, every one is scored, the
/// threshold is set where the expected F1 is best, likely pairs are joined into groups.
pub fn link(records: &mut Records, options: &Options) -> Linkage {
    records.settle();
    let records = &*records;
    let linking = Linking::of(records, options);
    let model = linking.trained(options);
    let (mut scored, n_compared) = linking.score(&model);
    let is_linked =
        |judgement: &&Judgement| (judgement.left.max(judgement.right) as usize) < records.n_linked();
    let standing: Vec<Judgement> = options.judgements.iter().filter(is_linked).copied().collect();
    judging::hold_to(&mut scored, &standing);
    let (threshold, estimate) = threshold::choose(&scored, options.threshold);
    let likely: Vec<Pair> = scored.iter().filter(|pair| pair.probability >= threshold).copied().collect();
    let denied = judging::denied(&options.judgements);
    let evidence = |left: u32, right: u32| match denied.contains(&(left, right)) {
        true => f64::NEG_INFINITY,
        false => model.bits(&linking.compare(left, right)) - model.prior,
    };
    let largest = if options.largest_group == 0 { LARGEST } else { options.largest_group };
    let clusters = cluster(&likely, largest, evidence);
    let is_wanted = |left: u32, right: u32| {
        let is_across = |from: usize| (left as usize) < from && (right as usize) >= from;
        records.second_from().is_none_or(is_across)
    };
    let pairs = complete(&clusters, &scored, threshold, is_wanted);
    let parameters = model.parameters.clone();
    let passes = linking.candidates.passes().iter().map(|blocks| blocks.pass.clone()).collect();
    Linkage { pairs, clusters, threshold, estimate, n_compared, parameters, model, passes }
}

/// Learns the model of some records without looking for pairs: all that an [`super::Index`] needs. Its pairs and groups
/// are empty, its threshold is that of the options or one half.
pub fn learn(records: &mut Records, options: &Options) -> Linkage {
    records.settle();
    let linking = Linking::of(records, options);
    let model = linking.trained(options);
    Linkage {
        pairs: Vec::new(),
        clusters: Vec::new(),
        threshold: options.threshold.unwrap_or(0.5),
        estimate: Estimate::default(),
        n_compared: 0,
        parameters: model.parameters.clone(),
        model,
        passes: linking.candidates.passes().iter().map(|blocks| blocks.pass.clone()).collect(),
    }
}

impl Linkage {
    /// Explains the score of two records of the base that was linked.
    pub fn explain(&self, records: &Records, left: u32, right: u32) -> Explanation {
        let codes = Comparing::of(records).compare(
            records,
            records.row(left as usize),
            records.row(right as usize),
        );
        explain(records, &self.model, &codes)
    }
}

struct Linking<'a> {
    records: &'a Records,
    comparing: Comparing,
    candidates: Candidates,
    n_threads: usize,
}

impl<'a> Linking<'a> {
    fn of(records: &'a Records, options: &Options) -> Linking<'a> {
        let n_threads = if options.n_threads == 0 { 2 } else { options.n_threads };
        let candidates = Candidates::of(records, n_threads);
        Linking { records, comparing: Comparing::of(records), candidates, n_threads }
    }

    /// The model, learned from the records and from what people said.
    fn trained(&self, options: &Options) -> Model {
        let mut model = self.learn(&options.judgements);
        judging::calibrate(&mut model, &options.judgements, |left, right| self.compare(left, right));
        model
    }
}

impl Linking<'_> {
    fn row(&self, at: u32) -> Row<'_> {
        self.records.row(at as usize)
    }

    fn compare(&self, left: u32, right: u32) -> Codes {
        self.comparing.compare(self.records, self.row(left), self.row(right))
    }

    /// Scores all candidates; pairs come by left then right, unlikely ones are left out.
    fn score(&self, model: &Model) -> (Vec<Pair>, u64) {
        let bounds = Bounds::of(model, LEAST_BITS);
        let pieces: Vec<(u64, Vec<Pair>)> =
            in_pieces(self.candidates.n_pieces(), self.n_threads, |piece| {
                let (mut n, mut found) = (0, Vec::new());
                self.candidates.visit_piece(piece, |left, right| {
                    n += 1;
                    let (left, right) = (left as u32, right as u32);
                    let rows = (self.row(left), self.row(right));
                    if let Some(bits) = self.comparing.score(self.records, model, &bounds, rows) {
                        found.push(Pair { left, right, probability: probability(bits) });
                    }
                });
                (n, found)
            });
        let n_compared = pieces.iter().map(|(n, _)| n).sum();
        let mut scored: Vec<Pair> = pieces.into_iter().flat_map(|(_, pairs)| pairs).collect();
        scored.sort_unstable_by_key(|pair| (pair.left, pair.right));
        (scored, n_compared)
    }

    /// Compares a sample of the candidates and of all pairs, and trains the model on them.
    fn learn(&self, judgements: &[Judgement]) -> Model {
        let counts = in_pieces(self.candidates.n_pieces(), self.n_threads, |piece| {
            let mut n = 0u64;
            self.candidates.visit_piece(piece, |_, _| n += 1);
            n
        });
        // A set that is compared whole is learned from whole, since u comes from the same pairs.
        let n_training = if self.candidates.is_whole() { f64::INFINITY } else { N_TRAINING };
        let step = (counts.iter().sum::<u64>() as f64 / n_training).ceil().max(1.0) as u64;
        let sampled: Vec<Vec<Codes>> = in_pieces(self.candidates.n_pieces(), self.n_threads, |piece| {
            let mut codes = Vec::new();
            self.candidates.visit_piece(piece, |left, right| {
                if step == 1 || scatter((left as u64) << 32 | right as u64).is_multiple_of(step) {
                    codes.push(self.compare(left as u32, right as u32));
                }
            });
            codes
        });
        let is_whole = self.candidates.is_whole();
        let random = if is_whole { Vec::new() } else { self.random_pairs() };
        let judged = judgements
            .iter()
            .map(|judgement| (self.compare(judgement.left, judgement.right), judgement.is_same));
        let sample = Sample {
            candidates: sampled.into_iter().flatten().collect(),
            weight: step as f64,
            random,
            judged: judged.collect(),
            n_possible: self.candidates.n_possible(),
        };
        train(self.records, &sample)
    }

    /// Pairs at random but always the same ones.
    fn random_pairs(&self) -> Vec<Codes> {
        let n = self.records.n_linked() as u64;
        let second_from = self.records.second_from().map(|at| at as u64);
        let pair = |at: u64| {
            let (x, y) = (scatter(2 * at), scatter(2 * at + 1));
            match second_from {
                Some(second_from) => (x % second_from.max(1), second_from + y % (n - second_from).max(1)),
                None => (x % n, y % n),
            }
        };
        let pieces = in_pieces(N_RANDOM_PIECES as usize, self.n_threads, |piece| {
            let numbers = (piece as u64..N_RANDOM).step_by(N_RANDOM_PIECES as usize);
            let different = numbers.map(pair).filter(|(left, right)| left != right);
            let codes = different.map(|(left, right)| self.compare(left as u32, right as u32));
            codes.collect::<Vec<Codes>>()
        });
        pieces.into_iter().flatten().collect()
    }
}

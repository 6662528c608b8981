//! Learning the parameters without labels by expectation and maximization.
//!
//! Dempster, Laird and Rubin, "Maximum Likelihood from Incomplete Data via the EM Algorithm", JRSS B 39 (1977); for
//! linkage Winkler (1988) and Enamorado, Fifield and Imai, "Using a Probabilistic Model to Assist Merging of Large-Scale
//! Administrative Records", APSR 113 (2019), eq. 2 to 5. The class of others is all but known (nearly every pair at random
//! is one), so u is taken from random pairs with the share of matches among them taken off; m and λ are learned on the
//! candidates, m with a Dirichlet prior, so that a base with few doubles does not talk itself into nonsense.
#![expect(clippy::indexing_slicing, reason = "levels and buckets are places in arrays made for them")]

use super::{FieldParameters, LevelParameters, Model, Score, probability};
use crate::linkage::compare::{Codes, MISSING, N_COUNTS, SAME_FROM, bucket_of, count_of};
use crate::linkage::records::Records;

/// Pairs to learn from.
pub(crate) struct Sample {
    /// Candidates, each standing for `weight` of them.
    pub candidates: Vec<Codes>,
    pub weight: f64,
    /// Pairs at random; empty when the candidates are all pairs there are.
    pub random: Vec<Codes>,
    /// Pairs that people judged, true for one client.
    pub judged: Vec<(Codes, bool)>,
    /// All pairs there are.
    pub n_possible: f64,
}

/// So many imagined matches stand behind the expected shares of levels.
const PRIOR_MATCHES: f64 = 10.0;
/// ...and so many more for each match that was found, in fields of each person's own.
const OWN_PRIOR_RATIO: f64 = 0.5;
/// Fields that kin share less often than this are taken to be each person's own.
const OWN_RATIO: f64 = 0.05;
/// One client's records differ in a field no more often than this; in fields of each person's own less.
const MOST_DIFFERENT: f64 = 0.6;
const MOST_DIFFERENT_OWN: f64 = 0.3;
/// Doubles agree, but for slips, at least so often in what tells people apart.
const LEAST_OWN_AGREEMENT: f64 = 0.55;
/// Fields of which it is not known how often kin share them have at most this ratio...
const UNKNOWN_RATIO: f64 = 0.5;
/// ...and tell people apart when strangers agree less often than this.
const SELDOM: f64 = 0.002;
/// Of agreements of any level at least this share is full.
const LEAST_SAME_OF_AGREED: f64 = 0.5;
/// Groups of doubles are not larger than this allows on average.
const MOST_MATCHES_PER_RECORD: f64 = 5.0;
const MOST_ROUNDS: usize = 60;
/// After so many rounds pairs that are beyond doubt are left out.
const ROUNDS_ON_ALL: usize = 3;
/// A match that a person confirmed counts for so many found by the model.
const JUDGED_WEIGHT: f64 = 3.0;
/// The rarest chance of a level among others.
const LEAST: f64 = 1e-7;

struct Learning<'a> {
    records: &'a Records,
    sample: &'a Sample,
    /// Candidates that are still in question, and random pairs.
    candidates: Vec<&'a Codes>,
    random: Vec<&'a Codes>,
    /// Sums of levels among random pairs, matches and all.
    at_random: Vec<Vec<f64>>,
    /// Per field and level.
    m: Vec<Vec<f64>>,
    u: Vec<Vec<f64>>,
    /// Shares of levels among kin.
    kin: Vec<Vec<f64>>,
    /// Per field: matches found among agreements on values of a bucket, and how many values are in the bucket.
    doubles: Vec<[f64; N_COUNTS]>,
    n_values: Vec<[f64; N_COUNTS]>,
    n_matches: f64,
    n_kin: f64,
    /// False when m stays as expected.
    learns_m: bool,
    own_agreement: Option<f64>,
}

/// Learns a model from the sample.
///
/// Where a base has few doubles or none, the likeliest second class is not doubles but namesakes or families. Such a class
/// gives itself away: its pairs differ in what is each person's own. Then m is kept as expected and only λ is learned.
pub(crate) fn train(records: &Records, sample: &Sample) -> Model {
    let (model, agreement) = train_once(records, sample, true);
    match agreement.is_some_and(|agreement| agreement < LEAST_OWN_AGREEMENT) {
        true => train_once(records, sample, false).0,
        false => model,
    }
}

/// One training; gives the share of full agreement among matches in each person's own fields too.
fn train_once(records: &Records, sample: &Sample, learns_m: bool) -> (Model, Option<f64>) {
    let mut learning = Learning::new(records, sample, learns_m);
    let mut model = learning.model();
    for round in 0..MOST_ROUNDS {
        let before = learning.n_matches;
        learning.round(&model);
        model = learning.model();
        if round >= ROUNDS_ON_ALL && (learning.n_matches - before).abs() < 1e-4 * before {
            break;
        }
        if round < ROUNDS_ON_ALL {
            learning.candidates.retain(|codes| is_in_question(model.score(codes)));
            learning.random.retain(|codes| is_in_question(model.score(codes)));
        }
    }
    for (field, table) in model.tables.iter_mut().chain(&mut model.kin_tables).enumerate() {
        learning.grade(field % learning.m.len(), table);
    }
    (model, learning.own_agreement)
}

/// Pairs that are strangers beyond doubt add nothing to the sums of later rounds.
fn is_in_question(score: Score) -> bool {
    score.same.max(score.kin) > -24.0
}

/// Sums of probabilities by field and level.
struct Sums {
    levels: Vec<Vec<f64>>,
    doubles: Vec<[f64; N_COUNTS]>,
    total: f64,
}

impl Sums {
    fn like(shares: &[Vec<f64>]) -> Sums {
        Sums {
            levels: shares.iter().map(|levels| vec![0.0; levels.len()]).collect(),
            doubles: vec![[0.0; N_COUNTS]; shares.len()],
            total: 0.0,
        }
    }

    fn add(&mut self, codes: &Codes, p: f64) {
        if p < 1e-6 {
            return;
        }
        self.total += p;
        for (field, levels) in self.levels.iter_mut().enumerate() {
            match codes[field] {
                MISSING => {}
                code @ SAME_FROM.. => {
                    levels[0] += p;
                    self.doubles[field][usize::from(code - SAME_FROM)] += p;
                }
                code => levels[usize::from(code)] += p,
            }
        }
    }

    /// Shares of levels with the expected ones as a Dirichlet prior.
    fn shares(&self, field: usize, expected: &[f64], ratio: f64) -> Vec<f64> {
        let sum: f64 = self.levels[field].iter().sum();
        let strength = PRIOR_MATCHES + ratio * sum;
        let total = sum + strength;
        self.levels[field]
            .iter()
            .zip(expected)
            .map(|(sum, share)| (sum + strength * share) / total)
            .collect()
    }
}

impl<'a> Learning<'a> {
    fn new(records: &'a Records, sample: &'a Sample, learns_m: bool) -> Learning<'a> {
        let expected = |field: &crate::linkage::records::Field| -> Vec<f64> {
            field.comparator.levels().iter().map(|level| level.expected).collect()
        };
        let n_values = records.fields.iter().map(|field| {
            let mut buckets = [0.0; N_COUNTS];
            for count in field.counts.iter().filter(|count| **count > 0) {
                buckets[usize::from(bucket_of(*count))] += 1.0;
            }
            buckets
        });
        let all: &[Codes] = if sample.random.is_empty() { &sample.candidates } else { &sample.random };
        let m: Vec<Vec<f64>> = records.fields.iter().map(expected).collect();
        let mut at_random = Sums::like(&m);
        all.iter().for_each(|codes| at_random.add(codes, 1.0));
        let mut learning = Learning {
            records,
            sample,
            candidates: sample.candidates.iter().collect(),
            random: all.iter().collect(),
            at_random: at_random.levels,
            u: m.clone(),
            kin: m.clone(),
            doubles: vec![[0.0; N_COUNTS]; m.len()],
            m,
            n_values: n_values.collect(),
            n_matches: 0.1 * records.len() as f64,
            n_kin: 0.1 * records.len() as f64,
            learns_m,
            own_agreement: None,
        };
        learning.learn_others(None);
        learning.kin = (0..records.fields.len()).map(|field| learning.expected_of_kin(field)).collect();
        learning
    }

    /// Shares of levels among pairs that are no matches: those at random without what the model takes for matches.
    fn learn_others(&mut self, model: Option<&Model>) {
        let mut matches = Sums::like(&self.m);
        for codes in self.random.iter().filter(|_| model.is_some()) {
            matches.add(codes, model.map_or(0.0, |model| probability(model.score(codes).bits())));
        }
        for field in 0..self.m.len() {
            let sums = self.at_random[field].iter().zip(&matches.levels[field]);
            let mut shares: Vec<f64> = sums.map(|(all, matches)| (all - matches).max(0.0) + 0.1).collect();
            let same = self.share_of_same(field);
            let rest: f64 = shares[1..].iter().sum();
            shares[0] = same.max(LEAST);
            shares[1..].iter_mut().for_each(|share| *share = (*share * (1.0 - same) / rest).max(LEAST));
            self.u[field] = shares;
        }
    }

    /// The chance that two clients bear the same value, from the counts of values.
    fn share_of_same(&self, field: usize) -> f64 {
        let n = self.n_clients(field);
        let share: f64 = (0..N_COUNTS)
            .map(|bucket| {
                let clients = self.clients_of(field, bucket);
                self.n_values[field][bucket] * clients * (clients - 1.0).max(0.0) / (n * n)
            })
            .sum();
        share.min(0.9)
    }

    /// How many clients have the field.
    fn n_clients(&self, field: usize) -> f64 {
        let clients =
            (0..N_COUNTS).map(|bucket| self.n_values[field][bucket] * self.clients_of(field, bucket));
        clients.sum::<f64>().max(1.0)
    }

    /// How many clients bear a value that a bucket of records bear: k equal groups of records have E matches inside.
    fn clients_of(&self, field: usize, bucket: usize) -> f64 {
        let n = count_of(bucket);
        let matches = self.doubles[field][bucket] / self.n_values[field][bucket].max(1.0);
        if n <= 1.0 { n } else { (n * n / (n + 2.0 * matches)).max(1.0) }
    }

    /// δ: how many other clients are expected to bear a value that was seen with one client only (Good-Turing).
    fn unseen(&self, field: usize) -> f64 {
        let (mut once, mut twice) = (0.0, 0.0);
        for bucket in 1..8 {
            let clients = self.clients_of(field, bucket);
            let n = self.n_values[field][bucket];
            once += n * (2.0 - clients).clamp(0.0, 1.0);
            twice += n * (1.0 - (2.0 - clients).abs()).max(0.0);
        }
        (2.0 * twice / f64::max(once, 1.0)).clamp(0.05, 1.0)
    }

    /// What is expected of kin: they share the field or agree by chance like strangers.
    fn expected_of_kin(&self, field: usize) -> Vec<f64> {
        let shared = self.records.fields[field].shared_ratio;
        let levels = self.records.fields[field].comparator.levels();
        let expected = levels.iter().zip(&self.u[field]);
        expected.map(|(level, u)| shared * level.expected + (1.0 - shared) * u).collect()
    }

    /// One round: probabilities by the model, then parameters by the probabilities.
    fn round(&mut self, model: &Model) {
        let mut same = Sums::like(&self.m);
        let mut kin = Sums::like(&self.m);
        for codes in &self.candidates {
            let score = model.score(codes);
            same.add(codes, probability(score.bits()) * self.sample.weight);
            kin.add(codes, score.kin_probability() * self.sample.weight);
        }
        for (codes, _) in self.sample.judged.iter().filter(|(_, is_same)| *is_same) {
            same.add(codes, JUDGED_WEIGHT);
        }
        for field in 0..self.m.len() {
            let levels = self.records.fields[field].comparator.levels();
            let expected: Vec<f64> = levels.iter().map(|level| level.expected).collect();
            let is_own = self.records.fields[field].shared_ratio < OWN_RATIO;
            if self.learns_m {
                self.m[field] = same.shares(field, &expected, if is_own { OWN_PRIOR_RATIO } else { 0.0 });
                self.keep_agreement_telling(field);
            }
            let expected = self.expected_of_kin(field);
            // What tells people of one home apart is not learned, else kin would become doubles with many slips.
            self.kin[field] = if is_own { expected } else { kin.shares(field, &expected, 0.0) };
        }
        let most = (MOST_MATCHES_PER_RECORD * self.records.len() as f64).max(1.0);
        (self.n_matches, self.n_kin) = (same.total.clamp(1.0, most), kin.total.clamp(1.0, most));
        self.own_agreement = self.agreement_in_own(&same);
        self.doubles = same.doubles;
        self.learn_others(Some(model));
    }

    /// True for what is each person's own, and for columns of unknown sense whose values hardly ever meet by chance.
    fn tells_apart(&self, field: usize) -> bool {
        let shared = self.records.fields[field].shared_ratio;
        shared < OWN_RATIO || (shared <= UNKNOWN_RATIO && self.u[field][0] < SELDOM)
    }

    /// Share of near agreement in fields that tell people apart, `None` when no field does.
    fn agreement_in_own(&self, matches: &Sums) -> Option<f64> {
        let own = (0..self.m.len()).filter(|field| self.tells_apart(*field));
        let (near, all) = own.fold((0.0, 0.0), |(near, all), field| {
            let levels = &matches.levels[field];
            (near + levels[..levels.len() / 2].iter().sum::<f64>(), all + levels.iter().sum::<f64>())
        });
        (all > 0.0).then(|| near / all)
    }

    /// Disagreement never speaks for a match, one client seldom differs in what is each person's own, and records that
    /// agree at all agree fully as often as not: without these bounds the class of matches drifts into namesakes or
    /// strangers where a base has few doubles.
    fn keep_agreement_telling(&mut self, field: usize) {
        let is_own = self.records.fields[field].shared_ratio < OWN_RATIO;
        let bound = if is_own { MOST_DIFFERENT_OWN } else { MOST_DIFFERENT };
        let last = self.m[field].len() - 1;
        let different = self.m[field][last].min(0.9 * self.u[field][last]).min(bound);
        let agreed: f64 = self.m[field][..last].iter().sum::<f64>().max(LEAST);
        let same = (self.m[field][0] / agreed).max(LEAST_SAME_OF_AGREED);
        let rest = (agreed - self.m[field][0]).max(LEAST);
        let scale = (1.0 - different) * (1.0 - same) / rest;
        self.m[field][1..last].iter_mut().for_each(|share| *share = (*share * scale).max(LEAST));
        self.m[field][0] = (1.0 - different) * same;
        self.m[field][last] = different;
    }

    fn model(&self) -> Model {
        let lambda = (self.n_matches / self.sample.n_possible.max(1.0)).clamp(1e-12, 0.5);
        Model {
            prior: (lambda / (1.0 - lambda)).log2(),
            kin_prior: (self.n_kin / self.sample.n_possible.max(1.0)).clamp(1e-12, 0.5).log2(),
            tables: (0..self.m.len()).map(|field| self.table(field, &self.m[field])).collect(),
            kin_tables: (0..self.m.len()).map(|field| self.table(field, &self.kin[field])).collect(),
            parameters: (0..self.m.len()).map(|field| self.parameters(field)).collect(),
            judged: (0.0, 1.0),
        }
    }

    fn table(&self, field: usize, shares: &[f64]) -> [f32; 256] {
        let mut table = [0f32; 256];
        let (n, unseen) = (self.n_clients(field), self.unseen(field));
        for (level, share) in shares.iter().enumerate().skip(1) {
            table[level] = (share / self.u[field][level]).log2() as f32;
        }
        for bucket in 0..N_COUNTS {
            let u = ((self.clients_of(field, bucket.max(1)) - 1.0).max(0.0) + unseen) / n;
            table[usize::from(SAME_FROM) + bucket] = (shares[0] / u.max(LEAST)).log2() as f32;
        }
        table
    }

    /// Lets no level weigh more than the same value on two records, nor, where levels are degrees, than a nearer one. What was
    /// learned stays as it is: the bound is on what is said of pairs.
    fn grade(&self, field: usize, table: &mut [f32; 256]) {
        let is_graded = self.records.fields[field].comparator.is_graded();
        let mut most = table[usize::from(SAME_FROM) + 2];
        for bits in &mut table[1..self.m[field].len()] {
            *bits = bits.min(most);
            most = if is_graded { *bits } else { most };
        }
    }

    fn parameters(&self, field: usize) -> FieldParameters {
        let of = &self.records.fields[field];
        let levels = of.comparator.levels().iter().zip(self.m[field].iter().zip(&self.u[field]));
        FieldParameters {
            field: of.name.clone(),
            comparator: of.comparator.slug().to_owned(),
            levels: levels
                .map(|(level, (m, u))| LevelParameters { level: level.key.to_owned(), m: *m, u: *u })
                .collect(),
        }
    }
}

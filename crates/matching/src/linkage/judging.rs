//! What people say of pairs: held to, and learned from.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::compare::Codes;
use super::linking::Pair;
use super::model::{Model, probability};

/// A person's word on two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// Number of one record.
    pub left: u32,
    /// Number of the other.
    pub right: u32,
    /// True for one client, false for two.
    pub is_same: bool,
}

fn ordered(judgement: &Judgement) -> (u32, u32) {
    (judgement.left.min(judgement.right), judgement.left.max(judgement.right))
}

/// Pairs that people said are two clients.
pub(crate) fn denied(judgements: &[Judgement]) -> HashSet<(u32, u32)> {
    judgements.iter().filter(|judgement| !judgement.is_same).map(ordered).collect()
}

/// Gives judged pairs the probability 1 or 0, and adds those that were not compared.
pub(crate) fn hold_to(scored: &mut Vec<Pair>, judgements: &[Judgement]) {
    let mut words: HashMap<(u32, u32), f64> = HashMap::new();
    for judgement in judgements {
        words.insert(ordered(judgement), if judgement.is_same { 1.0 } else { 0.0 });
    }
    for pair in scored.iter_mut() {
        if let Some(word) = words.remove(&(pair.left, pair.right)) {
            pair.probability = word;
        }
    }
    let missed = words.into_iter().filter(|((left, right), word)| *word > 0.0 && left != right);
    scored.extend(missed.map(|((left, right), probability)| Pair { left, right, probability }));
    scored.sort_unstable_by_key(|pair| (pair.left, pair.right));
}

/// Fits log-odds = offset + slope * score to the judgements (Platt, "Probabilistic Outputs for Support Vector Machines",
/// 1999), by Newton steps on the likelihood with a prior that the model is right: offset 0 and slope 1.
pub(crate) fn calibrate(model: &mut Model, judgements: &[Judgement], compare: impl Fn(u32, u32) -> Codes) {
    let scores: Vec<(f64, f64)> = judgements
        .iter()
        .map(|judgement| {
            let score =
                model.score(&compare(judgement.left, judgement.right)).bits().clamp(-MOST_BITS, MOST_BITS);
            (score, if judgement.is_same { 1.0 } else { 0.0 })
        })
        .collect();
    if scores.is_empty() {
        return;
    }
    let (mut offset, mut slope) = (0.0, 1.0);
    for _ in 0..N_STEPS {
        let mut gradient = [-offset / OFFSET_SPREAD, -(slope - 1.0) / SLOPE_SPREAD];
        let mut curve = [1.0 / OFFSET_SPREAD, 0.0, 1.0 / SLOPE_SPREAD];
        for (score, word) in &scores {
            let p = probability(offset + slope * score);
            let (miss, weight) = ((word - p) * std::f64::consts::LN_2, p * (1.0 - p) * LN_2_SQUARED);
            gradient = [gradient[0] + miss, gradient[1] + miss * score];
            curve = [curve[0] + weight, curve[1] + weight * score, curve[2] + weight * score * score];
        }
        let [a, b, c] = curve;
        let determinant = a * c - b * b;
        offset += (c * gradient[0] - b * gradient[1]) / determinant;
        slope += (a * gradient[1] - b * gradient[0]) / determinant;
        slope = slope.clamp(0.5, 2.0);
    }
    model.judged = (offset, slope);
}

const N_STEPS: usize = 25;
/// Variances of the prior, offset in bits squared.
const OFFSET_SPREAD: f64 = 4.0;
const SLOPE_SPREAD: f64 = 0.02;
/// A word against a score beyond this counts as one at it, so that a slip of a person does not overturn the model.
const MOST_BITS: f64 = 8.0;
const LN_2_SQUARED: f64 = std::f64::consts::LN_2 * std::f64::consts::LN_2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_on_a_pair_is_held_to() {
        let mut scored = vec![
            Pair { left: 1, right: 2, probability: 0.9 },
            Pair { left: 3, right: 4, probability: 0.2 },
        ];
        let said = |left, right, is_same| Judgement { left, right, is_same };
        hold_to(&mut scored, &[said(2, 1, false), said(4, 3, true), said(5, 6, true), said(7, 8, false)]);
        let found: Vec<(u32, f64)> = scored.iter().map(|pair| (pair.left, pair.probability)).collect();
        assert_eq!(found, [(1, 0.0), (3, 1.0), (5, 1.0)]);
    }

    #[test]
    fn words_that_contradict_the_model_move_its_scores() {
        let mut model = Model::blank(vec![4.0, -4.0]);
        let codes = |level: u8| {
            let mut codes = [255; crate::linkage::records::MOST_FIELDS];
            codes[0] = level;
            codes
        };
        let judgements: Vec<Judgement> =
            (0..20).map(|at| Judgement { left: 0, right: at, is_same: false }).collect();
        calibrate(&mut model, &judgements, |_, _| codes(0));
        assert!(model.bits(&codes(0)) < 0.0, "{:?}", model.judged);
        assert!(model.bits(&codes(1)) < model.bits(&codes(0)));
    }
}

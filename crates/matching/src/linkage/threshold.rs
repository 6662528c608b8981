//! Where to draw the line between found and not found, by the model's own estimate of its errors.

use serde::{Deserialize, Serialize};

use super::linking::Pair;

/// What the model expects of the pairs above a threshold.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Estimate {
    /// Share of found pairs that are true, 0..=1.
    pub precision: f64,
    /// Share of true pairs among the compared that are found, 0..=1.
    pub recall: f64,
    /// Harmonic mean of both, 0..=1.
    pub f1: f64,
}

/// A pair that is more likely false than true is never found unless asked for.
const LEAST_THRESHOLD: f64 = 0.5;

/// Chooses the threshold at which the expected F1 is best, or judges the one that was asked for.
///
/// With p the probabilities of all scored pairs, of which the n likeliest are found, the expected F1 is
/// 2 Σ_found p / (n + Σ_all p): the number of true pairs is estimated by the sum of probabilities (Enamorado, Fifield and
/// Imai 2019, eq. 6 and 7, for precision and recall). A fixed threshold would be right for one base and wrong for the next.
pub(crate) fn choose(scored: &[Pair], asked: Option<f64>) -> (f64, Estimate) {
    let mut probabilities: Vec<f64> = scored.iter().map(|pair| pair.probability).collect();
    probabilities.sort_unstable_by(|a, b| b.total_cmp(a));
    let expected: f64 = probabilities.iter().sum();
    let (mut best, mut chosen) = (Estimate::default(), asked.unwrap_or(LEAST_THRESHOLD));
    let mut right = 0.0;
    for (at, p) in probabilities.iter().enumerate() {
        right += p;
        let n = at as f64 + 1.0;
        let f1 = 2.0 * right / (n + expected);
        let is_better = match asked {
            Some(threshold) => *p >= threshold,
            None => f1 > best.f1 && *p >= LEAST_THRESHOLD,
        };
        if is_better {
            best = Estimate { precision: right / n, recall: right / expected, f1 };
            chosen = asked.unwrap_or(*p);
        }
    }
    (chosen, best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scored(probabilities: &[f64]) -> Vec<Pair> {
        probabilities.iter().map(|p| Pair { left: 0, right: 1, probability: *p }).collect()
    }

    #[test]
    fn the_line_is_drawn_where_the_expected_f1_is_best() {
        let (threshold, estimate) = choose(&scored(&[0.99, 0.98, 0.9, 0.3, 0.05, 0.01]), None);
        assert_eq!(threshold, 0.9);
        assert!((estimate.precision - 2.87 / 3.0).abs() < 1e-12);
        assert!((estimate.recall - 2.87 / 3.23).abs() < 1e-12);
    }

    #[test]
    fn a_threshold_that_was_asked_for_is_kept_and_judged() {
        let (threshold, estimate) = choose(&scored(&[0.99, 0.5, 0.2]), Some(0.95));
        assert_eq!((threshold, estimate.precision), (0.95, 0.99));
        assert_eq!(choose(&[], None).0, 0.5);
        assert_eq!(choose(&scored(&[0.4, 0.3]), None), (0.5, Estimate::default()));
    }
}

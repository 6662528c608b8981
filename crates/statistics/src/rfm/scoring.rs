//! From a column of numbers to scores 1..=bins, by four conventions.

use crate::quantile::cut_points;

/// How borders are drawn and ties are settled.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// Borders are type-7 quantiles of the values; equal values share a score. For money and frequency the
    /// score is 1 + the number of borders strictly below the value, for recency `bins` - that number.
    Quantile,
    /// SQL's NTILE over (value, customer id): parts of equal size, the first n mod bins of them one larger;
    /// equal values may part. Recency is ordered descending, still with ids ascending.
    Ntile,
    /// Quantiles of the ranks 1..n (ties in order of customer id), right-closed, as pandas.qcut over
    /// rank(method="first"); recency by reversing the label.
    Rank,
    /// Borders of one's own, ascending, at most `bins` - 1: a value reaches the next score at the border
    /// (for recency: is still within it).
    Thresholds(Vec<f64>),
}

/// Which end of a column deserves the highest score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As frequency and money.
    LargeIsGood,
    /// As recency.
    SmallIsGood,
}

/// The scores of one column.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    /// 1..=bins for each value, in the order of the input.
    pub scores: Vec<u8>,
    /// The borders between scores by value, ascending; empty where ranks decide.
    pub cut_points: Vec<f64>,
}

/// Scores `values`, whose order is that of the customer ids, into 1..=`bins`.
pub fn score(values: &[f64], method: &Method, bins: u8, direction: Direction) -> Scores {
    match method {
        Method::Quantile => {
            let mut sorted = values.to_vec();
            sorted.sort_unstable_by(f64::total_cmp);
            let cuts = cut_points(&sorted, bins);
            let below = |value: f64| cuts.iter().filter(|cut| **cut < value).count() as u8;
            let scores = match direction {
                Direction::LargeIsGood => values.iter().map(|value| 1 + below(*value)).collect(),
                Direction::SmallIsGood => values.iter().map(|value| bins - below(*value)).collect(),
            };
            Scores { scores, cut_points: cuts }
        }
        Method::Thresholds(cuts) => {
            let top = bins.saturating_sub(1);
            let within =
                |value: f64| top.saturating_sub(cuts.iter().filter(|cut| **cut < value).count() as u8);
            let reached = |value: f64| (cuts.iter().filter(|cut| **cut <= value).count() as u8).min(top);
            let scores = match direction {
                Direction::LargeIsGood => values.iter().map(|value| 1 + reached(*value)).collect(),
                Direction::SmallIsGood => values.iter().map(|value| 1 + within(*value)).collect(),
            };
            Scores { scores, cut_points: cuts.clone() }
        }
        Method::Ntile => {
            let descending = direction == Direction::SmallIsGood;
            by_rank(values, descending, |rank, n| tile(rank, n, usize::from(bins)))
        }
        Method::Rank => by_rank(values, false, |rank, n| {
            let bin = right_closed(rank, n, usize::from(bins));
            if direction == Direction::SmallIsGood { bins + 1 - bin } else { bin }
        }),
    }
}

/// Scores by the place (from 0) in the order of values, ties by position.
fn by_rank(values: &[f64], descending: bool, place: impl Fn(usize, usize) -> u8) -> Scores {
    let mut order: Vec<(f64, u32)> = values.iter().copied().zip(0..).collect();
    if descending {
        order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    } else {
        order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    }
    let mut scores = vec![0; values.len()];
    for (rank, (_, index)) in order.iter().enumerate() {
        if let Some(score) = scores.get_mut(*index as usize) {
            *score = place(rank, values.len());
        }
    }
    Scores { scores, cut_points: Vec::new() }
}

fn tile(rank: usize, n: usize, bins: usize) -> u8 {
    let (size, larger) = (n / bins, n % bins);
    let border = larger * (size + 1);
    let tile = if rank < border { rank / (size + 1) } else { larger + (rank - border) / size.max(1) };
    tile as u8 + 1
}

/// The bin whose upper border 1 + (n-1)·j/bins is the first not below the rank, in whole numbers.
fn right_closed(rank: usize, n: usize, bins: usize) -> u8 {
    (rank * bins).div_ceil(n.saturating_sub(1).max(1)).clamp(1, bins) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(method: Method, direction: Direction, expected: [u8; 6]) {
        let values = [5.0, 1.0, 1.0, 1.0, 2.0, 9.0];
        assert_eq!(score(&values, &method, 3, direction).scores, expected, "{method:?} {direction:?}");
    }

    #[test]
    fn each_convention_settles_ties_its_own_way() {
        use Direction::{LargeIsGood, SmallIsGood};
        check(Method::Quantile, LargeIsGood, [3, 1, 1, 1, 2, 3]);
        check(Method::Quantile, SmallIsGood, [1, 3, 3, 3, 2, 1]);
        check(Method::Ntile, LargeIsGood, [3, 1, 1, 2, 2, 3]);
        check(Method::Ntile, SmallIsGood, [1, 2, 3, 3, 2, 1]);
        check(Method::Rank, LargeIsGood, [3, 1, 1, 2, 2, 3]);
        check(Method::Rank, SmallIsGood, [1, 3, 3, 2, 2, 1]);
        check(Method::Thresholds(vec![2.0, 9.0]), LargeIsGood, [2, 1, 1, 1, 2, 3]);
        check(Method::Thresholds(vec![2.0, 5.0]), SmallIsGood, [2, 3, 3, 3, 3, 1]);
    }

    proptest! {
        #[test]
        fn a_larger_value_never_scores_lower(values in prop::collection::vec(0.0..100.0_f64, 0..200), bins in 2_u8..10) {
            for method in [Method::Quantile, Method::Ntile, Method::Rank] {
                for direction in [Direction::LargeIsGood, Direction::SmallIsGood] {
                    let scores = score(&values, &method, bins, direction).scores;
                    let mut pairs: Vec<_> = values.iter().zip(&scores).collect();
                    pairs.sort_by(|a, b| a.0.total_cmp(b.0));
                    for pair in pairs.windows(2) {
                        let (low, high) = (pair[0].1, pair[1].1);
                        let tied = pair[0].0 == pair[1].0;
                        let (worse, better) =
                            if direction == Direction::LargeIsGood { (low, high) } else { (high, low) };
                        prop_assert!(tied || worse <= better);
                    }
                    prop_assert!(scores.iter().all(|score| (1..=bins).contains(score)));
                }
            }
        }
    }
}

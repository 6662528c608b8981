//! Correlation of two columns, with the probability of seeing it by chance.

use serde::Serialize;

use crate::special::student_t_two_sided;

/// How to measure it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Of the values: straight-line dependence.
    Pearson,
    /// Of the ranks (equal values share their mean rank): any rising or falling dependence.
    Spearman,
}

/// A coefficient and its test.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Correlation {
    /// -1..=1.
    pub r: f64,
    /// Two-sided probability of such an r when there is no dependence, 0..=1; `None` below three pairs.
    ///
    /// Source: t = r √((n-2)/(1-r²)) with n - 2 degrees of freedom; for ranks an approximation, as in
    /// SciPy.
    pub p: Option<f64>,
    /// Pairs used.
    pub n: u64,
}

/// The correlation of two columns of one length; `None` when one of them does not vary.
pub fn correlation(x: &[f64], y: &[f64], kind: Kind) -> Option<Correlation> {
    let r = match kind {
        Kind::Pearson => pearson(x, y)?,
        Kind::Spearman => pearson(&ranks(x), &ranks(y))?,
    };
    let df = x.len() as f64 - 2.0;
    let p = (df > 0.0).then(|| student_t_two_sided(r * (df / ((1.0 - r) * (1.0 + r))).sqrt(), df));
    Some(Correlation { r, p, n: x.len() as u64 })
}

/// Pearson's coefficient, -1..=1; `None` when a column does not vary or the lengths differ.
pub fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    if x.len() != y.len() || x.is_empty() {
        return None;
    }
    let n = x.len() as f64;
    let (mean_x, mean_y) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (a, b) in x.iter().zip(y) {
        let (a, b) = (a - mean_x, b - mean_y);
        xx += a * a;
        yy += b * b;
        xy += a * b;
    }
    // What rounding leaves of a constant column is no variation.
    let varies = |square: f64, mean: f64| square > n * (4.0 * f64::EPSILON * mean).powi(2);
    (varies(xx, mean_x) && varies(yy, mean_y)).then(|| (xy / (xx.sqrt() * yy.sqrt())).clamp(-1.0, 1.0))
}

/// Ranks from 1, equal values sharing the mean of theirs.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, u32)> = values.iter().copied().zip(0..).collect();
    order.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        let rank = before as f64 + (same.len() as f64 + 1.0) / 2.0;
        for (_, index) in same {
            if let Some(slot) = ranks.get_mut(*index as usize) {
                *slot = rank;
            }
        }
        before += same.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(ranks(&[5.0, 1.0, 5.0, 3.0]), vec![3.5, 1.0, 3.5, 2.0]);
    }

    #[test]
    fn a_column_that_does_not_vary_has_no_correlation() {
        assert_eq!(correlation(&[0.1; 7], &[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], Kind::Pearson), None);
        assert_eq!(correlation(&[], &[], Kind::Spearman), None);
        let two = correlation(&[1.0, 2.0], &[2.0, 1.0], Kind::Pearson).unwrap();
        assert_eq!((two.r.round(), two.p), (-1.0, None));
    }

    proptest! {
        #[test]
        fn scale_and_shift_change_nothing(
            pairs in prop::collection::vec((-100.0..100.0_f64, -100.0..100.0_f64), 3..60), scale in 0.1..10.0_f64,
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            let scaled: Vec<f64> = x.iter().map(|x| 5.0 - scale * x).collect();
            for kind in [Kind::Pearson, Kind::Spearman] {
                if let (Some(a), Some(b)) = (correlation(&x, &y, kind), correlation(&scaled, &y, kind)) {
                    prop_assert!((a.r + b.r).abs() < 1e-9);
                    prop_assert!((0.0..=1.0).contains(&a.p.unwrap()));
                }
            }
        }
    }
}

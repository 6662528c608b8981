//! Quantiles of the seventh type, the usual ones.

/// The quantile of `sorted` (ascending) at `at` in 0..=1; `None` when it is empty.
///
/// Source: Hyndman & Fan (1996), type 7, the default of R, NumPy and spreadsheets: with h = (n-1)·at it
/// lies between the values at ranks ⌊h⌋ and ⌊h⌋+1, by its fraction.
pub fn quantile(sorted: &[f64], at: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let position = last as f64 * at.clamp(0.0, 1.0);
    let below = position.floor();
    let low = *sorted.get(below as usize)?;
    let high = *sorted.get((below as usize + 1).min(last))?;
    Some(low + (high - low) * (position - below))
}

/// The inner borders that cut `sorted` (ascending) into `bins` equal parts: `bins - 1` quantiles,
/// ascending.
pub fn cut_points(sorted: &[f64], bins: u8) -> Vec<f64> {
    (1..bins).filter_map(|i| quantile(sorted, f64::from(i) / f64::from(bins))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours() {
        let values = [1.0, 2.0, 4.0, 8.0];
        assert_eq!(quantile(&values, 0.0), Some(1.0));
        assert_eq!(quantile(&values, 0.5), Some(3.0));
        assert_eq!(quantile(&values, 1.0), Some(8.0));
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(cut_points(&values, 3), vec![2.0, 4.0]);
    }
}

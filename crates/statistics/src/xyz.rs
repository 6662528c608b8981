//! XYZ classes: how evenly a thing sells from period to period.

use serde::Serialize;

/// A class by evenness.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Evenness {
    /// Steady: the variation is at most the first border.
    X,
    /// Wavering: at most the second.
    Y,
    /// Erratic: above it.
    Z,
}

/// The variation coefficient of sales per period (periods without sales count as zero): the population
/// standard deviation (divisor n) over the mean. `None` without periods or when the mean is not above zero.
pub fn variation(sales: &[f64]) -> Option<f64> {
    let n = sales.len() as f64;
    let mean = sales.iter().sum::<f64>() / n;
    if sales.is_empty() || mean <= 0.0 {
        return None;
    }
    let spread = sales.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / n;
    Some(spread.sqrt() / mean)
}

/// The class of a variation coefficient; the usual borders are 0.5 and 1.0, both still inside.
pub fn evenness(variation: f64, x: f64, y: f64) -> Evenness {
    if variation <= x {
        Evenness::X
    } else if variation <= y {
        Evenness::Y
    } else {
        Evenness::Z
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn even_sales_vary_by_nothing_and_a_single_burst_by_much() {
        assert_eq!(variation(&[5.0, 5.0, 5.0]), Some(0.0));
        assert_eq!(variation(&[0.0, 0.0, 0.0, 8.0]), Some(3.0_f64.sqrt()));
        assert_eq!(variation(&[0.0, 0.0]), None);
        assert_eq!(variation(&[]), None);
        assert_eq!(evenness(0.5, 0.5, 1.0), Evenness::X);
        assert_eq!(evenness(1.0, 0.5, 1.0), Evenness::Y);
        assert_eq!(evenness(1.01, 0.5, 1.0), Evenness::Z);
    }
}

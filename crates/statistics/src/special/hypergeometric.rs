//! Gauss's hypergeometric function where all its terms are positive.

/// So many terms are added; what is left of a series that converges even more slowly is taken for
/// geometric.
const LONGEST: u32 = 20_000;

/// ln ₂F₁(a, b; c; z) for a, b >= 0, c > 0 and 0 <= z < 1, where the series has positive terms only, so
/// that it keeps full precision (up to z = 0.998 or so); the sum is rescaled on the way and cannot overflow.
///
/// Source: Abramowitz & Stegun 15.1.1. ₂F₁(1, 1; 2; ½) = 2 ln 2.
pub fn ln_hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut term, mut sum, mut scale) = (1.0_f64, 1.0_f64, 0.0);
    for i in 0..LONGEST {
        let n = f64::from(i);
        let ratio = (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        term *= ratio;
        sum += term;
        if sum > 1e200 {
            sum *= 1e-200;
            term *= 1e-200;
            scale += 200.0 * std::f64::consts::LN_10;
        }
        let is_small = ratio < 1.0 && term * ratio <= sum * 1e-17 * (1.0 - ratio);
        if is_small || (i + 1 == LONGEST && ratio < 1.0) {
            sum += term * ratio / (1.0 - ratio);
            break;
        }
    }
    sum.ln() + scale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values_are_met() {
        let check = |ours: f64, known: f64| {
            assert!((ours - known).abs() < 1e-14 * known.abs().max(1.0), "{ours} {known}")
        };
        check(ln_hypergeometric(1.0, 1.0, 2.0, 0.5), (2.0 * 2.0_f64.ln()).ln());
        check(ln_hypergeometric(3.0, 2.0, 2.0, 0.5), 8.0_f64.ln());
        check(ln_hypergeometric(0.0, 2.0, 2.0, 0.5), 0.0);
    }

    #[test]
    fn a_sum_too_large_for_a_double_still_has_a_logarithm() {
        let ours = ln_hypergeometric(2000.0, 5.0, 5.0, 0.5);
        assert!((ours - 2000.0 * 2.0_f64.ln()).abs() < 1e-9);
    }
}

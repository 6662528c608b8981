//! The beta function and its incomplete ratio.

use super::gamma::{ln_gamma, nonzero, stirling_rest};

const LN_SQRT_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// ln B(a, b) for a, b > 0, without cancellation when one or both are large.
///
/// Source: Stirling's formula written for the ratio, its large parts joined by hand; B(a,b) =
/// Γ(a)Γ(b)/Γ(a+b).
pub fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    let sum = small + large;
    let share = small / sum;
    if small >= 10.0 {
        let rest = stirling_rest(small) + stirling_rest(large) - stirling_rest(sum);
        return -0.5 * large.ln()
            + LN_SQRT_TWO_PI
            + rest
            + (small - 0.5) * share.ln()
            + large * (-share).ln_1p();
    }
    if large >= 10.0 {
        let rest = stirling_rest(large) - stirling_rest(sum);
        return ln_gamma(small) + rest + small - small * sum.ln() + (large - 0.5) * (-share).ln_1p();
    }
    ln_gamma(small) + ln_gamma(large) - ln_gamma(sum)
}

/// I_x(a, b), the lower tail of a beta law, for a, b > 0; `x` and `one_minus_x` are given both, so that
/// neither loses digits when the other is close to one. The answer is in 0..=1.
///
/// Source: the continued fraction of Abramowitz & Stegun 26.5.8 by Lentz's method, on the side where it
/// converges fast.
pub fn regularised_beta(x: f64, one_minus_x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if one_minus_x <= 0.0 {
        return 1.0;
    }
    let front = (a * x.ln() + b * one_minus_x.ln() - ln_beta(a, b)).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        (front * fraction(x, a, b) / a).clamp(0.0, 1.0)
    } else {
        (1.0 - front * fraction(one_minus_x, b, a) / b).clamp(0.0, 1.0)
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let tiny = 1e-300;
    let mut c = 1.0;
    let mut d = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0), tiny);
    let mut product = d;
    for i in 1..100_000 {
        let m = f64::from(i);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let mut factor = 1.0;
        for coefficient in [even, odd] {
            d = 1.0 / nonzero(1.0 + coefficient * d, tiny);
            c = nonzero(1.0 + coefficient / c, tiny);
            factor = c * d;
            product *= factor;
        }
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values_are_met() {
        let check =
            |ours: f64, known: f64| assert!((ours - known).abs() < 1e-14 * known.abs(), "{ours} {known}");
        check(ln_beta(0.5, 0.5), std::f64::consts::PI.ln());
        check(ln_beta(2.0, 3.0), (1.0_f64 / 12.0).ln());
        check(ln_beta(5e5, 0.5), -5.988_816_495_777_464);
        check(regularised_beta(0.3, 0.7, 2.0, 5.0), 0.579_825);
        check(regularised_beta(0.7, 0.3, 5.0, 2.0), 0.420_175);
    }

    #[test]
    fn the_two_sides_add_up_to_one() {
        for i in 1..50_i32 {
            let x = f64::from(i) / 50.0;
            let sum = regularised_beta(x, 1.0 - x, 3.3, 0.7) + regularised_beta(1.0 - x, x, 0.7, 3.3);
            assert!((sum - 1.0).abs() < 1e-14);
        }
    }
}

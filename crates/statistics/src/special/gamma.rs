//! The gamma function, its logarithmic derivatives and its incomplete ratio.

/// From here on Stirling's series gives full precision.
const ASYMPTOTIC: f64 = 10.0;
const LN_SQRT_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// The part of ln Γ(x) that Stirling's leading terms leave: ln Γ(x) = (x-½) ln x - x + ½ ln 2π + this; x >=
/// 10.
///
/// Source: Abramowitz & Stegun 6.1.41.
pub(super) fn stirling_rest(x: f64) -> f64 {
    let y = 1.0 / (x * x);
    let series = 1.0 / 1188.0 + y * (-691.0 / 360_360.0 + y * (1.0 / 156.0 - y * 3617.0 / 122_400.0));
    (1.0 / 12.0 + y * (-1.0 / 360.0 + y * (1.0 / 1260.0 + y * (-1.0 / 1680.0 + y * series)))) / x
}

/// ln Γ(x) for x > 0, absolute error about 1e-15 near 1 and 2 and relative elsewhere.
///
/// Source: Stirling's series after shifting the argument up by Γ(x+1) = x Γ(x). ln Γ(0.5) =
/// 0.5723649429247001.
pub fn ln_gamma(x: f64) -> f64 {
    let mut shifted = x;
    let mut product = 1.0;
    while shifted < ASYMPTOTIC {
        product *= shifted;
        shifted += 1.0;
    }
    (shifted - 0.5) * shifted.ln() - shifted + LN_SQRT_TWO_PI + stirling_rest(shifted) - product.ln()
}

/// The derivative of ln Γ at x > 0 (Abramowitz & Stegun 6.3.18). ψ(1) = -0.5772156649015329.
pub fn digamma(x: f64) -> f64 {
    let mut shifted = x;
    let mut sum = 0.0;
    while shifted < ASYMPTOTIC {
        sum += 1.0 / shifted;
        shifted += 1.0;
    }
    let y = 1.0 / (shifted * shifted);
    let tail = 1.0 / 240.0 - y * (1.0 / 132.0 - y * (691.0 / 32_760.0 - y / 12.0));
    let series = y * (1.0 / 12.0 - y * (1.0 / 120.0 - y * (1.0 / 252.0 - y * tail)));
    shifted.ln() - 0.5 / shifted - series - sum
}

/// The second derivative of ln Γ at x > 0 (Abramowitz & Stegun 6.4.12). ψ'(1) = π²/6.
pub fn trigamma(x: f64) -> f64 {
    let mut shifted = x;
    let mut sum = 0.0;
    while shifted < ASYMPTOTIC {
        sum += 1.0 / (shifted * shifted);
        shifted += 1.0;
    }
    let y = 1.0 / (shifted * shifted);
    let tail = 1.0 / 30.0 - y * (5.0 / 66.0 - y * (691.0 / 2730.0 - y * 7.0 / 6.0));
    let series = y * (1.0 / 6.0 - y * (1.0 / 30.0 - y * (1.0 / 42.0 - y * tail)));
    sum + (1.0 + 0.5 / shifted + series) / shifted
}

/// ln of the rising factorial (a)ₙ = Γ(a+n)/Γ(a), with its first and second derivative in a.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rise {
    /// ln (a)ₙ
    pub ln: f64,
    /// ψ(a+n) - ψ(a)
    pub first: f64,
    /// ψ'(a+n) - ψ'(a)
    pub second: f64,
}

/// The rising factorial of a > 0 by n whole steps, without the cancellation of a difference of two ln Γ.
pub fn rise(a: f64, n: u32) -> Rise {
    if n > 64 {
        let top = a + f64::from(n);
        return Rise {
            ln: ln_gamma(top) - ln_gamma(a),
            first: digamma(top) - digamma(a),
            second: trigamma(top) - trigamma(a),
        };
    }
    let mut out = Rise::default();
    for i in 0..n {
        let factor = a + f64::from(i);
        out.ln += factor.ln();
        out.first += 1.0 / factor;
        out.second -= 1.0 / (factor * factor);
    }
    out
}

/// Q(a, x) = Γ(a, x)/Γ(a) for a > 0, x >= 0: the upper tail of a gamma law, 0..=1.
///
/// Source: the power series (Abramowitz & Stegun 6.5.29) left of a + 1, Legendre's continued fraction
/// (6.5.31) right.
pub fn regularised_gamma_upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    if x < a + 1.0 {
        let (mut term, mut sum, mut n) = (1.0 / a, 1.0 / a, a);
        while term > sum * 1e-17 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        return (1.0 - front * sum).clamp(0.0, 1.0);
    }
    let tiny = 1e-300;
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1.0 / tiny, 1.0 / b);
    let mut fraction = d;
    for i in 1..100_000 {
        let n = f64::from(i);
        let coefficient = -n * (n - a);
        b += 2.0;
        d = 1.0 / nonzero(coefficient * d + b, tiny);
        c = nonzero(b + coefficient / c, tiny);
        let factor = d * c;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    (front * fraction).clamp(0.0, 1.0)
}

pub(super) fn nonzero(x: f64, tiny: f64) -> f64 {
    if x.abs() < tiny { tiny } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ours: f64, known: f64) {
        assert!((ours - known).abs() <= 4e-15 * known.abs().max(1.0), "{ours} is not {known}");
    }

    #[test]
    fn known_values_are_met() {
        check(ln_gamma(0.5), 0.572_364_942_924_700_1);
        check(ln_gamma(1.0), 0.0);
        check(ln_gamma(100.0), 359.134_205_369_575_4);
        check(ln_gamma(1e-5), 11.512_919_692_895_826);
        check(digamma(1.0), -0.577_215_664_901_532_9);
        check(digamma(0.25), -4.227_453_533_376_265);
        check(trigamma(1.0), std::f64::consts::PI.powi(2) / 6.0);
        check(trigamma(0.5), std::f64::consts::PI.powi(2) / 2.0);
        check(regularised_gamma_upper(0.5, 0.5), 0.317_310_507_862_914_1);
        check(regularised_gamma_upper(3.0, 10.0), 0.002_769_395_715_511_567_6);
    }

    #[test]
    fn the_rise_equals_the_difference_of_two_gammas() {
        for (a, n) in [(0.3, 0), (0.3, 1), (2.5, 40), (7.0, 64), (7.0, 65), (0.01, 900)] {
            let ours = rise(a, n);
            let top = a + f64::from(n);
            check(ours.ln, ln_gamma(top) - ln_gamma(a));
            assert!((ours.first - (digamma(top) - digamma(a))).abs() < 1e-12 * ours.first.abs().max(1.0));
            assert!(
                (ours.second - (trigamma(top) - trigamma(a))).abs() < 1e-12 * ours.second.abs().max(1.0)
            );
        }
    }
}

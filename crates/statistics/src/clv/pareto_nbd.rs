//! The Pareto/NBD: a customer may leave at any moment.
#![expect(clippy::indexing_slicing, reason = "arrays of four parameters, indexed below four")]

use std::sync::LazyLock;

use super::{
    Counts, Fit, NBD, Parameters, PurchaseModel, Summary,
    newton::{self, Derivatives},
};
use crate::special::{Rise, gauss_legendre, rise};

/// Purchases at rates of a gamma law (r, alpha); lifetimes exponential with rates of a gamma law (s, beta).
///
/// Source: Schmittlein, Morrison & Colombo (1987), "Counting your customers", Management Science 33(1),
/// with the likelihood in the form of Fader & Hardie (2005), "A note on deriving the Pareto/NBD model": L =
/// Γ(r+x)/Γ(r) α^r β^s [ (α+T)^-(r+x) (β+T)^-s + s ∫ (α+τ)^-(r+x) (β+τ)^-(s+1) dτ ], τ from t_x to T. The
/// integral is usually written as a difference of two ₂F₁, which cancels; here it is taken over the
/// logarithm of min(α, β) + τ, where the integrand is smooth for all parameters, by Gauss's rule on
/// stretches short enough for its decay. Schmittlein, Morrison & Colombo's law gives r = .553, alpha =
/// 10.578, s = .606, beta = 11.669, ln L = -9595.0 on the CDNOW sample.
pub struct Pareto;

/// The model itself.
pub const PARETO: Pareto = Pareto;

const POINTS: usize = 10;

static RULE: LazyLock<[(f64, f64); POINTS]> = LazyLock::new(gauss_legendre::<POINTS>);

impl PurchaseModel for Pareto {
    fn slug(&self) -> &'static str {
        "pareto"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &["r", "alpha", "s", "beta"]
    }

    fn is_costly(&self) -> bool {
        true
    }

    fn fit(&self, counts: &Counts) -> Fit {
        let [r, alpha, ..] = NBD.fit(counts).parameters;
        newton::maximise(|p| likelihood(counts, p), [r, alpha, 0.5, alpha])
    }

    fn chance_alive(&self, parameters: &Parameters, summary: &Summary) -> f64 {
        1.0 - Term::new(parameters, f64::from(summary.repeats), summary).gone
    }

    fn expected_if_alive(&self, parameters: &Parameters, repeats: u32, age: f64, span: (f64, f64)) -> f64 {
        let [r, alpha, s, beta] = *parameters;
        let rate = (r + f64::from(repeats)) / (alpha + age);
        rate * remaining(s, beta + age, span)
    }

    fn expected_of_new(&self, parameters: &Parameters, horizon: f64) -> f64 {
        let [r, alpha, s, beta] = *parameters;
        r / alpha * remaining(s, beta, (0.0, horizon))
    }
}

/// Expected time alive within a span from now: ∫ (β/(β+u))^s du, also where s = 1.
fn remaining(s: f64, beta: f64, span: (f64, f64)) -> f64 {
    let start = beta + span.0;
    let stretch = ((span.1 - span.0) / start).ln_1p();
    let power = (1.0 - s) * stretch;
    let growth = if power.abs() < 1e-8 { 1.0 + 0.5 * power } else { power.exp_m1() / power };
    start * (beta / start).powf(s) * stretch * growth
}

fn likelihood(counts: &Counts, p: &[f64; 4]) -> Derivatives<4> {
    let (ln_alpha, ln_beta) = (p[1].ln(), p[3].ln());
    counts.sum(|repeats, same, sum| {
        let rates = rise(p[0], repeats);
        for count in same {
            let term = Term::new(p, f64::from(repeats), &count.summary);
            sum.add(count.customers, &term.derivatives(p, &rates, (ln_alpha, ln_beta)));
        }
    })
}

/// The bracket of the likelihood for one summary: its logarithm and what its derivatives are made of.
struct Term {
    ln_sum: f64,
    /// Probability of having left.
    gone: f64,
    /// Derivatives of the logarithm of the first part, who is still here.
    here_slope: [f64; 4],
    here_bends: [[f64; 4]; 4],
    /// The same of the second part, who has left.
    gone_slope: [f64; 4],
    gone_bends: [[f64; 4]; 4],
}

impl Term {
    fn new(p: &Parameters, repeats: f64, summary: &Summary) -> Self {
        let [r, alpha, s, beta] = *p;
        let shape = r + repeats;
        let (end_a, end_b) = (alpha + summary.age, beta + summary.age);
        let ln_here = -shape * end_a.ln() - s * end_b.ln();
        let left = Left::new(p, shape, summary);
        let difference = s.ln() + left.ln_integral - ln_here;
        let gone = 1.0 / (1.0 + (-difference).exp());
        let ln_sum = ln_here + difference.max(0.0) + (-difference.abs()).exp().ln_1p();
        let mut here_bends = [[0.0; 4]; 4];
        here_bends[0][1] = -1.0 / end_a;
        here_bends[1][0] = -1.0 / end_a;
        here_bends[1][1] = shape / (end_a * end_a);
        here_bends[2][3] = -1.0 / end_b;
        here_bends[3][2] = -1.0 / end_b;
        here_bends[3][3] = s / (end_b * end_b);
        let mut gone_slope = left.slope;
        gone_slope[2] += 1.0 / s;
        let mut gone_bends = left.bends;
        gone_bends[2][2] -= 1.0 / (s * s);
        Self {
            ln_sum,
            gone,
            here_slope: [-end_a.ln(), -shape / end_a, -end_b.ln(), -s / end_b],
            here_bends,
            gone_slope,
            gone_bends,
        }
    }

    fn derivatives(&self, p: &Parameters, rates: &Rise, ln: (f64, f64)) -> Derivatives<4> {
        let [r, alpha, s, beta] = *p;
        let (gone, here) = (self.gone, 1.0 - self.gone);
        let mut out = Derivatives {
            value: rates.ln + r * ln.0 + s * ln.1 + self.ln_sum,
            gradient: [rates.first + ln.0, r / alpha, ln.1, s / beta],
            hessian: [
                [rates.second, 1.0 / alpha, 0.0, 0.0],
                [1.0 / alpha, -r / (alpha * alpha), 0.0, 0.0],
                [0.0, 0.0, 0.0, 1.0 / beta],
                [0.0, 0.0, 1.0 / beta, -s / (beta * beta)],
            ],
        };
        for i in 0..4 {
            out.gradient[i] += here * self.here_slope[i] + gone * self.gone_slope[i];
            for j in 0..4 {
                let between =
                    (self.gone_slope[i] - self.here_slope[i]) * (self.gone_slope[j] - self.here_slope[j]);
                let within = here * self.here_bends[i][j] + gone * self.gone_bends[i][j];
                out.hessian[i][j] += within + here * gone * between;
            }
        }
        out
    }
}

/// ln of the integral with its derivatives: means and covariances, under the weight of the integrand, of
/// the derivatives of -(r+x) ln(α+τ) - (s+1) ln(β+τ).
struct Left {
    ln_integral: f64,
    slope: [f64; 4],
    bends: [[f64; 4]; 4],
}

impl Left {
    fn new(p: &Parameters, shape: f64, summary: &Summary) -> Self {
        let [_, alpha, s, beta] = *p;
        let (start_a, start_b) = (alpha + summary.recency, beta + summary.recency);
        let (ln_a, ln_b) = (start_a.ln(), start_b.ln());
        let reference = [-ln_a, -shape / start_a, -ln_b, -(s + 1.0) / start_b];
        let start = start_a.min(start_b);
        let stretch = ((summary.age - summary.recency) / start).ln_1p();
        if stretch <= 0.0 {
            return Self { ln_integral: f64::NEG_INFINITY, slope: reference, bends: [[0.0; 4]; 4] };
        }
        let mut sums = Sums { shape, power: s + 1.0, starts: (start_a, start_b), ..Sums::default() };
        let mut from = 0.0;
        while from < stretch {
            let to = sums.stretch_end(start, from, stretch);
            let before = sums.total;
            for (node, weight) in RULE.iter() {
                let y = from + (to - from) * node;
                sums.add((to - from) * weight * y.exp(), start * y.exp_m1());
            }
            // Behind the peak the rest is smaller still.
            if sums.total - before < 1e-17 * before {
                break;
            }
            from = to;
        }
        let ln_front = start.ln() - shape * ln_a - (s + 1.0) * ln_b;
        Self::gathered(sums.total, &sums.mean, &sums.square).shifted(&reference, ln_front)
    }

    /// From sums; above the diagonal of `square` stand the mixed second derivatives, below it products of
    /// slopes.
    fn gathered(total: f64, mean: &[f64; 4], square: &[[f64; 4]; 4]) -> Self {
        let mut bends = [[0.0; 4]; 4];
        let slope = mean.map(|sum| sum / total);
        for i in 0..4 {
            for j in 0..=i {
                let above = if i == j { 0.0 } else { square[j][i] };
                bends[i][j] = (square[i][j] + above) / total - slope[i] * slope[j];
                bends[j][i] = bends[i][j];
            }
        }
        Self { ln_integral: total.ln(), slope, bends }
    }

    fn shifted(mut self, reference: &[f64; 4], ln_front: f64) -> Self {
        self.ln_integral += ln_front;
        for (slope, shift) in self.slope.iter_mut().zip(reference) {
            *slope += shift;
        }
        self
    }
}

/// Weighted sums of the slopes, as deviations from those at t_x, so that covariances do not cancel.
#[derive(Default)]
struct Sums {
    shape: f64,
    power: f64,
    starts: (f64, f64),
    total: f64,
    mean: [f64; 4],
    square: [[f64; 4]; 4],
}

impl Sums {
    /// Where a stretch from `from` should end: at most two on, and so near that the integrand falls by no
    /// more than e^-8 on it. Its decay in y grows with y, so that its value at the end is a bound.
    fn stretch_end(&self, start: f64, from: f64, last: f64) -> f64 {
        let mut width = (last - from).min(2.0);
        for _ in 0..2 {
            let now = start * (from + width).exp();
            let (at_a, at_b) = (self.starts.0 - start + now, self.starts.1 - start + now);
            let decay = now * (self.shape / at_a + self.power / at_b);
            width = width.min(8.0 / decay);
        }
        if from + width > from { (from + width).min(last) } else { last }
    }

    /// Adds the point that lies `passed` after t_x.
    fn add(&mut self, weight: f64, passed: f64) {
        let (start_a, start_b) = self.starts;
        let (at_a, at_b) = (start_a + passed, start_b + passed);
        let (rise_a, rise_b) = ((passed / start_a).ln_1p(), (passed / start_b).ln_1p());
        let weight = weight * (-self.shape * rise_a - self.power * rise_b).exp();
        let slope = [
            -rise_a,
            self.shape * passed / (at_a * start_a),
            -rise_b,
            self.power * passed / (at_b * start_b),
        ];
        self.total += weight;
        for i in 0..4 {
            self.mean[i] += weight * slope[i];
            for j in 0..=i {
                self.square[i][j] += weight * slope[i] * slope[j];
            }
        }
        self.square[0][1] -= weight / at_a;
        self.square[2][3] -= weight / at_b;
        self.square[1][1] += weight * self.shape / (at_a * at_a);
        self.square[3][3] += weight * self.power / (at_b * at_b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// -ln of the bracket against mpmath's ₂F₁ with forty digits, for parameters r, alpha, s, beta and x,
    /// t_x, T.
    #[test]
    fn the_integral_agrees_with_the_hypergeometric_form() {
        for (p, (x, recency, age), known) in [CASE_A, CASE_B, CASE_C, CASE_D] {
            let term = Term::new(&p, x, &Summary { repeats: x as u32, recency, age });
            assert!((term.ln_sum / known - 1.0).abs() < 1e-11, "{} {known}", term.ln_sum);
        }
    }

    type Case = (Parameters, (f64, f64, f64), f64);
    const CASE_A: Case = ([0.553, 10.578, 0.606, 11.669], (2.0, 30.43, 38.86), -12.195_380_912_140_494);
    const CASE_B: Case = ([0.553, 10.578, 0.606, 11.669], (0.0, 0.0, 38.86), -3.314_352_694_364_231);
    const CASE_C: Case = ([0.553, 1.0, 3.0, 60.0], (200.0, 20.0, 300.0), -629.274_427_383_317);
    const CASE_D: Case = ([5.0, 100.0, 0.1, 0.5], (0.0, 0.0, 700.0), -24.239_878_090_201_744);

    #[test]
    fn derivatives_agree_with_differences() {
        let p = [0.6, 9.0, 0.7, 14.0];
        let summary = Summary { repeats: 3, recency: 20.0, age: 39.0 };
        let at = |p: &Parameters| {
            Term::new(p, 3.0, &summary).derivatives(p, &rise(p[0], 3), (p[1].ln(), p[3].ln()))
        };
        let here = at(&p);
        for i in 0..4 {
            let step = 1e-5 * p[i];
            let (mut up, mut down) = (p, p);
            up[i] += step;
            down[i] -= step;
            let (up, down) = (at(&up), at(&down));
            assert!(((up.value - down.value) / (2.0 * step) - here.gradient[i]).abs() < 1e-7);
            for j in 0..4 {
                let slope = (up.gradient[j] - down.gradient[j]) / (2.0 * step);
                assert!(
                    (slope - here.hessian[i][j]).abs() < 1e-7,
                    "{i} {j} {slope} {}",
                    here.hessian[i][j]
                );
            }
        }
    }
}

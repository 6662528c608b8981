//! The NBD: purchases at a rate of one's own, nobody leaves.

use super::{Counts, Fit, Parameters, PurchaseModel, Summary, newton};
use crate::special::rise;

/// The negative binomial law with parameters r (shape) and alpha (inverse scale, in units of time) of the
/// rates.
///
/// Source: Ehrenberg (1959), "The pattern of consumer purchases". L = Γ(r+x)/Γ(r) · α^r / (α+T)^(r+x), the
/// limit of the BG/NBD as a goes to zero.
pub struct Nbd;

/// The model itself.
pub const NBD: Nbd = Nbd;

impl PurchaseModel for Nbd {
    fn slug(&self) -> &'static str {
        "nbd"
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &["r", "alpha"]
    }

    fn fit(&self, counts: &Counts) -> Fit {
        newton::maximise(|p| likelihood(counts, p), [1.0, 1.0 / counts.rate()])
    }

    fn chance_alive(&self, _: &Parameters, _: &Summary) -> f64 {
        1.0
    }

    fn expected_if_alive(&self, parameters: &Parameters, repeats: u32, age: f64, span: (f64, f64)) -> f64 {
        let [r, alpha, ..] = *parameters;
        (r + f64::from(repeats)) / (alpha + age) * (span.1 - span.0)
    }

    fn expected_of_new(&self, parameters: &Parameters, horizon: f64) -> f64 {
        let [r, alpha, ..] = *parameters;
        r / alpha * horizon
    }
}

fn likelihood(counts: &Counts, p: &[f64; 2]) -> newton::Derivatives<2> {
    let [r, alpha] = *p;
    let ln_alpha = alpha.ln();
    counts.sum(|repeats, same, sum| {
        let rates = rise(r, repeats);
        let shape = r + f64::from(repeats);
        for count in same {
            let end = alpha + count.summary.age;
            let ln_end = end.ln();
            let mixed = 1.0 / alpha - 1.0 / end;
            let one = newton::Derivatives {
                value: rates.ln + r * ln_alpha - shape * ln_end,
                gradient: [rates.first + ln_alpha - ln_end, r / alpha - shape / end],
                hessian: [[rates.second, mixed], [mixed, shape / (end * end) - r / (alpha * alpha)]],
            };
            sum.add(count.customers, &one);
        }
    })
}

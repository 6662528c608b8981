//! The Gamma-Gamma model: how much a customer spends per purchase.

use serde::Serialize;

use super::{
    Ending, FitError,
    newton::{self, Derivatives},
};
use crate::parallel::map_pieces;
use crate::special::{digamma, ln_gamma, trigamma};

/// Money of one customer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spending {
    /// Repeat purchases.
    pub repeats: u32,
    /// Mean money of a repeat purchase.
    pub mean: f64,
}

/// The fitted law: a purchase has a gamma law of shape p and scale ν, 1/ν itself a gamma law (q, v) over
/// customers.
///
/// Source: Fader & Hardie (2013), "The gamma-gamma model of monetary value", eq. 1a. They give p = 6.25, q
/// = 3.74, v = 15.44 on the CDNOW sample. It holds when money does not go with frequency: look at
/// `correlation`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct GammaGamma {
    /// Shape of the money of a purchase.
    pub p: f64,
    /// Shape of the spread over customers.
    pub q: f64,
    /// Scale of that spread, in money.
    pub v: f64,
    /// Standard errors of p, q, v; `None` when the information cannot be inverted.
    pub standard_errors: Option<[f64; 3]>,
    /// At the maximum.
    pub log_likelihood: f64,
    /// Customers with repeats and money above zero, on whom it was fitted.
    pub customers: u64,
    /// Pearson's correlation of repeats and mean money; `None` when one of them does not vary.
    pub correlation: Option<f64>,
}

/// Fits the law to the customers whose repeats and mean money are above zero.
///
/// # Errors
/// [`FitError::TooFew`] with less than four of them, [`FitError::NotConverged`] when no maximum is found.
pub fn fit(spending: &[Spending]) -> Result<GammaGamma, FitError> {
    let mut usable: Vec<Spending> =
        spending.iter().filter(|s| s.repeats > 0 && s.mean > 0.0 && s.mean.is_finite()).copied().collect();
    let customers = usable.len() as u64;
    if customers < 4 {
        return Err(FitError::TooFew { customers });
    }
    usable.sort_unstable_by(|a, b| a.repeats.cmp(&b.repeats).then(a.mean.total_cmp(&b.mean)));
    let mean = usable.iter().map(|s| s.mean).sum::<f64>() / customers as f64;
    let fit = newton::maximise(|at| likelihood(&usable, at), [2.0, 3.0, mean]);
    if fit.ending != Ending::Converged {
        return Err(FitError::NotConverged);
    }
    let [p, q, v, _] = fit.parameters;
    let standard_errors = fit.standard_errors.map(|[p, q, v, _]| [p, q, v]);
    let repeats: Vec<f64> = usable.iter().map(|s| f64::from(s.repeats)).collect();
    let means: Vec<f64> = usable.iter().map(|s| s.mean).collect();
    let correlation = crate::correlation::pearson(&repeats, &means);
    Ok(GammaGamma { p, q, v, standard_errors, log_likelihood: fit.log_likelihood, customers, correlation })
}

impl GammaGamma {
    /// Expected money per purchase of a customer (eq. 5); without repeats that of the base. `None` when it
    /// is infinite (q at most 1).
    pub fn expected(&self, spending: &Spending) -> Option<f64> {
        let shape = self.p * f64::from(spending.repeats);
        let denominator = shape + self.q - 1.0;
        let sum = if spending.repeats > 0 && spending.mean > 0.0 {
            Some((self.v + f64::from(spending.repeats) * spending.mean, denominator))
        } else {
            Some((self.v, self.q - 1.0))
        };
        sum.filter(|(_, below)| *below > 0.0).map(|(above, below)| self.p * above / below)
    }

    /// Expected money per purchase over all customers, p v / (q - 1); `None` when it is infinite.
    pub fn expected_of_all(&self) -> Option<f64> {
        self.expected(&Spending { repeats: 0, mean: 0.0 })
    }
}

fn likelihood(spending: &[Spending], at: &[f64; 3]) -> Derivatives<3> {
    let pieces = map_pieces(spending, 16_384, |piece| {
        let mut sum = Derivatives::default();
        for same in piece.chunk_by(|a, b| a.repeats == b.repeats) {
            add_run(&mut sum, same, at);
        }
        sum
    });
    pieces.into_iter().fold(Derivatives::default(), Derivatives::plus)
}

/// Customers with equal repeats x share all but the terms in z = x · mean.
fn add_run(sum: &mut Derivatives<3>, same: &[Spending], at: &[f64; 3]) {
    let [p, q, v] = *at;
    let Some(first) = same.first() else { return };
    let (n, x) = (same.len() as f64, f64::from(first.repeats));
    let (shape, all) = (p * x, p * x + q);
    let (mut ln_z, mut ln_share, mut inverse, mut inverse_square, mut ln_mean) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for spending in same {
        let z = x * spending.mean;
        let ln = spending.mean.ln();
        let one = 1.0 / (z + v);
        ln_mean += ln;
        ln_z += ln + x.ln();
        ln_share += (z + v).ln();
        inverse += one;
        inverse_square += one * one;
    }
    let (ln_q, shape_all, bend_all) = (v.ln(), digamma(all), trigamma(all));
    let common = ln_gamma(all) - ln_gamma(shape) - ln_gamma(q) + q * ln_q;
    let mixed_v = n / v - inverse;
    sum.add(
        1.0,
        &Derivatives {
            value: n * common + shape * ln_z - ln_mean - all * ln_share,
            gradient: [
                x * (n * (shape_all - digamma(shape)) + ln_z - ln_share),
                n * (shape_all - digamma(q) + ln_q) - ln_share,
                n * q / v - all * inverse,
            ],
            hessian: [
                [n * x * x * (bend_all - trigamma(shape)), n * x * bend_all, -x * inverse],
                [n * x * bend_all, n * (bend_all - trigamma(q)), mixed_v],
                [-x * inverse, mixed_v, all * inverse_square - n * q / (v * v)],
            ],
        },
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_that_does_not_vary_has_no_maximum_and_says_so() {
        let same = vec![Spending { repeats: 2, mean: 10.0 }; 50];
        assert_eq!(fit(&same), Err(FitError::NotConverged));
        assert_eq!(fit(&[]), Err(FitError::TooFew { customers: 0 }));
    }

    #[test]
    fn the_expectation_lies_between_ones_own_mean_and_that_of_all() {
        let spending: Vec<_> = (1..200_u32)
            .map(|i| Spending { repeats: 1 + i % 5, mean: 10.0 + f64::from(i * 7 % 31) })
            .collect();
        let law = fit(&spending).unwrap();
        let all = law.expected_of_all().unwrap();
        for one in &spending {
            let expected = law.expected(one).unwrap();
            let (low, high) = (all.min(one.mean), all.max(one.mean));
            assert!((low * 0.8..=high * 1.2).contains(&expected), "{expected} {one:?} {all}");
        }
    }
}

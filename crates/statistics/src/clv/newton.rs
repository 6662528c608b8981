//! The search for the most likely parameters: Newton's method on their logarithms, damped.
#![expect(clippy::indexing_slicing, reason = "matrices of a size known at compile time, indexed below it")]

use super::{Ending, Fit, Parameters};

/// A log-likelihood with its first and second derivatives by the parameters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Derivatives<const K: usize> {
    pub value: f64,
    pub gradient: [f64; K],
    pub hessian: [[f64; K]; K],
}

impl<const K: usize> Default for Derivatives<K> {
    fn default() -> Self {
        Self { value: 0.0, gradient: [0.0; K], hessian: [[0.0; K]; K] }
    }
}

impl<const K: usize> Derivatives<K> {
    pub fn plus(mut self, other: Self) -> Self {
        self.add(1.0, &other);
        self
    }

    pub fn add(&mut self, weight: f64, other: &Self) {
        self.value += weight * other.value;
        for i in 0..K {
            self.gradient[i] += weight * other.gradient[i];
            for j in 0..K {
                self.hessian[i][j] += weight * other.hessian[i][j];
            }
        }
    }

    /// The same function of the logarithms of the parameters.
    fn by_logarithms(&self, at: &[f64; K]) -> Self {
        let mut out = *self;
        for i in 0..K {
            out.gradient[i] *= at[i];
            for j in 0..K {
                out.hessian[i][j] *= at[i] * at[j];
            }
            out.hessian[i][i] += out.gradient[i];
        }
        out
    }

    fn is_finite(&self) -> bool {
        self.value.is_finite()
            && self.gradient.iter().all(|x| x.is_finite())
            && self.hessian.iter().flatten().all(|x| x.is_finite())
    }
}

/// A parameter beyond e^±this times where it began has run away.
const FAR: f64 = 16.0;
const LONGEST_STEP: f64 = 2.0;
const STEPS: usize = 200;

/// Climbs from `start` (all above zero) to the maximum.
///
/// Source: Newton's method with Levenberg-Marquardt damping (Marquardt 1963). It ends when another step
/// would raise the log-likelihood by less than 1e-11 of itself, or 1e-11.
pub(super) fn maximise<const K: usize>(
    likelihood: impl Fn(&[f64; K]) -> Derivatives<K>,
    start: [f64; K],
) -> Fit {
    let mut at = start;
    let mut here = likelihood(&at);
    let mut damping = 1e-3;
    let mut ending = Ending::GaveUp;
    for _ in 0..STEPS {
        let local = here.by_logarithms(&at);
        if !local.is_finite() {
            break;
        }
        let Some((step, gain)) = damped_step(&local, damping) else {
            damping = (damping * 4.0_f64).max(1e-6);
            continue;
        };
        let longest = step.iter().fold(1e-300, |most: f64, x| most.max(x.abs()));
        let scale = (LONGEST_STEP / longest).min(1.0);
        let next: [f64; K] = std::array::from_fn(|i| at[i] * (scale * step[i]).exp());
        let there = likelihood(&next);
        if gain <= 1e-11 * here.value.abs().max(1.0) && damping < 1.0 {
            // The last step doubles the digits of the parameters, though the value itself hardly moves.
            if there.is_finite() {
                (at, here) = (next, there);
            }
            ending = Ending::Converged;
            break;
        }
        if there.is_finite() && there.value > here.value {
            (at, here) = (next, there);
            damping = if damping < 1e-12 { 0.0 } else { damping * 0.1 };
        } else {
            damping = (damping * 8.0_f64).max(1e-6);
            if damping > 1e12 {
                // No step upward is left: rounding has levelled the top.
                ending = if gain <= 1e-7 { Ending::Converged } else { Ending::GaveUp };
                break;
            }
        }
        if (0..K).any(|i| (at[i] / start[i]).ln().abs() > FAR) {
            ending = Ending::RanAway;
            break;
        }
    }
    fit_at(&at, &here, ending)
}

fn fit_at<const K: usize>(at: &[f64; K], here: &Derivatives<K>, ending: Ending) -> Fit {
    let mut parameters: Parameters = [0.0; 4];
    for (slot, value) in parameters.iter_mut().zip(at) {
        *slot = *value;
    }
    let negated = here.hessian.map(|row| row.map(|x| -x));
    let standard_errors = standard_errors(&negated).filter(|_| ending == Ending::Converged);
    Fit { parameters, standard_errors, log_likelihood: here.value, ending }
}

/// The step that solves (-H + damping · diagonal) step = gradient, and the rise it promises.
fn damped_step<const K: usize>(local: &Derivatives<K>, damping: f64) -> Option<([f64; K], f64)> {
    let mut matrix = local.hessian.map(|row| row.map(|x| -x));
    for (i, row) in matrix.iter_mut().enumerate() {
        row[i] += damping * row[i].abs().max(1e-8);
    }
    let lower = cholesky(&matrix)?;
    let step = solve(&lower, &local.gradient);
    let gain = 0.5 * step.iter().zip(&local.gradient).map(|(s, g)| s * g).sum::<f64>();
    Some((step, gain))
}

/// L with L Lᵀ = `matrix`; `None` unless it is positive definite beyond rounding.
fn cholesky<const K: usize>(matrix: &[[f64; K]; K]) -> Option<[[f64; K]; K]> {
    let mut lower = [[0.0; K]; K];
    for i in 0..K {
        for j in 0..=i {
            let rest = matrix[i][j] - (0..j).map(|k| lower[i][k] * lower[j][k]).sum::<f64>();
            if i == j {
                if rest <= 1e-13 * matrix[i][i].abs() || !rest.is_finite() {
                    return None;
                }
                lower[i][i] = rest.sqrt();
            } else {
                lower[i][j] = rest / lower[j][j];
            }
        }
    }
    Some(lower)
}

fn solve<const K: usize>(lower: &[[f64; K]; K], right: &[f64; K]) -> [f64; K] {
    let mut x = *right;
    for i in 0..K {
        x[i] = (x[i] - (0..i).map(|k| lower[i][k] * x[k]).sum::<f64>()) / lower[i][i];
    }
    for i in (0..K).rev() {
        x[i] = (x[i] - (i + 1..K).map(|k| lower[k][i] * x[k]).sum::<f64>()) / lower[i][i];
    }
    x
}

/// Square roots of the diagonal of the inverse of the observed information.
fn standard_errors<const K: usize>(information: &[[f64; K]; K]) -> Option<Parameters> {
    let lower = cholesky(information)?;
    let mut errors: Parameters = [0.0; 4];
    for i in 0..K {
        let mut unit = [0.0; K];
        unit[i] = 1.0;
        let variance = solve(&lower, &unit)[i];
        if !variance.is_finite() || variance < 0.0 {
            return None;
        }
        errors[i] = variance.sqrt();
    }
    Some(errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gamma_law_is_found_from_its_sufficient_sums() {
        // n observations with mean 2 and mean logarithm of a gamma law of shape 3: digamma(3) - ln(3/2).
        let (n, mean) = (100.0, 2.0);
        let mean_ln = crate::special::digamma(3.0) - (1.5_f64).ln();
        let likelihood = |p: &[f64; 2]| {
            let [shape, rate] = *p;
            let value =
                shape * rate.ln() - crate::special::ln_gamma(shape) + (shape - 1.0) * mean_ln - rate * mean;
            Derivatives {
                value: n * value,
                gradient: [
                    n * (rate.ln() - crate::special::digamma(shape) + mean_ln),
                    n * (shape / rate - mean),
                ],
                hessian: [
                    [-n * crate::special::trigamma(shape), n / rate],
                    [n / rate, -n * shape / (rate * rate)],
                ],
            }
        };
        let fit = maximise(likelihood, [0.1, 40.0]);
        assert!(fit.converged());
        assert!(
            (fit.parameters[0] - 3.0).abs() < 1e-6 && (fit.parameters[1] - 1.5).abs() < 1e-6,
            "{fit:?}"
        );
        assert!(fit.standard_errors.is_some());
    }

    #[test]
    fn a_parameter_without_a_maximum_runs_away() {
        let climb = |p: &[f64; 1]| Derivatives {
            value: p[0].ln(),
            gradient: [1.0 / p[0]],
            hessian: [[-1.0 / (p[0] * p[0])]],
        };
        assert_eq!(maximise(climb, [1.0]).ending, Ending::RanAway);
    }
}

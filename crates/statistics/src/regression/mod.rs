//! Multiple linear regression by least squares.
//!
//! Source: Householder's QR factorisation of the columns scaled to like size (Golub & Van Loan, "Matrix
//! Computations", 5.3), in double-double arithmetic throughout, so that what is lost is only what the data
//! themselves lost when they were rounded to doubles.

mod condition;
mod qr;

use serde::Serialize;

use crate::double::Double;
use crate::special::{f_upper, student_t_quantile, student_t_two_sided};
use qr::Factored;

/// Above this condition number of the scaled columns some of them nearly follow from the others (Belsley,
/// Kuh & Welsch 1980).
pub const NEARLY_COLLINEAR: f64 = 30.0;

/// A regression that cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case", tag = "error")]
pub enum OlsError {
    /// The data cannot hold so many parameters.
    #[error("{rows} rows are fewer than the {parameters} parameters")]
    TooFewRows {
        /// Rows there are.
        rows: usize,
        /// Parameters asked for.
        parameters: usize,
    },
    /// A column follows exactly from those before it (and the intercept).
    #[error("predictor {column} follows exactly from the ones before it")]
    Collinear {
        /// Its number among the predictors, from 1.
        column: usize,
    },
    /// A column is longer or shorter than y, or there is no parameter at all.
    #[error("the columns are not of one length, or there are none")]
    Shape,
    /// A value is infinite or not a number.
    #[error("a value is not a finite number")]
    NotFinite,
}

/// One coefficient. What cannot be known (no residual degrees of freedom, a perfect fit) is absent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Coefficient {
    /// The estimate.
    pub estimate: f64,
    /// Its standard error.
    pub standard_error: Option<f64>,
    /// Estimate over standard error.
    pub t: Option<f64>,
    /// Two-sided probability of such a t if the true value were zero, 0..=1.
    pub p: Option<f64>,
    /// 95 % interval.
    pub interval: Option<(f64, f64)>,
    /// How many times its variance is inflated by the other predictors; absent for the intercept.
    pub variance_inflation: Option<f64>,
}

/// Something the reader should know about the fit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    /// Some predictors nearly follow from others, so that single coefficients say little.
    NearlyCollinear {
        /// Of the scaled columns; above 30.
        condition: f64,
    },
    /// As many parameters as rows: everything is explained, nothing can be tested.
    NothingLeftToTest,
}

/// A fitted regression.
#[derive(Debug, Clone, PartialEq)]
pub struct Ols {
    /// The intercept first, if there is one, then the predictors in order.
    pub coefficients: Vec<Coefficient>,
    /// Share of the variation of y explained, 0..=1 (about the mean with an intercept, about zero without);
    /// absent when y does not vary.
    pub r_squared: Option<f64>,
    /// The same, adjusted for the number of parameters.
    pub adjusted_r_squared: Option<f64>,
    /// The test of all predictors together: F, and its probability if none mattered.
    pub f: Option<(f64, f64)>,
    /// Predictors.
    pub df_model: usize,
    /// Rows less parameters.
    pub df_residual: usize,
    /// Residual standard deviation.
    pub sigma: Option<f64>,
    /// Of normal errors; absent for a perfect fit.
    pub log_likelihood: Option<f64>,
    /// The condition number of the columns scaled to unit length.
    pub condition: f64,
    /// y less fitted, row by row.
    pub residuals: Vec<f64>,
    /// What to tell the reader.
    pub notes: Vec<Note>,
}

/// Regresses `y` on `columns`, with or without an intercept.
///
/// # Errors
/// Every variant of [`OlsError`].
pub fn ols(y: &[f64], columns: &[&[f64]], intercept: bool) -> Result<Ols, OlsError> {
    let ones = vec![1.0; if intercept { y.len() } else { 0 }];
    let design: Vec<&[f64]> =
        intercept.then_some(ones.as_slice()).into_iter().chain(columns.iter().copied()).collect();
    let (rows, parameters) = (y.len(), design.len());
    if parameters == 0 || design.iter().any(|column| column.len() != rows) {
        return Err(OlsError::Shape);
    }
    if rows < parameters {
        return Err(OlsError::TooFewRows { rows, parameters });
    }
    if design.iter().copied().chain([y]).flatten().any(|value| !value.is_finite()) {
        return Err(OlsError::NotFinite);
    }
    let factored = Factored::new(&design)
        .map_err(|place| OlsError::Collinear { column: place + 1 - usize::from(intercept) })?;
    let solution = factored.solve(y);
    let residuals = residuals(y, &design, &solution);
    Ok(Fitted { y, design: &design, intercept, factored, solution, residuals }.report())
}

fn residuals(y: &[f64], design: &[&[f64]], solution: &[Double]) -> Vec<Double> {
    let mut rest: Vec<Double> = y.iter().map(|value| Double::from(*value)).collect();
    for (column, coefficient) in design.iter().zip(solution) {
        for (rest, value) in rest.iter_mut().zip(*column) {
            *rest = *rest - Double::from(*value) * *coefficient;
        }
    }
    rest
}

struct Fitted<'a> {
    y: &'a [f64],
    design: &'a [&'a [f64]],
    intercept: bool,
    factored: Factored,
    solution: Vec<Double>,
    residuals: Vec<Double>,
}

impl Fitted<'_> {
    fn report(self) -> Ols {
        let (rows, parameters) = (self.y.len(), self.design.len());
        let (df_residual, df_model) = (rows - parameters, parameters - usize::from(self.intercept));
        let rest = squares(self.residuals.iter().copied());
        let all = self.total_squares();
        // Below this the residuals are what double-double rounding left of a perfect fit.
        let perfect = rest <= 1e-28 * all.max(f64::MIN_POSITIVE);
        let df = df_residual as f64;
        let sigma = (df_residual > 0).then(|| if perfect { 0.0 } else { (rest / df).sqrt() });
        let r_squared = (all > 0.0).then(|| if perfect { 1.0 } else { (1.0 - rest / all).max(0.0) });
        let spread = (rows - usize::from(self.intercept)) as f64;
        let adjusted = r_squared.filter(|_| df_residual > 0).map(|r| 1.0 - (1.0 - r) * spread / df);
        let f = (df_residual > 0 && df_model > 0 && !perfect && all > 0.0).then(|| {
            let f = ((all - rest) / df_model as f64) / (rest / df);
            (f, f_upper(f, df_model as f64, df))
        });
        let n = rows as f64;
        let log_likelihood =
            (!perfect).then(|| -0.5 * n * ((2.0 * std::f64::consts::PI).ln() + (rest / n).ln() + 1.0));
        let condition = self.factored.condition();
        let mut notes = Vec::new();
        if condition > NEARLY_COLLINEAR {
            notes.push(Note::NearlyCollinear { condition });
        }
        if df_residual == 0 {
            notes.push(Note::NothingLeftToTest);
        }
        Ols {
            coefficients: self.coefficients(sigma, df),
            r_squared,
            adjusted_r_squared: adjusted,
            f,
            df_model,
            df_residual,
            sigma,
            log_likelihood,
            condition,
            residuals: self.residuals.iter().map(|rest| rest.value()).collect(),
            notes,
        }
    }

    fn coefficients(&self, sigma: Option<f64>, df: f64) -> Vec<Coefficient> {
        let within = (df > 0.0).then(|| student_t_quantile(0.05, df));
        let places =
            self.solution.iter().zip(self.factored.unscaled_variances()).zip(self.design).enumerate();
        places
            .map(|(place, ((estimate, unscaled), column))| {
                let estimate = estimate.value();
                let standard_error = sigma.map(|sigma| sigma * unscaled.sqrt());
                let t = standard_error.filter(|error| *error > 0.0).map(|error| estimate / error);
                let reach = standard_error.zip(within).map(|(error, within)| error * within);
                let is_intercept = self.intercept && place == 0;
                Coefficient {
                    estimate,
                    standard_error,
                    t,
                    p: t.map(|t| student_t_two_sided(t, df)),
                    interval: reach.map(|reach| (estimate - reach, estimate + reach)),
                    variance_inflation: (!is_intercept)
                        .then(|| unscaled * squares_about(column, self.intercept)),
                }
            })
            .collect()
    }

    fn total_squares(&self) -> f64 {
        squares_about(self.y, self.intercept)
    }
}

fn squares(values: impl Iterator<Item = Double>) -> f64 {
    values.fold(Double::ZERO, |sum, value| sum + value * value).value()
}

/// Sum of squares about the mean, or about zero.
fn squares_about(values: &[f64], about_mean: bool) -> f64 {
    let sum = values.iter().fold(Double::ZERO, |sum, value| sum + Double::from(*value));
    let mean = if about_mean { sum / Double::from(values.len() as f64) } else { Double::ZERO };
    squares(values.iter().map(|value| Double::from(*value) - mean))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_fitted_says_why() {
        let check =
            |y: &[f64], columns: &[&[f64]], error| assert_eq!(ols(y, columns, true).unwrap_err(), error);
        check(&[1.0], &[&[2.0]], OlsError::TooFewRows { rows: 1, parameters: 2 });
        check(&[1.0, 2.0], &[&[2.0]], OlsError::Shape);
        check(&[1.0, f64::NAN], &[&[2.0, 3.0]], OlsError::NotFinite);
        check(&[1.0, 5.0, 2.0], &[&[2.0, 2.0, 2.0]], OlsError::Collinear { column: 1 });
        let (x, twice) = ([0.1, 0.7, 0.3, 0.9], [0.2, 1.4, 0.6, 1.8]);
        check(&[1.0, 5.0, 2.0, 4.0], &[&x, &twice], OlsError::Collinear { column: 2 });
    }

    #[test]
    fn a_perfect_or_saturated_fit_has_no_tests_and_no_nan() {
        let line = ols(&[1.0, 3.0, 5.0], &[&[0.0, 1.0, 2.0]], true).unwrap();
        assert_eq!((line.r_squared, line.sigma, line.f), (Some(1.0), Some(0.0), None));
        assert_eq!(line.coefficients[1].estimate, 2.0);
        assert_eq!(line.coefficients[1].t, None);
        let saturated = ols(&[1.0, 4.0], &[&[0.0, 1.0]], true).unwrap();
        assert_eq!(saturated.notes, vec![Note::NothingLeftToTest]);
        assert_eq!(saturated.coefficients[0].standard_error, None);
        let flat = ols(&[2.0, 2.0, 2.0], &[&[0.0, 1.0, 5.0]], true).unwrap();
        assert_eq!(flat.r_squared, None);
    }

    proptest! {
        #[test]
        fn residuals_are_orthogonal_to_every_predictor(
            rows in prop::collection::vec((-10.0..10.0_f64, -10.0..10.0_f64, -10.0..10.0_f64), 5..40),
        ) {
            let x: Vec<f64> = rows.iter().map(|row| row.0).collect();
            let z: Vec<f64> = rows.iter().map(|row| row.1).collect();
            let y: Vec<f64> = rows.iter().map(|row| row.2).collect();
            if let Ok(fit) = ols(&y, &[&x, &z], true) {
                let dot = |column: &[f64]| column.iter().zip(&fit.residuals).map(|(a, b)| a * b).sum::<f64>();
                prop_assert!(dot(&x).abs() < 1e-9 && dot(&z).abs() < 1e-9);
                prop_assert!(fit.residuals.iter().sum::<f64>().abs() < 1e-9);
                prop_assert!(fit.r_squared.is_none_or(|r| (0.0..=1.0).contains(&r)));
                prop_assert!(fit.condition >= 1.0 - 1e-9);
            }
        }
    }
}

//! How a forecast would have done on a period held out, beside a naive one.

use serde::Serialize;

use super::{Parameters, PurchaseModel, Step, Summary, forecast};
use crate::correlation::pearson;

/// Errors of a forecast over customers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Errors {
    /// Purchases it expected of all customers together.
    pub total: f64,
    /// Mean absolute error per customer.
    pub mae: f64,
    /// Root of the mean square error per customer.
    pub rmse: f64,
    /// Pearson's correlation with what happened; `None` when one of them does not vary.
    pub correlation: Option<f64>,
}

/// A model against the guess that everybody goes on as before.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct BackTest {
    /// Customers compared.
    pub customers: u64,
    /// Purchases that happened.
    pub actual: f64,
    /// Errors of the model.
    pub model: Errors,
    /// Errors of the naive forecast: repeats so far / age · length of the hold-out.
    pub naive: Errors,
}

/// Compares the forecast made at T for the next `horizon` with the purchases that came (`actual`, one per
/// summary). `None` without customers.
pub fn back_test(
    model: &dyn PurchaseModel,
    parameters: &Parameters,
    summaries: &[Summary],
    actual: &[f64],
    horizon: f64,
) -> Option<BackTest> {
    if summaries.is_empty() || summaries.len() != actual.len() {
        return None;
    }
    let step = Step { span: (0.0, horizon), discount: 1.0 };
    let expected: Vec<f64> =
        forecast(model, parameters, summaries, &[step]).iter().map(|one| one.purchases).collect();
    let naive: Vec<f64> = summaries
        .iter()
        .map(|s| if s.age > 0.0 { f64::from(s.repeats) / s.age * horizon } else { 0.0 })
        .collect();
    Some(BackTest {
        customers: summaries.len() as u64,
        actual: actual.iter().sum(),
        model: errors(&expected, actual),
        naive: errors(&naive, actual),
    })
}

fn errors(forecast: &[f64], actual: &[f64]) -> Errors {
    let n = actual.len() as f64;
    let differences = || forecast.iter().zip(actual).map(|(f, a)| f - a);
    Errors {
        total: forecast.iter().sum(),
        mae: differences().map(f64::abs).sum::<f64>() / n,
        rmse: (differences().map(|d| d * d).sum::<f64>() / n).sqrt(),
        correlation: pearson(forecast, actual),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clv::NBD;

    #[test]
    fn a_perfect_forecast_has_no_error() {
        let summaries = [
            Summary { repeats: 1, recency: 5.0, age: 9.0 },
            Summary { repeats: 3, recency: 5.0, age: 9.0 },
        ];
        let test = back_test(&NBD, &[1.0, 1.0, 0.0, 0.0], &summaries, &[0.2, 0.4], 1.0).unwrap();
        assert!(test.model.mae < 1e-12 && test.model.correlation.unwrap() > 0.999);
        assert!(test.naive.mae > 0.0);
        assert_eq!(back_test(&NBD, &[1.0; 4], &[], &[], 1.0), None);
    }
}

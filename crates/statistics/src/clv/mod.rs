//! What customers will buy and be worth: models of purchases and of money per purchase, by maximum
//! likelihood.
//!
//! A customer is a [`Summary`]: x repeat purchases, the last of them t_x after the first one, observed for
//! T after the first one (any unit of time, the same for all). [`MODELS`] explain these by a rate of buying
//! that differs between customers and, but for the NBD, by a customer's leaving unseen; [`gamma_gamma`]
//! explains the money per purchase. Likelihoods are summed over distinct summaries, so that a million
//! customers fit in a moment.

mod backtest;
mod beta_geometric;
mod choice;
mod counts;
pub mod gamma_gamma;
mod nbd;
mod newton;
mod pareto_nbd;
mod value;

pub use backtest::{BackTest, Errors, back_test};
pub use beta_geometric::{BGNBD, MBGNBD};
pub use choice::{Chosen, Compared, Note, choose};
pub use counts::{Counts, Summary, SummaryError};
pub use nbd::NBD;
pub use pareto_nbd::PARETO;
pub use value::{Forecast, Step, forecast, steps};

use serde::Serialize;

/// The parameters of a model in the order of its names; places it does not name are zero.
pub type Parameters = [f64; 4];

/// Every model, the simplest first.
pub const MODELS: [&dyn PurchaseModel; 4] = [&NBD, &BGNBD, &MBGNBD, &PARETO];

/// A law of purchases.
pub trait PurchaseModel: Sync {
    /// Its name in parameters and answers.
    fn slug(&self) -> &'static str;

    /// Names of its parameters, in order.
    fn parameter_names(&self) -> &'static [&'static str];

    /// Whether a fit takes many times as long as those of the others.
    fn is_costly(&self) -> bool {
        false
    }

    /// The most likely parameters. The log-likelihood leaves out what does not depend on them, the same for
    /// all models, so that they can be compared.
    fn fit(&self, counts: &Counts) -> Fit;

    /// Probability that a customer has not left by T, 0..=1.
    fn chance_alive(&self, parameters: &Parameters, summary: &Summary) -> f64;

    /// Expected purchases between `from` and `to` after T of a customer with `repeats` who has not left by
    /// T = `age`.
    fn expected_if_alive(&self, parameters: &Parameters, repeats: u32, age: f64, span: (f64, f64)) -> f64;

    /// Expected repeat purchases of a new customer within `horizon` of the first purchase.
    fn expected_of_new(&self, parameters: &Parameters, horizon: f64) -> f64;
}

/// How a search for the maximum ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// At a maximum.
    Converged,
    /// A parameter ran towards zero or infinity: the data do not hold it.
    RanAway,
    /// Neither within the allowed steps.
    GaveUp,
}

/// The outcome of a fit.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// Where the search ended.
    pub parameters: Parameters,
    /// From the inverse of the observed information; `None` when it cannot be inverted.
    pub standard_errors: Option<Parameters>,
    /// There.
    pub log_likelihood: f64,
    /// How it ended.
    pub ending: Ending,
}

impl Fit {
    /// Whether the numbers may be used.
    pub fn converged(&self) -> bool {
        self.ending == Ending::Converged
    }
}

/// Why no model could be fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FitError {
    /// Fewer customers than parameters.
    #[error("{customers} customers are too few to fit a model")]
    TooFew {
        /// How many there are.
        customers: u64,
    },
    /// There is nothing to learn a rate from.
    #[error("no customer has bought twice")]
    NoRepeats,
    /// The search found no maximum.
    #[error("the search for the most likely parameters did not converge")]
    NotConverged,
}

/// The model of that name, or `None`.
pub fn model(slug: &str) -> Option<&'static dyn PurchaseModel> {
    MODELS.into_iter().find(|model| model.slug() == slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_unique_and_find_their_model() {
        for found in MODELS {
            assert_eq!(model(found.slug()).map(PurchaseModel::slug), Some(found.slug()));
        }
        assert!(model("lifetimes").is_none());
    }

    #[test]
    fn the_first_step_of_a_forecast_is_smaller_than_the_whole() {
        let parameters = [0.24, 4.4, 0.8, 2.4];
        for model in MODELS {
            let part = model.expected_if_alive(&parameters, 3, 38.0, (0.0, 10.0));
            let rest = model.expected_if_alive(&parameters, 3, 38.0, (10.0, 52.0));
            let whole = model.expected_if_alive(&parameters, 3, 38.0, (0.0, 52.0));
            assert!((part + rest - whole).abs() < 1e-9 * whole, "{}", model.slug());
            assert!(part > 0.0 && rest > 0.0);
        }
    }
}

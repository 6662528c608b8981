//! From a fitted model to what each customer will buy and be worth.

use super::{Parameters, PurchaseModel, Summary};
use crate::parallel::map_pieces;

/// A stretch of the future, and what money that comes in it is worth today.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// From and to, in time after T.
    pub span: (f64, f64),
    /// Worth today of one unit of money then, 0..=1.
    pub discount: f64,
}

/// The steps that cover `horizon`, each `length` long (the last may be shorter), discounted at the end of
/// the i-th by (1 + rate)^-i. `length` and `horizon` are above zero.
pub fn steps(horizon: f64, length: f64, rate: f64) -> Vec<Step> {
    // A horizon of whole steps must not gain another by rounding.
    let count = (horizon / length - 1e-9).ceil().clamp(1.0, 10_000.0) as u32;
    (1..=count)
        .map(|i| Step {
            span: (f64::from(i - 1) * length, (f64::from(i) * length).min(horizon)),
            discount: (1.0 + rate).powi(-i32::try_from(i).unwrap_or(i32::MAX)),
        })
        .collect()
}

/// What is expected of one customer.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Forecast {
    /// Probability of not having left by T, 0..=1.
    pub alive: f64,
    /// Purchases over all steps.
    pub purchases: f64,
    /// The same, each discounted to today: times the money per purchase it is the lifetime value.
    pub discounted: f64,
}

/// Forecasts for every customer, in the order of the input.
///
/// The part that takes long depends on repeats and age only and is reckoned once for each pair.
pub fn forecast(
    model: &dyn PurchaseModel,
    parameters: &Parameters,
    summaries: &[Summary],
    steps: &[Step],
) -> Vec<Forecast> {
    let mut order: Vec<(u32, u64, u32)> =
        summaries.iter().zip(0..).map(|(s, index)| (s.repeats, s.age.to_bits(), index)).collect();
    order.sort_unstable();
    let pairs: Vec<&[(u32, u64, u32)]> = order.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).collect();
    let done = map_pieces(&pairs, 64, |pairs| {
        let mut out = Vec::new();
        for same in pairs {
            let Some((repeats, age, _)) = same.first() else { continue };
            let age = f64::from_bits(*age);
            let (mut purchases, mut discounted) = (0.0, 0.0);
            for step in steps {
                let expected = model.expected_if_alive(parameters, *repeats, age, step.span);
                purchases += expected;
                discounted += expected * step.discount;
            }
            for (_, _, index) in *same {
                let Some(summary) = summaries.get(*index as usize) else { continue };
                let alive = model.chance_alive(parameters, summary);
                let one = Forecast { alive, purchases: alive * purchases, discounted: alive * discounted };
                out.push((*index, one));
            }
        }
        out
    });
    let mut forecasts = vec![Forecast::default(); summaries.len()];
    for (index, one) in done.into_iter().flatten() {
        if let Some(slot) = forecasts.get_mut(index as usize) {
            *slot = one;
        }
    }
    forecasts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_ends_at_the_horizon() {
        let all = steps(10.0, 4.0, 0.1);
        assert_eq!(
            all.iter().map(|step| step.span).collect::<Vec<_>>(),
            vec![(0.0, 4.0), (4.0, 8.0), (8.0, 10.0)]
        );
        assert!((all[1].discount - 1.0 / 1.21).abs() < 1e-15);
        assert_eq!(steps(12.0 * 4.345, 4.345, 0.01).len(), 12);
    }
}

//! Customers in ten parts of one size by what they are expected to bring, those who bring most first.

use serde_json::{Value, json};
use statistics::clv::Forecast;

/// The tenth of each customer, 1 to 10, in their order.
pub(super) struct Tenths(pub(super) Vec<u8>);

impl Tenths {
    /// By expected money where all of it is known, else by expected purchases; ties in the order of customers.
    pub(super) fn of(forecasts: &[Forecast], worth: &[Option<f64>]) -> Self {
        let n = forecasts.len();
        let mut order: Vec<(usize, f64)> =
            forecasts.iter().zip(worth).map(|(one, worth)| key(one, *worth)).enumerate().collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1));
        let mut tenths = vec![0; n];
        for (rank, (place, _)) in order.into_iter().enumerate() {
            if let Some(slot) = tenths.get_mut(place) {
                *slot = u8::try_from(rank * 10 / n + 1).unwrap_or(10);
            }
        }
        Self(tenths)
    }

    /// How many are in each, what they will buy and what that is worth; a tenth without anybody is left out.
    pub(super) fn summary(&self, forecasts: &[Forecast], worth: &[Option<f64>]) -> Value {
        let of = |tenth: u8| {
            let all = self.0.iter().zip(forecasts.iter().zip(worth));
            let held: Vec<_> = all.filter(|(own, _)| **own == tenth).map(|(_, pair)| pair).collect();
            let value: Option<f64> =
                held.iter().map(|(one, worth)| Some(one.discounted * (**worth)?)).sum();
            (!held.is_empty()).then(|| {
                json!({
                    "tenth": tenth,
                    "customers": held.len(),
                    "purchases": held.iter().map(|(one, _)| one.purchases).sum::<f64>(),
                    "value": value,
                })
            })
        };
        (1..=10).filter_map(of).collect()
    }
}

fn key(one: &Forecast, worth: Option<f64>) -> f64 {
    worth.map_or(one.purchases, |worth| worth * one.discounted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tenth_holds_a_tenth_and_the_best_are_the_first() {
        let forecasts: Vec<Forecast> = (0..25)
            .map(|n| Forecast { alive: 1.0, purchases: f64::from(n), discounted: f64::from(n) })
            .collect();
        let tenths = Tenths::of(&forecasts, &[Some(2.0); 25]);
        assert_eq!((tenths.0[24], tenths.0[22], tenths.0[0]), (1, 1, 10));
        let summary = tenths.summary(&forecasts, &[Some(2.0); 25]);
        assert_eq!(summary.as_array().unwrap().len(), 10);
        assert_eq!((&summary[0]["customers"], &summary[0]["value"]), (&3.into(), &138.0.into()));
        let few = Tenths::of(&forecasts[..2], &[None; 2]).summary(&forecasts[..2], &[None; 2]);
        assert_eq!(few.as_array().unwrap().len(), 2);
        assert!(few[0]["value"].is_null(), "no money, no worth");
        assert_eq!(Tenths::of(&[], &[]).summary(&[], &[]).as_array().unwrap().len(), 0);
    }
}

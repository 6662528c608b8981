//! Which model of purchases to believe.

use serde::Serialize;

use super::{Counts, Fit, FitError, MODELS, NBD, PurchaseModel};

/// Twice this is the 5 % point of χ² with one degree of freedom: a drop-out part that gains less is not
/// there.
pub const LEAST_GAIN: f64 = 1.92;
/// Below this a drop-out part has left no trace at all.
const TRACE: f64 = 0.01;

/// Something the reader should know about the choice.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum Note {
    /// No model with leaving explains the data better than the NBD by a gain of 1.92 in log-likelihood, so
    /// that the NBD is used.
    NoDropoutDetectable {
        /// The best gain found.
        gain: f64,
    },
    /// The model that was asked for is not identified by these data, so that the NBD is used.
    NotIdentified {
        /// Its name.
        model: &'static str,
    },
    /// The model that was asked for gains less than 1.92 over the NBD: its drop-out part is weak.
    WeakDropout {
        /// The gain.
        gain: f64,
    },
}

/// One model that was tried.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Compared {
    /// Its name.
    pub model: &'static str,
    /// At its maximum, if it has one.
    pub log_likelihood: Option<f64>,
}

/// The model to use.
pub struct Chosen {
    /// The model.
    pub model: &'static dyn PurchaseModel,
    /// Its fit, converged.
    pub fit: Fit,
    /// What to tell the reader.
    pub notes: Vec<Note>,
    /// All that were tried, in order.
    pub compared: Vec<Compared>,
}

/// Fits the wanted model, or without one all of them (a costly one only if another sees somebody leave) and
/// takes the most likely (all but the NBD have four parameters). Falls back to the NBD, with a note, when
/// leaving cannot be seen.
///
/// # Errors
/// [`FitError::NotConverged`] when not even the NBD has a maximum.
pub fn choose(counts: &Counts, wanted: Option<&'static dyn PurchaseModel>) -> Result<Chosen, FitError> {
    let plain = NBD.fit(counts);
    if !plain.converged() {
        return Err(FitError::NotConverged);
    }
    let candidates = MODELS.into_iter().filter(|model| match wanted {
        Some(wanted) => wanted.slug() == model.slug(),
        None => true,
    });
    let rivals = candidates.filter(|model| model.slug() != NBD.slug());
    let mut compared = vec![Compared { model: NBD.slug(), log_likelihood: Some(plain.log_likelihood) }];
    let mut best: Option<(&'static dyn PurchaseModel, Fit)> = None;
    let gains = |fit: &Fit| fit.log_likelihood - plain.log_likelihood >= LEAST_GAIN;
    for model in rivals {
        if wanted.is_none() && model.is_costly() && !best.as_ref().is_some_and(|(_, fit)| gains(fit)) {
            continue;
        }
        let fit = model.fit(counts);
        let usable = fit.converged() && fit.standard_errors.is_some();
        compared
            .push(Compared { model: model.slug(), log_likelihood: usable.then_some(fit.log_likelihood) });
        if usable && best.as_ref().is_none_or(|(_, other)| fit.log_likelihood > other.log_likelihood) {
            best = Some((model, fit));
        }
    }
    let gain = best.as_ref().map_or(0.0, |(_, fit)| (fit.log_likelihood - plain.log_likelihood).max(0.0));
    let (model, fit, note): (&'static dyn PurchaseModel, Fit, Option<Note>) = match (wanted, best) {
        (Some(wanted), _) if wanted.slug() == NBD.slug() => (&NBD, plain, None),
        (Some(_), Some((model, fit))) if gain >= TRACE => {
            (model, fit, (gain < LEAST_GAIN).then_some(Note::WeakDropout { gain }))
        }
        (Some(wanted), _) => (&NBD, plain, Some(Note::NotIdentified { model: wanted.slug() })),
        (None, Some((model, fit))) if gain >= LEAST_GAIN => (model, fit, None),
        (None, _) => (&NBD, plain, Some(Note::NoDropoutDetectable { gain })),
    };
    Ok(Chosen { model, fit, notes: note.into_iter().collect(), compared })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clv::{BGNBD, Summary, forecast, steps};

    /// Customers of two kinds of rate who never leave: the last purchase is always near the end.
    fn loyal() -> Counts {
        let summaries: Vec<Summary> = (0..400_u32)
            .map(|i| {
                let repeats = (i % 7) * (i % 3);
                let gap = 40.0 / (f64::from(repeats) + 1.0);
                Summary { repeats, recency: if repeats == 0 { 0.0 } else { 40.0 - gap }, age: 40.0 }
            })
            .collect();
        Counts::of(&summaries).unwrap()
    }

    #[test]
    fn where_nobody_leaves_the_nbd_is_used_and_said() {
        let chosen = choose(&loyal(), None).unwrap();
        assert_eq!(chosen.model.slug(), "nbd");
        assert!(matches!(chosen.notes.as_slice(), [Note::NoDropoutDetectable { .. }]));
        assert_eq!(chosen.compared.len(), MODELS.len() - 1, "the costly one is not tried");
        let asked = choose(&loyal(), Some(&BGNBD)).unwrap();
        assert_eq!(asked.model.slug(), "nbd");
        assert_eq!(asked.notes, vec![Note::NotIdentified { model: "bgnbd" }]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn whatever_converges_is_finite_for_every_customer(
            customers in prop::collection::vec((0_u32..40, 0.0..=1.0_f64, 0.0..200.0_f64), 5..60),
        ) {
            let summary = |(repeats, share, age): &(u32, f64, f64)| {
                Summary { repeats: *repeats, recency: if *repeats == 0 { 0.0 } else { share * age }, age: *age }
            };
            let summaries: Vec<Summary> = customers.iter().map(summary).collect();
            let Ok(counts) = Counts::of(&summaries) else { return Ok(()) };
            for wanted in std::iter::once(None).chain(MODELS.map(Some)) {
                let Ok(chosen) = choose(&counts, wanted) else { continue };
                prop_assert!(chosen.fit.converged() && chosen.fit.log_likelihood.is_finite());
                prop_assert!(chosen.fit.parameters.iter().all(|value| value.is_finite() && *value >= 0.0));
                let model = chosen.model;
                for one in forecast(model, &chosen.fit.parameters, &summaries, &steps(52.0, 4.0, 0.01)) {
                    prop_assert!((0.0..=1.0).contains(&one.alive), "{} {:?}", model.slug(), one);
                    prop_assert!(one.purchases.is_finite() && one.purchases >= one.discounted);
                }
            }
        }
    }
}

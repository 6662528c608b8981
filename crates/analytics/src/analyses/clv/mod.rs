//! Lifetime value: what customers will buy and be worth.

mod history;

use serde_json::{Map, Value, json};
use statistics::clv::gamma_gamma::{self, GammaGamma};
use statistics::clv::{
    Chosen, Counts, Forecast, Note, PurchaseModel, back_test, choose, forecast, model, steps,
};

use super::parameters::find;
use super::{Analysis, ColumnNeed, Outcome, ParameterNeed, Parameters, note};
use crate::AnalyzeError;
use crate::calendar::written;
use crate::table::{Kind, Source, Table, Wanted};
use history::Histories;

/// Purchases by the NBD and its kin, money by the Gamma-Gamma model, both by maximum likelihood.
///
/// Reads orders (several of one day are one purchase; time runs in units of `unit_days`), or summaries as
/// other programs write them: repeats, time of the last one and age in any unit of time. A value is the
/// expected money of the horizon, by months of 365/12 days, each discounted at its end.
pub struct Clv;

/// Days of the months by which money is discounted.
const MONTH_DAYS: f64 = 365.0 / 12.0;

/// A column of one of the two kinds of input.
const fn need(name: &'static str, kind: Kind, about: &'static str) -> ColumnNeed {
    ColumnNeed { name, kind, is_optional: true, about }
}

impl Analysis for Clv {
    fn slug(&self) -> &'static str {
        "clv"
    }

    fn about(&self) -> &'static str {
        "Forecasts what each customer will buy and be worth, and how likely it is that they have left."
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 7] = [
            need("customer", Kind::Text, "who bought; needed with orders"),
            need("date", Kind::Day, "when; needed with orders"),
            need("amount", Kind::Number, "for how much; needed with orders"),
            need("frequency", Kind::Number, "instead of orders: repeat purchases"),
            need("recency", Kind::Number, "instead of orders: time from the first to the last purchase"),
            need("t", Kind::Number, "instead of orders: time from the first purchase to the end"),
            need("monetary", Kind::Number, "instead of orders: mean money of a repeat purchase"),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        &[
            ParameterNeed {
                name: "model",
                default: "auto",
                about: "auto (the most likely), bgnbd, mbgnbd, pareto or nbd",
            },
            ParameterNeed {
                name: "until",
                default: "",
                about: "learn from orders up to this day, YYYY-MM-DD, and test on those after it",
            },
            ParameterNeed { name: "horizon_days", default: "365", about: "how far to look ahead" },
            ParameterNeed { name: "discount", default: "0.01", about: "rate per month" },
            ParameterNeed { name: "unit_days", default: "7", about: "days in the unit of time" },
            ParameterNeed { name: "rows", default: "false", about: "true: list every customer" },
        ]
    }

    fn wanted(&self, source: &Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
        let mut wanted = super::parameters::wanted(self.columns(), source, parameters)?;
        let has = |name: &str| wanted.iter().any(|column| column.name == name);
        if has("frequency") && has("recency") && has("t") {
            wanted.retain(|column| !["date", "amount"].contains(&column.name));
        } else {
            wanted.retain(|column| ["customer", "date", "amount"].contains(&column.name));
            for name in ["customer", "date", "amount"] {
                if !wanted.iter().any(|column| column.name == name) {
                    let remedy = format!("column.{name}=NAME, or give frequency, recency and t");
                    find(source, name, name, Kind::Text, &remedy)?;
                }
            }
        }
        wanted.push(Wanted::new("row", 0, "row", Kind::RowNumber));
        Ok(wanted)
    }

    fn run(&self, table: &Table, parameters: &Parameters) -> Result<Outcome, AnalyzeError> {
        let wanted = parameters.choice("model", &["auto", "bgnbd", "mbgnbd", "pareto", "nbd"])?;
        let plan = Plan {
            unit: parameters.number("unit_days", 0.001, 366.0)?,
            horizon: parameters.number("horizon_days", 1.0, 36_500.0)?,
            discount: parameters.number("discount", 0.0, 1.0)?,
            with_rows: parameters.flag("rows")?,
        };
        let histories = Histories::of(table, plan.unit, parameters.day("until")?)?;
        let mut outcome = answer(&histories, table, wanted, &plan);
        outcome.refused.clone_from(&histories.refused);
        outcome.n_refused = histories.n_refused;
        outcome.notes.extend(histories.notes.iter().cloned());
        Ok(outcome)
    }
}

struct Plan {
    unit: f64,
    horizon: f64,
    discount: f64,
    with_rows: bool,
}

fn answer(histories: &Histories, table: &Table, wanted: &str, plan: &Plan) -> Outcome {
    let chosen = Counts::of(&histories.summaries).and_then(|counts| choose(&counts, model(wanted)));
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(error) => {
            let result = json!({
                "model": Value::Null, "converged": false, "customers": histories.summaries.len(),
                "parameters": Value::Null, "standard_errors": Value::Null, "log_likelihood": Value::Null,
            });
            return Outcome {
                result,
                notes: vec![note("no_model", &error.to_string())],
                ..Outcome::default()
            };
        }
    };
    let mut notes: Vec<Value> = chosen.notes.iter().map(told).collect();
    let money = match histories.spending.as_deref().map(gamma_gamma::fit) {
        Some(Ok(law)) => Some(law),
        Some(Err(error)) => {
            notes.push(note("no_money_model", &format!("money per purchase: {error}")));
            None
        }
        None => None,
    };
    if money.is_some_and(|law| law.expected_of_all().is_none()) {
        notes.push(note(
            "no_mean_money",
            "money per purchase is spread so widely that it has no mean: no values are given",
        ));
    }
    let months = steps(plan.horizon / plan.unit, MONTH_DAYS / plan.unit, plan.discount);
    let forecasts = forecast(chosen.model, &chosen.fit.parameters, &histories.summaries, &months);
    let worth = worth(histories, money.as_ref());
    let mut result = shown(&chosen, histories, plan);
    result.insert("money".to_string(), json!(money.map(|law| of_money(&law))));
    let total = |part: fn(&Forecast) -> f64| forecasts.iter().map(part).sum::<f64>();
    let value: Option<f64> =
        forecasts.iter().zip(&worth).map(|(one, worth)| Some(one.discounted * (*worth)?)).sum();
    result.insert(
        "forecast".to_string(),
        json!({
            "horizon_days": plan.horizon,
            "discount_per_month": plan.discount,
            "purchases": total(|one| one.purchases),
            "alive": total(|one| one.alive),
            "value": value,
        }),
    );
    if plan.with_rows {
        result.insert("rows".to_string(), rows(histories, table, &forecasts, &worth));
    }
    Outcome { result: Value::Object(result), notes, ..Outcome::default() }
}

/// Expected money per purchase of each customer.
fn worth(histories: &Histories, money: Option<&GammaGamma>) -> Vec<Option<f64>> {
    let Some((law, spending)) = money.zip(histories.spending.as_deref()) else {
        return vec![None; histories.summaries.len()];
    };
    let has_mean = law.expected_of_all().is_some();
    spending.iter().map(|one| law.expected(one).filter(|_| has_mean)).collect()
}

fn shown(chosen: &Chosen, histories: &Histories, plan: &Plan) -> Map<String, Value> {
    let (model, fit) = (chosen.model, &chosen.fit);
    let repeating = histories.summaries.iter().filter(|summary| summary.repeats > 0).count();
    let compared: Vec<Value> = chosen
        .compared
        .iter()
        .map(|one| json!({"model": one.model, "log_likelihood": one.log_likelihood}))
        .collect();
    let tested = histories.held_out.as_ref().and_then(|held_out| {
        let span = held_out.days / plan.unit;
        back_test(model, &fit.parameters, &histories.summaries, &held_out.purchases, span)
    });
    let of = |errors: &statistics::clv::Errors| json!({"purchases": errors.total, "mae": errors.mae, "rmse": errors.rmse, "correlation": errors.correlation});
    let tested = tested.zip(histories.held_out.as_ref()).map(|(test, held_out)| {
        json!({
            "days": held_out.days,
            "customers": test.customers,
            "actual_purchases": test.actual,
            "model": of(&test.model),
            "naive": of(&test.naive),
        })
    });
    let result = json!({
        "model": model.slug(),
        "converged": fit.converged(),
        "parameters": named(model, &fit.parameters),
        "standard_errors": fit.standard_errors.map(|errors| named(model, &errors)),
        "log_likelihood": fit.log_likelihood,
        "compared": compared,
        "unit_days": plan.unit,
        "until": histories.until.map(written),
        "customers": histories.summaries.len(),
        "repeat_customers": repeating,
        "back_test": tested,
    });
    if let Value::Object(result) = result { result } else { Map::new() }
}

fn named(model: &dyn PurchaseModel, values: &[f64; 4]) -> Map<String, Value> {
    model
        .parameter_names()
        .iter()
        .zip(values)
        .map(|(name, value)| ((*name).to_string(), json!(value)))
        .collect()
}

fn of_money(law: &GammaGamma) -> Value {
    json!({
        "model": "gamma_gamma",
        "converged": true,
        "parameters": {"p": law.p, "q": law.q, "v": law.v},
        "standard_errors": law.standard_errors.map(|[p, q, v]| json!({"p": p, "q": q, "v": v})),
        "log_likelihood": law.log_likelihood,
        "customers": law.customers,
        "mean": law.expected_of_all(),
        "correlation_with_frequency": law.correlation,
    })
}

fn rows(histories: &Histories, table: &Table, forecasts: &[Forecast], worth: &[Option<f64>]) -> Value {
    let words = table.text("customer").1;
    let all = histories.summaries.iter().zip(forecasts).zip(worth).enumerate();
    all.map(|(place, ((summary, one), worth))| {
        json!({
            "customer": histories.customers.get(place).map(|code| words.word(*code)),
            "frequency": summary.repeats,
            "recency": summary.recency,
            "t": summary.age,
            "alive": one.alive,
            "purchases": one.purchases,
            "money_per_purchase": worth,
            "value": worth.map(|worth| worth * one.discounted),
        })
    })
    .collect()
}

fn told(one: &Note) -> Value {
    match one {
        Note::NoDropoutDetectable { gain } => note(
            "no_dropout_detectable",
            &format!(
                "no drop-out can be seen in these data (gain {gain:.2}): the NBD is used, in which nobody leaves"
            ),
        ),
        Note::NotIdentified { model } => note(
            "not_identified",
            &format!(
                "these data do not hold the drop-out part of {model}: the NBD is used, in which nobody leaves"
            ),
        ),
        Note::WeakDropout { gain } => note(
            "weak_dropout",
            &format!("the drop-out part explains hardly more than none (gain {gain:.2})"),
        ),
    }
}

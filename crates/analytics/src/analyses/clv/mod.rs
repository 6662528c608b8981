//! Lifetime value: what customers will buy and be worth.

mod history;
mod shown;
mod tenths;

use serde_json::{Map, Value, json};
use statistics::clv::gamma_gamma::{self, GammaGamma};
use statistics::clv::{
    Chosen, Counts, FitError, Forecast, Note, PurchaseModel, back_test, choose, forecast, model, steps,
};

use super::parameters::find;
use super::{Analysis, ColumnNeed, Input, Outcome, ParameterNeed, Parameters, ROWS, column, parameter};
use crate::base::{Grain, last_quarter};
use crate::calendar::written;
use crate::showing::{Shown, Tell};
use crate::table::{Kind, Table, Wanted};
use crate::{AnalyzeError, Remark, Source};
use history::Histories;
use tenths::Tenths;

/// Purchases by the NBD and its kin, money by the Gamma-Gamma model, both by maximum likelihood.
///
/// Reads orders (several of one day are one purchase; time runs in units of `unit_days`), or summaries as
/// other programs write them: repeats, time of the last one and age in any unit of time. A value is the
/// expected money of the horizon, by months of 365/12 days, each discounted at its end.
pub struct Clv;

/// Days of the months by which money is discounted.
const MONTH_DAYS: f64 = 365.0 / 12.0;

impl Analysis for Clv {
    fn slug(&self) -> &'static str {
        "clv"
    }

    fn columns(&self) -> &'static [ColumnNeed] {
        const COLUMNS: [ColumnNeed; 7] = [
            column("customer", Kind::Text, true),
            column("date", Kind::Day, true),
            column("amount", Kind::Number, true),
            column("frequency", Kind::Number, true),
            column("recency", Kind::Number, true),
            column("t", Kind::Number, true),
            column("monetary", Kind::Number, true),
        ];
        &COLUMNS
    }

    fn parameters(&self) -> &'static [ParameterNeed] {
        const MODELS: Input = Input::Choice(&["auto", "bgnbd", "mbgnbd", "pareto", "nbd"]);
        const LIST: [ParameterNeed; 6] = [
            parameter("model", "auto", MODELS, "analytics-param-model"),
            parameter("until", "", Input::Day, "analytics-param-until"),
            parameter("horizon_days", "365", Input::Number, "analytics-param-horizon-days"),
            parameter("discount", "0.01", Input::Number, "analytics-param-discount"),
            parameter("unit_days", "7", Input::Hidden, "analytics-param-unit-days"),
            ROWS,
        ];
        &LIST
    }

    fn wanted(&self, source: &dyn Source, parameters: &Parameters) -> Result<Vec<Wanted>, AnalyzeError> {
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
            parameters,
            unit: parameters.number("unit_days", 0.001, 366.0)?,
            horizon: parameters.number("horizon_days", 1.0, 36_500.0)?,
            discount: parameters.number("discount", 0.0, 1.0)?,
            with_rows: parameters.wants_rows()?,
        };
        let histories = Histories::of(table, plan.unit, parameters.day("until")?)?;
        let mut outcome = answer(&histories, table, wanted, &plan);
        if histories.held_out.is_none()
            && let Some(cut) = span(table).and_then(last_quarter)
            && let Some(fields) = outcome.result.as_object_mut()
        {
            let known = Histories::of(table, plan.unit, Some(cut))?;
            fields.insert("back_test".to_string(), back_tested(&known, wanted, &plan));
        }
        outcome.refused.clone_from(&histories.refused);
        outcome.n_refused = histories.n_refused;
        outcome.notes.extend(histories.notes.iter().cloned());
        Ok(outcome)
    }

    fn pushed(&self, parameters: &Parameters) -> Option<Grain> {
        Some(Grain::Lives(parameters.day("until").ok()?))
    }

    fn show(&self, result: &Value, tell: &Tell<'_>) -> Shown {
        shown::shown(result, tell)
    }
}

struct Plan<'a> {
    parameters: &'a Parameters,
    unit: f64,
    horizon: f64,
    discount: f64,
    with_rows: bool,
}

fn answer(histories: &Histories, table: &Table, wanted: &str, plan: &Plan<'_>) -> Outcome {
    let chosen = Counts::of(&histories.summaries).and_then(|counts| choose(&counts, model(wanted)));
    let chosen = match chosen {
        Ok(chosen) => chosen,
        Err(error) => {
            let result = json!({
                "model": Value::Null, "converged": false, "customers": histories.summaries.len(),
                "parameters": Value::Null, "standard_errors": Value::Null, "log_likelihood": Value::Null,
            });
            return Outcome { result, notes: vec![unfit(error, "no_model")], ..Outcome::default() };
        }
    };
    let mut notes: Vec<Remark> = chosen.notes.iter().map(told).collect();
    let money = match histories.spending.as_deref().map(gamma_gamma::fit) {
        Some(Ok(law)) => Some(law),
        Some(Err(error)) => {
            notes.push(unfit(error, "no_money_model"));
            None
        }
        None => None,
    };
    if money.is_some_and(|law| law.expected_of_all().is_none()) {
        notes.push(Remark::new("no_mean_money"));
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
    let tenths = Tenths::of(&forecasts, &worth);
    result.insert("tenths".to_string(), tenths.summary(&forecasts, &worth));
    if plan.with_rows {
        let all = rows(histories, table, (&forecasts, &worth), &tenths);
        result.insert("rows".to_string(), plan.parameters.gather(all));
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

fn shown(chosen: &Chosen, histories: &Histories, plan: &Plan<'_>) -> Map<String, Value> {
    let (model, fit) = (chosen.model, &chosen.fit);
    let repeating = histories.summaries.iter().filter(|summary| summary.repeats > 0).count();
    let compared: Vec<Value> = chosen
        .compared
        .iter()
        .map(|one| json!({"model": one.model, "log_likelihood": one.log_likelihood}))
        .collect();
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
        "back_test": tested(chosen, histories, plan),
    });
    if let Value::Object(result) = result { result } else { Map::new() }
}

/// How the model did on the days after the end of observation, beside a naive forecast; null without such days.
fn tested(chosen: &Chosen, histories: &Histories, plan: &Plan<'_>) -> Value {
    let Some(held_out) = &histories.held_out else { return Value::Null };
    let span = held_out.days / plan.unit;
    let (model, parameters) = (chosen.model, &chosen.fit.parameters);
    let Some(test) = back_test(model, parameters, &histories.summaries, &held_out.purchases, span) else {
        return Value::Null;
    };
    let of = |errors: &statistics::clv::Errors| json!({"purchases": errors.total, "mae": errors.mae, "rmse": errors.rmse, "correlation": errors.correlation});
    json!({
        "days": held_out.days,
        "customers": test.customers,
        "actual_purchases": test.actual,
        "model": of(&test.model),
        "naive": of(&test.naive),
    })
}

/// The same when no end of observation was given: learned on all but the last quarter of the days, tried on it.
fn back_tested(known: &Histories, wanted: &str, plan: &Plan<'_>) -> Value {
    let chosen = Counts::of(&known.summaries).and_then(|counts| choose(&counts, model(wanted)));
    chosen.map_or(Value::Null, |chosen| tested(&chosen, known, plan))
}

/// The first and the last day of all orders and returns; none where there are none.
fn span(table: &Table) -> Option<(i32, i32)> {
    let days = table.days("date");
    match &table.purchases {
        Some(purchases) => purchases.span,
        None => days.iter().copied().min().zip(days.iter().copied().max()),
    }
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

fn rows<'a>(
    histories: &'a Histories,
    table: &'a Table,
    (forecasts, worth): (&'a [Forecast], &'a [Option<f64>]),
    tenths: &'a Tenths,
) -> impl Iterator<Item = Value> + 'a {
    let words = table.text("customer").1;
    let all = histories.summaries.iter().zip(forecasts).zip(worth).enumerate();
    all.map(move |(place, ((summary, one), worth))| {
        json!({
            "customer": histories.customers.get(place).map(|code| words.word(*code)),
            "frequency": summary.repeats,
            "recency": summary.recency,
            "t": summary.age,
            "alive": one.alive,
            "purchases": one.purchases,
            "money_per_purchase": worth,
            "value": worth.map(|worth| worth * one.discounted),
            "tenth": tenths.0.get(place),
        })
    })
}

fn told(one: &Note) -> Remark {
    match one {
        Note::NoDropoutDetectable { gain } => {
            Remark::new("no_dropout_detectable").with_number("gain", *gain, 2)
        }
        Note::NotIdentified { model } => Remark::new("not_identified").with_text("model", *model),
        Note::WeakDropout { gain } => Remark::new("weak_dropout").with_number("gain", *gain, 2),
    }
}

/// Why there is no model.
fn unfit(error: FitError, code: &'static str) -> Remark {
    let (wording, n) = match error {
        FitError::TooFew { customers } => ("no_model_few", customers),
        FitError::NoRepeats => ("no_model_repeats", 0),
        FitError::NotConverged => ("no_model_search", 0),
    };
    Remark { wording, ..Remark::counted(code, n) }
}

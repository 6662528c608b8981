//! The forecast to look at: what is expected, how well the model did on what it had not seen, and what it learned.
#![expect(clippy::indexing_slicing, reason = "a member that an answer does not have is null")]

use plots::{Bar, Bars};
use serde_json::Value;

use crate::analyses::{items, text};
use crate::showing::{Entry, Shown, Tell, number_of};

pub(super) fn shown(result: &Value, tell: &Tell<'_>) -> Shown {
    let forecast = &result["forecast"];
    let is_sound = result["converged"] == true && forecast.is_object();
    if !is_sound {
        let mut shown = Shown::saying(tell.word("clv-says-none"));
        shown.draw(tell.word("clv-expected"), |words| Bars { words, items: Vec::new() });
        return shown;
    }
    let number = |name: &str| number_of(&forecast[name]);
    let (customers, alive) = (number_of(&result["customers"]), number("alive"));
    let args = [
        ("alive", tell.ratio(alive / customers)),
        ("days", tell.number(number("horizon_days"), 0)),
        ("money", tell.money(number("value"))),
    ];
    let key = if number("value").is_finite() { "clv-says" } else { "clv-says-no-money" };
    let mut shown = Shown::saying(tell.counted(key, number("purchases"), &args));
    shown.figure(tell.word("customers"), tell.count(customers), tell.rows(&[]));
    shown.figure(tell.word("clv-alive"), tell.count(alive), tell.rows(&[]));
    shown.figure(tell.word("clv-purchases"), tell.count(number("purchases")), tell.rows(&[]));
    shown.figure(tell.word("clv-value"), tell.money(number("value")), tell.rows(&[]));
    tenths(&mut shown, result, tell);
    tested(&mut shown, &result["back_test"], tell);
    compared(&mut shown, result, tell);
    learned(&mut shown, result, tell);
    shown
}

/// What is expected of each tenth of the customers, those who bring most first.
fn tenths(shown: &mut Shown, result: &Value, tell: &Tell<'_>) {
    let bars = items(&result["tenths"]).iter().map(|one| {
        let tenth = number_of(&one["tenth"]);
        let (value, purchases) = (number_of(&one["value"]), number_of(&one["purchases"]));
        let told = if value.is_finite() { tell.money(value) } else { tell.count(purchases) };
        Bar {
            label: format!("{}–{}", tell.number((tenth - 1.0) * 10.0, 0), tell.ratio(tenth / 10.0)),
            value: if value.is_finite() { value } else { purchases },
            told,
            href: tell.rows(&[("tenth", &tell.number(tenth, 0))]),
            ink: 1,
        }
    });
    let bars = bars.collect();
    shown.draw(tell.word("clv-tenths"), |words| Bars { words, items: bars });
}

/// How likely the data are under each model that was tried.
fn compared(shown: &mut Shown, result: &Value, tell: &Tell<'_>) {
    let all = items(&result["compared"]);
    if all.len() < 2 {
        return;
    }
    let line = |one: &Value| -> Vec<Entry> {
        let likelihood = tell.number(number_of(&one["log_likelihood"]), 1);
        vec![tell.option(text(&one["model"])).into(), likelihood.into()]
    };
    let heads = vec![(tell.word("clv-tried"), false), (tell.word("clv-likelihood"), true)];
    shown.grid(tell.word("clv-compared"), heads, all.iter().map(line).collect());
}

/// The model beside a naive forecast, on the days it had not seen.
fn tested(shown: &mut Shown, test: &Value, tell: &Tell<'_>) {
    if !test.is_object() {
        return;
    }
    let bar = |key: &str, value: f64, ink: u8| Bar {
        label: tell.word(key),
        value,
        told: tell.count(value),
        href: String::new(),
        ink,
    };
    let bars = vec![
        bar("clv-actual", number_of(&test["actual_purchases"]), 3),
        bar("clv-model", number_of(&test["model"]["purchases"]), 1),
        bar("clv-naive", number_of(&test["naive"]["purchases"]), 0),
    ];
    shown.draw(tell.word("clv-back-test"), |words| Bars { words, items: bars });
    let heads = [
        ("clv-forecast", false),
        ("clv-purchases", true),
        ("clv-mae", true),
        ("clv-rmse", true),
        ("clv-correlation", true),
    ];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    let line = |key: &str, errors: &Value| -> Vec<Entry> {
        vec![
            tell.word(key).into(),
            tell.count(number_of(&errors["purchases"])).into(),
            tell.number(number_of(&errors["mae"]), 3).into(),
            tell.number(number_of(&errors["rmse"]), 3).into(),
            tell.number(number_of(&errors["correlation"]), 3).into(),
        ]
    };
    let rows = vec![line("clv-model", &test["model"]), line("clv-naive", &test["naive"])];
    shown.grid(tell.word("clv-back-test"), heads, rows);
}

/// What the model learned, with its errors.
fn learned(shown: &mut Shown, result: &Value, tell: &Tell<'_>) {
    let heads = [("clv-parameter", false), ("estimate", true), ("standard-error", true)];
    let heads = heads.map(|(key, is_number)| (tell.word(key), is_number)).to_vec();
    let mut rows: Vec<Vec<Entry>> = Vec::new();
    for part in [result, &result["money"]] {
        let model = tell.option(text(&part["model"]));
        for (name, value) in part["parameters"].as_object().into_iter().flatten() {
            rows.push(vec![
                format!("{model}: {name}").into(),
                tell.estimate(number_of(value)).into(),
                tell.estimate(number_of(&part["standard_errors"][name])).into(),
            ]);
        }
    }
    shown.grid(tell.word("clv-learned"), heads, rows);
}

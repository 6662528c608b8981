//! Regression and correlation against statsmodels and SciPy.

use serde_json::Value;
use statistics::correlation::{Kind, correlation};
use statistics::regression::{Note, Ols, ols};

use crate::data::{self, near};

type Columns = Vec<(String, Vec<f64>)>;

/// The numeric columns of a file, and indicators of all but the first level (in order) of the others.
fn columns(file: &str) -> Option<Columns> {
    let text = data::text("regression", file)?;
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut out = Columns::new();
    for (place, name) in header.iter().enumerate() {
        let cells: Vec<&str> = rows.iter().map(|row| &row[place]).collect();
        if let Ok(numbers) = cells.iter().map(|cell| cell.parse()).collect() {
            out.push((name.to_string(), numbers));
            continue;
        }
        let mut levels = cells.clone();
        levels.sort_unstable();
        levels.dedup();
        for level in levels.iter().skip(1) {
            let indicator = cells.iter().map(|cell| f64::from(u8::from(cell == level))).collect();
            out.push((format!("{name}[T.{level}]"), indicator));
        }
    }
    Some(out)
}

fn column<'a>(columns: &'a Columns, name: &str) -> &'a [f64] {
    &columns.iter().find(|(column, _)| column == name).unwrap_or_else(|| panic!("{name}")).1
}

fn compare(fit: &Ols, names: &[&str], expected: &Value) {
    for (name, coefficient) in std::iter::once(&"Intercept").chain(names).zip(&fit.coefficients) {
        let of = |key: &str| &expected[key][*name];
        near(name, coefficient.estimate, of("coef"), 1e-9);
        near(name, coefficient.standard_error.unwrap(), of("se"), 1e-9);
        near(name, coefficient.t.unwrap(), of("t"), 1e-8);
        near(name, coefficient.p.unwrap(), of("p"), 1e-7);
        let (low, high) = coefficient.interval.unwrap();
        near(name, low, &of("ci95")[0], 1e-8);
        near(name, high, &of("ci95")[1], 1e-8);
        if let Some(inflation) = coefficient.variance_inflation {
            near(name, inflation, of("vif"), 1e-9);
        }
    }
    near("r2", fit.r_squared.unwrap(), &expected["r2"], 1e-9);
    near("adjusted", fit.adjusted_r_squared.unwrap(), &expected["adj_r2"], 1e-9);
    near("F", fit.f.unwrap().0, &expected["F"], 1e-9);
    near("F p", fit.f.unwrap().1, &expected["F_p"], 1e-7);
    near("sigma", fit.sigma.unwrap(), &expected["sigma"], 1e-9);
    near("ln L", fit.log_likelihood.unwrap(), &expected["loglik"], 1e-9);
}

#[test]
fn models_agree_with_statsmodels() {
    let Some(expected) = data::expected("regression") else { return };
    for (model, file, y) in [
        ("Credit_simple", "Credit.csv", "Balance"),
        ("Credit_multiple", "Credit.csv", "Balance"),
        ("Carseats_multiple", "Carseats.csv", "Sales"),
        ("longley", "longley.csv", "Employed"),
    ] {
        let mut columns = columns(file).unwrap();
        // The expected names of longley's columns are shorter than those of the file.
        for (name, short) in [("GNP.deflator", "GNPdef"), ("Armed.Forces", "Armed")] {
            columns
                .iter_mut()
                .filter(|(column, _)| column == name)
                .for_each(|(column, _)| *column = short.to_string());
        }
        // The file says " Male" with a blank, so that Female is the level that is told apart.
        let names: Vec<&str> = expected[model]["coef"]
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .filter(|n| *n != "Intercept")
            .collect();
        let predictors: Vec<&[f64]> = names.iter().map(|name| column(&columns, name)).collect();
        let fit = ols(column(&columns, y), &predictors, true).unwrap();
        compare(&fit, &names, &expected[model]);
        let near_collinear = fit.notes.iter().any(|note| matches!(note, Note::NearlyCollinear { .. }));
        assert_eq!(near_collinear, model != "Credit_simple", "{model} {}", fit.condition);
    }
}

#[test]
fn correlations_agree_with_scipy() {
    let Some(expected) = data::expected("regression") else { return };
    let columns = columns("Credit.csv").unwrap();
    for (name, kind) in [("pearson", Kind::Pearson), ("spearman", Kind::Spearman)] {
        for (pair, values) in expected["Credit_correlations"][name].as_object().unwrap() {
            let (x, y) = pair.split_once('~').unwrap();
            let ours = correlation(column(&columns, x), column(&columns, y), kind).unwrap();
            near(pair, ours.r, &values[0], 1e-9);
            near(pair, ours.p.unwrap(), &values[1], 1e-7);
        }
    }
}

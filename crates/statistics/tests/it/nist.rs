//! Least squares against NIST's certified values.

use serde_json::Value;
use statistics::regression::ols;

use crate::data;

/// Digits on which two numbers agree, at most 15.
fn digits(ours: f64, certified: f64) -> f64 {
    let error = if certified == 0.0 { ours.abs() } else { ((ours - certified) / certified).abs() };
    if error == 0.0 { 15.0 } else { (-error.log10()).min(15.0) }
}

/// The rows of numbers of a data file.
fn numbers(set: &Value, file: &str) -> Option<Vec<Vec<f64>>> {
    let text = data::text("nist_regression", &format!("{file}.dat"))?;
    let first = set["data_lines"][0].as_u64()? as usize;
    let rows = text
        .lines()
        .skip(first - 1)
        .map(|line| line.split_whitespace().map_while(|x| x.parse().ok()).collect());
    Some(rows.filter(|row: &Vec<f64>| !row.is_empty()).collect())
}

/// y and the predictors of a set: its columns, or powers of the only one.
fn design(file: &str, rows: &[Vec<f64>], parameters: usize) -> (Vec<f64>, Vec<Vec<f64>>, bool) {
    let column = |place: usize| rows.iter().map(|row| row[place]).collect::<Vec<f64>>();
    let y = column(0);
    if file.starts_with("NoInt") {
        return (y, vec![column(1)], false);
    }
    if rows[0].len() > 2 {
        return (y, (1..rows[0].len()).map(column).collect(), true);
    }
    let powers = (1..parameters as i32).map(|power| rows.iter().map(|row| row[1].powi(power)).collect());
    (y, powers.collect(), true)
}

#[test]
fn every_set_keeps_at_least_the_digits_of_the_best_solver() {
    let Some(expected) = data::expected("nist_regression") else { return };
    let sets = expected["sets"].as_object().unwrap();
    for (file, set) in sets.iter().filter(|(_, set)| set.get("coef").is_some()) {
        let coefficients = set["coef"].as_object().unwrap();
        let rows = numbers(set, file).unwrap();
        assert_eq!(rows.len() as u64, set["rows"].as_u64().unwrap(), "{file}");
        let (y, columns, intercept) = design(file, &rows, coefficients.len());
        let columns: Vec<&[f64]> = columns.iter().map(Vec::as_slice).collect();
        let fit = ols(&y, &columns, intercept).unwrap();
        let mut worst = (15.0_f64, 15.0_f64);
        let places = (0..).map(|i| format!("B{}", if intercept { i } else { i + 1 }));
        for (name, coefficient) in places.zip(&fit.coefficients) {
            worst.0 = worst.0.min(digits(coefficient.estimate, coefficients[&name].as_f64().unwrap()));
            let error = coefficient.standard_error.unwrap();
            worst.1 = worst.1.min(digits(error, set["se"][&name].as_f64().unwrap()));
        }
        let bar = set["numpy_lstsq_min_log_relative_error"].as_f64().unwrap();
        eprintln!(
            "{file}: {:.1} digits (bar {bar:.1}), errors {:.1}, condition {:.0}",
            worst.0, worst.1, fit.condition
        );
        assert!(worst.0 >= bar.min(12.0) && worst.1 >= 12.0, "{file} {worst:?}");
        assert!(digits(fit.r_squared.unwrap(), set["r2"].as_f64().unwrap()) >= 13.0, "{file}");
    }
}

#[test]
fn analysis_of_variance_sets_agree_through_their_indicators() {
    let Some(expected) = data::expected("nist_regression") else { return };
    for file in ["SiRstvt", "AtmWtAgt"] {
        let last = |line: usize| {
            let line = expected["sets"][file]["certified_block"][line].as_str().unwrap();
            line.split_whitespace().next_back().unwrap().parse::<f64>().unwrap()
        };
        let (f, sigma, r_squared) = (last(0), last(1).sqrt(), last(2));
        let rows = numbers(&expected["sets"][file], file).unwrap();
        let y: Vec<f64> = rows.iter().flatten().copied().collect();
        let width = rows[0].len();
        let indicators: Vec<Vec<f64>> = (1..width)
            .map(|k| (0..y.len()).map(|i| f64::from(u8::from(i % width == k))).collect())
            .collect();
        let columns: Vec<&[f64]> = indicators.iter().map(Vec::as_slice).collect();
        let fit = ols(&y, &columns, true).unwrap();
        // The observations carry nine digits of which up to seven are equal: rounding them to doubles costs
        // as many.
        assert!(digits(fit.f.unwrap().0, f) > 7.0, "{file} {:?}", fit.f);
        assert!(digits(fit.r_squared.unwrap(), r_squared) > 7.0, "{file}");
        assert!(digits(fit.sigma.unwrap(), sigma) > 7.0, "{file}");
    }
}

//! Cross-tables against SciPy.

use serde_json::Value;
use statistics::crosstab::crosstab;

use crate::data::{self, near};

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_string()).collect()
}

fn compare(set: &str, file: &str, pair: (&str, &str), missing: &str, expected: &Value) {
    let text = data::text(set, file).unwrap();
    let (names, columns) = (strings(&expected["rows"]), strings(&expected["cols"]));
    let place = |names: &[String], cell: &str| names.iter().position(|name| name == cell).unwrap() as u32;
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for [row, column] in data::records(&text, [pair.0, pair.1]) {
        if row != missing && column != missing {
            x.push(place(&names, &row));
            y.push(place(&columns, &column));
        }
    }
    let table = crosstab(&x, &y, None, (names.len(), columns.len()));
    for (i, row) in expected["expected"].as_array().unwrap().iter().enumerate() {
        for (j, cell) in row.as_array().unwrap().iter().enumerate() {
            near("expected", table.expected[i][j], cell, 1e-9);
            assert_eq!(table.counts[i][j], expected["counts"][i][j].as_f64().unwrap());
            if let Some(residuals) = expected.get("adjusted_residuals") {
                near("residual", table.adjusted_residuals[i][j].unwrap(), &residuals[i][j], 1e-9);
            }
        }
    }
    let test = table.test.unwrap();
    near("n", table.n, &expected["n"], 0.0);
    near("chi2", test.chi2, &expected["chi2"], 1e-9);
    near("df", test.df, &expected["df"], 0.0);
    near("p", test.p, &expected["p"], 1e-9);
    near("V", test.cramers_v, &expected["cramers_v"], 1e-9);
    near("least", test.min_expected, &expected["min_expected"], 1e-9);
    near("below 5", test.share_expected_below_5, &expected["share_expected_lt5"], 1e-9);
}

#[test]
fn students_tables_agree_and_none_is_an_answer() {
    let Some(expected) = data::expected("survey_students") else { return };
    for pair in [("Smoke", "Exer"), ("Sex", "Smoke"), ("Sex", "W.Hnd")] {
        let name = format!("{}_x_{}", pair.0, pair.1);
        compare("survey_students", "survey.csv", pair, missing_of_students(), &expected[name]);
    }
}

/// How that file writes a missing answer.
fn missing_of_students() -> &'static str {
    let text = data::text("survey_students", "survey.csv").unwrap();
    if data::records(&text, ["Smoke"]).iter().any(|[cell]| cell == "NA") { "NA" } else { "" }
}

#[test]
fn poll_tables_agree() {
    let Some(expected) = data::expected("survey_fivethirtyeight") else { return };
    for (survey, parts) in
        expected.as_object().unwrap().iter().filter(|(_, parts)| parts.get("cross").is_some())
    {
        for (pair, table) in parts["cross"].as_object().unwrap() {
            let pair = pair.split_once(" x ").unwrap();
            compare("survey_fivethirtyeight", &format!("{survey}.csv"), pair, "", table);
        }
    }
}

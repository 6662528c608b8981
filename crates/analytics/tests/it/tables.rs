//! Correlations and cross-tables from files.

use crate::data::{self, analyze, near};

#[test]
fn correlations_agree_with_scipy() {
    let Some(text) = data::text("regression", "Credit.csv") else { return };
    let expected = &data::expected("regression").unwrap()["Credit_correlations"];
    for method in ["pearson", "spearman"] {
        let method_is = format!("method={method}");
        let answer =
            analyze("correlation", &text, &["x=Income,Limit,Rating,Age,Balance", &method_is]).unwrap();
        for pair in answer["result"]["pairs"].as_array().unwrap() {
            let wanted = &expected[method]
                [format!("{}~{}", pair["x"].as_str().unwrap(), pair["y"].as_str().unwrap())];
            near(method, &pair["r"], &wanted[0], 1e-9);
            near(method, &pair["p"], &wanted[1], 1e-7);
        }
    }
}

#[test]
fn cross_tables_agree_and_none_is_an_answer() {
    let Some(text) = data::text("survey_students", "survey.csv") else { return };
    let expected = data::expected("survey_students").unwrap();
    for (rows, columns) in [("Smoke", "Exer"), ("Sex", "Smoke"), ("Sex", "W.Hnd")] {
        let (rows_are, columns_are) = (format!("rows={rows}"), format!("columns={columns}"));
        let answer = analyze("crosstab", &text, &[&rows_are, &columns_are]).unwrap();
        let (result, wanted) = (&answer["result"], &expected[format!("{rows}_x_{columns}")]);
        assert_eq!((&result["rows"], &result["columns"]), (&wanted["rows"], &wanted["cols"]));
        for key in ["n", "chi2", "df", "p", "cramers_v", "min_expected"] {
            near(key, &result[key], &wanted[key], 1e-9);
        }
        near("rows", &answer["input"]["used"], &wanted["n"], 0.0);
    }
}

#[test]
fn polls_agree() {
    let Some(expected) = data::expected("survey_fivethirtyeight") else { return };
    for survey in ["comma_survey", "steak_survey"] {
        let text = data::text("survey_fivethirtyeight", &format!("{survey}.csv")).unwrap();
        for (pair, wanted) in expected[survey]["cross"].as_object().unwrap() {
            let (rows, columns) = pair.split_once(" x ").unwrap();
            let answer =
                analyze("crosstab", &text, &[&format!("rows={rows}"), &format!("columns={columns}")])
                    .unwrap();
            near(pair, &answer["result"]["chi2"], &wanted["chi2"], 1e-9);
            near(pair, &answer["result"]["p"], &wanted["p"], 1e-9);
        }
    }
}

#[test]
fn weights_count_instead_of_ones() {
    let text = "a,b,w\nx,u,2\nx,v,1\ny,u,1\ny,v,3\ny,v,0\n";
    let answer = analyze("crosstab", text, &["rows=a", "columns=b", "weight=w"]).unwrap();
    assert_eq!(answer["result"]["counts"], serde_json::json!([[2.0, 1.0], [1.0, 3.0]]));
    assert_eq!(answer["notes"][0]["code"], "weights_not_above_zero");
}

#[test]
fn a_matrix_is_symmetric_and_a_column_that_does_not_vary_is_named() {
    let text = "a,b,c\n1,5,2\n2,5,9\n3,5,4\n7,5,NA\n";
    let answer = analyze("correlation", text, &["x=a,b,c"]).unwrap();
    let matrix = &answer["result"]["matrix"];
    assert_eq!((&matrix[0][2], &matrix[1][1]), (&matrix[2][0], &serde_json::Value::Null));
    assert_eq!(answer["notes"][0]["text"], "b does not vary, so that nothing can go with it.");
    assert_eq!(answer["input"]["dropped"][0]["why"], "c is missing (NA)");
}

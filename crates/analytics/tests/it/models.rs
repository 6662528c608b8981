//! Lifetime value and regression from files.

use serde_json::{Value, json};

use crate::data::{self, analyze, near};

/// The CDNOW sample as a file of orders.
fn cdnow() -> Option<String> {
    let text = data::text("cdnow", "CDNOW_sample.txt")?;
    let mut out = String::from("customer,date,amount\n");
    for line in text.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        out += &format!("{},{},{}\n", cells[1].trim_start_matches('0'), cells[2], cells[4]);
    }
    Some(out)
}

fn compare(ours: &Value, expected: &Value, tolerance: f64) {
    near("ln L", &ours["log_likelihood"], &expected["loglik"], 1e-6);
    for (name, value) in expected["mle"].as_object().unwrap() {
        near(name, &ours["parameters"][name], value, tolerance);
        if let Some(error) = expected.get("se") {
            near(name, &ours["standard_errors"][name], &error[name], 5e-3);
        }
    }
}

#[test]
fn orders_are_summed_up_as_the_papers_do() {
    let Some(text) = cdnow() else { return };
    let expected = &data::expected("cdnow").unwrap()["sample"];
    for (model, key) in [("bgnbd", "bgnbd"), ("mbgnbd", "mbgnbd"), ("pareto", "paretonbd")] {
        let model_is = format!("model={model}");
        let answer = analyze("clv", &text, &["until=1997-09-30", &model_is, "horizon_days=273"]).unwrap();
        let result = &answer["result"];
        assert_eq!((&result["model"], &result["converged"]), (&json!(model), &json!(true)));
        compare(result, &expected[key], 1e-4);
        compare(&result["money"], &expected["gammagamma"], 1e-4);
        near(
            "held out",
            &result["back_test"]["actual_purchases"],
            &expected["holdout_repeat_transactions"],
            0.0,
        );
        if model != "mbgnbd" {
            near("MAE", &result["back_test"]["model"]["mae"], &expected[key]["holdout_MAE"], 1e-4);
        }
        let naive = &expected["naive_holdout_MAE_same_as_calibration_rate"];
        near("naive", &result["back_test"]["naive"]["mae"], naive, 1e-9);
        assert!(result.get("rows").is_none());
    }
}

#[test]
fn summaries_of_other_programs_are_read_too() {
    let Some(text) = data::text("cdnow", "cdnow_customers_summary_with_transactions.csv") else { return };
    let columns =
        ["column.customer=ID", "column.frequency=x", "column.recency=t_x", "column.monetary=zbar"];
    let parameters: Vec<&str> = columns.into_iter().chain(["model=bgnbd", "rows=true"]).collect();
    let answer = analyze("clv", &text, &parameters).unwrap();
    let (result, expected) = (&answer["result"], &data::expected("cdnow").unwrap()["sample"]);
    // Times are rounded to two places in that file.
    for (name, value) in expected["bgnbd"]["mle"].as_object().unwrap() {
        near(name, &result["parameters"][name], value, 2e-3);
    }
    let rows = result["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2357);
    assert_eq!(rows[0]["customer"], "1");
    near("alive", &rows[0]["alive"], &expected["bgnbd"]["first20_by_id"][0]["p_alive"], 1e-3);
    assert!(rows.iter().all(|row| row["value"].as_f64().unwrap() >= 0.0));
}

#[test]
fn what_cannot_be_fitted_says_so_without_a_number() {
    let answer = analyze("clv", "customer,date,amount\na,2020-01-01,5\nb,2020-01-02,5\n", &[]).unwrap();
    assert_eq!(answer["result"]["converged"], false);
    assert!(answer["result"]["parameters"].is_null());
    assert_eq!(answer["notes"][0]["code"], "no_model");
    let odd = "frequency,recency,t\n1,9,4\n1.5,1,4\n0,0,-1\n2,1,4\n";
    let answer = analyze("clv", odd, &[]).unwrap();
    let why: Vec<&str> = answer["input"]["dropped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["why"].as_str().unwrap())
        .collect();
    assert_eq!(
        why,
        [
            "the last purchase is later than the end of observation",
            "frequency is not a whole number of repeat purchases",
            "recency and age must be numbers not below zero",
        ]
    );
}

#[test]
fn regressions_agree_with_statsmodels() {
    for (file, y, x, key, tell) in [
        ("Credit.csv", "Balance", "Limit", "Credit_simple", "Gender"),
        (
            "Credit.csv",
            "Balance",
            "Income,Limit,Rating,Cards,Age,Education,Gender,Student,Married,Ethnicity",
            "Credit_multiple",
            "Gender",
        ),
        (
            "Carseats.csv",
            "Sales",
            "CompPrice,Income,Advertising,Population,Price,ShelveLoc,Age,Education,Urban,US",
            "Carseats_multiple",
            "",
        ),
    ] {
        let Some(text) = data::text("regression", file) else { return };
        let expected = &data::expected("regression").unwrap()[key];
        let answer = analyze("regression", &text, &[&format!("y={y}"), &format!("x={x}")]).unwrap();
        let result = &answer["result"];
        // " Male" is trimmed here, so that Female comes first and the sign of that indicator turns.
        let turned = |name: &str| !tell.is_empty() && name.starts_with(tell);
        for (name, value) in expected["coef"].as_object().unwrap() {
            if turned(name) || (name == "Intercept" && key == "Credit_multiple") {
                continue;
            }
            let ours = name.replace("[T.", "[");
            near(name, &result["parameters"][&ours], value, 1e-9);
            near(name, &result["standard_errors"][&ours], &expected["se"][name], 1e-9);
        }
        near("r2", &result["r_squared"], &expected["r2"], 1e-9);
        near("F", &result["f"], &expected["F"], 1e-9);
        near("ln L", &result["log_likelihood"], &expected["loglik"], 1e-9);
    }
}

//! RFM, ABC and cohorts from files of orders.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::data::{self, analyze, near};

/// Receipt lines of the wholesaler that its notes call gross, as a file of orders.
fn retail() -> Option<String> {
    let text = data::text("online_retail", "online_retail.csv.gz")?;
    let mut out = String::from("order;customer;item;date;amount;quantity\n");
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.unwrap();
        let (quantity, price): (f64, f64) = (record[3].parse().unwrap(), record[5].parse().unwrap());
        if !record[6].is_empty() && !record[0].starts_with('C') && quantity > 0.0 && price > 0.0 {
            let (order, item) = (&record[0], record[1].to_uppercase());
            let amount = quantity * price;
            out += &format!("{order};{};{item};{};{amount};{quantity}\n", &record[6], &record[4]);
        }
    }
    Some(out)
}

fn compare_rfm(set: &str, text: &str, columns: &[&str]) {
    let table = data::text(set, "rfm_expected.csv.gz").unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|column| column == name).unwrap();
    let expected: BTreeMap<String, csv::StringRecord> = reader
        .records()
        .map(|record| record.unwrap())
        .map(|record| (record[0].to_string(), record))
        .collect();
    for (method, suffix) in [("ntile", "ntile"), ("rank", "qcut"), ("quantile", "quant")] {
        let method_is = format!("method={method}");
        let parameters: Vec<&str> =
            columns.iter().copied().chain([method_is.as_str(), "rows=true"]).collect();
        let answer = analyze("rfm", text, &parameters).unwrap();
        let rows = answer["result"]["rows"].as_array().unwrap();
        assert_eq!(rows.len(), expected.len());
        for row in rows {
            let wanted = &expected[row["customer"].as_str().unwrap()];
            assert_eq!(row["recency_days"].to_string(), wanted[place("recency_days")]);
            assert_eq!(row["frequency"].to_string(), wanted[place("frequency")]);
            for (ours, letter) in [("r", "R"), ("f", "F"), ("m", "M")] {
                let score = &wanted[place(&format!("{letter}_{suffix}"))];
                assert_eq!(row[ours].to_string(), score, "{set} {method} {ours} {}", row["customer"]);
            }
            if method == "ntile" {
                let group = wanted[place("segment")].to_lowercase().replace(' ', "_");
                assert_eq!(row["group"], group.as_str());
            }
        }
        if method == "ntile" {
            compare_groups(&answer["result"], &data::expected(set).unwrap()["rfm"]["segments"]);
        }
    }
}

fn compare_groups(result: &Value, expected: &Value) {
    for group in result["groups"].as_array().unwrap() {
        let slug = group["group"].as_str().unwrap();
        let (_, wanted) = expected
            .as_object()
            .unwrap()
            .iter()
            .find(|(name, _)| name.to_lowercase().replace(' ', "_") == slug)
            .unwrap();
        near(slug, &group["customers"], &wanted["customers"], 0.0);
        near(slug, &group["monetary"], &wanted["monetary"], 1e-9);
        near(slug, &group["mean_recency_days"], &wanted["mean_recency"], 1e-9);
        near(slug, &group["mean_frequency"], &wanted["mean_frequency"], 1e-9);
    }
}

fn compare_abc(text: &str, columns: &[&str], expected: &Value) {
    for (rule, key) in [("rule=inclusive", "incl"), ("rule=crossing", "cross")] {
        let parameters: Vec<&str> = columns.iter().copied().chain([rule]).collect();
        let result = &analyze("abc", text, &parameters).unwrap()["result"];
        near("total", &result["total"], &expected["total"], 1e-9);
        near("gini", &result["gini"], &expected["gini"], 1e-9);
        near("top", &result["top_20_percent_bring_ratio"], &expected["top20_share"], 1e-9);
        near("80 %", &result["items_for_80_percent"], &expected["items_for_80pct_crossing"], 0.0);
        for class in result["classes"].as_array().unwrap() {
            let wanted = &expected[key][class["class"].as_str().unwrap()];
            near(rule, &class["items"], &wanted["items"], 0.0);
            near(rule, &class["revenue"], &wanted["revenue"], 1e-9);
        }
        for (ours, wanted) in
            result["top"].as_array().unwrap().iter().zip(expected["top10"].as_array().unwrap())
        {
            assert_eq!(ours["customer"], wanted[0]);
            near("top", &ours["revenue"], &wanted[1], 1e-9);
        }
    }
}

fn compare_cohorts(text: &str, columns: &[&str], expected: &Value) {
    for measure in ["customers", "revenue"] {
        let measure_is = format!("measure={measure}");
        let parameters: Vec<&str> = columns.iter().copied().chain([measure_is.as_str()]).collect();
        let result = &analyze("cohorts", text, &parameters).unwrap()["result"];
        assert_eq!(result["cohorts"], expected["cohorts"]);
        let rows = result["values"].as_array().unwrap();
        for (ours, wanted) in rows.iter().zip(expected[measure].as_array().unwrap()) {
            for (ours, wanted) in ours.as_array().unwrap().iter().zip(wanted.as_array().unwrap()) {
                assert_eq!(ours.is_null(), wanted.is_null());
                if !wanted.is_null() {
                    near(measure, ours, wanted, 1e-9);
                }
            }
        }
        let shares = result["weighted_retention"].as_array().unwrap();
        for (ours, wanted) in shares.iter().zip(expected["weighted_retention_by_k"].as_array().unwrap()) {
            if !wanted.is_null() {
                near("retention", ours, wanted, 1e-9);
            }
        }
    }
}

fn compare_all(set: &str, text: &str, columns: [&str; 3]) {
    let expected = data::expected(set).unwrap();
    let [customer, date, amount] = ["customer", "date", "amount"];
    let renamed: Vec<String> = [customer, date, amount]
        .iter()
        .zip(columns)
        .map(|(name, column)| format!("column.{name}={column}"))
        .collect();
    let renamed: Vec<&str> = renamed.iter().map(String::as_str).collect();
    compare_rfm(set, text, &renamed);
    compare_abc(text, &[renamed[0], renamed[2]], &expected["abc_customers"]);
    compare_cohorts(text, &renamed, &expected["cohorts"]);
    compare_rhythm(text, &renamed, &expected["purchase_gaps"]);
}

fn compare_rhythm(text: &str, columns: &[&str], expected: &Value) {
    let result = &analyze("rhythm", text, columns).unwrap()["result"];
    near("gaps", &result["gaps"]["n"], &expected["n"], 0.0);
    near("mean", &result["gaps"]["mean_days"], &expected["mean"], 1e-9);
    near("repeat", &result["gaps"]["repeat_ratio"], &expected["repeat_customers_share"], 1e-9);
    for (key, wanted) in
        ["0.1", "0.25", "0.5", "0.75", "0.9"].iter().zip(expected["q10_25_50_75_90"].as_array().unwrap())
    {
        near(key, &result["gaps"]["quantiles"][key], wanted, 1e-9);
    }
}

#[test]
fn a_wholesaler_agrees() {
    let Some(text) = retail() else { return };
    compare_all("online_retail", &text, ["customer", "date", "amount"]);
    let expected = data::expected("online_retail").unwrap();
    compare_abc(&text, &["column.customer=item"], &expected["abc_items"]);
    let answer =
        analyze("abc", &text, &["column.customer=item", "column.amount=quantity", "xyz=true"]).unwrap();
    let xyz = &answer["result"]["xyz"];
    assert_eq!(
        (&xyz["months"], &xyz["counts"]),
        (&expected["xyz_items"]["months"], &expected["xyz_items"]["counts"])
    );
}

#[test]
fn a_demo_shop_agrees() {
    if let Some(text) = data::text("rfm_orders", "rfm_data_orders.csv") {
        compare_all("rfm_orders", &text, ["customer_id", "order_date", "revenue"]);
    }
}

#[test]
fn a_toy_shop_agrees() {
    if let Some(text) = data::text("fuzzy_factory", "orders.csv.gz") {
        compare_all("fuzzy_factory", &text, ["user_id", "created_at", "price_usd"]);
    }
}

#[test]
fn lines_of_an_export_that_continue_an_order_are_accounted_for() {
    let Some(text) = data::text("shop_exports", "shopify_ltv-cohort-kit/shopify_orders_sample.csv") else {
        return;
    };
    let expected = &data::expected("shop_exports").unwrap();
    let columns = ["column.customer=Email", "column.date=Created at", "column.amount=Total"];
    let answer = analyze("cohorts", &text, &columns).unwrap();
    near("lines", &answer["input"]["rows"], &expected["shopify_sample"]["lines"], 0.0);
    near("orders", &answer["input"]["used"], &expected["shopify_sample"]["orders_with_email_line"], 0.0);
    let (rows, used) =
        (answer["input"]["rows"].as_u64().unwrap(), answer["input"]["used"].as_u64().unwrap());
    assert_eq!(answer["input"]["dropped"].as_array().unwrap().len() as u64, rows - used);
    assert_eq!(answer["input"]["dropped"][0]["why"], "Email is empty");
    let cohorts = expected["cac_ltv_cohorts"]["cohorts"].as_object().unwrap();
    for (i, (month, wanted)) in cohorts.iter().enumerate() {
        assert_eq!(answer["result"]["cohorts"][i], month.as_str());
        near("new", &answer["result"]["sizes"][i], &wanted["new_customers"], 0.0);
        for (k, count) in wanted["active_by_month_offset"].as_array().unwrap().iter().enumerate() {
            near("active", &answer["result"]["customers"][i][k], count, 0.0);
        }
    }
}

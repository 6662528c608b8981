//! Real shops through the whole product: files brought in, analyses asked of the API, figures beside trusted ones.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;

use serde_json::Value;

use crate::client::Client;
use crate::house::{House, Place, is_for};

const OWNER: &str = "owner@dastarkhan.example";

/// A file of the folder of real data, unpacked; `None`, said aloud, where it is missing.
fn real(path: &str) -> Option<Vec<u8>> {
    let folder = std::env::var("KARTOTEKA_TEST_DATA").map(PathBuf::from);
    let folder =
        folder.unwrap_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"));
    let Ok(bytes) = std::fs::read(folder.join(path)) else {
        eprintln!("skipped: {path} is missing");
        return None;
    };
    if !path.ends_with(".gz") {
        return Some(bytes);
    }
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
    Some(unpacked)
}

fn expected(set: &str) -> Option<Value> {
    real(&format!("{set}/expected.json")).map(|bytes| serde_json::from_slice(&bytes).unwrap())
}

/// Brings a file in, then once more, which must change nothing; gives what became of it the first time.
fn bring(place: &Place, name: &str, bytes: &[u8], words: &[&str]) -> Value {
    let path = place.path(name);
    std::fs::write(&path, bytes).unwrap();
    let mut all = vec!["import", path.to_str().unwrap(), "--into", "orders", "--json"];
    all.extend(words);
    let told: Value = serde_json::from_str(&place.run(&all).done()).unwrap();
    let sum = ["new", "merged", "unchanged", "rejected"].map(|name| told[name].as_i64().unwrap());
    assert_eq!(told["rows"], sum.iter().sum::<i64>(), "{told}");
    told
}

/// Serves a place and asks its analyses.
fn serving(place: &Place, ask: impl FnOnce(&Client, &Client)) {
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    let house = House::serve(place);
    ask(&house.program(&token), &house.person(OWNER));
    house.stop();
    place.is_sound();
}

fn analysis(client: &Client, address: &str) -> Value {
    client.json(&format!("/api/v1/analyses/{address}"))["result"].take()
}

#[track_caller]
fn near(what: &str, ours: &Value, wanted: &Value) {
    let number =
        |value: &Value| value.as_f64().unwrap_or_else(|| panic!("{what}: {value} is not a number"));
    let (ours, wanted) = (number(ours), number(wanted));
    assert!((ours - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{what}: {ours} is not {wanted}");
}

/// The same for money, which is kept to the cent while the trusted sums have lines of a tenth of one.
#[track_caller]
fn near_in_cents(what: &str, ours: &Value, wanted: &Value) {
    let (ours, wanted) = (ours.as_f64().unwrap(), wanted.as_f64().unwrap());
    assert!((ours - wanted).abs() < 0.005, "{what}: {ours} is not {wanted}");
}

/// Sums, RFM, ABC, cohorts and rhythm of a base beside those that trusted implementations found.
fn agrees(client: &Client, wanted: &Value) {
    let scores = &wanted["rfm"]["counts_by_score"];
    let rfm =
        analysis(client, &format!("rfm?method=quantile&as_of={}", wanted["snapshot"].as_str().unwrap()));
    for (member, key) in [("recency", "R_quant"), ("frequency", "F_quant")] {
        let mut counted: BTreeMap<String, i64> = BTreeMap::new();
        for cell in rfm["cells"].as_array().unwrap() {
            *counted.entry(cell[member].to_string()).or_default() += cell["customers"].as_i64().unwrap();
        }
        counted.retain(|_, n| *n > 0);
        let wanted: BTreeMap<String, i64> = serde_json::from_value(scores[key].clone()).unwrap();
        assert_eq!(counted, wanted, "{key}");
    }
    for (rule, key) in [("inclusive", "incl"), ("crossing", "cross")] {
        let abc = analysis(client, &format!("abc?rule={rule}"));
        let wanted = &wanted["abc_customers"];
        near_in_cents("total", &abc["total"], &wanted["total"]);
        near("gini", &abc["gini"], &wanted["gini"]);
        near("80 %", &abc["items_for_80_percent"], &wanted["items_for_80pct_crossing"]);
        for class in abc["classes"].as_array().unwrap() {
            let wanted = &wanted[key][class["class"].as_str().unwrap()];
            near(rule, &class["items"], &wanted["items"]);
            near_in_cents(rule, &class["revenue"], &wanted["revenue"]);
        }
    }
    for measure in ["customers", "revenue"] {
        let cohorts = analysis(client, &format!("cohorts?measure={measure}"));
        assert_eq!(cohorts["cohorts"], wanted["cohorts"]["cohorts"]);
        let rows = cohorts["values"].as_array().unwrap().iter();
        for (ours, wanted) in rows.zip(wanted["cohorts"][measure].as_array().unwrap()) {
            for (ours, wanted) in ours.as_array().unwrap().iter().zip(wanted.as_array().unwrap()) {
                assert_eq!(ours.is_null(), wanted.is_null());
                if !wanted.is_null() {
                    near_in_cents(measure, ours, wanted);
                }
            }
        }
    }
    let rhythm = analysis(client, "rhythm");
    near("gaps", &rhythm["gaps"]["n"], &wanted["purchase_gaps"]["n"]);
    near("mean", &rhythm["gaps"]["mean_days"], &wanted["purchase_gaps"]["mean"]);
    near("again", &rhythm["gaps"]["repeat_ratio"], &wanted["purchase_gaps"]["repeat_customers_share"]);
    let quantiles = ["0.1", "0.25", "0.5", "0.75", "0.9"].into_iter();
    for (at, wanted) in quantiles.zip(wanted["purchase_gaps"]["q10_25_50_75_90"].as_array().unwrap()) {
        near(at, &rhythm["gaps"]["quantiles"][at], wanted);
    }
}

/// The pages of the analyses have their pictures, and no number on them is none.
fn has_pictures(person: &Client) {
    for name in ["rfm", "abc", "cohorts", "rhythm", "sales", "profitability"] {
        let page = person.get(&format!("/analytics/{name}"));
        assert_eq!(page.status, 200, "{name}");
        assert!(page.body.contains("<svg") && !page.body.contains("NaN"), "{name}");
        assert!(
            !page.body.contains("<div class=\"figure\">"),
            "{name}: a figure does not open into its rows"
        );
    }
}

fn on_sqlite(test: impl FnOnce(&Place)) {
    if is_for("sqlite") {
        test(&Place::on_sqlite());
    }
}

#[test]
fn a_demo_shop_agrees() {
    on_sqlite(demo_shop);
    if is_for("postgres")
        && let Some(place) = Place::on_postgres("shops")
    {
        demo_shop(&place);
    }
}

fn demo_shop(place: &Place) {
    let (Some(file), Some(wanted)) = (real("rfm_orders/rfm_data_orders.csv"), expected("rfm_orders"))
    else {
        return;
    };
    let told = bring(place, "rfm.csv", &file, &["--currency", "KZT"]);
    assert_eq!((&told["orders"], &told["rejected"]), (&wanted["invoices"], &0.into()));
    let again = bring(place, "rfm.csv", &file, &["--currency", "KZT"]);
    assert_eq!(again["unchanged"], again["rows"], "the same file again changes nothing: {again}");
    serving(place, |client, person| {
        agrees(client, &wanted);
        has_pictures(person);
    });
}

#[test]
fn a_wholesaler_agrees() {
    on_sqlite(|place| {
        let (Some(file), Some(wanted)) =
            (real("online_retail/online_retail.csv.gz"), expected("online_retail"))
        else {
            return;
        };
        // The trusted figures leave lines without a price out; here they are gifts. All else is left to the product.
        let text = String::from_utf8(file).unwrap();
        let has_price =
            |line: &&str| line.rsplit(',').nth(2) != Some("0.0") && line.rsplit(',').nth(2) != Some("0");
        let sold = text.lines().filter(has_price).collect::<Vec<_>>().join("\n");
        let told = bring(place, "online_retail.csv", sold.as_bytes(), &["--currency", "KZT"]);
        assert_eq!((&told["orders"], &told["new"]), (&wanted["invoices"], &wanted["rows_used"]));
        serving(place, |client, person| {
            agrees(client, &wanted);
            sold_by_month(client, &wanted["by_month_gross"]);
            falls_back(client, &wanted["clv"]);
            has_pictures(person);
        });
    });
}

/// Money and orders of each month, which are money, buyers and orders in the trusted figures.
fn sold_by_month(client: &Client, wanted: &Value) {
    let sales = analysis(client, "sales?by=month&from=2010-12-01&until=2011-12-31");
    let periods = sales["periods"].as_array().unwrap();
    assert_eq!(periods.len(), wanted.as_object().unwrap().len());
    for period in periods {
        let wanted = &wanted[period["period"].as_str().unwrap()];
        near_in_cents("month", &period["revenue"], &wanted[0]);
        assert_eq!(period["orders"], wanted[2], "{period}");
    }
}

/// On this shop nobody can be seen to leave: the model without leaving is taken, in words, beside a naive forecast.
fn falls_back(client: &Client, wanted: &Value) {
    let until = wanted["calibration_end"].as_str().unwrap();
    let answer = client.json(&format!("/api/v1/analyses/clv?until={until}"));
    let result = &answer["result"];
    assert_eq!((&result["model"], &result["converged"]), (&"nbd".into(), &true.into()));
    let codes: Vec<&Value> = answer["notes"].as_array().unwrap().iter().map(|note| &note["code"]).collect();
    assert!(codes.contains(&&Value::from("no_dropout_detectable")), "{codes:?}");
    assert_eq!(result["customers"], wanted["n"]);
    near("days", &result["back_test"]["days"], &wanted["holdout_days"]);
    near("held out", &result["back_test"]["actual_purchases"], &wanted["holdout_actual"]);
    assert!(result["back_test"]["naive"]["mae"].is_number());
}

/// CDNOW's orders as a file of a shop.
fn cdnow() -> Option<String> {
    let text = String::from_utf8(real("cdnow/CDNOW_sample.txt")?).unwrap();
    let mut csv = String::from("order_id,customer_id,order_date,revenue\n");
    for (no, line) in (1..).zip(text.lines().filter(|line| !line.trim().is_empty())) {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let (day, customer) = (cells[2], cells[1]);
        csv += &format!("{no},{customer},{}-{}-{},{}\n", &day[..4], &day[4..6], &day[6..], cells[4]);
    }
    Some(csv)
}

#[test]
fn the_shop_of_the_papers_gives_the_parameters_of_the_papers() {
    on_sqlite(|place| {
        let (Some(file), Some(wanted)) = (cdnow(), expected("cdnow")) else { return };
        let wanted = &wanted["sample"];
        let told = bring(place, "cdnow.csv", file.as_bytes(), &["--currency", "KZT"]);
        assert_eq!((&told["orders"], &told["rejected"]), (&wanted["transactions_raw"], &0.into()));
        serving(place, |client, person| {
            for (model, key) in [("bgnbd", "bgnbd"), ("mbgnbd", "mbgnbd"), ("pareto", "paretonbd")] {
                let asked = format!("clv?until=1997-09-30&horizon_days=273&model={model}");
                let result = analysis(client, &asked);
                let wanted_model = &wanted[key];
                within("ln L", &result["log_likelihood"], &wanted_model["loglik"], 1e-6);
                for (name, value) in wanted_model["mle"].as_object().unwrap() {
                    within(name, &result["parameters"][name], value, 1e-4);
                    if let Some(error) = wanted_model.get("se") {
                        within(name, &result["standard_errors"][name], &error[name], 5e-3);
                    }
                }
                for (name, value) in wanted["gammagamma"]["mle"].as_object().unwrap() {
                    within(name, &result["money"]["parameters"][name], value, 1e-4);
                }
                let held_out = &wanted["holdout_repeat_transactions"];
                near("held out", &result["back_test"]["actual_purchases"], held_out);
                let naive = &wanted["naive_holdout_MAE_same_as_calibration_rate"];
                near("naive", &result["back_test"]["naive"]["mae"], naive);
            }
            let page = person.get("/analytics/clv?until=1997-09-30");
            assert!(page.body.contains("BG/NBD") && !page.body.contains("NaN"), "{}", page.status);
        });
    });
}

#[track_caller]
fn within(what: &str, ours: &Value, wanted: &Value, tolerance: f64) {
    let (ours, wanted) = (ours.as_f64().unwrap(), wanted.as_f64().unwrap());
    assert!((ours - wanted).abs() <= tolerance * wanted.abs(), "{what}: {ours} is not {wanted}");
}

#[test]
fn a_toy_shop_agrees_down_to_what_each_client_left_behind() {
    on_sqlite(|place| {
        let (Some(sales), Some(refunds), Some(wanted)) = (
            real("fuzzy_factory/orders.csv.gz"),
            real("fuzzy_factory/order_item_refunds.csv"),
            expected("fuzzy_factory"),
        ) else {
            return;
        };
        let told = bring(place, "orders.csv", &sales, &["--currency", "KZT"]);
        assert_eq!(told["orders"], wanted["invoices"]);
        serving(place, |client, person| {
            agrees(client, &wanted);
            has_pictures(person);
        });
        let told = bring(place, "refunds.csv", &refunds, &["--source", "orders"]);
        assert_eq!((&told["merged"], &told["rejected"]), (&1731.into(), &0.into()), "{told}");
        let again = bring(place, "refunds.csv", &refunds, &["--source", "orders"]);
        assert_eq!(again["unchanged"], 1731, "nothing is given back twice: {again}");
        let house = House::serve(place);
        let result = analysis(&house.program(&place.token(OWNER, "all")), "profitability");
        let totals = &wanted["profit"]["totals"];
        near("returns", &result["returns"], &totals["refund"]);
        near("profit", &result["profit"], &totals["profit"]);
        house.stop();
    });
}

#[test]
fn a_shop_with_several_lines_an_order_agrees() {
    on_sqlite(|place| {
        let path = "shop_exports/shopify_ltv-cohort-kit/shopify_orders_sample.csv";
        let (Some(file), Some(wanted)) = (real(path), expected("shop_exports")) else { return };
        let wanted_sums = &wanted["shopify_sample"];
        let told = bring(place, "shopify.csv", &file, &[]);
        assert_eq!(told["orders"], wanted_sums["orders_with_email_line"]);
        serving(place, |client, _| {
            let nothing = client.get("/api/v1/analyses/profitability");
            assert!(!nothing.body.contains("NaN"), "without a rate nothing is counted: {}", nothing.body);
            for month in 1..=8 {
                for day in [1, 15] {
                    let on = format!("2025-{month:02}-{day:02}");
                    let rate = serde_json::json!({ "currency": "USD", "from_on": on, "rate": "500" });
                    client.give("PUT", "/api/v1/rates", &rate).ok();
                }
            }
            let result = analysis(client, "profitability");
            let [total, refunded] =
                ["sum_total", "sum_refunded"].map(|name| wanted_sums[name].as_f64().unwrap());
            near("customers", &result["customers"], &wanted_sums["customers"]);
            near("returns", &result["returns"], &(refunded * 500.0).into());
            near("revenue", &result["revenue"], &((total - refunded) * 500.0).into());
        });
    });
}

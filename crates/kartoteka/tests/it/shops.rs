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
}

/// The pages of the analyses have their pictures, and no number on them is none.
fn has_pictures(person: &Client) {
    for name in ["rfm", "abc", "cohorts", "rhythm", "sales", "profitability"] {
        let page = person.get(&format!("/analytics/{name}"));
        assert_eq!(page.status, 200, "{name}");
        assert!(page.body.contains("<svg") && !page.body.contains("NaN"), "{name}");
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
            has_pictures(person);
        });
    });
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
        eprintln!("{}", serde_json::to_string(&result).unwrap().chars().take(600).collect::<String>());
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

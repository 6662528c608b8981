//! Files out of the whole product and in again: what goes out comes back unchanged, in every format.

use serde_json::Value;

use crate::house::{Place, is_for};

/// Every format that lists go out in.
const FORMATS: [&str; 6] = ["csv", "xlsx", "ods", "vcf", "ndjson", "parquet"];

#[test]
fn the_demo_company_goes_out_and_comes_back_unchanged() {
    if is_for("sqlite") {
        comes_back(&Place::on_sqlite(), &FORMATS);
    }
    if is_for("postgres")
        && let Some(place) = Place::on_postgres("round_trip")
    {
        comes_back(&place, &["csv"]);
    }
}

fn comes_back(place: &Place, formats: &[&str]) {
    place.run(&["demo", "load"]).done();
    let n: i64 = place.sql("select count(*) from customers where archived_at is null")[0].parse().unwrap();
    assert!(n > 20, "{n}");
    for format in formats.iter().copied() {
        let path = place.path(&format!("list.{format}"));
        let path = path.to_str().unwrap();
        place.run(&["export", "customers", "--format", format, "--out", path]).done();
        let told: Value = serde_json::from_str(&place.run(&["import", path, "--json"]).done()).unwrap();
        assert_eq!((&told["rows"], &told["unchanged"]), (&n.into(), &n.into()), "{format}: {told}");
    }
    for format in formats.iter().copied().filter(|format| *format != "vcf") {
        orders_come_back(place, format);
    }
}

/// Orders, and the same with their lines.
fn orders_come_back(place: &Place, format: &str) {
    for what in ["orders", "order_lines"] {
        let path = place.path(&format!("{what}.{format}"));
        let path = path.to_str().unwrap();
        let mut words = vec!["export", "orders", "--format", format, "--out", path];
        words.extend((what == "order_lines").then_some("--lines"));
        place.run(&words).done();
        let n: i64 = place.sql(&format!("select count(*) from {what}"))[0].parse().unwrap();
        assert!(n > 20, "{n}");
        let words = ["import", path, "--into", "orders", "--json"];
        let told: Value = serde_json::from_str(&place.run(&words).done()).unwrap();
        assert_eq!((&told["rows"], &told["unchanged"]), (&n.into(), &n.into()), "{what} {format}: {told}");
    }
}

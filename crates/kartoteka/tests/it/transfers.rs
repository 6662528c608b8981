//! Files out of the whole product and in again: what goes out comes back unchanged, in every format.

use std::process::Stdio;
use std::time::{Duration, Instant};

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

#[test]
fn a_command_with_two_files_killed_in_the_second_doubles_no_row_of_the_first() {
    if !is_for("sqlite") {
        return;
    }
    let place = Place::on_sqlite();
    // Nothing by which a card is known again, so that a row that came twice would be two cards.
    let write = |name: &str, n: usize| {
        let path = place.path(name);
        let rows: String = (0..n).map(|n| format!("Омарова {n}\n")).collect();
        std::fs::write(&path, format!("Фамилия\n{rows}")).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let (first, second) = (write("first.csv", 20), write("second.csv", 20_000));
    let words = ["import", &first, &second, "--json"];
    let mut child = place.command(&words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let question = "select state from import_runs order by no";
    let is_half = || place.run(&["sql", question]).said.lines().skip(1).eq(["done", "running"]);
    let begun = Instant::now();
    while !is_half() {
        assert!(begun.elapsed() < Duration::from_secs(120), "the second file never began");
        assert!(child.try_wait().unwrap().is_none(), "it was quicker than whoever looks");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let told: Value = serde_json::from_str(&place.run(&words).done()).unwrap();
    assert_eq!((&told["rows"], &told["new"]), (&20_020.into(), &20_020.into()), "{told}");
    assert_eq!(place.sql("select count(*) from import_runs"), ["2"]);
    assert_eq!(place.sql("select count(*) from customers"), ["20020"]);
    place.is_sound();
}

#[test]
fn of_files_named_together_none_comes_in_when_one_is_not_there() {
    if !is_for("sqlite") {
        return;
    }
    let place = Place::on_sqlite();
    let path = place.path("first.csv");
    std::fs::write(&path, "Фамилия\nОмарова\n").unwrap();
    let ended = place.run(&["import", path.to_str().unwrap(), "no-such-file.csv"]);
    assert_eq!(ended.code, Some(3), "{}", ended.complained);
    assert_eq!(place.sql("select count(*) from customers"), ["0"]);
}

//! Bad calls and bad files: what is wrong, where, and what to do.

use analytics::AnalyzeError;

use crate::data::analyze;

fn check(name: &str, text: &str, parameters: &[&str], is_wrong_use: bool, message: &str) {
    let error: AnalyzeError = analyze(name, text, parameters).unwrap_err();
    assert_eq!((error.is_wrong_use(), error.to_string().as_str()), (is_wrong_use, message));
}

#[test]
fn a_workbook_is_told_from_a_table_of_text() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("orders.xlsx");
    std::fs::write(&path, b"PK\x03\x04\x14\x00\x06\x00,\n").unwrap();
    let given = std::collections::BTreeMap::new();
    let error = analytics::run_file("rfm", &path, &given).unwrap_err().to_string();
    assert!(error.contains("save it as CSV") && !error.contains("PK"), "{error}");
}

#[test]
fn two_rows_are_too_few_to_tell_how_numbers_go_together() {
    let found = analyze("correlation", "a,b\n1,2\n3,1\n", &["x=a,b"]).unwrap();
    assert_eq!(
        (&found["result"]["n"], &found["result"]["pairs"][0]["r"]),
        (&2.into(), &serde_json::Value::Null)
    );
    assert_eq!(found["notes"], serde_json::json!([]));
}

const ORDERS: &str = "who,date,amount\na,2020-01-01,1\n";

#[test]
fn wrong_calls_say_what_is_allowed() {
    let known = "there is no analysis `rmf`; there are sales, rfm, abc, cohorts, rhythm, clv, \
                 warmth, profitability, payments, crosstab, correlation, regression";
    check("rmf", ORDERS, &[], true, known);
    let known = "`rows` is no parameter of this analysis; it takes by, measure, column.customer, column.date, \
                 column.amount";
    check("cohorts", ORDERS, &["rows=true"], true, known);
    check(
        "cohorts",
        ORDERS,
        &["by=year", "column.customer=who"],
        true,
        "parameter `by` is `year`: one of month, week",
    );
    check(
        "rfm",
        ORDERS,
        &["bins=1", "column.customer=who"],
        true,
        "parameter `bins` is `1`: a number from 2 to 10",
    );
}

#[test]
fn more_days_than_anybody_can_look_at_are_refused_at_once() {
    let text = "customer,date,amount\na,2020-01-01,1\n";
    let message =
        "parameter `from` is `0001-01-01`: a day not before 2009-01-19: so many periods cannot be shown";
    check("sales", text, &["from=0001-01-01", "by=day"], true, message);
    assert!(analyze("sales", text, &["from=1900-01-01", "by=month"]).is_ok());
}

#[test]
fn wrong_files_say_what_is_missing() {
    let message = "the file has no column `customer`; its columns are who, date, amount; name the right one: \
                   column.customer=NAME";
    check("rfm", ORDERS, &[], false, message);
    check("abc", "", &[], false, "the file is empty: its first row must name the columns");
    let few = "y,x,z\n1,2,3\n2,1,5\n";
    check("regression", few, &["y=y", "x=x,z"], false, "2 rows are fewer than the 3 parameters");
    let same = "y,x,z\n1,2,4\n2,1,2\n5,7,14\n3,3,6\n";
    let message = "z follows exactly from the predictors before it: leave it out";
    check("regression", same, &["y=y", "x=x,z"], false, message);
}

#[test]
fn a_date_that_is_a_slip_of_the_pen_does_not_fill_the_memory() {
    let text = "customer,date,amount\na,2020-01-01,1\nb,0020-01-01,1\n";
    let message = "The dates run from 1 January 20 to 1 January 2020: 24,001 periods are too many. Correct the dates at the ends.";
    check("cohorts", text, &[], false, message);
    let message = "The dates span 24,000 months: too many for XYZ. Correct the dates at the ends.";
    check("abc", text, &["xyz=true"], false, message);
    assert!(analyze("rfm", text, &[]).is_ok() && analyze("rhythm", text, &[]).is_ok());
    assert!(analyze("clv", text, &[]).is_ok());
}

#[test]
fn empty_tables_give_empty_answers_with_words() {
    for (name, parameters) in [
        ("rfm", vec![]),
        ("abc", vec![]),
        ("cohorts", vec![]),
        ("rhythm", vec![]),
        ("clv", vec![]),
        ("correlation", vec!["x=date,amount"]),
        ("crosstab", vec!["rows=customer", "columns=date"]),
    ] {
        let answer = analyze(name, "customer,date,amount\n", &parameters).unwrap();
        let codes: Vec<&str> =
            answer["notes"].as_array().unwrap().iter().map(|note| note["code"].as_str().unwrap()).collect();
        assert!(codes.contains(&"no_rows"), "{name} {codes:?}");
        assert_eq!(answer["input"]["rows"], 0);
    }
}

#[test]
fn returns_take_money_off_and_are_no_purchases() {
    let text = "customer,date,amount\na,2020-01-01,10\na,2020-01-20,-4\nb,2020-01-05,7\nc,2020-01-06,-7\n";
    let answer = analyze("rfm", text, &["rows=true", "as_of=2020-01-31"]).unwrap();
    let rows = answer["result"]["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((&rows[0]["recency_days"], &rows[0]["frequency"]), (&30.into(), &1.into()));
    assert_eq!(rows[0]["monetary"], 6.0);
    assert_eq!(answer["notes"][0]["code"], "only_returns");
    let answer = analyze("clv", text, &[]).unwrap();
    assert_eq!((&answer["input"]["used"], &answer["input"]["n_dropped"]), (&2.into(), &2.into()));
    assert_eq!(answer["input"]["dropped"][0]["row"], 3);
}

#[test]
fn rows_after_the_day_of_reckoning_are_dropped_and_lines_of_one_order_are_one_purchase() {
    let text = "order,customer,date,amount\n7,a,2020-01-01,1\n7,a,2020-01-01,1\nB-12345678,a,2020-01-02,1\n8,a,2020-03-01,1\n";
    let answer = analyze("rfm", text, &["rows=true", "as_of=2020-02-01"]).unwrap();
    assert_eq!(answer["input"]["dropped"][0]["why"], "date: 2020-03-01 is after 2020-02-01");
    assert_eq!(answer["result"]["rows"][0]["frequency"], 2);
    assert_eq!(answer["result"]["rows"][0]["recency_days"], 30);
}

#[test]
fn at_most_a_thousand_dropped_rows_are_listed_and_all_are_counted() {
    let text: String = std::iter::once("customer,amount\n".to_string())
        .chain((0..5000).map(|i| if i % 2 == 0 { format!("c{i},1\n") } else { "x,?\n".to_string() }))
        .collect();
    let answer = analyze("abc", &text, &[]).unwrap();
    assert_eq!((&answer["input"]["used"], &answer["input"]["n_dropped"]), (&2500.into(), &2500.into()));
    let dropped = answer["input"]["dropped"].as_array().unwrap();
    assert_eq!((dropped.len(), &dropped[0]["row"], &dropped[999]["row"]), (1000, &3.into(), &2001.into()));
    assert_eq!(dropped[0]["why"], "amount: \"?\" is not a number");
}

#[test]
fn who_is_later_than_usual_is_told_from_the_rhythm_of_all_or_ones_own() {
    let text = "customer,date\na,2020-01-01\na,2020-01-11\na,2020-01-21\nb,2020-01-01\nc,2020-01-30\n";
    let answer = analyze("rhythm", text, &["rows=true", "as_of=2020-02-01"]).unwrap();
    let rows = answer["result"]["rows"].as_array().unwrap();
    let states: Vec<&str> = rows.iter().map(|row| row["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["overdue", "overdue", "on_time"]);
    assert_eq!((&rows[0]["act_by"], &rows[2]["next_on"]), (&"2020-01-31".into(), &"2020-02-09".into()));
    assert_eq!((&rows[0]["class"], &rows[1]["class"]), (&"rare".into(), &"one_off".into()));
    assert!(answer["result"]["revenue"].is_null());
}

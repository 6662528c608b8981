//! Values worked out of each customer: as the analyses say them, kept up with orders, asked about by conditions.

use std::collections::BTreeSet;

use analytics::standing::{Reckoner, StandingTable};
use analytics::{Parameters, find};
use customers::{Act, Desk, Happenings};
use db::Tx;
use fields::Condition;
use kernel::{Actor, Setting};
use serde_json::{Value, json};

use crate::base::{Sale, Shop, asked};

/// A shop of sixty customers of whom each buys a little more and a little more seldom than the one before.
fn sales() -> Vec<Sale> {
    let mut sales = Vec::new();
    for no in 1..=60_i32 {
        for k in 0..=(no % 7) {
            let day = 20_000 + (no * 11 + k * (7 + no % 13)) % 400;
            sales.push((no.to_string(), day, i64::from(no * no * 10 + k * 100)));
        }
    }
    sales
}

struct House {
    shop: Shop,
    engine: segments::Engine,
    reckoner: Reckoner,
}

impl House {
    fn new() -> Self {
        let shop = Shop::of(&sales());
        let mut tables = orders::happenings::tables();
        let from = Happenings::new(tables.clone());
        tables.push(std::sync::Arc::new(StandingTable { from }));
        let happenings = Happenings::new(tables);
        let engine = segments::Engine::within(shop.db.clone(), happenings.clone(), 1 << 26);
        let reckoner = Reckoner { db: shop.db.clone(), setting: Setting::real(), happenings };
        Self { shop, engine, reckoner }
    }

    fn found(&self, condition: &Value) -> BTreeSet<String> {
        let condition = Condition::from_json(condition).unwrap();
        let found = self.shop.db.read(|tx| {
            let act = act(tx)?;
            self.engine.matching(tx, &act, &condition)
        });
        found.unwrap().iter().map(|no| no.to_string()).collect()
    }

    /// The customers in rows of an analysis in which a member has a value.
    fn rows(&self, name: &str, parameters: &[&str], (member, value): (&str, &str)) -> BTreeSet<String> {
        let mut all = vec!["rows=true"];
        all.extend(parameters);
        let rows = self.shop.ask_numbers(name, &all);
        let rows = rows["rows"].as_array().unwrap().iter();
        let wanted = rows.filter(|row| row[member].as_str() == Some(value));
        wanted.map(|row| row["customer"].as_str().unwrap().to_owned()).collect()
    }
}

fn act(tx: &mut Tx<'_>) -> Result<Act, db::DbError> {
    Desk::default().act(tx, (&Setting::real(), &Actor::console()), &web::Firm::default())
}

fn standing(field: &str, value: &str) -> Value {
    json!({ "happened": "standing", "where": { "field": field, "is": value } })
}

#[test]
fn conditions_over_worked_out_values_mean_what_the_analyses_show() {
    let house = House::new();
    assert!(house.reckoner.is_due().unwrap());
    assert_eq!(house.reckoner.reckon().unwrap(), 60);
    assert!(!house.reckoner.is_due().unwrap());
    let check = |condition: Value, (name, parameters): (&str, &[&str]), row: (&str, &str)| {
        let wanted = house.rows(name, parameters, row);
        assert!(!wanted.is_empty() && wanted.len() < 60, "{name} {row:?} proves nothing");
        assert_eq!(house.found(&condition), wanted, "{condition}");
    };
    check(standing("abc", "a"), ("abc", &[]), ("class", "A"));
    check(standing("xyz", "z"), ("abc", &["xyz=true"]), ("evenness", "Z"));
    check(standing("rhythm", "regular"), ("rhythm", &[]), ("class", "regular"));
    check(standing("churn", "overdue"), ("rhythm", &[]), ("state", "overdue"));
    check(standing("rfm_group", "champions"), ("rfm", &[]), ("group", "champions"));
    check(standing("typage", "ordinary"), ("warmth", &["preset=types"]), ("type", "ordinary"));
    check(standing("warmth", "cold"), ("warmth", &[]), ("type", "cold"));
}

#[test]
fn the_condition_of_a_figure_means_the_customers_behind_it() {
    let house = House::new();
    house.reckoner.reckon().unwrap();
    let check = |name: &str, given: &[&str], wanted: &[(&str, &str)]| {
        let all = asked(name, given).given;
        let usual = find(name).unwrap().usual().iter().map(|(key, value)| ((*key).into(), (*value).into()));
        let parameters = Parameters::of(find(name).unwrap(), &usual.chain(all).collect()).unwrap();
        let pairs: Vec<(String, String)> =
            wanted.iter().map(|(member, value)| ((*member).into(), (*value).into())).collect();
        let condition = find(name).unwrap().condition(&parameters, &pairs).unwrap();
        let behind = house.shop.behind(name, given, wanted);
        assert!(
            !behind.is_empty() && behind.len() < 60,
            "{name} {wanted:?} proves nothing: {}",
            behind.len()
        );
        assert_eq!(house.found(&condition.to_json()), behind, "{name} {wanted:?}");
    };
    check("rfm", &[], &[("r", "5"), ("f", "5")]);
    check("abc", &[], &[("class", "B")]);
    check("abc", &["xyz=true"], &[("class", "C"), ("evenness", "Z")]);
    check("cohorts", &[], &[("cohort", "2024-11"), ("after", "0")]);
    check("cohorts", &[], &[("cohort", "2024-11"), ("after", "2")]);
    check("cohorts", &["by=week"], &[("cohort", "2024-W50")]);
    check("crosstab", &[], &[("row_answer", "rare"), ("column_answer", "person")]);
    let own = Parameters::of(find("rfm").unwrap(), &asked("rfm", &["bins=3"]).given).unwrap();
    let cell = [("r".to_owned(), "3".to_owned())];
    assert_eq!(
        find("rfm").unwrap().condition(&own, &cell),
        None,
        "own thresholds are not kept of customers"
    );
}

#[test]
fn every_figure_opens_into_its_customers() {
    let house = House::new();
    let check = |name: &str, wanted: &[(&str, &str)], n: usize| {
        assert_eq!(house.shop.behind(name, &[], wanted).len(), n, "{name}");
    };
    check("correlation", &[], 60);
    check("regression", &[], 60);
    check("crosstab", &[], 60);
    check("cohorts", &[("after", "0")], 60);
    check("regression", &[("row", "7")], 1);
}

#[test]
fn only_those_whose_values_changed_are_written_again() {
    let house = House::new();
    house.reckoner.reckon().unwrap();
    assert_eq!(house.reckoner.reckon().unwrap(), 0, "nothing happened since");
    let richest = house.shop.db.read(|tx| {
        tx.rows("SELECT customer_no FROM standings ORDER BY ltv DESC LIMIT 1", &[], |row| row.get::<i64>(0))
    });
    let richest = richest.unwrap()[0];
    let setting = Setting::real();
    let order = house.shop.db.read(|tx| {
        tx.rows(
            "SELECT no FROM orders WHERE customer_no = $1 ORDER BY no LIMIT 1",
            db::params![richest],
            |row| row.get::<i64>(0),
        )
    });
    let no = order.unwrap()[0];
    house
        .shop
        .db
        .write(move |tx| {
            // The journal is told as any deed over an order tells it.
            let entry = journal::Entry::now(
                &setting,
                "order.changed",
                ("order", setting.id::<kernel::RawId>()),
                &json!({ "customer_no": richest }),
            );
            tx.execute("UPDATE orders SET revenue = revenue * 3 WHERE no = $1", db::params![no])?;
            journal::append(tx, &setting, &Actor::system(), entry)
        })
        .unwrap();
    assert!(house.reckoner.is_due().unwrap());
    let before = house.found(&json!({ "happened": "standing" }));
    assert_eq!(before.len(), 60);
    let n = house.reckoner.reckon().unwrap();
    assert!((1..60).contains(&n), "{n} of sixty were written again");
    assert_eq!(house.reckoner.reckon().unwrap(), 0);
}

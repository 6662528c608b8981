//! What holds for every condition: columns and SQL answer the same, and both what people mean.

use crate::testing::{Base, Dice, populate, postgres, sqlite};
use crate::{SegmentError, store};
use fields::Condition;
use serde_json::{Value, json};

/// A random condition; every comparison there is comes up.
fn condition(dice: &mut Dice, depth: u64) -> Value {
    if dice.below(5) == 0 {
        return standing(dice);
    }
    match dice.below(if depth == 0 { 6 } else { 10 }) {
        0 => json!({ "field": "warmth", "any_of": [dice.one_of(&["cold", "warm", "hot"]), "hot"] }),
        1 => json!({ "field": "city", "is_not": dice.one_of(&["Алматы", "Астана"]) }),
        2..=5 => happened(dice, depth),
        6 => json!({ "not": condition(dice, depth - 1) }),
        7 => {
            json!({ "related": dice.one_of(&["spouse", "", "child"]), "whom": condition(dice, depth - 1) })
        }
        8 => json!({ "any": [condition(dice, depth - 1), condition(dice, depth - 1)] }),
        _ => json!({ "all": [condition(dice, depth - 1), condition(dice, depth - 1)] }),
    }
}

/// A question about values of which each customer has one.
fn standing(dice: &mut Dice) -> Value {
    let asked = |dice: &mut Dice| match dice.below(6) {
        0 => json!({ "field": "abc", "any_of": [dice.one_of(&["a", "b", "c"]), "a"] }),
        1 => json!({ "field": "abc", dice.one_of(&["is", "is_not"]): dice.one_of(&["a", "b", "c"]) }),
        2 => json!({ "field": "alive", dice.one_of(&["above", "below"]): dice.below(100) }),
        3 => json!({ "field": "act_by", dice.one_of(&["above", "below"]): "2026-08-01" }),
        4 => json!({ "field": "ltv", "above": dice.below(900) }),
        _ => json!({ "field": dice.one_of(&["abc", "alive", "act_by"]), "unknown": true }),
    };
    let rows = match dice.below(3) {
        0 => asked(dice),
        1 => json!({ "not": asked(dice) }),
        _ => json!({ "all": [asked(dice), asked(dice)] }),
    };
    let whole = json!({ "happened": "standing", "where": rows });
    if dice.below(4) == 0 { json!({ "not": whole }) } else { whole }
}

fn happened(dice: &mut Dice, depth: u64) -> Value {
    let mut leaf = json!({ "happened": "orders" });
    if dice.below(2) > 0 {
        leaf["where"] = rows(dice, depth.min(2));
    }
    match dice.below(4) {
        0 => leaf["within"] = json!({ "last_days": 1 + dice.below(400) }),
        1 => leaf["within"] = json!({ "from": "2026-03-01", "to": "2026-09-30" }),
        2 => leaf["within"] = json!({ "to": "2026-08-15" }),
        _ => {}
    }
    let n = dice.below(7);
    let minor = |n: u64| format!("{}.{:02}", n / 100, n % 100);
    match dice.below(8) {
        0 => leaf["at_least"] = json!(n),
        1 => leaf["at_most"] = json!(n),
        2 => leaf["between"] = json!([n, n + 2]),
        3 => {
            leaf["measure"] = json!(dice.one_of(&["sum", "average", "min", "max"]));
            leaf["of"] = json!("amount");
            leaf[dice.one_of(&["at_least", "at_most"])] = json!(minor(dice.below(100_000)));
        }
        4 => {
            leaf["measure"] = json!(dice.one_of(&["sum", "average", "min", "max"]));
            leaf["of"] = json!("n_items");
            leaf[dice.one_of(&["at_least", "at_most", "is"])] = json!(n);
        }
        5 => {
            leaf["measure"] = json!(dice.one_of(&["first", "last"]));
            leaf[dice.one_of(&["last_days", "days_ago"])] = json!(1 + dice.below(400));
        }
        6 => {
            leaf["measure"] = json!(dice.one_of(&["first", "last"]));
            leaf["of"] = json!("paid_at");
            leaf[dice.one_of(&["at_least", "at_most", "is"])] = json!("2026-06-01");
        }
        _ => leaf["never"] = json!(true),
    }
    leaf
}

fn rows(dice: &mut Dice, depth: u64) -> Value {
    match dice.below(if depth == 0 { 7 } else { 10 }) {
        0 => json!({ "field": "status", "any_of": [dice.one_of(&["new", "paid"]), "returned"] }),
        1 => json!({ "field": "status", "is_not": dice.one_of(&["new", "paid", "returned"]) }),
        2 => json!({ "field": "product", "contains": dice.one_of(&["о", "te", "жоқ"]) }),
        3 => {
            json!({ "field": dice.one_of(&["product", "amount", "ordered_on", "status"]), "unknown": true })
        }
        4 => json!({ "field": "amount", dice.one_of(&["above", "below"]): dice.below(1000) }),
        5 => json!({ "field": "is_gift", "is": dice.one_of(&["true", "false"]) }),
        6 => json!({ "field": "n_items", "any_of": [dice.below(5), dice.below(5)] }),
        7 => json!({ "not": rows(dice, depth - 1) }),
        8 => json!({ "any": [rows(dice, depth - 1), rows(dice, depth - 1)] }),
        _ => json!({ "all": [rows(dice, depth - 1), rows(dice, depth - 1)] }),
    }
}

/// Asks thousands of random questions of columns, of SQL part by part, and of one statement of SQL.
fn agree(base: &Base, n: usize) {
    let mut dice = Dice(20_261_122);
    populate(base, 120, &mut dice);
    tie(base);
    let (columns, by_sql) = (base.engine(1 << 26), base.engine(0));
    let conditions: Vec<Value> = (0..n).map(|_| condition(&mut dice, 3)).collect();
    let n_found = base
        .deed(move |tx, act| {
            let mut n_found = 0;
            for json in conditions {
                let condition = Condition::from_json(&json).unwrap();
                let node = columns.resolved(tx, act, &condition)?;
                let held = columns.evaluate(tx, act, &node)?;
                let asked = by_sql.evaluate(tx, act, &node)?;
                assert_eq!(held.iter().collect::<Vec<_>>(), asked.iter().collect::<Vec<_>>(), "{json}");
                let sql = store::sql::compile(tx, &node, &act.fields)?.unwrap();
                let text = format!("SELECT c.no FROM customers c WHERE {}", sql.text);
                let whole = store::cards::set(tx, &text, &sql.values())?;
                assert_eq!(held.iter().collect::<Vec<_>>(), whole.iter().collect::<Vec<_>>(), "{json}");
                n_found += held.count();
            }
            assert!(columns.bytes() > 0 && by_sql.bytes() == 0);
            Ok::<_, SegmentError>(n_found)
        })
        .unwrap();
    let share = n_found as f64 / (n * 120) as f64;
    assert!(
        (0.2..0.8).contains(&share),
        "conditions that nearly all or nearly none meet prove little: {share}"
    );
}

/// Ties some customers to others.
fn tie(base: &Base) {
    base.deed(|tx, act| {
        let ids: Vec<kernel::RawId> =
            tx.rows("SELECT id FROM customers ORDER BY no LIMIT 40", &[], |row| row.get(0))?;
        for (at, pair) in ids.chunks(2).enumerate() {
            let id: crate::SegmentId = act.setting.id();
            let kind = if at % 2 == 0 { "spouse" } else { "child" };
            let ended: Option<i64> = (at % 5 == 0).then_some(1);
            tx.execute(
                "INSERT INTO relations (id, kind, from_id, to_id, role, dates, created_at, ended_at)
                 VALUES ($1, $2, $3, $4, '', '[]', 0, $5)",
                db::params![id.0, kind, pair[0], pair[1], ended],
            )?;
        }
        Ok::<_, db::DbError>(())
    })
    .unwrap();
}

#[test]
fn columns_and_sqlite_agree_on_ten_thousand_random_conditions() {
    agree(&sqlite(), 10_000);
}

#[test]
fn columns_and_postgresql_agree_on_random_conditions() {
    if let Some(base) = postgres("segments_agree") {
        agree(&base, 2_000);
    }
}

#[test]
fn questions_mean_what_people_mean() {
    let base = sqlite();
    let one = base.person(&[(customers::builtin::FAMILY, "Ким"), (customers::builtin::WARMTH, "hot")]);
    let two = base.person(&[(customers::builtin::FAMILY, "Ли")]);
    let three = base.person(&[(customers::builtin::FAMILY, "Пак")]);
    assert_eq!((one, two, three), (1, 2, 3));
    for (days, minor) in [(0, 10_000), (10, 25_000), (89, 5_000), (90, 700)] {
        base.order(1, days, minor);
    }
    base.order(2, 200, 100_000);
    let engine = base.engine(1 << 26);
    let check = |condition: &str, wanted: &[u32]| {
        assert_eq!(base.found(&engine, condition), wanted, "{condition}");
        assert_eq!(base.found(&base.engine(0), condition), wanted, "{condition} by SQL");
    };
    check(r#"{"happened":"orders"}"#, &[1, 2]);
    check(r#"{"happened":"orders","never":true}"#, &[3]);
    check(r#"{"happened":"orders","within":{"last_days":90},"between":[3,3]}"#, &[1]);
    check(r#"{"happened":"orders","within":{"last_days":91},"is":4}"#, &[1]);
    check(r#"{"happened":"orders","measure":"sum","of":"amount","at_most":"407"}"#, &[1, 3]);
    check(r#"{"happened":"orders","measure":"sum","of":"amount","at_least":"407.01"}"#, &[2]);
    check(r#"{"happened":"orders","measure":"sum","of":"amount","at_least":"1 USD"}"#, &[]);
    check(r#"{"happened":"orders","measure":"average","of":"amount","is":"101.75"}"#, &[1]);
    check(r#"{"happened":"orders","measure":"min","of":"amount","at_most":"7"}"#, &[1]);
    check(r#"{"happened":"orders","measure":"last","days_ago":200}"#, &[2]);
    check(r#"{"happened":"orders","measure":"last","days_ago":201}"#, &[]);
    check(r#"{"happened":"orders","measure":"first","last_days":91}"#, &[1]);
    check(r#"{"field":"warmth","is":"hot"}"#, &[1]);
    check(r#"{"all":[{"happened":"orders"},{"not":{"field":"warmth","is":"hot"}}]}"#, &[2]);
    check(r#"{"field":"name","contains":"ки"}"#, &[1]);
    check(r#"{"not":{"field":"name","is":"Ким"}}"#, &[2, 3]);
    base.order(3, 1, 500);
    check(r#"{"happened":"orders","never":true}"#, &[]);
    let late = base.person(&[(customers::builtin::FAMILY, "Цой")]);
    check(r#"{"happened":"orders","never":true}"#, &[u32::try_from(late).unwrap()]);
}

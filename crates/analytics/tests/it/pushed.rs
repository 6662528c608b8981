//! Sums made by the base and sums made here: the same answers, to the last digit, on both databases.

use analytics::Analyst;
use analytics::base::Adding;
use db::params;

use serde_json::Value;

use crate::base::{Sale, Shop, same};

/// A shop of two years in which amounts have tenths of cents to lose, and some things come back.
pub(crate) fn sales() -> Vec<Sale> {
    let mut sales = Vec::new();
    for no in 1..=90_i32 {
        for k in 0..=(no % 9) {
            let day = 19_700 + (no * 37 + k * (5 + no % 17) * 3) % 700;
            sales.push((no.to_string(), day, i64::from(no * 7919 % 99_991 + k * 333 + 1)));
        }
    }
    sales
}

/// Some of it comes back.
pub(crate) fn bring_back(shop: &Shop) {
    shop.db
        .write(|tx| {
            let orders = tx.rows(
                "SELECT no, customer_no, ordered_on, revenue FROM orders ORDER BY no",
                &[],
                |row| Ok((row.get::<i64>(0)?, row.get::<i64>(1)?, row.get::<i64>(2)?, row.get::<i64>(3)?)),
            )?;
            for (no, customer, day, revenue) in orders.into_iter().filter(|order| order.0 % 6 == 0) {
                let id: kernel::RawId = kernel::Setting::real().id();
                let (amount, day) = (revenue / 3, day + no % 40);
                tx.execute(
                    "INSERT INTO order_returns (no, id, order_no, customer_no, returned_at, returned_on, amount, base_amount, \
                     is_restocked, reason, created_at) VALUES ($1, $2, $1, $3, 0, $4, $5, $5, $6, '', 0)",
                    params![no, id, customer, day, amount, false],
                )?;
                tx.execute("UPDATE orders SET returned = $2 WHERE no = $1", params![no, amount])?;
            }
            Ok::<_, db::DbError>(())
        })
        .unwrap();
}

/// Things are of kinds, and customers are called, written to and noted about.
pub(crate) fn name_and_call(shop: &Shop) {
    let id = || kernel::Setting::real().id::<kernel::RawId>();
    let written = shop.db.write(move |tx| {
        for no in 1..=6_i64 {
            let (name, category) = (format!("Товар {no}"), if no < 6 { format!("Вид {}", no % 3) } else { String::new() });
            tx.execute(
                "INSERT INTO products (no, id, code, name, name_key, category, supplier, unit, currency, revision, created_at, \
                 updated_at) VALUES ($1, $2, $3, $3, $3, $4, '', '', 'KZT', 1, 0, 0)",
                params![no, id(), &name, &category],
            )?;
        }
        tx.execute("UPDATE order_lines SET product_no = order_no % 8 WHERE order_no % 8 BETWEEN 1 AND 6", &[])?;
        tx.execute(
            "INSERT INTO interaction_kinds (slug, label, icon, position, is_away, revision, cost) VALUES ('call', '', '', 0, $1, 1, \
             15000), ('note', '', '', 0, $1, 1, 99)",
            params![false],
        )?;
        for no in 1..=200_i64 {
            let kind = ["call", "letter", "note"][usize::try_from(no % 3).unwrap()];
            tx.execute(
                "INSERT INTO interactions (no, id, customer_no, kind, at, subject, body, revision, created_at) VALUES ($1, $2, \
                 $3, $4, $1, '', '', 1, 0)",
                params![no, id(), no % 70 + 1, kind],
            )?;
        }
        Ok::<_, db::DbError>(())
    });
    written.unwrap();
}

/// Everybody pays for something: early, on the day, late, not yet, and some without a day on which it is due.
fn pay(shop: &Shop) {
    let written = shop.db.write(|tx| {
        for no in 1..=400_i64 {
            let due = (no % 11 != 0).then_some(20_000 + no * 7 % 500);
            let paid = (no % 5 != 0).then_some(due.unwrap_or(20_000) + no * 13 % 60 - 15);
            let id: kernel::RawId = kernel::Setting::real().id();
            tx.execute(
                "INSERT INTO payments (no, id, order_no, customer_no, amount, base_amount, due_on, paid_at, paid_on, method, \
                 note, created_at) VALUES ($1, $2, $3, $3, $4, $4, $5, $6, $6, '', '', 0)",
                params![no, id, (no + 4) / 5, no * 331 % 10_007, due, paid],
            )?;
        }
        Ok::<_, db::DbError>(())
    });
    written.unwrap();
}

/// What two orders of three, and their lines, cost is known.
fn cost(shop: &Shop) {
    let written = shop.db.write(|tx| {
        tx.execute("UPDATE orders SET margin = revenue / 4 WHERE no % 3 <> 0", &[])?;
        tx.execute("UPDATE order_lines SET margin = revenue / 4 WHERE order_no % 3 <> 0", &[])
    });
    assert!(written.unwrap() > 0, "nothing has a margin");
}

const ASKED: [(&str, &[&str]); 36] = [
    ("rfm", &[]),
    ("rfm", &["method=ntile", "bins=4", "rows=true"]),
    (
        "rfm",
        &["method=thresholds", "recency=30,90,180,365", "frequency=2,3,4,5", "monetary=100,200,400,800"],
    ),
    ("abc", &[]),
    ("abc", &["by=margin", "rule=inclusive", "rows=true"]),
    ("abc", &["xyz=true"]),
    ("abc", &["xyz=true", "by=margin", "rows=true"]),
    ("abc", &["of=product", "xyz=true", "rows=true"]),
    ("abc", &["of=category", "by=margin"]),
    ("abc", &["of=source", "xyz=true"]),
    ("cohorts", &[]),
    ("cohorts", &["by=week", "measure=orders"]),
    ("cohorts", &["measure=revenue"]),
    ("sales", &[]),
    ("sales", &["by=day", "of=source"]),
    ("sales", &["of=team", "compare=year", "from=2024-06-01", "until=2024-12-31"]),
    ("sales", &["of=product"]),
    ("sales", &["of=category", "by=week", "compare=year"]),
    ("rhythm", &[]),
    ("rhythm", &["as_of=2024-09-01", "regular_from=3"]),
    ("clv", &[]),
    ("clv", &["until=2025-01-01", "model=nbd"]),
    ("clv", &["until=2024-01-01"]),
    ("profitability", &["order_cost=120.5", "rows=true"]),
    ("profitability", &["contact_cost=9.99"]),
    ("regression", &["y=revenue", "x=contacts,contact_costs"]),
    ("correlation", &[]),
    ("correlation", &["method=spearman", "x=orders,revenue,margin,returns,age_days"]),
    ("regression", &[]),
    ("crosstab", &[]),
    ("warmth", &[]),
    ("warmth", &["preset=types", "days=200", "as_of=2024-09-01", "rows=true"]),
    (
        "warmth",
        &["rules=large: revenue>=1000 & age>=30; dear: average>=300; small", "days=30", "rows=true"],
    ),
    ("warmth", &["as_of=1999-01-01"]),
    ("payments", &[]),
    ("payments", &["rows=true"]),
];

/// The same with its rows by customer: whoever adds up may list them as they come.
fn in_order(result: &Value) -> Value {
    let mut result = result.clone();
    if let Some(rows) = result.get_mut("rows").and_then(Value::as_array_mut) {
        rows.sort_by_key(|row| row["customer"].to_string());
    }
    result
}

fn agree(shop: &Shop) {
    bring_back(shop);
    name_and_call(shop);
    cost(shop);
    pay(shop);
    let (here, there) = (Analyst::adding(Adding::Here), Analyst::adding(Adding::InTheBase));
    for (name, parameters) in ASKED {
        let (one, other) =
            (shop.answered(&here, name, parameters), shop.answered(&there, name, parameters));
        match name {
            // A search for the greatest likelihood adds customers up in the order in which it gets them.
            "clv" => same(name, &other.answer.result, &one.answer.result),
            _ => assert_eq!(
                in_order(&one.answer.result),
                in_order(&other.answer.result),
                "{name} {parameters:?}"
            ),
        }
        assert_eq!(one.answer.notes, other.answer.notes, "{name} {parameters:?}");
        assert_eq!((one.answer.rows, one.answer.used), (other.answer.rows, other.answer.used), "{name}");
        assert!(one.answer.used > 0, "{name} proves nothing");
    }
}

#[test]
fn a_contact_costs_what_its_kind_does_and_a_note_nothing() {
    let shop = Shop::of(&sales());
    name_and_call(&shop);
    let all = |tx: &mut db::Tx<'_>| tx.execute("UPDATE orders SET margin = revenue / 4", &[]);
    assert!(shop.db.write(all).unwrap() > 0);
    let made = shop.answered(&Analyst::default(), "profitability", &["rows=true"]);
    let result = &made.answer.result;
    assert_eq!(result["contacts"], 66.0 * 150.0, "66 of two hundred are calls, at 150 each");
    assert_eq!(result["profit"].as_f64(), result["margin"].as_f64().map(|margin| margin - 9_900.0));
    let each = shop.answered(&Analyst::default(), "profitability", &["contact_cost=10"]);
    assert_eq!(
        each.answer.result["contacts"],
        133.0 * 10.0,
        "a cost of its own stands for calls and letters"
    );
}

#[test]
fn a_margin_that_nobody_knows_is_no_margin_of_nothing() {
    let shop = Shop::of(&[("1".into(), 19_700, 10_000), ("2".into(), 19_701, 20_000)]);
    for adding in [Adding::Here, Adding::InTheBase] {
        let asked = |name: &str| shop.answered(&Analyst::adding(adding), name, &[]).answer;
        let (sales, profit) = (asked("sales"), asked("profitability"));
        assert_eq!(sales.result["has_margin"], false);
        assert_eq!(sales.result["total"]["margin"], Value::Null);
        assert_eq!(profit.result["has_margin"], false);
        assert_eq!((&profit.result["margin"], &profit.result["profit"]), (&Value::Null, &Value::Null));
        assert_eq!(profit.result["revenue"], 300.0);
        assert!(sales.notes.iter().chain(&profit.notes).all(|note| note.code == "margin_known"));
    }
    let shop = Shop::of(&[("1".into(), 19_700, 10_000), ("2".into(), 19_701, 20_000)]);
    let set =
        |tx: &mut db::Tx<'_>| tx.execute("UPDATE orders SET margin = 4000 WHERE revenue = 10000", &[]);
    assert_eq!(shop.db.write(set).unwrap(), 1);
    for adding in [Adding::Here, Adding::InTheBase] {
        let asked =
            |name: &str, given: &[&str]| shop.answered(&Analyst::adding(adding), name, given).answer;
        let (sales, profit) = (asked("sales", &[]), asked("profitability", &["order_cost=10"]));
        assert_eq!(
            (&sales.result["has_margin"], &sales.result["total"]["margin"]),
            (&true.into(), &40.0.into())
        );
        assert_eq!((&profit.result["margin"], &profit.result["profit"]), (&40.0.into(), &30.0.into()));
        assert_eq!(
            (&profit.result["orders_with_margin"], &profit.result["orders"]),
            (&1.into(), &2.into())
        );
        let said = profit.notes[0].say(&analytics::speaker(words::Lang::Ru));
        assert!(said.contains("по 1 из 2 заказов"), "{said}");
        let classes = asked("abc", &["by=margin"]);
        assert_eq!(classes.result["items"], 1);
        assert_eq!(classes.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["margin_unknown"]);
    }
}

#[test]
fn no_file_of_an_analysis_is_empty() {
    let shop = Shop::of(&sales());
    cost(&shop);
    pay(&shop);
    for analysis in analytics::list() {
        let answer = shop.answered(&Analyst::default(), analysis.slug(), &[]).answer;
        assert!(analysis.table(&answer.result).len() > 1, "{} has no rows", analysis.slug());
    }
}

#[test]
fn every_kind_of_payment_opens_those_who_pay_so() {
    let shop = Shop::of(&sales());
    pay(&shop);
    let all = shop.behind("payments", &[], &[]);
    let late = shop.behind("payments", &[], &[("bucket", "late_week")]);
    assert!(!late.is_empty() && late.len() < all.len(), "{} of {}", late.len(), all.len());
    assert!(shop.behind("payments", &[], &[("bucket", "nonsense")]).is_empty());
}

#[test]
fn the_orders_of_sales_open_as_many_orders_and_returns_are_told_apart() {
    let shop = Shop::of(&sales());
    bring_back(&shop);
    let rows = shop.answered(&Analyst::default(), "sales", &["rows=true"]).answer;
    let count = |what: &str| {
        let all = rows.result["rows"].as_array().unwrap().iter();
        all.filter(|row| row["what"] == what).count() as u64
    };
    assert_eq!(rows.result["total"]["orders"].as_u64(), Some(count("order")));
    assert!(count("return") > 0);
}

#[test]
fn sqlite_adds_up_as_the_house_does() {
    agree(&Shop::of(&sales()));
}

#[test]
fn postgresql_adds_up_as_the_house_does() {
    if let Some(shop) = Shop::on_postgres("analytics_pushed", &sales()) {
        agree(&shop);
        let of_itself = Analyst::default();
        let by_the_base = shop.answered(&Analyst::adding(Adding::InTheBase), "rfm", &[]);
        assert_eq!(shop.answered(&of_itself, "rfm", &[]).answer.result, by_the_base.answer.result);
    }
}

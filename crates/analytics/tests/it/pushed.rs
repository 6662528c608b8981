//! Sums made by the base and sums made here: the same answers, to the last digit, on both databases.

use analytics::Analyst;
use analytics::base::Adding;
use db::params;

use crate::base::{Sale, Shop};

/// A shop of two years in which amounts have tenths of cents to lose, and some things come back.
fn sales() -> Vec<Sale> {
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
fn bring_back(shop: &Shop) {
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

const ASKED: [(&str, &[&str]); 17] = [
    ("rfm", &[]),
    ("rfm", &["method=ntile", "bins=4", "rows=true"]),
    (
        "rfm",
        &["method=thresholds", "recency=30,90,180,365", "frequency=2,3,4,5", "monetary=100,200,400,800"],
    ),
    ("abc", &[]),
    ("abc", &["by=margin", "rule=inclusive", "rows=true"]),
    ("abc", &["xyz=true"]),
    ("cohorts", &[]),
    ("cohorts", &["by=week", "measure=orders"]),
    ("cohorts", &["measure=revenue"]),
    ("sales", &[]),
    ("sales", &["by=day", "of=source"]),
    ("sales", &["of=team", "compare=year", "from=2024-06-01", "until=2024-12-31"]),
    ("profitability", &[]),
    ("correlation", &[]),
    ("correlation", &["method=spearman", "x=orders,revenue,margin,returns,age_days"]),
    ("regression", &[]),
    ("crosstab", &[]),
];

fn agree(shop: &Shop) {
    bring_back(shop);
    let (here, there) = (Analyst::adding(Adding::Here), Analyst::adding(Adding::InTheBase));
    for (name, parameters) in ASKED {
        let (one, other) =
            (shop.answered(&here, name, parameters), shop.answered(&there, name, parameters));
        assert_eq!(one.answer.result, other.answer.result, "{name} {parameters:?}");
        assert_eq!(one.answer.notes, other.answer.notes, "{name} {parameters:?}");
        assert_eq!((one.answer.rows, one.answer.used), (other.answer.rows, other.answer.used), "{name}");
        assert!(one.answer.used > 0, "{name} proves nothing");
    }
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

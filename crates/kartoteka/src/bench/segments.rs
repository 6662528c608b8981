//! Segments over ten orders per customer: what is read into columns, a count of four conditions, the page while typing,
//! a change that is seen; beside bare scans of the same columns.

use super::figures::{Figure, memory, quantile};
use super::pages::House;
use crate::exit::CommandError;
use customers::Act;
use db::{Db, params};
use fields::Condition;
use kernel::DAY_MS;
use orders::OrderError;
use orders::amounts::Quantity;
use orders::load::Row;
use orders::order::Line;
use orders::reading::OrderBody;
use segments::Engine;
use serde_json::json;
use std::time::Instant;

/// Orders per customer.
const PER_CUSTOMER: i64 = 10;
/// Days over which the orders are spread.
const N_DAYS: i64 = 3 * 365;
/// Counts and pages that are measured.
const N_ASKED: usize = 60;

fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Failed(error.to_string())
}

/// Loads orders with a fixed seed, in the order of their days.
pub(super) fn load(db: &Db, act: &Act, n: usize) -> Result<i64, CommandError> {
    let n_customers = i64::try_from(n).unwrap_or(i64::MAX).max(1);
    let n_orders = n_customers * PER_CUSTOMER;
    let today = act.setting.now().div_euclid(DAY_MS);
    let row = |at: i64| {
        let chance = at.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let day = today - N_DAYS + at * N_DAYS / n_orders;
        let price = 50_000 + (chance >> 20).rem_euclid(4_000_000);
        let line = Line {
            place: 1,
            product_no: None,
            name: String::from("1"),
            quantity: Quantity::ONE,
            price,
            discount: 0,
            cost: Some(price / 2),
            net: 0,
            revenue: None,
            margin: None,
            returned: Quantity::default(),
        };
        let customer_no = (chance >> 33).rem_euclid(n_customers) + 1;
        Row { customer_no, ordered_at: day * DAY_MS + DAY_MS / 2, ordered_on: day, lines: vec![line] }
    };
    orders::load::load(db, act, (0..n_orders).map(row)).map_err(failed)
}

/// Four conditions, one over orders in a period; each `at` is another question.
fn asked(at: usize) -> serde_json::Value {
    json!({ "all": [
        { "field": "warmth", "any_of": ["warm", "hot"] },
        { "field": "city", "is_not": "Алматы" },
        { "field": "kind", "is": "person" },
        { "happened": "orders", "within": { "last_days": 60 + at % 300 }, "at_least": 2 },
    ] })
}

/// Measures over orders that are loaded.
pub(super) async fn measure(
    house: &House,
    (db, act): (&Db, &Act),
    engine: &Engine,
) -> Result<Vec<Figure>, CommandError> {
    let table = engine.happenings().find("orders").cloned().ok_or_else(|| failed("no orders"))?;
    let (before, started) = (memory("VmRSS:"), Instant::now());
    engine.load(&table)?;
    let secs = started.elapsed().as_secs_f64();
    let grown = (memory("VmRSS:") - before).max(engine.bytes() as f64 / 1e6);
    let mut figures = vec![
        Figure::new("orders read into columns", secs, "s")
            .must(20.0)
            .floor(bare_reading(db, table.rows())?)
            .note(format!("{:.0} MB held, {grown:.0} MB more in the process", engine.bytes() as f64 / 1e6)),
        Figure::new("memory of the columns", grown, "MB").must(600.0),
    ];
    let (counts, n_found) = counts(db, act, engine)?;
    figures.push(
        Figure::new(
            "count of a segment with 4 conditions, one over orders: p95",
            quantile(&counts, 0.95),
            "ms",
        )
        .must(20.0)
        .floor(bare_scan(db)?)
        .note(format!(
            "p50 {:.1} ms, {n_found} found; floor: days of all orders counted",
            quantile(&counts, 0.5)
        )),
    );
    let (times, _) = house
        .ask(1, N_ASKED, |at| {
            let body = json!({ "condition": asked(at * 3 + 1), "limit": 8 }).to_string();
            ("POST", "/api/v1/segments/preview".to_owned(), body)
        })
        .await?;
    let typing = Figure::new("segment page while typing, through HTTP: p95", quantile(&times, 0.95), "ms");
    figures.push(typing.must(60.0).note(format!("p50 {:.1} ms", quantile(&times, 0.5))));
    let seen = tokio::task::block_in_place(|| seen(db, act, engine))?;
    figures.push(Figure::new("a new order that is seen in a segment", seen, "ms").must(1000.0));
    Ok(figures)
}

fn counts(db: &Db, act: &Act, engine: &Engine) -> Result<(Vec<f64>, u64), CommandError> {
    let mut times = Vec::with_capacity(N_ASKED);
    let mut n_found = 0;
    for at in 0..N_ASKED {
        let condition = Condition::from_json(&asked(at)).map_err(failed)?;
        let started = Instant::now();
        let found = db.read(|tx| engine.matching(tx, act, &condition)).map_err(failed)?;
        n_found = found.count();
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok((times, n_found))
}

/// Seconds to read what the table gives and keep nothing of it.
fn bare_reading(db: &Db, rows: &str) -> Result<f64, CommandError> {
    let started = Instant::now();
    let sql = format!("SELECT h.customer_no, h.at, h.sum, h.margin FROM ({rows}) h");
    let mut sum = 0_i64;
    db.read(|tx| {
        tx.each(&sql, &[], |row| {
            sum = sum.wrapping_add(row.get::<i64>(0)?).wrapping_add(row.get::<i64>(1)?);
            sum = sum.wrapping_add(row.get::<Option<i64>>(2)?.unwrap_or(0));
            sum = sum.wrapping_add(row.get::<Option<i64>>(3)?.unwrap_or(0));
            Ok(true)
        })
    })?;
    std::hint::black_box(sum);
    Ok(started.elapsed().as_secs_f64())
}

/// Milliseconds to look at the moment of every order once, in a plain vector.
fn bare_scan(db: &Db) -> Result<f64, CommandError> {
    let mut moments: Vec<i64> = Vec::new();
    db.read(|tx| {
        tx.each("SELECT ordered_at FROM orders", &[], |row| {
            moments.push(row.get(0)?);
            Ok(true)
        })
    })?;
    let since = moments.iter().max().copied().unwrap_or(0) - 90 * DAY_MS;
    let mut times: Vec<f64> = (0..20)
        .map(|at| {
            let started = Instant::now();
            std::hint::black_box(moments.iter().filter(|moment| **moment >= since + at).count());
            started.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    Ok(quantile(&times, 0.5))
}

/// The first customer who ordered nothing since a moment.
const QUIET: &str = "SELECT min(c.no) FROM customers c WHERE c.no NOT IN (SELECT o.customer_no FROM orders o WHERE o.ordered_at >= $1)";

/// Milliseconds from a new order, written by the verb, to an answer that knows it.
fn seen(db: &Db, act: &Act, engine: &Engine) -> Result<f64, CommandError> {
    let condition = json!({ "happened": "orders", "within": { "last_days": 1 }, "at_least": 1 });
    let condition = Condition::from_json(&condition).map_err(failed)?;
    let count = || db.read(|tx| engine.matching(tx, act, &condition)).map_err(failed);
    let before = count()?.count();
    let deed = act.clone();
    let body: OrderBody =
        serde_json::from_value(json!({ "lines": [{ "name": "1", "price": "1000" }] })).map_err(failed)?;
    db.write(move |tx| {
        let no = tx.number(QUIET, params![deed.setting.now() - 3 * DAY_MS])?;
        let customer = customers::listing::numbered(tx, &deed, no)?.ok_or(OrderError::Missing)?;
        orders::placing::place(tx, &deed, customer.id, &body).map(drop)
    })
    .map_err(failed)?;
    let started = Instant::now();
    let after = count()?.count();
    if after != before + 1 {
        return Err(failed(format!("{before} had ordered today, and with one more it is {after}")));
    }
    Ok(started.elapsed().as_secs_f64() * 1000.0)
}

//! A board of ten thousand open deals: painted for the first time, and a card moved, acknowledged durable.

use super::figures::{Figure, quantile};
use super::pages::{House, failed, get};
use crate::exit::CommandError;
use customers::gating::Gates;
use customers::{Act, CustomerId};
use db::{Db, Tx};
use deals::{DealError, DealId, Dealing, StageId, Written, arranging, dealing};
use jiff::tz::TimeZone;
use kernel::{Currency, Money};
use std::sync::Arc;

/// Open deals of the pipeline.
const DEALS: usize = 10_000;

/// Deals opened by one transaction.
const AT_ONCE: usize = 500;

/// Measures over the customers of a base.
pub(super) async fn measure(house: &House, db: &Db, act: &Act) -> Result<Vec<Figure>, CommandError> {
    let wanted = i64::try_from(DEALS).unwrap_or(0);
    let customers = db.reading(move |tx| {
        let sql = "SELECT id FROM customers ORDER BY no LIMIT $1";
        tx.rows(sql, db::params![wanted], |row| row.id::<CustomerId>(0))
    });
    let customers = Arc::new(customers.await?);
    let doing = Dealing {
        act: act.clone(),
        zone: TimeZone::UTC,
        gates: Gates::default(),
        goods: deals::goods::Goods::default(),
    };
    let opener = doing.clone();
    let pipeline = db.writing(move |tx| arranging::first(tx, &opener)).await.map_err(failed)?;
    let stages: Arc<Vec<StageId>> = Arc::new(pipeline.stages.iter().map(|stage| stage.id).collect());
    let mut deals: Vec<DealId> = Vec::new();
    for from in (0..DEALS).step_by(AT_ONCE) {
        let (doing, customers, stages) = (doing.clone(), Arc::clone(&customers), Arc::clone(&stages));
        let some = db.writing(move |tx| {
            let each = |at: usize| open(tx, &doing, (&customers, &stages), at);
            (from..from + AT_ONCE).map(each).collect::<Result<Vec<_>, DealError>>()
        });
        deals.extend(some.await.map_err(failed)?);
    }
    let path = format!("/deals?pipeline={}", pipeline.id);
    let (painted, _) = house.ask(1, 100, move |_| get(path.clone())).await?;
    let (moved, _) = house
        .ask(1, 500, move |at| {
            let deal = deals.get(at * 17 % deals.len().max(1)).map(ToString::to_string).unwrap_or_default();
            let stage = stages.get(at % stages.len().max(1)).map(ToString::to_string).unwrap_or_default();
            ("PUT", format!("/api/v1/deals/{deal}/stage"), format!(r#"{{"stage":"{stage}"}}"#))
        })
        .await?;
    let work = "board of 10,000 open deals, first paint: p95";
    Ok(vec![
        Figure::new(work, quantile(&painted, 0.95), "ms").must(100.0),
        Figure::new("a deal moved on that board, durable: p95", quantile(&moved, 0.95), "ms")
            .must(20.0)
            .note("synchronous=FULL"),
    ])
}

fn open(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (customers, stages): (&[CustomerId], &[StageId]),
    at: usize,
) -> Result<DealId, DealError> {
    let customer = customers.get(at % customers.len().max(1)).copied().ok_or(DealError::Missing)?;
    let written = Written {
        customer,
        title: format!("Сделка {at}"),
        amount: Money::new(i64::try_from(at * 100).unwrap_or(0), Currency::KZT),
        closes_on: None,
        responsible: None,
        source: String::new(),
        note: String::new(),
        lines: Vec::new(),
    };
    let stage = stages.get(at % stages.len().max(1)).copied();
    Ok(dealing::open(tx, dealing, (None, stage), written)?.id)
}

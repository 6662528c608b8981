//! Very many finished orders at once into a base without any: for measuring, and for moving a whole shop.

use crate::amounts::Exchange;
use crate::error::OrderError;
use crate::order::Line;
use crate::order::{Day, Order, Status, Utm, Whole};
use crate::rates::{self, SUBJECT};
use crate::store::{bulk_load, lines, orders};
use crate::{RIGHT, sums};
use customers::{Act, CustomerNo};
use db::Db;
use journal::Entry;
use kernel::{Currency, Level, Millis, RawId};
use serde_json::json;

/// Orders written in one transaction.
const BATCH: usize = 50_000;

/// One order to load, done and paid, in the firm's currency.
#[derive(Debug, Clone)]
pub struct Row {
    /// Whose.
    pub customer_no: CustomerNo,
    /// When.
    pub ordered_at: Millis,
    /// On which day.
    pub ordered_on: Day,
    /// Its lines; `place` is given here, what follows from them is worked out.
    pub lines: Vec<Line>,
}

/// Loads orders in the order given, which should be that of their days; tells the journal once. Gives how many. The facts
/// on the cards (orders, revenue, last order) are not written: opening a card counts nothing, a list by them would be
/// empty until the next order of each.
///
/// # Errors
/// [`OrderError::Forbidden`] unless the actor may arrange orders; [`OrderError::Invalid`] when there are orders already.
pub fn load(db: &Db, act: &Act, rows: impl Iterator<Item = Row>) -> Result<i64, OrderError> {
    if !act.actor.may(RIGHT, Level::Arrange) {
        return Err(OrderError::Forbidden);
    }
    let deed = act.clone();
    let currency = db.write(move |tx| {
        if orders::next_no(tx)? > 1 {
            return Err(OrderError::field("orders", "orders-number-taken"));
        }
        let currency = rates::settled(tx, &deed)?.currency;
        bulk_load::without_indexes(tx)?;
        Ok(currency)
    })?;
    let mut no = 0;
    let mut rows = rows.peekable();
    while rows.peek().is_some() {
        let mut batch = Vec::with_capacity(BATCH);
        for row in rows.by_ref().take(BATCH) {
            no += 1;
            batch.push(whole(act, currency, (no, row))?);
        }
        db.write(move |tx| {
            let list: Vec<Order> = batch.iter().map(|whole| whole.order.clone()).collect();
            bulk_load::insert(tx, &list)?;
            Ok::<_, OrderError>(lines::insert(tx, &batch.iter().collect::<Vec<_>>())?)
        })?;
    }
    let mut at = 0;
    while db.write(move |tx| bulk_load::build_index(tx, at))? {
        at += 1;
    }
    let deed = act.clone();
    db.write(move |tx| {
        bulk_load::count_all(tx)?;
        let entry =
            Entry::now(&deed.setting, "orders.loaded", (SUBJECT, RawId::nil()), &json!({ "n": no }));
        journal::append(tx, &deed.setting, &deed.actor, entry)?;
        Ok::<_, OrderError>(no)
    })
}

fn whole(act: &Act, currency: Currency, (no, row): (i64, Row)) -> Result<Whole, OrderError> {
    let now = act.setting.now();
    let order = Order {
        no,
        id: act.setting.id(),
        number: no.to_string(),
        source: String::new(),
        customer_no: row.customer_no,
        status: Status::Done,
        ordered_at: row.ordered_at,
        ordered_on: row.ordered_on,
        currency,
        n_lines: 0,
        total: 0,
        discount: 0,
        delivery: 0,
        paid: 0,
        refunded: 0,
        due_on: None,
        revenue: None,
        margin: None,
        returned: 0,
        responsible: None,
        utm: Utm::default(),
        note: String::new(),
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    let mut whole = Whole { order, lines: row.lines };
    for (place, line) in (1..).zip(&mut whole.lines) {
        line.place = place;
    }
    sums::work_out(&mut whole, Some(&Exchange::none(currency)))
        .ok_or(OrderError::field("lines", "fields-number-large"))?;
    whole.order.paid = whole.order.total;
    Ok(whole)
}

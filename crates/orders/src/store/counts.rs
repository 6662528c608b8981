//! What orders add up to: per customer, and per day and status.

use crate::counting::{CardCount, DayCount};
use crate::order::{Day, Status};
use customers::CustomerNo;
use db::{DbError, Row, Tx, Value, params};

const COUNTED: &str = "o.status IN ('placed', 'done') AND o.revenue IS NOT NULL";

fn sums() -> String {
    format!(
        "CAST(sum(CASE WHEN {COUNTED} THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN {COUNTED} THEN o.revenue - o.returned ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN {COUNTED} THEN coalesce(o.margin, 0) ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN {COUNTED} AND o.margin IS NOT NULL THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN {COUNTED} THEN o.returned ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN {COUNTED} AND o.refunded > 0 THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN o.status = 'cancelled' THEN 1 ELSE 0 END) AS BIGINT),
         CAST(sum(CASE WHEN o.status IN ('placed', 'done') AND o.revenue IS NULL THEN 1 ELSE 0 END) AS BIGINT),
         min(CASE WHEN {COUNTED} THEN o.ordered_on END), max(CASE WHEN {COUNTED} THEN o.ordered_on END)"
    )
}

fn card(row: &Row<'_>) -> Result<CardCount, DbError> {
    Ok(CardCount {
        customer_no: row.get(0)?,
        n: row.get(1)?,
        revenue: row.get(2)?,
        margin: row.get(3)?,
        n_margin: row.get(4)?,
        returned: row.get(5)?,
        n_returned: row.get(6)?,
        n_cancelled: row.get(7)?,
        n_no_rate: row.get(8)?,
        first_on: row.get(9)?,
        last_on: row.get(10)?,
    })
}

/// What the orders of these customers add up to, counted anew; customers without orders are left out.
pub(crate) fn of_cards(tx: &mut Tx<'_>, customers: &[CustomerNo]) -> Result<Vec<CardCount>, DbError> {
    let mut all = Vec::with_capacity(customers.len());
    for chunk in customers.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|no| Value::Int(*no)).collect();
        let sql = format!(
            "SELECT o.customer_no, {} FROM orders o WHERE o.customer_no IN ({marks}) GROUP BY o.customer_no",
            sums()
        );
        all.extend(tx.rows(&sql, &values, card)?);
    }
    Ok(all)
}

/// What was last counted of a customer.
pub(crate) fn of_card(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Option<CardCount>, DbError> {
    tx.first(
        "SELECT customer_no, n, revenue, margin, n_margin, returned, n_returned, n_cancelled, n_no_rate, first_on, last_on
         FROM customer_orders WHERE customer_no = $1",
        params![customer],
        card,
    )
}

/// Keeps what was counted of customers, in place of what was kept.
pub(crate) fn keep(tx: &mut Tx<'_>, customers: &[CustomerNo], counts: &[CardCount]) -> Result<(), DbError> {
    for chunk in customers.chunks(500) {
        let marks = tx.dialect().placeholders(1, chunk.len());
        let values: Vec<_> = chunk.iter().map(|no| Value::Int(*no)).collect();
        tx.execute(&format!("DELETE FROM customer_orders WHERE customer_no IN ({marks})"), &values)?;
    }
    let rows = counts.iter().map(|count| {
        [
            Value::Int(count.customer_no),
            Value::Int(count.n),
            Value::Int(count.revenue),
            Value::Int(count.margin),
            Value::Int(count.n_margin),
            Value::Int(count.returned),
            Value::Int(count.n_returned),
            Value::Int(count.n_cancelled),
            Value::Int(count.n_no_rate),
            Value::from(count.first_on),
            Value::from(count.last_on),
        ]
    });
    let names = [
        "customer_no",
        "n",
        "revenue",
        "margin",
        "n_margin",
        "returned",
        "n_returned",
        "n_cancelled",
        "n_no_rate",
        "first_on",
        "last_on",
    ];
    tx.insert_many("customer_orders", names, rows).map(drop)
}

/// Adds a difference to a day.
pub(crate) fn shift_day(
    tx: &mut Tx<'_>,
    (on, status): (Day, Status),
    by: &DayCount,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO order_days (ordered_on, status, n, n_no_rate, revenue, margin, returned)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (ordered_on, status) DO UPDATE SET n = order_days.n + excluded.n,
         n_no_rate = order_days.n_no_rate + excluded.n_no_rate, revenue = order_days.revenue + excluded.revenue,
         margin = order_days.margin + excluded.margin, returned = order_days.returned + excluded.returned",
        params![on, status.slug(), by.n, by.n_no_rate, by.revenue, by.margin, by.returned],
    )
    .map(drop)
}

/// What the orders of the days from one to another, both included, add up to in a status (all when `None`): how many they
/// are in any state, what they brought only of those that count.
pub(crate) fn of_days(
    tx: &mut Tx<'_>,
    status: Option<Status>,
    (from, to): (Day, Day),
) -> Result<DayCount, DbError> {
    let status = status.map_or("", Status::slug);
    let found = tx.first(
        "SELECT CAST(sum(d.n) AS BIGINT), CAST(sum(d.n_no_rate * d.is_counted) AS BIGINT),
         CAST(sum(d.revenue * d.is_counted) AS BIGINT), CAST(sum(d.margin * d.is_counted) AS BIGINT),
         CAST(sum(d.returned * d.is_counted) AS BIGINT) FROM (SELECT n, n_no_rate, revenue, margin, returned,
         ordered_on, status, CASE WHEN status IN ('placed', 'done') THEN 1 ELSE 0 END AS is_counted FROM order_days) d
         WHERE ordered_on >= $1 AND ordered_on <= $2 AND ($3 = '' OR status = $3)",
        params![from, to, status],
        |row| {
            let n = |at| Ok::<_, DbError>(row.get::<Option<i64>>(at)?.unwrap_or(0));
            Ok(DayCount { n: n(0)?, n_no_rate: n(1)?, revenue: n(2)?, margin: n(3)?, returned: n(4)? })
        },
    )?;
    Ok(found.unwrap_or_default())
}

/// The numbers of the cards of these ids that are there.
pub(crate) fn card_numbers(
    tx: &mut Tx<'_>,
    ids: &[Option<kernel::RawId>],
) -> Result<Vec<CustomerNo>, DbError> {
    let mut found = Vec::new();
    for id in ids.iter().flatten() {
        let sql = "SELECT no FROM customers WHERE id = $1";
        found.extend(tx.first(sql, params![*id], |row| row.get::<i64>(0))?);
    }
    Ok(found)
}

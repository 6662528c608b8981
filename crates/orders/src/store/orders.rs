//! The table of orders.

use crate::order::{Order, OrderId, OrderNo, Status, Utm};
use customers::CustomerNo;
use db::{DbError, Row, Tx, Value, params};
use kernel::Currency;

/// Every column, in the order of [`order`].
pub(crate) const COLUMNS: &str = "o.no, o.customer_no, o.ordered_on, o.ordered_at, o.status, o.revenue, o.margin, \
    o.returned, o.n_lines, o.source, o.number, o.currency, o.total, o.discount, o.delivery, o.paid, o.refunded, \
    o.due_on, o.responsible, o.utm, o.note, o.id, o.revision, o.created_at, o.updated_at";

/// The names of the same columns, to insert by.
pub(super) const NAMES: [&str; 25] = [
    "no",
    "customer_no",
    "ordered_on",
    "ordered_at",
    "status",
    "revenue",
    "margin",
    "returned",
    "n_lines",
    "source",
    "number",
    "currency",
    "total",
    "discount",
    "delivery",
    "paid",
    "refunded",
    "due_on",
    "responsible",
    "utm",
    "note",
    "id",
    "revision",
    "created_at",
    "updated_at",
];

/// A row of [`COLUMNS`].
pub(crate) fn order(row: &Row<'_>) -> Result<Order, DbError> {
    Ok(Order {
        no: row.get(0)?,
        customer_no: row.get(1)?,
        ordered_on: row.get(2)?,
        ordered_at: row.get(3)?,
        status: row.with_text(4, Status::from_slug)?.unwrap_or(Status::Draft),
        revenue: row.get(5)?,
        margin: row.get(6)?,
        returned: row.get(7)?,
        n_lines: row.get(8)?,
        source: row.get(9)?,
        number: row.get(10)?,
        currency: row.with_text(11, Currency::from_code)?.unwrap_or(Currency::KZT),
        total: row.get(12)?,
        discount: row.get(13)?,
        delivery: row.get(14)?,
        paid: row.get(15)?,
        refunded: row.get(16)?,
        due_on: row.get(17)?,
        responsible: row.opt_id(18)?,
        utm: row.with_text(19, Utm::from_text)?,
        note: row.get(20)?,
        id: row.id(21)?,
        revision: row.get(22)?,
        created_at: row.get(23)?,
        updated_at: row.get(24)?,
    })
}

/// The values of an order in the order of [`NAMES`]; `utm` is its text.
pub(super) fn values<'v>(order: &'v Order, utm: &'v str) -> [Value<'v>; 25] {
    [
        Value::Int(order.no),
        Value::Int(order.customer_no),
        Value::Int(order.ordered_on),
        Value::Int(order.ordered_at),
        Value::Text(order.status.slug()),
        Value::from(order.revenue),
        Value::from(order.margin),
        Value::Int(order.returned),
        Value::Int(order.n_lines),
        Value::Text(&order.source),
        Value::Text(&order.number),
        Value::Text(order.currency.code()),
        Value::Int(order.total),
        Value::Int(order.discount),
        Value::Int(order.delivery),
        Value::Int(order.paid),
        Value::Int(order.refunded),
        Value::from(order.due_on),
        Value::from(order.responsible),
        Value::Text(utm),
        Value::Text(&order.note),
        Value::Id(order.id.0),
        Value::Int(order.revision),
        Value::Int(order.created_at),
        Value::Int(order.updated_at),
    ]
}

/// The order of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: OrderId) -> Result<Option<Order>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM orders o WHERE o.id = $1"), params![id.0], order)
}

/// The order of a number inside the base.
pub(crate) fn numbered(tx: &mut Tx<'_>, no: OrderNo) -> Result<Option<Order>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM orders o WHERE o.no = $1"), params![no], order)
}

/// The order that a source knows by a number.
pub(crate) fn known(tx: &mut Tx<'_>, source: &str, number: &str) -> Result<Option<Order>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM orders o WHERE o.number = $1 AND o.source = $2");
    tx.first(&sql, params![number, source], order)
}

/// The number of the next order inside the base.
pub(crate) fn next_no(tx: &mut Tx<'_>) -> Result<OrderNo, DbError> {
    Ok(tx.number("SELECT max(no) FROM orders", &[])? + 1)
}

/// Adds orders that are not there yet.
pub(crate) fn insert(tx: &mut Tx<'_>, orders: &[&Order]) -> Result<(), DbError> {
    let utms: Vec<String> = orders.iter().map(|order| order.utm.to_text()).collect();
    let rows = orders.iter().zip(&utms).map(|(order, utm)| values(order, utm));
    tx.insert_many("orders", NAMES, rows)?;
    let mut sources: Vec<&str> = orders.iter().map(|order| order.source.as_str()).collect();
    sources.sort_unstable();
    sources.dedup();
    sources.into_iter().try_for_each(|source| note_source(tx, source))
}

/// Remembers that orders come from this source.
fn note_source(tx: &mut Tx<'_>, source: &str) -> Result<(), DbError> {
    let sql = "INSERT INTO order_sources (source) VALUES ($1) ON CONFLICT (source) DO NOTHING";
    tx.execute(sql, params![source]).map(drop)
}

/// Writes an order that changed.
pub(crate) fn update(tx: &mut Tx<'_>, order: &Order) -> Result<(), DbError> {
    let utm = order.utm.to_text();
    let set: Vec<String> =
        NAMES.iter().enumerate().skip(1).map(|(at, name)| format!("{name} = ${}", at + 1)).collect();
    let sql = format!("UPDATE orders SET {} WHERE no = $1", set.join(", "));
    tx.execute(&sql, &values(order, &utm))?;
    note_source(tx, &order.source)
}

/// Takes orders out with all that hangs on them.
pub(crate) fn remove(tx: &mut Tx<'_>, order: &Order) -> Result<(), DbError> {
    let by_card = params![order.customer_no, order.no];
    tx.execute("DELETE FROM order_lines WHERE customer_no = $1 AND order_no = $2", by_card)?;
    tx.execute(
        "DELETE FROM order_return_lines WHERE return_no IN (SELECT no FROM order_returns WHERE order_no = $1)",
        params![order.no],
    )?;
    for table in ["order_returns", "payments", "order_states"] {
        tx.execute(&format!("DELETE FROM {table} WHERE order_no = $1"), params![order.no])?;
    }
    tx.execute("DELETE FROM orders WHERE no = $1", params![order.no]).map(drop)
}

/// The orders of a customer, newest first, at most `limit`.
pub(crate) fn of_customer(
    tx: &mut Tx<'_>,
    customer: CustomerNo,
    limit: usize,
) -> Result<Vec<Order>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM orders o WHERE o.customer_no = $1 ORDER BY o.ordered_at DESC, o.no DESC LIMIT $2"
    );
    tx.rows(&sql, params![customer, limit], order)
}

/// The orders of a currency from a day on and before another, by number: those that a rate is for.
pub(crate) fn of_currency(
    tx: &mut Tx<'_>,
    currency: Currency,
    (from, until): (i64, i64),
) -> Result<Vec<OrderNo>, DbError> {
    // The firm's day and the day of UTC are at most one apart, so that the index of dates may narrow it down.
    let day = kernel::DAY_MS;
    tx.rows(
        "SELECT no FROM orders WHERE ordered_at >= $4 AND ordered_at < $5 AND currency = $1 AND ordered_on >= $2
         AND ordered_on < $3 ORDER BY no",
        params![currency.code(), from, until, (from - 2) * day, (until + 2) * day],
        |row| row.get(0),
    )
}

/// The numbers of all orders of a customer, ascending.
pub(crate) fn numbers_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<OrderNo>, DbError> {
    tx.rows("SELECT no FROM orders WHERE customer_no = $1 ORDER BY no", params![customer], |row| row.get(0))
}

/// The ids of all orders of a customer, in the order of their numbers.
pub(crate) fn ids_of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<OrderId>, DbError> {
    tx.rows("SELECT id FROM orders WHERE customer_no = $1 ORDER BY no", params![customer], |row| row.id(0))
}

/// Gives orders of one customer to another with all that hangs on them: all, with the customer's numbers in other
/// programs, or those of `only` that are still there. Gives the numbers that moved: source and number.
pub(crate) fn move_some(
    tx: &mut Tx<'_>,
    (from, to): (CustomerNo, CustomerNo),
    only: Option<&[OrderNo]>,
) -> Result<Vec<(String, String)>, DbError> {
    let Some(only) = only else {
        let buyers = tx.rows(
            "SELECT source, buyer FROM order_buyers WHERE customer_no = $1 ORDER BY source, buyer",
            params![from],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        for table in ["order_lines", "payments", "order_returns", "order_buyers", "orders"] {
            let sql = format!("UPDATE {table} SET customer_no = $2 WHERE customer_no = $1");
            tx.execute(&sql, params![from, to])?;
        }
        return Ok(buyers);
    };
    for no in only {
        for table in ["order_lines", "payments", "order_returns"] {
            let sql =
                format!("UPDATE {table} SET customer_no = $2 WHERE customer_no = $1 AND order_no = $3");
            tx.execute(&sql, params![from, to, *no])?;
        }
        tx.execute(
            "UPDATE orders SET customer_no = $2 WHERE customer_no = $1 AND no = $3",
            params![from, to, *no],
        )?;
    }
    Ok(Vec::new())
}

/// The days on which a customer ordered what counts, the latest first, each once, at most `limit`.
pub(crate) fn days_of(tx: &mut Tx<'_>, customer: CustomerNo, limit: usize) -> Result<Vec<i64>, DbError> {
    tx.rows(
        "SELECT DISTINCT ordered_on FROM orders WHERE customer_no = $1 AND status IN ('placed', 'done')
         AND revenue IS NOT NULL ORDER BY ordered_on DESC LIMIT $2",
        params![customer, limit],
        |row| row.get(0),
    )
}

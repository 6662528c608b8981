//! The tables of returns.

use crate::amounts::Quantity;
use crate::order::OrderNo;
use crate::returning::{Return, ReturnId, ReturnLine};
use db::{DbError, Row, Tx, params};

const COLUMNS: &str = "no, id, order_no, customer_no, returned_at, returned_on, amount, base_amount, margin, is_restocked, \
                       reason, created_at";

fn returned(row: &Row<'_>) -> Result<Return, DbError> {
    Ok(Return {
        no: row.get(0)?,
        id: row.id(1)?,
        order_no: row.get(2)?,
        customer_no: row.get(3)?,
        returned_at: row.get(4)?,
        returned_on: row.get(5)?,
        amount: row.get(6)?,
        base_amount: row.get(7)?,
        margin: row.get(8)?,
        is_restocked: row.get(9)?,
        reason: row.get(10)?,
        created_at: row.get(11)?,
        lines: Vec::new(),
    })
}

/// The returns of an order with their lines, in the order of coming.
pub(crate) fn of(tx: &mut Tx<'_>, order: OrderNo) -> Result<Vec<Return>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM order_returns WHERE order_no = $1 ORDER BY no");
    let mut all = tx.rows(&sql, params![order], returned)?;
    for one in &mut all {
        one.lines = tx.rows(
            "SELECT place, quantity, amount FROM order_return_lines WHERE return_no = $1 ORDER BY place",
            params![one.no],
            |row| {
                Ok(ReturnLine { place: row.get(0)?, quantity: Quantity(row.get(1)?), amount: row.get(2)? })
            },
        )?;
    }
    Ok(all)
}

/// The number of the order that a return is of.
pub(crate) fn order_of(tx: &mut Tx<'_>, id: ReturnId) -> Result<Option<OrderNo>, DbError> {
    tx.first("SELECT order_no FROM order_returns WHERE id = $1", params![id.0], |row| row.get(0))
}

/// Adds a return with its lines; gives its number.
pub(crate) fn insert(tx: &mut Tx<'_>, one: &Return) -> Result<i64, DbError> {
    let no = tx.number("SELECT max(no) FROM order_returns", &[])? + 1;
    tx.execute(
        "INSERT INTO order_returns (no, id, order_no, customer_no, returned_at, returned_on, amount, base_amount, margin,
         is_restocked, reason, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        params![
            no,
            one.id.0,
            one.order_no,
            one.customer_no,
            one.returned_at,
            one.returned_on,
            one.amount,
            one.base_amount,
            one.margin,
            one.is_restocked,
            &one.reason,
            one.created_at
        ],
    )?;
    for line in &one.lines {
        tx.execute(
            "INSERT INTO order_return_lines (return_no, place, quantity, amount) VALUES ($1, $2, $3, $4)",
            params![no, line.place, line.quantity.0, line.amount],
        )?;
    }
    Ok(no)
}

/// Writes what a return is in the firm's currency.
pub(crate) fn update(tx: &mut Tx<'_>, one: &Return) -> Result<(), DbError> {
    tx.execute(
        "UPDATE order_returns SET base_amount = $2, margin = $3, customer_no = $4 WHERE no = $1",
        params![one.no, one.base_amount, one.margin, one.customer_no],
    )
    .map(drop)
}

/// Takes a return out with its lines.
pub(crate) fn remove(tx: &mut Tx<'_>, no: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM order_return_lines WHERE return_no = $1", params![no])?;
    tx.execute("DELETE FROM order_returns WHERE no = $1", params![no]).map(drop)
}

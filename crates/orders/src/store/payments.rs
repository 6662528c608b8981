//! The table of payments.

use crate::order::{Day, OrderNo};
use crate::paying::{Payment, PaymentId};
use db::{DbError, Row, Tx, Value, params};

const COLUMNS: &str = "no, id, order_no, customer_no, amount, base_amount, due_on, paid_at, paid_on, method, note, \
                       created_at";

fn payment(row: &Row<'_>) -> Result<Payment, DbError> {
    Ok(Payment {
        no: row.get(0)?,
        id: row.id(1)?,
        order_no: row.get(2)?,
        customer_no: row.get(3)?,
        amount: row.get(4)?,
        base_amount: row.get(5)?,
        due_on: row.get(6)?,
        paid_at: row.get(7)?,
        paid_on: row.get(8)?,
        method: row.get(9)?,
        note: row.get(10)?,
        created_at: row.get(11)?,
    })
}

/// The payments of an order, in the order of coming.
pub(crate) fn of(tx: &mut Tx<'_>, order: OrderNo) -> Result<Vec<Payment>, DbError> {
    tx.rows(
        &format!("SELECT {COLUMNS} FROM payments WHERE order_no = $1 ORDER BY no"),
        params![order],
        payment,
    )
}

/// The payment of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: PaymentId) -> Result<Option<Payment>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM payments WHERE id = $1"), params![id.0], payment)
}

/// Adds payments; their numbers are given here.
pub(crate) fn insert(tx: &mut Tx<'_>, payments: &mut [Payment]) -> Result<(), DbError> {
    if payments.is_empty() {
        return Ok(());
    }
    let first = tx.number("SELECT max(no) FROM payments", &[])? + 1;
    for (payment, no) in payments.iter_mut().zip(first..) {
        payment.no = no;
    }
    let rows = payments.iter().map(|payment| {
        [
            Value::Int(payment.no),
            Value::Id(payment.id.0),
            Value::Int(payment.order_no),
            Value::Int(payment.customer_no),
            Value::Int(payment.amount),
            Value::from(payment.base_amount),
            Value::from(payment.due_on),
            Value::from(payment.paid_at),
            Value::from(payment.paid_on),
            Value::Text(&payment.method),
            Value::Text(&payment.note),
            Value::Int(payment.created_at),
        ]
    });
    let names = [
        "no",
        "id",
        "order_no",
        "customer_no",
        "amount",
        "base_amount",
        "due_on",
        "paid_at",
        "paid_on",
        "method",
        "note",
        "created_at",
    ];
    tx.insert_many("payments", names, rows).map(drop)
}

/// Writes a payment that changed.
pub(crate) fn update(tx: &mut Tx<'_>, payment: &Payment) -> Result<(), DbError> {
    tx.execute(
        "UPDATE payments SET amount = $2, base_amount = $3, due_on = $4, paid_at = $5, paid_on = $6, method = $7,
         note = $8, customer_no = $9 WHERE no = $1",
        params![
            payment.no,
            payment.amount,
            payment.base_amount,
            payment.due_on,
            payment.paid_at,
            payment.paid_on,
            &payment.method,
            &payment.note,
            payment.customer_no
        ],
    )
    .map(drop)
}

/// Takes a payment out.
pub(crate) fn remove(tx: &mut Tx<'_>, no: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM payments WHERE no = $1", params![no]).map(drop)
}

/// How a customer pays, over payments that had a day: how many came in time, how many late and by how many days in all,
/// how many are overdue on a day, their orders not being cancelled.
pub(crate) fn discipline(tx: &mut Tx<'_>, customer: i64, today: Day) -> Result<[i64; 4], DbError> {
    let found = tx.first(
        "SELECT CAST(sum(CASE WHEN paid_on <= due_on THEN 1 ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN paid_on > due_on THEN 1 ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN paid_on > due_on THEN paid_on - due_on ELSE 0 END) AS BIGINT),
                CAST(sum(CASE WHEN paid_on IS NULL AND due_on < $2 AND NOT EXISTS
                (SELECT 1 FROM orders o WHERE o.no = payments.order_no AND o.status = 'cancelled') THEN 1 ELSE 0 END) AS BIGINT)
         FROM payments WHERE customer_no = $1 AND due_on IS NOT NULL",
        params![customer, today],
        |row| {
            let n = |at| Ok::<_, DbError>(row.get::<Option<i64>>(at)?.unwrap_or(0));
            Ok([n(0)?, n(1)?, n(2)?, n(3)?])
        },
    )?;
    Ok(found.unwrap_or_default())
}

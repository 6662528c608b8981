//! Payments, those that came and those that are expected: none is of an order that is cancelled.

use super::{column, touched};
use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use journal::Record;
use kernel::Right;

pub(super) struct Payments;

const COLUMNS: &[HappeningColumn] = &[
    column("paid_on", "orders-happened-paid-on", "date", Holds::Day),
    column("due_on", "orders-happened-due-on", "date", Holds::Day),
    column("sum", "orders-happened-sum", "money", Holds::Minor),
    column("is_paid", "orders-happened-is-paid", "yes_no", Holds::Whole),
    column("late_days", "orders-happened-late-days", "integer", Holds::Whole),
];

impl HappeningTable for Payments {
    fn slug(&self) -> &'static str {
        "payments"
    }

    fn title(&self) -> &'static str {
        "orders-happened-payments"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("paid_on")
    }

    fn rows(&self) -> &'static str {
        "SELECT p.no, p.customer_no, p.paid_on, p.due_on, p.base_amount AS sum, \
         CAST(CASE WHEN p.paid_on IS NULL THEN 0 ELSE 1 END AS BIGINT) AS is_paid, \
         CASE WHEN p.paid_on > p.due_on THEN p.paid_on - p.due_on WHEN p.paid_on <= p.due_on THEN 0 END AS late_days \
         FROM payments p JOIN orders o ON o.no = p.order_no WHERE p.paid_on IS NOT NULL OR o.status <> 'cancelled'"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        touched(tx, entries, false)
    }
}

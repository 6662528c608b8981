//! What orders add up to for each customer.

use super::{column, touched};
use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use journal::Record;
use kernel::Right;

pub(super) struct CustomerOrders;

const COLUMNS: &[HappeningColumn] = &[
    column("n", "orders-happened-n", "integer", Holds::Whole),
    column("sum", "orders-happened-sum", "money", Holds::Minor),
    column("margin", "orders-happened-margin", "money", Holds::Minor),
    column("average", "orders-happened-average", "money", Holds::Minor),
    column("first_on", "orders-happened-first-on", "date", Holds::Day),
    column("last_on", "orders-happened-last-on", "date", Holds::Day),
    column("n_returned", "orders-happened-n-returned", "integer", Holds::Whole),
    column("n_cancelled", "orders-happened-n-cancelled", "integer", Holds::Whole),
];

impl HappeningTable for CustomerOrders {
    fn slug(&self) -> &'static str {
        "customer_orders"
    }

    fn title(&self) -> &'static str {
        "orders-happened-totals"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        None
    }

    fn rows(&self) -> &'static str {
        "SELECT customer_no AS no, customer_no, n, revenue AS sum, margin, \
         CASE WHEN n > 0 THEN revenue / n END AS average, first_on, last_on, n_returned, n_cancelled \
         FROM customer_orders"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        touched(tx, entries, false)
    }

    fn is_one_each(&self) -> bool {
        true
    }
}

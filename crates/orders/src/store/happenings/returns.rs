//! Returns of goods and of money.

use super::{column, touched};
use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use journal::Record;
use kernel::Right;

pub(super) struct Returns;

const COLUMNS: &[HappeningColumn] = &[
    column("returned_on", "orders-happened-at", "date", Holds::Day),
    column("sum", "orders-happened-sum", "money", Holds::Minor),
];

impl HappeningTable for Returns {
    fn slug(&self) -> &'static str {
        "returns"
    }

    fn title(&self) -> &'static str {
        "orders-happened-returns"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("returned_on")
    }

    fn rows(&self) -> &'static str {
        "SELECT no, customer_no, returned_on, base_amount AS sum FROM order_returns"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        touched(tx, entries, false)
    }
}

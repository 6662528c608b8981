//! Lines of orders that count: what was bought.

use super::{column, touched};
use crate::RIGHT;
use customers::happening::{HappeningColumn, HappeningTable, Holds, Touched};
use db::{DbError, Tx};
use journal::Record;
use kernel::Right;

pub(super) struct OrderLines;

const COLUMNS: &[HappeningColumn] = &[
    column("bought_on", "orders-happened-at", "date", Holds::Day),
    column(
        "product",
        "orders-happened-product",
        "text",
        Holds::Word("SELECT DISTINCT name AS word FROM products"),
    ),
    column(
        "category",
        "orders-happened-category",
        "text",
        Holds::Word("SELECT DISTINCT category AS word FROM products WHERE category <> ''"),
    ),
    column(
        "supplier",
        "orders-happened-supplier",
        "text",
        Holds::Word("SELECT DISTINCT supplier AS word FROM products WHERE supplier <> ''"),
    ),
    column("sum", "orders-happened-sum", "money", Holds::Minor),
    column("margin", "orders-happened-margin", "money", Holds::Minor),
    column("pieces", "orders-happened-pieces", "integer", Holds::Whole),
    column("returned", "orders-happened-is-returned", "yes_no", Holds::Whole),
];

impl HappeningTable for OrderLines {
    fn slug(&self) -> &'static str {
        "order_lines"
    }

    fn title(&self) -> &'static str {
        "orders-happened-lines-bought"
    }

    fn right(&self) -> Right {
        RIGHT
    }

    fn columns(&self) -> &'static [HappeningColumn] {
        COLUMNS
    }

    fn when(&self) -> Option<&'static str> {
        Some("bought_on")
    }

    fn rows(&self) -> &'static str {
        "SELECT l.no, l.customer_no, l.counted_on AS bought_on, p.name AS product, \
         CASE WHEN p.category = '' THEN NULL ELSE p.category END AS category, \
         CASE WHEN p.supplier = '' THEN NULL ELSE p.supplier END AS supplier, l.revenue AS sum, l.margin AS margin, \
         l.quantity / 1000000 AS pieces, CAST(CASE WHEN l.returned > 0 THEN 1 ELSE 0 END AS BIGINT) AS returned \
         FROM order_lines l LEFT JOIN products p ON p.no = l.product_no WHERE l.counted_on IS NOT NULL"
    }

    fn touched(&self, tx: &mut Tx<'_>, entries: &[Record]) -> Result<Touched, DbError> {
        touched(tx, entries, true)
    }
}

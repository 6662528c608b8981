//! What taking a run of orders back goes by besides cards: orders that it made, those that it changed, products that it
//! added.

use crate::run::record::RunNo;
use db::{DbError, Tx, params};
use kernel::RawId;
use orders::OrderId;
use orders::product::ProductId;

/// Keeps which orders a batch made, with the revision that it left each at.
pub(crate) fn keep_orders(tx: &mut Tx<'_>, no: RunNo, made: &[(OrderId, i64)]) -> Result<(), DbError> {
    tx.insert_many(
        "import_orders",
        ["run_no", "order_id", "revision"],
        made.iter().map(|(id, revision)| [no.into(), id.0.into(), (*revision).into()]),
    )
    .map(drop)
}

/// Orders that a run made after one of them, by id, at most `limit`, with the revision that it left each at.
pub(crate) fn made_orders(
    tx: &mut Tx<'_>,
    no: RunNo,
    (after, limit): (RawId, usize),
) -> Result<Vec<(OrderId, i64)>, DbError> {
    tx.rows(
        "SELECT order_id, revision FROM import_orders WHERE run_no = $1 AND order_id > $2 ORDER BY order_id LIMIT $3",
        params![no, after, limit],
        |row| Ok((row.id(0)?, row.get(1)?)),
    )
}

/// An order that a run changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ChangedOrder {
    pub(crate) id: OrderId,
    /// The revision that the run left it at.
    pub(crate) revision: i64,
    /// How it stood before, as it is kept; empty once it was forgotten.
    pub(crate) stood: String,
}

/// Keeps how orders stood before a batch changed them; of one that the run changed before only the revision is new.
pub(crate) fn keep_changed(tx: &mut Tx<'_>, no: RunNo, changed: &[ChangedOrder]) -> Result<(), DbError> {
    for one in changed {
        tx.execute(
            "INSERT INTO import_changed_orders (run_no, order_id, revision, stood) VALUES ($1, $2, $3, $4)
             ON CONFLICT (run_no, order_id) DO UPDATE SET revision = excluded.revision",
            params![no, one.id.0, one.revision, &one.stood],
        )?;
    }
    Ok(())
}

/// Orders that a run changed after one of them, by id, at most `limit`.
pub(crate) fn changed_orders(
    tx: &mut Tx<'_>,
    no: RunNo,
    (after, limit): (RawId, usize),
) -> Result<Vec<ChangedOrder>, DbError> {
    tx.rows(
        "SELECT order_id, revision, stood FROM import_changed_orders WHERE run_no = $1 AND order_id > $2
         ORDER BY order_id LIMIT $3",
        params![no, after, limit],
        |row| Ok(ChangedOrder { id: row.id(0)?, revision: row.get(1)?, stood: row.get(2)? }),
    )
}

/// Tells the runs before one that an order stands again as at a revision at which they left it, so that they can be taken
/// back as well.
pub(crate) fn stands_again(
    tx: &mut Tx<'_>,
    no: RunNo,
    (order, was, is): (OrderId, i64, i64),
) -> Result<(), DbError> {
    for table in ["import_orders", "import_changed_orders"] {
        let sql = format!(
            "UPDATE {table} SET revision = $4 WHERE run_no IN (SELECT no FROM import_runs WHERE no < $1)
             AND order_id = $2 AND revision = $3"
        );
        tx.execute(&sql, params![no, order.0, was, is])?;
    }
    Ok(())
}

/// Keeps which products a batch added.
pub(crate) fn keep_products(tx: &mut Tx<'_>, no: RunNo, added: &[ProductId]) -> Result<(), DbError> {
    tx.insert_many(
        "import_products",
        ["run_no", "product_id"],
        added.iter().map(|id| [no.into(), id.0.into()]),
    )
    .map(drop)
}

/// Products that a run added after one of them, by id, at most `limit`.
pub(crate) fn added_products(
    tx: &mut Tx<'_>,
    no: RunNo,
    (after, limit): (RawId, usize),
) -> Result<Vec<ProductId>, DbError> {
    tx.rows(
        "SELECT product_id FROM import_products WHERE run_no = $1 AND product_id > $2 ORDER BY product_id LIMIT $3",
        params![no, after, limit],
        |row| row.id(0),
    )
}

/// Forgets how orders stood: those given, and those whose text says so. Undoing leaves them as they are.
pub(crate) fn forget_stood(
    tx: &mut Tx<'_>,
    orders: &[OrderId],
    speaks: &dyn Fn(&str) -> bool,
) -> Result<(), DbError> {
    let mut spoken: Vec<OrderId> = orders.to_vec();
    tx.each("SELECT order_id, stood FROM import_changed_orders WHERE stood <> ''", &[], |row| {
        if speaks(&row.get::<String>(1)?) {
            spoken.push(row.id(0)?);
        }
        Ok(true)
    })?;
    for order in spoken {
        tx.execute(
            "UPDATE import_changed_orders SET stood = '' WHERE run_no IN (SELECT no FROM import_runs) AND order_id = $1",
            params![order.0],
        )?;
    }
    Ok(())
}

//! The tables of files of orders that were brought in.

use crate::order::OrderNo;
use crate::runs::{OrderRun, OrderRunId, RunCounts};
use db::{DbError, Row, Tx, params};
use kernel::Millis;

const COLUMNS: &str =
    "no, id, file, at, user_id, n_rows, n_new, n_changed, n_unchanged, n_rejected, n_orders, undone_at";

fn run(row: &Row<'_>) -> Result<OrderRun, DbError> {
    Ok(OrderRun {
        no: row.get(0)?,
        id: row.id(1)?,
        file: row.get(2)?,
        at: row.get(3)?,
        user: row.opt_id(4)?,
        counts: RunCounts {
            n_rows: row.get(5)?,
            n_new: row.get(6)?,
            n_changed: row.get(7)?,
            n_unchanged: row.get(8)?,
            n_rejected: row.get(9)?,
            n_orders: row.get(10)?,
        },
        undone_at: row.get(11)?,
    })
}

/// Adds a run; gives its number.
pub(crate) fn insert(tx: &mut Tx<'_>, run: &OrderRun) -> Result<i64, DbError> {
    let no = tx.number("SELECT max(no) FROM order_runs", &[])? + 1;
    tx.execute(
        "INSERT INTO order_runs (no, id, file, at, user_id, n_rows, n_new, n_changed, n_unchanged, n_rejected, n_orders)
         VALUES ($1, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0)",
        params![no, run.id.0, &run.file, run.at, run.user],
    )?;
    Ok(no)
}

/// Adds what became of a batch.
pub(crate) fn keep(tx: &mut Tx<'_>, run: i64, by: RunCounts) -> Result<(), DbError> {
    tx.execute(
        "UPDATE order_runs SET n_rows = n_rows + $2, n_new = n_new + $3, n_changed = n_changed + $4,
         n_unchanged = n_unchanged + $5, n_rejected = n_rejected + $6, n_orders = n_orders + $7 WHERE no = $1",
        params![run, by.n_rows, by.n_new, by.n_changed, by.n_unchanged, by.n_rejected, by.n_orders],
    )
    .map(drop)
}

/// Notes an order that a run made.
pub(crate) fn add_item(
    tx: &mut Tx<'_>,
    run: i64,
    (order, revision): (OrderNo, i64),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO order_run_items (run_no, order_no, revision) VALUES ($1, $2, $3)
         ON CONFLICT (run_no, order_no) DO UPDATE SET revision = excluded.revision",
        params![run, order, revision],
    )
    .map(drop)
}

/// The orders that a run made, with the revisions it left them at.
pub(crate) fn items(tx: &mut Tx<'_>, run: i64) -> Result<Vec<(OrderNo, i64)>, DbError> {
    tx.rows(
        "SELECT order_no, revision FROM order_run_items WHERE run_no = $1 ORDER BY order_no",
        params![run],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The run of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: OrderRunId) -> Result<Option<OrderRun>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM order_runs WHERE id = $1"), params![id.0], run)
}

/// Runs, newest first.
pub(crate) fn list(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<OrderRun>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM order_runs ORDER BY no DESC LIMIT $1"), params![limit], run)
}

/// Notes that a run was taken back.
pub(crate) fn undone(tx: &mut Tx<'_>, run: i64, at: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE order_runs SET undone_at = $2 WHERE no = $1", params![run, at]).map(drop)
}

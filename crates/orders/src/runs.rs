//! Files of orders that were brought in: what became of their rows, and taking a whole file back.
//!
//! **Rule.** Taking a file back removes the orders that it made, unless somebody touched them since: those stay. Orders that
//! it changed stay as they are; cards that it made stay too, since other things may hang on them by now.

use crate::RIGHT;
use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::OrderId;
use crate::rates::SUBJECT;
use crate::store::{orders, runs as table};
use customers::Act;
use db::{DbError, Tx};
use journal::Entry;
use kernel::{Level, Millis, RawId, id_type};
use serde_json::json;

id_type!(
    /// A file of orders that was brought in.
    OrderRunId
);

/// What became of a file; rows are those of the file, so `rows = new + changed + unchanged + rejected`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunCounts {
    /// Rows read.
    pub n_rows: i64,
    /// Rows of orders that were made.
    pub n_new: i64,
    /// Rows of orders that were changed.
    pub n_changed: i64,
    /// Rows of orders that were as the file says.
    pub n_unchanged: i64,
    /// Rows that were refused.
    pub n_rejected: i64,
    /// Orders that were made or known.
    pub n_orders: i64,
}

/// A file that was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRun {
    /// Its number inside the base.
    pub no: i64,
    /// The id used outside.
    pub id: OrderRunId,
    /// The name of the file.
    pub file: String,
    /// When it came.
    pub at: Millis,
    /// Who brought it.
    pub user: Option<RawId>,
    /// What became of its rows.
    pub counts: RunCounts,
    /// When it was taken back, if it was.
    pub undone_at: Option<Millis>,
}

/// Opens a run of a file.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn begin(tx: &mut Tx<'_>, act: &Act, file: &str) -> Result<OrderRun, OrderError> {
    crate::writable(act)?;
    let mut run = OrderRun {
        no: 0,
        id: act.setting.id(),
        file: file.to_owned(),
        at: act.setting.now(),
        user: act.actor.user,
        counts: RunCounts::default(),
        undone_at: None,
    };
    run.no = table::insert(tx, &run)?;
    Ok(run)
}

/// Keeps what became of a batch of a run, with the orders that it made; part of the batch's own transaction.
///
/// # Errors
/// Any [`DbError`].
pub fn keep(tx: &mut Tx<'_>, run: i64, counts: RunCounts, made: &[OrderId]) -> Result<(), DbError> {
    table::keep(tx, run, counts)?;
    for id in made {
        if let Some(order) = orders::find(tx, *id)? {
            table::add_item(tx, run, (order.no, order.revision))?;
        }
    }
    Ok(())
}

/// The files that were brought in, newest first, at most `limit`.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn list(tx: &mut Tx<'_>, act: &Act, limit: usize) -> Result<Vec<OrderRun>, OrderError> {
    crate::readable(act)?;
    Ok(table::list(tx, limit)?)
}

/// Takes a file back; gives how many orders went and how many stay because somebody touched them.
///
/// # Errors
/// [`OrderError::Forbidden`]; [`OrderError::Missing`] also for a run that was taken back already.
pub fn undo(tx: &mut Tx<'_>, act: &Act, id: OrderRunId) -> Result<(i64, i64), OrderError> {
    if !act.actor.may(RIGHT, Level::Write) {
        return Err(OrderError::Forbidden);
    }
    let run = table::find(tx, id)?.filter(|run| run.undone_at.is_none()).ok_or(OrderError::Missing)?;
    let mut ledger = Ledger::open(tx, act)?;
    let (mut n_gone, mut n_left) = (0, 0);
    for (no, revision) in table::items(tx, run.no)? {
        let Some(order) = orders::numbered(tx, no)? else { continue };
        if order.revision != revision {
            n_left += 1;
            continue;
        }
        orders::remove(tx, &order)?;
        ledger.tell(act, &order, "order.unmade", json!({ "run": run.id }));
        ledger.moved(Some(&order), None);
        n_gone += 1;
    }
    ledger.close(tx, act)?;
    table::undone(tx, run.no, act.setting.now())?;
    let told = json!({ "run": run.id, "file": run.file, "orders": n_gone, "left": n_left });
    let entry = Entry::now(&act.setting, "orders.import_undone", (SUBJECT, run.id.0), &told);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok((n_gone, n_left))
}

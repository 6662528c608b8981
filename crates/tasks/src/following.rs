//! Tasks about a card that becomes one with another: they go along, and come back when it is undone.

use crate::TaskId;
use crate::store::tasks as table;
use customers::merging::{Follows, Side};
use customers::{Act, CustomerError, CustomerNo, listing};
use db::{DbError, Tx};
use kernel::Level;
use serde_json::{Value, json};

/// What follows.
pub struct FollowingTasks;

impl Follows for FollowingTasks {
    fn slug(&self) -> &'static str {
        "tasks"
    }

    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        let moved = table::about(tx, from.id.0)?;
        table::move_about(tx, &moved, to.id.0)?;
        Ok(json!(moved))
    }

    fn give_back(&self, tx: &mut Tx<'_>, from: Side, _: Side, kept: &Value) -> Result<(), DbError> {
        let moved: Vec<TaskId> = serde_json::from_value(kept.clone()).unwrap_or_default();
        table::move_about(tx, &moved, from.id.0)
    }
}

/// Removes the tasks about these customers for good, as when the customers themselves go.
///
/// # Errors
/// [`CustomerError::Forbidden`] unless the actor may arrange customers.
pub fn forget(tx: &mut Tx<'_>, act: &Act, customers: &[CustomerNo]) -> Result<(), CustomerError> {
    if !act.may(Level::Arrange) {
        return Err(CustomerError::Forbidden);
    }
    for no in customers {
        if let Some(card) = listing::numbered(tx, act, *no)? {
            table::remove_about(tx, card.id.0)?;
        }
    }
    Ok(())
}

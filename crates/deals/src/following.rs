//! Deals of a card that becomes one with another: they go along, and come back when it is undone.

use crate::store::deals;
use customers::merging::{Follows, Side};
use customers::{Act, CustomerError, CustomerNo};
use db::{DbError, Tx};
use kernel::Level;
use serde_json::{Value, json};

/// What follows.
pub struct FollowingDeals;

impl Follows for FollowingDeals {
    fn slug(&self) -> &'static str {
        "deals"
    }

    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        let moved = deals::numbers_of(tx, from.no)?;
        deals::move_to(tx, &moved, to.no)?;
        Ok(json!(moved))
    }

    fn give_back(&self, tx: &mut Tx<'_>, from: Side, _: Side, kept: &Value) -> Result<(), DbError> {
        let moved: Vec<i64> = serde_json::from_value(kept.clone()).unwrap_or_default();
        deals::move_to(tx, &moved, from.no)
    }
}

/// Removes the deals of these customers for good, as when the customers themselves go.
///
/// # Errors
/// [`CustomerError::Forbidden`] unless the actor may arrange customers.
pub fn forget(tx: &mut Tx<'_>, act: &Act, customers: &[CustomerNo]) -> Result<(), CustomerError> {
    if !act.may(Level::Arrange) {
        return Err(CustomerError::Forbidden);
    }
    for no in customers {
        deals::remove_of(tx, *no)?;
    }
    Ok(())
}

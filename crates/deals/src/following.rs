//! Deals of a card that becomes one with another: they go along, and come back when it is undone.

use crate::conveying;
use crate::store::deals;
use customers::merging::{Follows, Side};
use customers::{Act, CustomerError, CustomerNo, Desk};
use db::{DbError, Tx};
use kernel::{Actor, Level, Setting};
use serde_json::{Value, json};

/// What follows; marked anew by the house itself.
pub struct FollowingDeals {
    /// Time and chance.
    pub setting: Setting,
}

impl FollowingDeals {
    /// Which teams see the two cards follows from the deals that each has now.
    fn mark(&self, tx: &mut Tx<'_>, cards: [CustomerNo; 2]) -> Result<(), DbError> {
        let firm = access::firm::load(tx)?;
        let act = Desk::default().act(tx, (&self.setting, &Actor::system()), &firm)?;
        cards.into_iter().try_for_each(|no| conveying::mark(tx, &act, no))
    }
}

impl Follows for FollowingDeals {
    fn slug(&self) -> &'static str {
        "deals"
    }

    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        let moved = deals::numbers_of(tx, from.no)?;
        deals::move_to(tx, &moved, to.no)?;
        self.mark(tx, [from.no, to.no])?;
        Ok(json!(moved))
    }

    fn give_back(&self, tx: &mut Tx<'_>, from: Side, to: Side, kept: &Value) -> Result<(), DbError> {
        let moved: Vec<i64> = serde_json::from_value(kept.clone()).unwrap_or_default();
        deals::move_to(tx, &moved, from.no)?;
        self.mark(tx, [from.no, to.no])
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

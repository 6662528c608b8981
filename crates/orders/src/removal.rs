//! Removing orders for good, with all that hangs on them, when their customers go: the demo company, an erased person.

use crate::RIGHT;
use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::store::{buyers, orders, products};
use customers::{Act, CustomerNo};
use db::Tx;
use kernel::Level;

/// Removes every order of these customers; what was added up no longer holds them. Gives how many went.
///
/// # Errors
/// [`OrderError::Forbidden`] unless the actor may arrange orders.
pub fn remove_of(tx: &mut Tx<'_>, act: &Act, customers: &[CustomerNo]) -> Result<usize, OrderError> {
    if !act.actor.may(RIGHT, Level::Arrange) {
        return Err(OrderError::Forbidden);
    }
    let mut ledger = Ledger::open(tx, act)?;
    let mut n = 0;
    for customer in customers {
        for no in orders::numbers_of(tx, *customer)? {
            let Some(order) = orders::numbered(tx, no)? else { continue };
            orders::remove(tx, &order)?;
            ledger.moved(Some(&order), None);
            n += 1;
        }
        buyers::forget(tx, *customer)?;
    }
    ledger.close(tx, act)?;
    Ok(n)
}

/// Removes every product that no order names. Gives how many went.
///
/// # Errors
/// [`OrderError::Forbidden`] unless the actor may arrange orders.
pub fn remove_unused_products(tx: &mut Tx<'_>, act: &Act) -> Result<u64, OrderError> {
    if !act.actor.may(RIGHT, Level::Arrange) {
        return Err(OrderError::Forbidden);
    }
    Ok(products::remove_unused(tx)?)
}

//! Taking back what a file did to orders, unless somebody touched them since: those that it made go, those that it changed
//! stand as before.

use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::{OrderId, Whole};
use crate::placing;
use crate::stood::Stood;
use crate::store::{buyers, lines, orders, returns};
use customers::{Act, CustomerNo};
use db::Tx;
use kernel::RawId;
use serde_json::json;

/// What became of orders that were to be taken back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unmade {
    /// How many are gone.
    pub n_gone: i64,
    /// Those that stay as they are, since somebody changed them; in the order given.
    pub left: Vec<OrderId>,
}

/// Removes orders that still are at the revision given; what was added up no longer holds them. Orders that are gone
/// already are passed over; those of customers who are not seen stay. The journal names the run that they came by.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn unmake(
    tx: &mut Tx<'_>,
    act: &Act,
    run: RawId,
    made: &[(OrderId, i64)],
) -> Result<Unmade, OrderError> {
    crate::writable(act)?;
    let mut ledger = Ledger::open(tx, act)?;
    let mut unmade = Unmade::default();
    for (id, revision) in made {
        let Some(order) = orders::find(tx, *id)? else { continue };
        if order.revision != *revision || !is_seen(tx, act, order.customer_no)? {
            unmade.left.push(*id);
            continue;
        }
        orders::remove(tx, &order)?;
        ledger.tell(act, &order, "order.unmade", json!({ "run": run }));
        ledger.moved(Some(&order), None);
        unmade.n_gone += 1;
    }
    ledger.close(tx, act)?;
    Ok(unmade)
}

fn is_seen(tx: &mut Tx<'_>, act: &Act, customer: CustomerNo) -> Result<bool, OrderError> {
    match crate::must_see(tx, act, customer) {
        Err(OrderError::Missing) => Ok(false),
        seen => seen.map(|()| true),
    }
}

/// Puts an order back as it stood when a file changed it, if it is still at the revision that the file left it at: lines,
/// state, day, words; what the file said was given back is no longer. Gives the revision that it is at now, `None` when it
/// stays as it is or is gone.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn put_back(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (OrderId, i64),
    stood: &Stood,
) -> Result<Option<i64>, OrderError> {
    crate::writable(act)?;
    let found = orders::find(tx, id)?.filter(|order| order.revision == revision);
    let Some(order) = found else { return Ok(None) };
    if !is_seen(tx, act, order.customer_no)? {
        return Ok(None);
    }
    let mut ledger = Ledger::open(tx, act)?;
    let before = Whole { lines: lines::of(tx, &order)?, order };
    let after = stood.again(tx, &before.order)?;
    // A file only ever gives more back than was before, so that what it gave back came last.
    let mut refunded = before.order.refunded;
    for one in returns::of(tx, before.order.no)?.into_iter().rev() {
        if refunded <= stood.refunded {
            break;
        }
        refunded -= one.amount;
        returns::remove(tx, one.no)?;
    }
    let after = placing::stand_as(tx, act, &mut ledger, before, (after, ""))?;
    ledger.close(tx, act)?;
    Ok(Some(after.order.revision))
}

/// Lets go of a customer whose card is about to go: what other programs number them by is forgotten. Not while they have
/// orders; whether they have none.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn let_go(tx: &mut Tx<'_>, act: &Act, customer: CustomerNo) -> Result<bool, OrderError> {
    crate::writable(act)?;
    if !orders::of_customer(tx, customer, 1)?.is_empty() {
        return Ok(false);
    }
    buyers::forget(tx, customer)?;
    Ok(true)
}

/// At which revision orders stand, in the order given; those that are not there are left out.
///
/// # Errors
/// [`OrderError::Forbidden`].
pub fn standing(tx: &mut Tx<'_>, act: &Act, ids: &[OrderId]) -> Result<Vec<(OrderId, i64)>, OrderError> {
    crate::readable(act)?;
    let mut standing = Vec::with_capacity(ids.len());
    for id in ids {
        standing.extend(orders::find(tx, *id)?.map(|order| (*id, order.revision)));
    }
    Ok(standing)
}

//! Taking orders back that a file made, unless somebody touched them since.

use crate::error::OrderError;
use crate::ledger::Ledger;
use crate::order::OrderId;
use crate::store::orders;
use customers::Act;
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
        let is_seen = match crate::must_see(tx, act, order.customer_no) {
            Err(OrderError::Missing) => false,
            seen => seen.map(|()| true)?,
        };
        if order.revision != *revision || !is_seen {
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

//! Taking the demo company out whole.

use crate::store;
use customers::{Act, CustomerError, removal};
use db::Tx;
use web::Firm;

/// Removes every card of the demo with all that hangs on it; cards that people added stay. Gives how many went, and
/// the firm without its mark.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error.
pub fn remove(tx: &mut Tx<'_>, act: &Act) -> Result<(usize, Firm), CustomerError> {
    let numbers = store::marked(tx)?;
    removal::remove(tx, act, &numbers)?;
    store::unmark_all(tx)?;
    let firm = access::firm::set_demo(tx, &act.setting, false)?;
    Ok((numbers.len(), firm))
}

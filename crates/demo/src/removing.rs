//! Taking the demo company out whole.

use crate::playing::DemoError;
use crate::{audience, earning, staff, store, talk, trade};
use access::needing::TeamNeeds;
use customers::{Act, removal};
use db::Tx;
use web::Firm;

/// Removes every card of the demo with all that hangs on it, its people and the teams that nothing needs; cards that people added stay. Gives
/// how many went, and the firm without its mark.
///
/// # Errors
/// [`DemoError::Customer`] without the right; a database error.
pub fn remove(tx: &mut Tx<'_>, act: &Act, needs: &TeamNeeds) -> Result<(usize, Firm), DemoError> {
    let numbers = store::marked(tx)?;
    audience::remove(tx, act)?;
    trade::remove(tx, act, &numbers)?;
    tasks::following::forget(tx, act, &numbers)?;
    deals::following::forget(tx, act, &numbers)?;
    talk::remove(tx, act, &numbers)?;
    removal::remove(tx, act, &numbers)?;
    earning::remove(tx, act)?;
    staff::dismiss(tx, &act.setting, needs)?;
    store::unmark_all(tx)?;
    let firm = access::firm::set_demo(tx, &act.setting, false)?;
    Ok((numbers.len(), firm))
}

//! Removing cards for good, with all that hangs on them; the journal keeps that they were there, not what they said.

use crate::act::Act;
use crate::changing::SUBJECT;
use crate::customer::{CustomerNo, traits_of};
use crate::error::CustomerError;
use crate::merging;
use crate::store::{cards, merges};
use db::Tx;
use journal::Entry;
use kernel::Level;
use serde_json::json;

/// Removes the cards of these numbers; numbers without a card that is seen are passed over.
///
/// # Errors
/// [`CustomerError::Forbidden`] unless the actor may arrange customers.
pub fn remove(tx: &mut Tx<'_>, act: &Act, numbers: &[CustomerNo]) -> Result<(), CustomerError> {
    if !act.may(Level::Arrange) {
        return Err(CustomerError::Forbidden);
    }
    for no in numbers {
        let Some(card) = crate::sight::numbered(tx, act, *no)? else { continue };
        let traits = traits_of(card.kind, &card.name, &card.sheet, &act.fields);
        let absorbed = merging::absorbed(tx, card.id)?;
        cards::remove(tx, (*no, card.id), &traits)?;
        for id in std::iter::once(card.id).chain(absorbed) {
            journal::forget(tx, id.0)?;
            merges::forget(tx, id)?;
        }
        let entry =
            Entry::now(&act.setting, "customer.removed", (SUBJECT, card.id.0), &json!({ "no": no }));
        journal::append(tx, &act.setting, &act.actor, entry)?;
    }
    Ok(())
}

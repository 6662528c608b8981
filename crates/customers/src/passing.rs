//! Passing a customer on from team to team, as a rule of the firm says and not as somebody's right would let them.

use crate::act::Act;
use crate::builtin::RESPONSIBLE;
use crate::changing;
use crate::customer::CustomerNo;
use crate::editing::{Edit, NewValue};
use crate::error::CustomerError;
use crate::store::cards;
use db::Tx;
use kernel::{Actor, RawId, Sight};

/// Makes somebody answer for a customer; a card that is not there is passed over. Part of the deed of whoever passes
/// them on, who has asked for its right and seen the card: after it they may see it no more.
///
/// # Errors
/// [`CustomerError::Forbidden`] without the right to write customers; any database error.
pub fn pass(tx: &mut Tx<'_>, act: &Act, no: CustomerNo, to: RawId) -> Result<(), CustomerError> {
    let Some(card) = cards::numbered(tx, no)? else { return Ok(()) };
    let edit = Edit::Set(RESPONSIBLE, vec![NewValue::new(to.to_string())]);
    changing::change(tx, &as_rule(act), (card.id, None), &[edit]).map(drop)
}

/// The same deed with the whole base before one's eyes.
fn as_rule(act: &Act) -> Act {
    Act { actor: Actor { sight: Sight::everything(), ..act.actor.clone() }, ..act.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::FAMILY;
    use crate::testing::{base, deed, deed_of, staff};
    use crate::{Kind, listing};
    use kernel::Level;

    #[test]
    fn whoever_passes_a_client_on_sees_them_no_more() {
        let (_folder, db) = base();
        let (one, other) = (RawId::from_u128(1), RawId::from_u128(2));
        let own = [(FAMILY, NewValue::new("Ким")), (RESPONSIBLE, NewValue::new(one.to_string()))];
        let card = deed(&db, move |tx, act| changing::create(tx, act, Kind::Person, &own)).unwrap();
        let seller = |id: RawId, no: u128| Actor { sight: Sight::of([id]), ..staff(no, Level::Write) };
        deed_of(&db, &seller(one, 1), move |tx, act| pass(tx, act, card.no, other)).unwrap();
        let get = |who: &Actor| deed_of(&db, who, move |tx, act| listing::get(tx, act, card.id));
        assert!(matches!(get(&seller(one, 1)), Err(CustomerError::Missing)));
        assert!(get(&seller(other, 2)).is_ok());
    }
}

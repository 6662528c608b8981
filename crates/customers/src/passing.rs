//! Passing a customer on from team to team, as a rule of the firm says and not as somebody's right would let them.

use crate::act::Act;
use crate::builtin::{RESPONSIBLE, STAGE_TEAM};
use crate::changing::{self, SUBJECT};
use crate::counting;
use crate::customer::CustomerNo;
use crate::editing::{Edit, NewValue};
use crate::error::CustomerError;
use crate::store::cards;
use db::{DbError, Tx};
use journal::Entry;
use kernel::{Actor, RawId, Sight};
use serde_json::json;

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

/// What the journal calls it when a customer comes to stand with other teams than before.
pub(crate) const PASSED: &str = "customer.passed";

/// Says in which teams' stages the deals of a customer stand now: by it those see the customer who see their stage.
/// Part of the deed of whoever keeps deals. Unlike other counted values it is told in the journal, by which lists in memory
/// learn who sees whom.
///
/// # Errors
/// Any database error.
pub fn mark(tx: &mut Tx<'_>, act: &Act, no: CustomerNo, teams: &[RawId]) -> Result<(), DbError> {
    let teams: Vec<String> = teams.iter().map(ToString::to_string).collect();
    let Some((id, before)) = counting::put_all(tx, act, (no, STAGE_TEAM), &teams)? else { return Ok(()) };
    let payload = json!({ "before": before, "after": teams });
    let entry = Entry::now(&act.setting, PASSED, (SUBJECT, id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry).map(drop)
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

    #[test]
    fn a_team_sees_the_clients_whose_deals_stand_in_its_stages_and_no_others() {
        let (_folder, db) = base();
        let (one, team) = (RawId::from_u128(1), RawId::from_u128(70));
        let own = [(FAMILY, NewValue::new("Ким")), (RESPONSIBLE, NewValue::new(one.to_string()))];
        let card = deed(&db, move |tx, act| changing::create(tx, act, Kind::Person, &own)).unwrap();
        let sight = Sight::reaching(kernel::Reach::Stage(team));
        let of_team = Actor { sight, ..staff(1, Level::Write) };
        let seen = || {
            deed_of(&db, &of_team, move |tx, act| {
                let query = listing::Query::default();
                let page = listing::page(tx, act, &query, (None, kernel::PageSize::DEFAULT))?;
                let total = listing::total(tx, act, &query)?;
                assert_eq!(total.n, i64::try_from(page.items.len()).unwrap());
                let briefs = listing::briefs(tx, act, &[card.no])?;
                assert_eq!(briefs.len(), page.items.len());
                assert_eq!(listing::get(tx, act, card.id).is_ok(), !page.items.is_empty());
                Ok::<_, CustomerError>(page.items.len())
            })
            .unwrap()
        };
        assert_eq!(seen(), 0, "answering for a client is not enough");
        deed(&db, move |tx, act| mark(tx, act, card.no, &[team])).unwrap();
        assert_eq!(seen(), 1);
        deed(&db, move |tx, act| mark(tx, act, card.no, &[])).unwrap();
        assert_eq!(seen(), 0);
        let new = [(FAMILY, NewValue::new("Омарова"))];
        deed_of(&db, &of_team, move |tx, act| changing::create(tx, act, Kind::Person, &new)).unwrap();
        let all = deed_of(&db, &of_team, |tx, act| listing::total(tx, act, &listing::Query::default()));
        assert_eq!(all.unwrap().n, 1, "whom the team takes in is its own until a deal says otherwise");
    }
}

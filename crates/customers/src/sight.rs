//! Which cards somebody sees: those that anybody within their reach answers for, or that stand in their team's stages.
//!
//! A card that is not seen is as if it were not there, for every verb alike: reading it answers as for an unknown id,
//! lists and counts leave it out, and a record that comes in with its phone makes a card of its own, which those who
//! see both may merge. Whoever does not see everything answers for what they add, unless they name somebody else.

use crate::act::{Act, RIGHT};
use crate::builtin::{RESPONSIBLE, STAGE_TEAM};
use crate::customer::{Customer, CustomerId, CustomerNo};
use crate::editing::NewValue;
use crate::error::CustomerError;
use crate::field::FieldNo;
use crate::store::cards;
use db::{DbError, Tx};
use fields::{KeyTest, Tested};
use kernel::Reach;
use std::borrow::Cow;

/// By which traits seen cards are known: the field and its keys, of which a seen card has one; `None` when all are seen.
/// For lists above that are narrowed in SQL.
pub fn marks(act: &Act) -> Option<(FieldNo, Vec<String>)> {
    match act.actor.sight.reach(RIGHT) {
        Reach::All => None,
        Reach::Of(people) => Some((RESPONSIBLE, people.iter().map(ToString::to_string).collect())),
        Reach::Stage(team) => Some((STAGE_TEAM, vec![team.to_string()])),
    }
}

/// The test that every card of a list must pass besides what was asked for; `None` when all are seen.
pub fn test(act: &Act) -> Option<Tested> {
    let (no, keys) = marks(act)?;
    let test = KeyTest::AnyOf(keys);
    Some(match act.fields.no(no) {
        Some(field) => Tested::Field { field: field.slug.clone(), test },
        // By a field that is not there nothing is known, and nothing is seen.
        None => Tested::Any(Vec::new()),
    })
}

/// Whether a card is seen.
pub fn sees(act: &Act, card: &Customer) -> bool {
    let (field, known) = match act.actor.sight.reach(RIGHT) {
        Reach::All => return true,
        Reach::Of(people) => (RESPONSIBLE, people.as_ref()),
        Reach::Stage(team) => (STAGE_TEAM, std::slice::from_ref(team)),
    };
    let mut marks = card.sheet.facts().iter().filter(|fact| fact.field == field);
    marks.any(|fact| fact.value.parse().is_ok_and(|id| known.contains(&id)))
}

/// The card of an id with all that stands on it, for verbs that write.
///
/// # Errors
/// [`CustomerError::Missing`] also when it is not seen.
pub(crate) fn card(tx: &mut Tx<'_>, act: &Act, id: CustomerId) -> Result<Customer, CustomerError> {
    cards::find(tx, id)?.filter(|card| sees(act, card)).ok_or(CustomerError::Missing)
}

/// Lets a verb over what hangs on a card pass only for those who see the card.
///
/// # Errors
/// [`CustomerError::Missing`].
pub(crate) fn must_see(tx: &mut Tx<'_>, act: &Act, id: CustomerId) -> Result<(), CustomerError> {
    match act.actor.sight.reach(RIGHT) {
        Reach::All => Ok(()),
        Reach::Of(_) | Reach::Stage(_) => card(tx, act, id).map(drop),
    }
}

/// The card of a number, if it is there and seen.
pub(crate) fn numbered(tx: &mut Tx<'_>, act: &Act, no: CustomerNo) -> Result<Option<Customer>, DbError> {
    Ok(cards::numbered(tx, no)?.filter(|card| sees(act, card)))
}

/// What is known of a new card, with the actor as whoever answers for it where it would vanish before their eyes.
pub(crate) fn answered_for<'v>(
    act: &Act,
    values: &'v [(FieldNo, NewValue)],
) -> Cow<'v, [(FieldNo, NewValue)]> {
    let is_answered = values.iter().any(|(field, _)| *field == RESPONSIBLE);
    match (act.actor.sight.reach(RIGHT), act.actor.user) {
        (Reach::Of(_) | Reach::Stage(_), Some(user)) if !is_answered => {
            let own = (RESPONSIBLE, NewValue::new(user.to_string()));
            values.iter().cloned().chain([own]).chain(of_stage(act)).collect()
        }
        (Reach::Stage(_), _) => values.iter().cloned().chain(of_stage(act)).collect(),
        _ => Cow::Borrowed(values),
    }
}

/// Whom a stage's team takes in is in its stage until a deal says otherwise.
fn of_stage(act: &Act) -> Option<(FieldNo, NewValue)> {
    match act.actor.sight.reach(RIGHT) {
        Reach::Stage(team) => Some((STAGE_TEAM, NewValue::new(team.to_string()))),
        _ => None,
    }
}

#[cfg(test)]
mod tests;

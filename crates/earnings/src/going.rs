//! What becomes of earnings when cards become one, when a client is erased, when people of the demo go.

use crate::store::gone;
use customers::erasing::{Erased, Erases};
use customers::merging::{Follows, Side};
use customers::{Act, CustomerError};
use db::{DbError, Tx};
use kernel::{Level, RawId};
use serde_json::{Value, json};

/// Lines follow the client they are of.
pub struct FollowingEarnings;

impl Follows for FollowingEarnings {
    fn slug(&self) -> &'static str {
        "earnings"
    }

    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        let moved = gone::lines_of(tx, (from.no, to.no))?;
        gone::move_to(tx, &moved, to.no)?;
        Ok(json!(moved))
    }

    fn give_back(&self, tx: &mut Tx<'_>, from: Side, _: Side, kept: &Value) -> Result<(), DbError> {
        let moved: Vec<RawId> = serde_json::from_value(kept.clone()).unwrap_or_default();
        gone::move_to(tx, &moved, from.no)
    }
}

/// Sums of an erased client stay, what was sold to them is forgotten.
pub struct ErasingEarnings;

impl Erases for ErasingEarnings {
    fn erase(&self, tx: &mut Tx<'_>, _: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        Ok(gone::forget_words(tx, erased.side.no)?)
    }
}

/// Removes what these people earned and the rates made for them and their teams, for good, as when they were of the demo;
/// check-lists by which only they were scored too.
///
/// # Errors
/// [`CustomerError::Forbidden`] unless the actor may arrange customers.
pub fn forget(
    tx: &mut Tx<'_>,
    act: &Act,
    (people, teams): (&[RawId], &[RawId]),
) -> Result<(), CustomerError> {
    if !act.may(Level::Arrange) {
        return Err(CustomerError::Forbidden);
    }
    let mut lists = Vec::new();
    for person in people {
        lists.extend(gone::lists_of(tx, *person)?);
        gone::remove_person(tx, *person)?;
    }
    gone::remove_unused(tx, &lists)?;
    for team in teams {
        gone::remove_rates(tx, &format!("team:{team}"))?;
    }
    Ok(())
}

//! Removing people for good, as only those of the demo company are; of anybody else what they did must stay theirs.

use crate::deciding::{Deed, leaves_an_owner, may_decide};
use crate::needing::TeamNeeds;
use crate::refusal::Refusal;
use crate::{TeamId, UserId, store};
use db::Tx;
use kernel::{Actor, Setting};
use serde_json::json;

/// Removes people with their sessions, tokens, rights and invitations, then those of `teams` that nobody is left in and
/// nothing needs;
/// whoever is gone already is passed over.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own, last owner.
pub fn remove(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    (people, teams, needs): (&[UserId], &[TeamId], &TeamNeeds),
) -> Result<(), Refusal> {
    for id in people {
        let Some(user) = store::users::get(tx, *id)? else { continue };
        may_decide(tx, actor, Some(&user), user.role)?;
        if user.role.is_owner() {
            leaves_an_owner(tx, &user)?;
        }
        store::users::remove(tx, *id)?;
        Deed { setting, actor, verb: "user.removed" }.done(tx, ("user", id.0), &json!({}))?;
    }
    for id in teams {
        match crate::team::remove(tx, setting, actor, (*id, needs)) {
            Err(Refusal::TeamNotEmpty | Refusal::TeamNeeded(_) | Refusal::Missing) => {}
            other => other?,
        }
    }
    Ok(())
}

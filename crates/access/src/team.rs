//! Teams: people who see each other's clients.

use crate::deciding::{Deed, checked_name};
use crate::needing::TeamNeeds;
use crate::refusal::Refusal;
use crate::rights::STAFF;
use crate::store;
use db::{DbError, Tx};
use kernel::{Actor, Level, Setting};
use serde_json::json;

kernel::id_type!(
    /// A team.
    TeamId
);

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name; no two teams have the same.
    pub name: String,
    /// How many people are in it, disabled ones too.
    pub n_people: i64,
}

/// All teams by name.
///
/// # Errors
/// Any [`DbError`].
pub fn all(tx: &mut Tx<'_>) -> Result<Vec<Team>, DbError> {
    store::teams::all(tx)
}

/// The team of an id.
///
/// # Errors
/// Any [`DbError`].
pub fn get(tx: &mut Tx<'_>, id: TeamId) -> Result<Option<Team>, DbError> {
    store::teams::get(tx, id)
}

/// Adds a team.
///
/// # Errors
/// [`Refusal`]: not allowed, name missing, long or taken.
pub fn add(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, name: &str) -> Result<Team, Refusal> {
    let name = fresh_name(tx, actor, name, None)?;
    let team = Team { id: setting.id(), name, n_people: 0 };
    store::teams::insert(tx, team.id, &team.name, setting.now())?;
    Deed { setting, actor, verb: "team.added" }.done(
        tx,
        ("team", team.id.0),
        &json!({ "name": team.name }),
    )?;
    Ok(team)
}

/// Gives a team another name.
///
/// # Errors
/// [`Refusal`]: not allowed, missing, name missing, long or taken.
pub fn rename(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    id: TeamId,
    name: &str,
) -> Result<Team, Refusal> {
    let name = fresh_name(tx, actor, name, Some(id))?;
    let team = store::teams::get(tx, id)?.ok_or(Refusal::Missing)?;
    if team.name == name {
        return Ok(team);
    }
    store::teams::rename(tx, id, &name)?;
    let payload = json!({ "before": team.name, "after": name });
    Deed { setting, actor, verb: "team.renamed" }.done(tx, ("team", id.0), &payload)?;
    Ok(Team { name, ..team })
}

/// Removes a team that nobody is in and nothing needs.
///
/// # Errors
/// [`Refusal`]: not allowed, missing, team not empty, team needed.
pub fn remove(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    (id, needs): (TeamId, &TeamNeeds),
) -> Result<(), Refusal> {
    may_arrange(actor)?;
    let team = store::teams::get(tx, id)?.ok_or(Refusal::Missing)?;
    if team.n_people > 0 {
        return Err(Refusal::TeamNotEmpty);
    }
    let needs = needs.of(tx, id)?;
    if !needs.is_empty() {
        return Err(Refusal::TeamNeeded(needs));
    }
    store::teams::remove(tx, id)?;
    Deed { setting, actor, verb: "team.removed" }.done(
        tx,
        ("team", id.0),
        &json!({ "name": team.name }),
    )?;
    Ok(())
}

fn may_arrange(actor: &Actor) -> Result<(), Refusal> {
    if actor.may(STAFF, Level::Arrange) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

fn fresh_name(tx: &mut Tx<'_>, actor: &Actor, name: &str, but: Option<TeamId>) -> Result<String, Refusal> {
    may_arrange(actor)?;
    let name = checked_name(name)?;
    if store::teams::is_name_taken(tx, &name, but)? { Err(Refusal::TeamNameTaken) } else { Ok(name) }
}

//! How far a person sees: what their role is given by the firm, what was agreed with them, and who is in their team.
//!
//! A scope says whose records are seen: one's own, the team's, those in stages of the team, all. What was agreed with a
//! person goes before what the firm decided for the role, and that before what the role is born with; what the firm
//! decided about clients holds in every capability about which it decided nothing else. Somebody without a team sees as a team of
//! one; what nobody answers for is seen only by those who see all. Owners see everything unmasked, always.

use crate::outlook::SCOPED;
use crate::roles::{ROLES, Role};
use crate::{Scope, TeamId, User, UserId, store, user};
use db::{DbError, Tx};
use kernel::{Actor, ActorKind, RawId, Reach, Right, Rights, Sight};

/// What decides how far somebody sees.
pub(crate) struct Seer {
    pub(crate) id: UserId,
    pub(crate) role: &'static Role,
    pub(crate) scope: Option<Scope>,
    pub(crate) team: Option<TeamId>,
}

/// How far a person sees now.
///
/// # Errors
/// Any [`DbError`].
pub fn of(tx: &mut Tx<'_>, user: &User) -> Result<Sight, DbError> {
    of_seer(tx, &Seer { id: user.id, role: user.role, scope: user.scope, team: user.team })
}

/// How far the person of an id sees now; nobody sees nothing. For work done later in a person's name.
///
/// # Errors
/// Any [`DbError`].
pub fn of_id(tx: &mut Tx<'_>, id: RawId) -> Result<Sight, DbError> {
    match store::users::get(tx, UserId(id))? {
        Some(user) => of(tx, &user),
        None => Ok(Sight::of([])),
    }
}

/// Whoever asked for work that is done later, with the rights they were asked for then and the sight they have now;
/// `None` is the console.
///
/// # Errors
/// Any [`DbError`].
pub fn asker(tx: &mut Tx<'_>, user: Option<RawId>, rights: Rights) -> Result<Actor, DbError> {
    let Some(id) = user else { return Ok(Actor::console()) };
    let team = store::users::get(tx, UserId(id))?.and_then(|user| user.team).map(|team| team.0);
    let sight = of_id(tx, id)?;
    Ok(Actor { user, kind: ActorKind::Person, team, rights, sight })
}

/// The person of an id with the rights and the sight they have now; `None` for one who may not sign in any more, or is
/// unknown. `known` are the rights of the house ([`crate::known_rights`]).
///
/// # Errors
/// Any [`DbError`].
pub fn person(tx: &mut Tx<'_>, id: RawId, known: &[Right]) -> Result<Option<Actor>, DbError> {
    let user = store::users::get(tx, UserId(id))?.filter(|user| user.disabled_at.is_none());
    let Some(user) = user else { return Ok(None) };
    let exceptions = user::exceptions(tx, user.id)?;
    let rights = crate::rights::rights_of(user.role, &exceptions, known);
    let (team, sight) = (user.team.map(|team| team.0), of(tx, &user)?);
    Ok(Some(Actor { user: Some(id), kind: ActorKind::Person, team, rights, sight }))
}

pub(crate) fn of_seer(tx: &mut Tx<'_>, seer: &Seer) -> Result<Sight, DbError> {
    if seer.role.is_owner() {
        return Ok(Sight::everything());
    }
    let decided = match seer.scope {
        Some(_) => Vec::new(),
        None => store::sights::scopes(tx, seer.role.slug)?,
    };
    let of_clients = decided.iter().find(|(right, _)| right == SCOPED).map(|(_, scope)| *scope);
    let usual = seer.scope.or(of_clients).unwrap_or(seer.role.scope);
    let mut sight = Sight::reaching(reach(tx, seer, usual)?);
    for right in seer.role.own.iter().filter(|_| seer.scope.is_none()) {
        sight = sight.with(right, reach(tx, seer, Scope::Own)?);
    }
    for (right, scope) in decided {
        let reach = reach(tx, seer, scope)?;
        sight = sight.with(&right, reach);
    }
    Ok(sight.masking(store::sights::masks(tx, seer.role.slug)?))
}

fn reach(tx: &mut Tx<'_>, seer: &Seer, scope: Scope) -> Result<Reach, DbError> {
    let people = match (scope, seer.team) {
        (Scope::All, _) => return Ok(Reach::All),
        (Scope::Team, Some(team)) => store::users::of_team(tx, team)?,
        (Scope::Stage, Some(team)) => return Ok(Reach::Stage(team.0)),
        (Scope::Team | Scope::Stage, None) | (Scope::Own, _) => vec![seer.id.0],
    };
    Ok(Reach::Of(people.into()))
}

/// The roles whose sight a firm decides: all but the owner's.
pub fn decided_roles() -> impl Iterator<Item = &'static Role> {
    ROLES.into_iter().filter(|role| !role.is_owner())
}

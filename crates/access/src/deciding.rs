//! Who may decide about whom, and what every verb about people needs.

use crate::refusal::Refusal;
use crate::rights::{ME, STAFF};
use crate::roles::Role;
use crate::{TeamId, User, UserId, store};
use db::{DbError, Tx};
use journal::{Entry, SubjectKind};
use kernel::{Actor, ActorKind, Level, RawId, Setting};
use serde_json::Value;

/// Whether the actor decides about people, and about owners too where `user` is one or shall become one.
pub(crate) fn may_decide(
    tx: &mut Tx<'_>,
    actor: &Actor,
    user: Option<&User>,
    role: &Role,
) -> Result<(), Refusal> {
    if !actor.may(STAFF, Level::Arrange) {
        return Err(Refusal::NotAllowed);
    }
    let is_about_owner = role.is_owner() || user.is_some_and(|user| user.role.is_owner());
    if is_about_owner && !is_owner(tx, actor)? {
        return Err(Refusal::BeyondOwn);
    }
    let widens = user.is_none_or(|user| user.role != role);
    let has_all = actor.rights.iter().all(|(right, level)| role.level(right) <= level);
    if widens && is_person(actor) && !(has_all || is_owner(tx, actor)?) {
        return Err(Refusal::BeyondOwn);
    }
    Ok(())
}

pub(crate) fn is_person(actor: &Actor) -> bool {
    matches!(actor.kind, ActorKind::Person | ActorKind::Token)
}

fn is_owner(tx: &mut Tx<'_>, actor: &Actor) -> Result<bool, Refusal> {
    let Some(id) = actor.user.filter(|_| is_person(actor)) else { return Ok(!is_person(actor)) };
    Ok(store::users::get(tx, UserId(id))?
        .is_some_and(|user| user.role.is_owner() && user.disabled_at.is_none()))
}

/// Whether an active owner remains when this one goes.
pub(crate) fn leaves_an_owner(tx: &mut Tx<'_>, user: &User) -> Result<(), Refusal> {
    let counts = i64::from(user.disabled_at.is_none());
    if store::users::n_active_owners(tx)? - counts < 1 { Err(Refusal::LastOwner) } else { Ok(()) }
}

pub(crate) fn checked_name(name: &str) -> Result<String, Refusal> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Refusal::NameMissing),
        1..=200 => Ok(name),
        _ => Err(Refusal::NameLong),
    }
}

pub(crate) fn known_team(tx: &mut Tx<'_>, team: Option<TeamId>) -> Result<(), Refusal> {
    let Some(team) = team else { return Ok(()) };
    store::teams::get(tx, team)?.map(drop).ok_or(Refusal::TeamUnknown)
}

/// The person behind the actor, where they may change what is their own: a token needs a scope for it.
pub(crate) fn own(actor: &Actor) -> Result<RawId, Refusal> {
    let own = actor.user.ok_or(Refusal::Missing)?;
    if actor.may(ME, Level::Write) { Ok(own) } else { Err(Refusal::NotAllowed) }
}

/// Something that is being done now and shall be told of in the journal: never with a secret or an e-mail in it.
pub(crate) struct Deed<'a> {
    pub(crate) setting: &'a Setting,
    pub(crate) actor: &'a Actor,
    pub(crate) verb: &'static str,
}

impl Deed<'_> {
    /// Writes that it was done to `subject`.
    pub(crate) fn done(
        &self,
        tx: &mut Tx<'_>,
        subject: (SubjectKind, RawId),
        payload: &Value,
    ) -> Result<(), DbError> {
        let entry = Entry::now(self.setting, self.verb, subject, payload);
        journal::append(tx, self.setting, self.actor, entry).map(drop)
    }
}

//! Verbs of whoever decides about people: add, change, give rights, disable, enable.

use crate::deciding::{Deed, checked_name, known_team, leaves_an_owner, may_decide};
use crate::refusal::Refusal;
use crate::rights::ME;
use crate::roles::Role;
use crate::user::{fold_email, is_email};
use crate::{PasswordHash, Scope, TeamId, User, UserId, store};
use db::Tx;
use kernel::{Actor, Level, Right, Setting};
use serde_json::json;

/// A person to be added.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Their e-mail in any spelling.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: &'static Role,
    /// Their team, if any.
    pub team: Option<TeamId>,
}

/// What may be decided about a person, all at once.
#[derive(Debug, Clone)]
pub struct Placement {
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: &'static Role,
    /// Their team, if any.
    pub team: Option<TeamId>,
    /// How far they see, when that differs from the role.
    pub scope: Option<Scope>,
}

/// Adds a person, who cannot sign in before they have a password or took up an invitation.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own, e-mail taken or wrong, name missing, team unknown.
pub fn add(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, new: NewUser) -> Result<User, Refusal> {
    may_decide(tx, actor, None, new.role)?;
    let email = fold_email(&new.email);
    let name = checked_name(&new.name)?;
    if !is_email(&email) {
        return Err(Refusal::EmailWrong);
    }
    if store::users::by_email(tx, &email)?.is_some() {
        return Err(Refusal::EmailTaken);
    }
    known_team(tx, new.team)?;
    let user = User {
        id: setting.id(),
        email,
        name,
        role: new.role,
        scope: None,
        team: new.team,
        lang: None,
        zone: None,
        theme: ui::Theme::default(),
        density: ui::Density::default(),
        disabled_at: None,
        created_at: setting.now(),
        last_seen_at: None,
        has_password: false,
    };
    store::users::insert(tx, &user)?;
    Deed { setting, actor, verb: "user.added" }.done(
        tx,
        ("user", user.id.0),
        &json!({ "role": user.role.slug, "team": user.team }),
    )?;
    Ok(user)
}

/// Gives a person a password in the firm's name; their sessions end.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own, missing.
pub fn set_password(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    id: UserId,
    hash: &PasswordHash,
) -> Result<(), Refusal> {
    let user = store::users::get(tx, id)?.ok_or(Refusal::Missing)?;
    may_decide(tx, actor, Some(&user), user.role)?;
    store::users::set_password(tx, id, hash)?;
    store::invitations::remove(tx, id)?;
    let n_ended = store::sessions::end_all(tx, id, None, setting.now())?;
    Deed { setting, actor, verb: "user.password_set" }.done(
        tx,
        ("user", id.0),
        &json!({ "sessions_ended": n_ended }),
    )?;
    Ok(())
}

/// Changes name, role, team and sight of a person.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own, missing, last owner, name missing, team unknown.
pub fn place(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    id: UserId,
    placement: Placement,
) -> Result<User, Refusal> {
    let user = store::users::get(tx, id)?.ok_or(Refusal::Missing)?;
    may_decide(tx, actor, Some(&user), placement.role)?;
    if user.role.is_owner() && !placement.role.is_owner() {
        leaves_an_owner(tx, &user)?;
    }
    known_team(tx, placement.team)?;
    let name = checked_name(&placement.name)?;
    let placed =
        User { name, role: placement.role, team: placement.team, scope: placement.scope, ..user.clone() };
    if placed == user {
        return Ok(user);
    }
    store::users::update(tx, &placed)?;
    let told = |user: &User| json!({ "role": user.role.slug, "team": user.team, "scope": user.scope });
    let payload =
        json!({ "before": told(&user), "after": told(&placed), "renamed": user.name != placed.name });
    Deed { setting, actor, verb: "user.changed" }.done(tx, ("user", id.0), &payload)?;
    Ok(placed)
}

/// Sets what a person may do, right by right; a level that is the role's own is no exception and is not kept.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own (also for a level above the actor's), missing, right unknown. An owner has all
/// rights and no exceptions.
pub fn give_rights(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    id: UserId,
    wanted: (&[(String, Level)], &[Right]),
) -> Result<(), Refusal> {
    let (levels, known) = wanted;
    let user = store::users::get(tx, id)?.ok_or(Refusal::Missing)?;
    may_decide(tx, actor, Some(&user), user.role)?;
    let mut exceptions: Vec<(String, Level)> = Vec::new();
    for (name, level) in levels {
        let right =
            known.iter().find(|right| *right == name && **right != ME).ok_or(Refusal::RightUnknown)?;
        if *level > user.role.level(right) && !actor.may(right, *level) {
            return Err(Refusal::BeyondOwn);
        }
        exceptions.retain(|(other, _)| other != name);
        if *level != user.role.level(right) && !user.role.is_owner() {
            exceptions.push((name.clone(), *level));
        }
    }
    exceptions.sort();
    let before = store::rights::of_user(tx, id)?;
    if before == exceptions {
        return Ok(());
    }
    store::rights::replace(tx, id, &exceptions)?;
    Deed { setting, actor, verb: "user.rights_given" }.done(
        tx,
        ("user", id.0),
        &json!({ "before": before, "after": exceptions }),
    )?;
    Ok(())
}

/// Ends a person's access at once: sessions, tokens and invitation; nothing they did is lost.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own, missing, last owner.
pub fn disable(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: UserId) -> Result<(), Refusal> {
    let user = store::users::get(tx, id)?.ok_or(Refusal::Missing)?;
    may_decide(tx, actor, Some(&user), user.role)?;
    if user.disabled_at.is_some() {
        return Ok(());
    }
    if user.role.is_owner() {
        leaves_an_owner(tx, &user)?;
    }
    let now = setting.now();
    store::users::set_disabled(tx, id, Some(now))?;
    store::invitations::remove(tx, id)?;
    let sessions = store::sessions::end_all(tx, id, None, now)?;
    let tokens = store::tokens::end_all(tx, id, now)?;
    let payload = json!({ "sessions_ended": sessions, "tokens_ended": tokens });
    Deed { setting, actor, verb: "user.disabled" }.done(tx, ("user", id.0), &payload)?;
    Ok(())
}

/// Lets a person sign in again with their old password; ended sessions and tokens stay ended.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own, missing.
pub fn enable(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: UserId) -> Result<(), Refusal> {
    let user = store::users::get(tx, id)?.ok_or(Refusal::Missing)?;
    may_decide(tx, actor, Some(&user), user.role)?;
    if user.disabled_at.is_none() {
        return Ok(());
    }
    store::users::set_disabled(tx, id, None)?;
    Deed { setting, actor, verb: "user.enabled" }.done(tx, ("user", id.0), &json!({}))?;
    Ok(())
}

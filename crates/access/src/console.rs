//! People and tokens from the server's command line.

use crate::refusal::Refusal;
use crate::roles::Role;
use crate::staff::{self, NewUser};
use crate::token::{self, NewToken, TokenScopes};
use crate::{PasswordHash, Secret, User, founding, invitation, user};
use db::{DbError, Tx};
use kernel::{Actor, Right, Setting};

/// What a new person got to sign in with.
#[derive(Debug, Clone, PartialEq)]
pub enum WayIn {
    /// The password that was given.
    Password,
    /// The last part of `/invitation/...`, valid for three days.
    Invitation(Secret),
}

/// Adds a person; the first owner founds the firm. Without a password they get an invitation.
///
/// # Errors
/// [`Refusal`]: e-mail taken or wrong, name missing or long.
pub fn add_user(
    tx: &mut Tx<'_>,
    setting: &Setting,
    (email, name): (&str, &str),
    role: &'static Role,
    password: Option<&PasswordHash>,
) -> Result<(User, WayIn), Refusal> {
    let actor = Actor::console();
    let new = NewUser { email: email.to_owned(), name: name.to_owned(), role, team: None };
    let added = staff::add(tx, setting, &actor, new)?;
    let way_in = match password {
        Some(hash) => {
            staff::set_password(tx, setting, &actor, added.id, hash)?;
            WayIn::Password
        }
        None => WayIn::Invitation(invitation::invite(tx, setting, &actor, added.id)?),
    };
    founding::settle(tx, setting)?;
    Ok((added, way_in))
}

/// Everybody: those who may sign in first, then by name.
///
/// # Errors
/// Any [`DbError`].
pub fn list_users(tx: &mut Tx<'_>) -> Result<Vec<User>, DbError> {
    user::all(tx)
}

/// Ends the access of the person with this e-mail. A server that runs beside counts it within five seconds.
///
/// # Errors
/// [`Refusal`]: missing, last owner.
pub fn disable_user(tx: &mut Tx<'_>, setting: &Setting, email: &str) -> Result<User, Refusal> {
    let found = user::by_email(tx, email)?.ok_or(Refusal::Missing)?;
    staff::disable(tx, setting, &Actor::console(), found.id)?;
    Ok(found)
}

/// Makes a token of the person with this e-mail; `known` are the rights of the house ([`crate::known_rights`]).
///
/// # Errors
/// [`Refusal`]: missing, disabled, right unknown.
pub fn create_token(
    tx: &mut Tx<'_>,
    setting: &Setting,
    email: &str,
    scopes: &[&str],
    known: &[Right],
) -> Result<Secret, Refusal> {
    let owner = user::by_email(tx, email)?.ok_or(Refusal::Missing)?;
    if owner.disabled_at.is_some() {
        return Err(Refusal::Disabled);
    }
    let scopes = TokenScopes::new(scopes.iter().copied(), known)?;
    let new = NewToken { name: scopes.list().join(", "), scopes, expires_at: None };
    token::create_for(tx, setting, &Actor::console(), owner.id, new).map(|(_, secret)| secret)
}

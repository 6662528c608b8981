//! Invitations: a link that lets a new person choose their password, once and within three days.

use crate::deciding::{Deed, may_decide};
use crate::refusal::Refusal;
use crate::secret::{self, Secret};
use crate::session::Origin;
use crate::signing_in::{person, welcome};
use crate::{PasswordHash, User, UserId, store};
use db::{DbError, Tx};
use kernel::{Actor, DAY_MS, Millis, Setting};
use serde_json::json;

/// How long an invitation waits.
pub const VALID_MS: Millis = 3 * DAY_MS;

/// Makes a link for a person; one made before stops working.
///
/// # Errors
/// [`Refusal`]: not allowed, beyond own, missing, disabled.
pub fn invite(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: UserId) -> Result<Secret, Refusal> {
    let user = store::users::get(tx, id)?.ok_or(Refusal::Missing)?;
    may_decide(tx, actor, Some(&user), user.role)?;
    if user.disabled_at.is_some() {
        return Err(Refusal::Disabled);
    }
    let (secret, now) = (Secret::for_link(setting), setting.now());
    store::invitations::put(tx, id, &secret.digest(), now, now + VALID_MS)?;
    let payload = json!({ "expires_at": now + VALID_MS });
    Deed { setting, actor, verb: "user.invited" }.done(tx, ("user", id.0), &payload)?;
    Ok(secret)
}

/// Whom a link is for, while it is valid.
///
/// # Errors
/// Any [`DbError`].
pub fn guest(tx: &mut Tx<'_>, now: Millis, secret: &str) -> Result<Option<User>, DbError> {
    let Some(id) = store::invitations::by_digest(tx, &secret::digest(secret), now)? else {
        return Ok(None);
    };
    Ok(store::users::get(tx, id)?.filter(|user| user.disabled_at.is_none()))
}

/// Until when a person's invitation waits, if there is one.
///
/// # Errors
/// Any [`DbError`].
pub fn expiry(tx: &mut Tx<'_>, id: UserId) -> Result<Option<Millis>, DbError> {
    store::invitations::expiry(tx, id)
}

/// Takes an invitation up: the password is set, sessions of before end, a new one begins.
///
/// # Errors
/// [`Refusal::InvitationOver`].
pub fn take_up(
    tx: &mut Tx<'_>,
    setting: &Setting,
    secret: &str,
    hash: &PasswordHash,
    origin: &Origin,
) -> Result<(User, Secret), Refusal> {
    let user = guest(tx, setting.now(), secret)?.ok_or(Refusal::InvitationOver)?;
    store::invitations::remove(tx, user.id)?;
    store::users::set_password(tx, user.id, hash)?;
    store::sessions::end_all(tx, user.id, None, setting.now())?;
    let actor = person(user.id);
    let deed = Deed { setting, actor: &actor, verb: "user.invitation_taken" };
    deed.done(tx, ("user", user.id.0), &json!({}))?;
    let session = welcome(tx, setting, user.id, origin)?;
    Ok((user, session))
}

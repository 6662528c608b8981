//! Signing in and out.

use crate::deciding::Deed;
use crate::password::{self, HashError};
use crate::secret::Secret;
use crate::session::{self, Origin};
use crate::user::fold_email;
use crate::{PasswordHash, User, UserId, store, throttle};
use db::{Db, DbError, Tx};
use kernel::{Actor, ActorKind, Millis, RawId, Rights, Setting, Sight};
use serde_json::json;

/// Why somebody was not let in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// No such account, no password, disabled, or another password: which one is not told.
    #[error("this e-mail and password do not go together")]
    Wrong,
    /// Too many failures; the milliseconds to rest.
    #[error("too many failures, {0} ms to rest")]
    Rest(Millis),
    /// The machine could not hash.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Lets a person in who knows their password; gives the secret of the new session, for the cookie.
///
/// # Errors
/// [`SignInError`]; the same, after the same time, whether or not there is such an account.
pub async fn sign_in(
    db: &Db,
    setting: &Setting,
    (email, password): (&str, &str),
    origin: Origin,
) -> Result<(User, Secret), SignInError> {
    let email = fold_email(email);
    let (asked, world, from) = (email.clone(), setting.clone(), origin.address.clone());
    let found = db.writing(move |tx| look_up(tx, &asked, &from, world.now())).await?;
    let kept = found.as_ref().and_then(|(_, hash)| hash.clone());
    let is_right = password::is_right(password.to_owned(), kept.clone()).await?;
    let world = setting.clone();
    let (Some((user, _)), Some(kept), true) = (&found, kept, is_right) else {
        let tried = found.map(|(user, _)| user.id);
        db.writing(move |tx| note_failure(tx, &world, tried, &origin.address)).await?;
        return Err(SignInError::Wrong);
    };
    let user = user.clone();
    db.writing(move |tx| let_in(tx, &world, &user, &kept, &origin)).await
}

type Found = Option<(User, Option<PasswordHash>)>;

/// Counts the try and finds the account, if it may be used.
fn look_up(tx: &mut Tx<'_>, email: &str, address: &str, now: Millis) -> Result<Found, SignInError> {
    if let Some(rest) = throttle::begin(tx, email, address, now)? {
        return Err(SignInError::Rest(rest));
    }
    let Some(user) = store::users::by_email(tx, email)?.filter(|user| user.disabled_at.is_none()) else {
        return Ok(None);
    };
    let hash = store::users::password_hash(tx, user.id)?;
    Ok(Some((user, hash)))
}

/// Tells of a failure; of an account that is not there too, so that both take the same time.
fn note_failure(
    tx: &mut Tx<'_>,
    setting: &Setting,
    tried: Option<UserId>,
    address: &str,
) -> Result<(), DbError> {
    let actor = Actor::system();
    let deed = Deed { setting, actor: &actor, verb: "user.sign_in_failed" };
    let subject = tried.map_or(RawId::nil(), |user| user.0);
    deed.done(tx, ("user", subject), &json!({ "address": address }))
}

/// Begins the session, if meanwhile neither the password changed nor the person was disabled.
fn let_in(
    tx: &mut Tx<'_>,
    setting: &Setting,
    user: &User,
    proved: &PasswordHash,
    origin: &Origin,
) -> Result<(User, Secret), SignInError> {
    let user = store::users::get(tx, user.id)?.filter(|user| user.disabled_at.is_none());
    let user = user.ok_or(SignInError::Wrong)?;
    if store::users::password_hash(tx, user.id)?.as_ref() != Some(proved) {
        return Err(SignInError::Wrong);
    }
    throttle::succeed(tx, &user.email, &origin.address, setting.now())?;
    let secret = welcome(tx, setting, user.id, origin)?;
    Ok((user, secret))
}

/// Begins a session and tells of it.
pub(crate) fn welcome(
    tx: &mut Tx<'_>,
    setting: &Setting,
    user: UserId,
    origin: &Origin,
) -> Result<Secret, DbError> {
    let (session, secret) = session::begin(tx, setting, user, origin)?;
    store::sessions::seen(tx, session, user, setting.now())?;
    let actor = person(user);
    let deed = Deed { setting, actor: &actor, verb: "user.signed_in" };
    deed.done(tx, ("user", user.0), &json!({ "session": session }))?;
    Ok(secret)
}

/// Ends the session of a secret; gives whether there was one.
///
/// # Errors
/// Any [`DbError`].
pub fn sign_out(tx: &mut Tx<'_>, setting: &Setting, secret: &str) -> Result<bool, DbError> {
    let Some(session) = session::of_secret(tx, secret)? else { return Ok(false) };
    store::sessions::end(tx, session.id, setting.now())?;
    let actor = person(session.user);
    let deed = Deed { setting, actor: &actor, verb: "user.signed_out" };
    deed.done(tx, ("user", session.user.0), &json!({ "session": session.id }))?;
    Ok(true)
}

/// A person as the doer of what needs no right: coming and going.
pub(crate) fn person(user: UserId) -> Actor {
    let sight = Sight::of([user.0]);
    Actor { user: Some(user.0), kind: ActorKind::Person, team: None, rights: Rights::default(), sight }
}

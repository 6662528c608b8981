//! Sessions: a person at a screen, from sign-in to sign-out.

use crate::deciding::{Deed, own};
use crate::refusal::Refusal;
use crate::secret::{self, Secret};
use crate::{UserId, store};
use db::{DbError, Tx};
use kernel::{Actor, DAY_MS, Millis, Setting};
use serde_json::json;

kernel::id_type!(
    /// A session.
    SessionId
);

/// A session not used for so long ends by itself.
pub const IDLE_MS: Millis = 14 * DAY_MS;
/// No session lasts longer.
pub const LONGEST_MS: Millis = 90 * DAY_MS;

/// A session that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub user: UserId,
    /// When they signed in.
    pub created_at: Millis,
    /// When it was used last, to five minutes.
    pub last_seen_at: Millis,
    /// The address they signed in from.
    pub address: String,
    /// The browser's own name.
    pub agent: String,
}

/// From where somebody comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The network address.
    pub address: String,
    /// The browser's own name.
    pub agent: String,
    /// The secret of the session they hold already, which ends when another begins.
    pub held: Option<String>,
}

/// Begins a session for somebody who proved who they are; one held before ends.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    setting: &Setting,
    user: UserId,
    origin: &Origin,
) -> Result<(SessionId, Secret), DbError> {
    let held = origin.held.as_deref().unwrap_or_default();
    if let Some(session) = of_secret(tx, held)? {
        store::sessions::end(tx, session.id, setting.now())?;
    }
    let secret = Secret::for_link(setting);
    let now = setting.now();
    let session = Session {
        id: setting.id(),
        user,
        created_at: now,
        last_seen_at: now,
        address: origin.address.clone(),
        agent: origin.agent.clone(),
    };
    store::sessions::insert(tx, &session, &secret.digest())?;
    Ok((session.id, secret))
}

/// The open session of a secret.
///
/// # Errors
/// Any [`DbError`].
pub fn of_secret(tx: &mut Tx<'_>, secret: &str) -> Result<Option<Session>, DbError> {
    store::sessions::by_digest(tx, &secret::digest(secret))
}

/// The open sessions of a person, the one used last first.
///
/// # Errors
/// Any [`DbError`].
pub fn open_of(tx: &mut Tx<'_>, setting: &Setting, user: UserId) -> Result<Vec<Session>, DbError> {
    store::sessions::open_of(tx, user, setting.now())
}

/// Ends a session of the actor's own.
///
/// # Errors
/// [`Refusal`]: not allowed to a token without a scope for it; missing, also when it is somebody else's.
pub fn end(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: SessionId) -> Result<(), Refusal> {
    let own = own(actor)?;
    let open = store::sessions::open_of(tx, UserId(own), setting.now())?;
    if !open.iter().any(|session| session.id == id) {
        return Err(Refusal::Missing);
    }
    store::sessions::end(tx, id, setting.now())?;
    Deed { setting, actor, verb: "session.ended" }.done(tx, ("user", own), &json!({ "session": id }))?;
    Ok(())
}

/// Ends all sessions of the actor but one; gives how many were open.
///
/// # Errors
/// [`Refusal`]: not allowed to a token without a scope for it.
pub fn end_others(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    kept: Option<SessionId>,
) -> Result<u64, Refusal> {
    let own = own(actor)?;
    let n_ended = store::sessions::end_all(tx, UserId(own), kept, setting.now())?;
    if n_ended > 0 {
        let payload = json!({ "kept": kept, "n": n_ended });
        Deed { setting, actor, verb: "session.others_ended" }.done(tx, ("user", own), &payload)?;
    }
    Ok(n_ended)
}

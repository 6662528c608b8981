//! What everybody decides about themselves: name, language, zone, look, password.

use crate::deciding::{Deed, checked_name, own};
use crate::refusal::Refusal;
use crate::{PasswordHash, SessionId, User, UserId, password, session, store, throttle};
use db::{Db, DbError, Tx};
use kernel::{Actor, ActorKind, Setting};
use serde_json::json;
use ui::{Density, Theme};
use words::Lang;

/// How a person likes things.
#[derive(Debug, Clone, PartialEq)]
pub struct Habits {
    /// Their name.
    pub name: String,
    /// Their language; `None` for the firm's.
    pub lang: Option<Lang>,
    /// Their time zone, an IANA name; `None` for the firm's.
    pub zone: Option<String>,
    /// Their colours.
    pub theme: Theme,
    /// Their height of rows.
    pub density: Density,
}

impl Habits {
    /// Those of a person as they stand.
    pub fn of(user: &User) -> Self {
        Self {
            name: user.name.clone(),
            lang: user.lang,
            zone: user.zone.clone(),
            theme: user.theme,
            density: user.density,
        }
    }
}

/// Changes how the actor likes things; only a new name is told of in the journal, and not which.
///
/// # Errors
/// [`Refusal`]: not allowed to a token without a scope for it, name missing or long, zone unknown.
pub fn settle(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, habits: Habits) -> Result<User, Refusal> {
    let id = UserId(own(actor)?);
    let user = store::users::get(tx, id)?.ok_or(Refusal::Missing)?;
    let name = checked_name(&habits.name)?;
    if habits.zone.as_deref().is_some_and(|zone| jiff::tz::TimeZone::get(zone).is_err()) {
        return Err(Refusal::ZoneUnknown);
    }
    let Habits { lang, zone, theme, density, .. } = habits;
    let settled = User { name, lang, zone, theme, density, ..user.clone() };
    store::users::update(tx, &settled)?;
    if settled.name != user.name {
        let deed = Deed { setting, actor, verb: "user.renamed" };
        deed.done(tx, ("user", id.0), &json!({}))?;
    }
    Ok(settled)
}

/// Changes the actor's own password; every session but `kept` ends.
///
/// # Errors
/// [`Refusal`]: not allowed to tokens, password wrong when `proved` is not the one at hand any more.
pub fn change_password(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    (proved, fresh): (&PasswordHash, &PasswordHash),
    kept: Option<SessionId>,
) -> Result<u64, Refusal> {
    let id = actor.user.filter(|_| actor.kind == ActorKind::Person).ok_or(Refusal::NotAllowed)?;
    if store::users::password_hash(tx, UserId(id))?.as_ref() != Some(proved) {
        return Err(Refusal::PasswordWrong);
    }
    store::users::set_password(tx, UserId(id), fresh)?;
    Deed { setting, actor, verb: "user.password_changed" }.done(tx, ("user", id), &json!({}))?;
    session::end_others(tx, setting, actor, kept)
}

/// The kept form of the actor's password, once they proved that they know it. Failures are counted and rested after as
/// those of signing in are, but apart from them, so that a stolen session cannot shut its owner out.
///
/// # Errors
/// [`Refusal`]: password wrong; too often; or the machine or the base failed.
pub async fn prove(
    db: &Db,
    setting: &Setting,
    (id, text): (UserId, &str),
    address: &str,
) -> Result<PasswordHash, Refusal> {
    let (now, of, from) = (setting.now(), format!("password of {}", id.0), address.to_owned());
    let counted = of.clone();
    let (rest, kept) = db
        .writing(move |tx| {
            let rest = throttle::begin(tx, &counted, &from, now)?;
            Ok::<_, DbError>((rest, store::users::password_hash(tx, id)?))
        })
        .await?;
    if rest.is_some() {
        return Err(Refusal::TooOften);
    }
    let is_right = password::is_right(text.to_owned(), kept.clone()).await?;
    let hash = kept.filter(|_| is_right).ok_or(Refusal::PasswordWrong)?;
    let from = address.to_owned();
    db.writing(move |tx| throttle::succeed(tx, &of, &from, now)).await?;
    Ok(hash)
}

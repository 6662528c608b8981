//! Alarms: what the people who answer for the firm should look at, until one of them says that it is settled.

use crate::deciding::Deed;
use crate::refusal::Refusal;
use crate::rights::AUDIT;
use crate::store;
use db::{DbError, Tx};
use kernel::{Actor, Level, Millis, RawId, Setting};
use serde::{Deserialize, Serialize};
use serde_json::json;

kernel::id_type!(
    /// An alarm.
    AlarmId
);

/// What happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Cause {
    /// A control record was touched.
    Canary {
        /// How: a way of reading, or `mail`.
        how: String,
    },
    /// Somebody read far more than is usual for them.
    Unusual {
        /// In what way.
        how: String,
        /// How many times that day, when it was noticed.
        n: i64,
        /// From how many on it counts as unusual.
        bound: i64,
        /// The median of their own past days; null with too few of them.
        own: Option<i64>,
        /// The median of their colleagues' days; null with too few of them.
        colleagues: Option<i64>,
    },
}

impl Cause {
    /// The word kept beside it, also the end of its catalogue key.
    pub fn kind(&self) -> &'static str {
        match self {
            Cause::Canary { .. } => "canary",
            Cause::Unusual { .. } => "unusual",
        }
    }
}

/// An alarm.
#[derive(Debug, Clone, PartialEq)]
pub struct Alarm {
    /// Its id.
    pub id: AlarmId,
    /// What happened.
    pub cause: Cause,
    /// Who did it.
    pub user: Option<RawId>,
    /// To which customer, if it was one.
    pub subject: Option<RawId>,
    /// When it was noticed.
    pub at: Millis,
    /// Who settled it.
    pub settled_by: Option<RawId>,
    /// When; `None` while it is open.
    pub settled_at: Option<Millis>,
}

/// Raises an alarm.
///
/// # Errors
/// Any [`DbError`].
pub fn raise(
    tx: &mut Tx<'_>,
    setting: &Setting,
    cause: Cause,
    (user, subject): (Option<RawId>, Option<RawId>),
) -> Result<AlarmId, DbError> {
    let id: AlarmId = setting.id();
    let at = setting.now();
    let alarm = Alarm { id, cause, user, subject, at, settled_by: None, settled_at: None };
    store::alarms::insert(tx, &alarm)?;
    let payload = json!({ "cause": alarm.cause, "by": user, "subject": subject });
    Deed { setting, actor: &Actor::system(), verb: "alarm.raised" }.done(tx, ("alarm", id.0), &payload)?;
    Ok(id)
}

/// The open alarms, then the settled ones, each newest first, at most `limit`.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn all(tx: &mut Tx<'_>, actor: &Actor, limit: usize) -> Result<Vec<Alarm>, Refusal> {
    if !actor.may(AUDIT, Level::Read) {
        return Err(Refusal::NotAllowed);
    }
    Ok(store::alarms::all(tx, limit)?)
}

/// How many are open.
///
/// # Errors
/// Any [`DbError`].
pub fn n_open(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    store::alarms::n_open(tx)
}

/// Says that an alarm was looked into; what is settled stays so. Nobody settles an alarm about themselves, but for the
/// only owner.
///
/// # Errors
/// [`Refusal`]: not allowed, missing, own deed.
pub fn settle(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, id: AlarmId) -> Result<(), Refusal> {
    if !actor.may(AUDIT, Level::Write) {
        return Err(Refusal::NotAllowed);
    }
    let alarm = store::alarms::find(tx, id)?.ok_or(Refusal::Missing)?;
    if alarm.user.is_some() && alarm.user == actor.user && store::users::n_active_owners(tx)? > 1 {
        return Err(Refusal::OwnDeed);
    }
    if alarm.settled_at.is_some() {
        return Ok(());
    }
    store::alarms::settle(tx, id, (actor.user, setting.now()))?;
    Deed { setting, actor, verb: "alarm.settled" }.done(tx, ("alarm", id.0), &json!({}))?;
    Ok(())
}

//! Alarms: what the people who answer for the firm should look at, until one of them says that it is settled.

use crate::deciding::Deed;
use crate::reading::How;
use crate::refusal::Refusal;
use crate::rights::AUDIT;
use crate::unusual::{Usual, bound};
use crate::{UserId, store};
use db::{DbError, Tx};
use kernel::{Actor, Level, Millis, RawId, Setting};
use serde::{Deserialize, Serialize};
use serde_json::json;

kernel::id_type!(
    /// An alarm.
    AlarmId
);

/// Days looked back at for what is usual.
const N_DAYS: i64 = 28;

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

/// From how many on a day is looked at, whatever is usual.
fn least(how: How) -> i64 {
    match how {
        How::Card | How::List => 150,
        How::Search => 100,
        How::Reveal => 10,
        How::Export => 1_000,
    }
}

/// Raises an alarm when a person's day is far beyond what is usual for them and their colleagues; once a day for each
/// way of reading.
pub(crate) fn look_at_day(
    tx: &mut Tx<'_>,
    setting: &Setting,
    (user, day, how): (RawId, i64, How),
) -> Result<(), DbError> {
    let n = store::reads::on_day(tx, (user, day, how.slug()))?;
    if n < least(how) {
        return Ok(());
    }
    let days = (day - N_DAYS, day);
    let own = Usual::of(&store::reads::days_of(tx, (user, how.slug()), days)?);
    let role = store::users::get(tx, UserId(user))?.map_or("", |person| person.role.slug);
    let others = store::reads::days_of_colleagues(tx, (user, role, how.slug()), days)?;
    let colleagues = Usual::of(&others);
    let bound = bound(own, colleagues, least(how));
    let since = setting.now() - kernel::DAY_MS;
    if (n as f64) < bound || store::alarms::is_known(tx, (user, how.slug()), since)? {
        return Ok(());
    }
    let whole = |usual: Usual| usual.middle.round() as i64;
    let cause = Cause::Unusual {
        how: how.slug().to_owned(),
        n,
        bound: bound.round() as i64,
        own: own.map(whole),
        colleagues: colleagues.map(whole),
    };
    raise(tx, setting, cause, (Some(user), None)).map(drop)
}

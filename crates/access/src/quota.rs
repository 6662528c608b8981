//! How much a person may do of something in a day: reveal masked values, export records.
//!
//! A quota belongs to a role and is used up by persons; a token uses up its owner's. Owners, the console and the house
//! itself have none. A day is one of the firm's calendar.

use crate::deciding::is_person;
use crate::refusal::Refusal;
use crate::roles::Role;
use crate::{UserId, store};
use db::{DbError, Tx};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use kernel::{Actor, DAY_MS, Millis, Setting};

/// What is counted by the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quota {
    /// Masked values seen in full.
    Reveals,
    /// Records taken out.
    Exports,
    /// Records taken out at once without another person's consent; not used up.
    ExportAlone,
}

impl Quota {
    /// All, in the order of the screen.
    pub const ALL: [Quota; 3] = [Quota::Reveals, Quota::Exports, Quota::ExportAlone];

    /// The word kept in the base and used by the API; never changes.
    pub fn slug(self) -> &'static str {
        match self {
            Quota::Reveals => "reveals",
            Quota::Exports => "exports",
            Quota::ExportAlone => "export_alone",
        }
    }

    /// What holds where the firm decided nothing.
    pub fn usual(self) -> i64 {
        match self {
            Quota::Reveals => 20,
            Quota::Exports => 5_000,
            Quota::ExportAlone => 500,
        }
    }
}

/// The greatest quota that can be decided.
pub const MOST: i64 = 100_000_000;

/// How much people of a role have of a quota.
///
/// # Errors
/// Any [`DbError`].
pub fn of_role(tx: &mut Tx<'_>, role: &Role, quota: Quota) -> Result<i64, DbError> {
    Ok(store::sights::quota(tx, role.slug, quota.slug())?.unwrap_or(quota.usual()))
}

/// How much the actor has left of a quota today; `None` when there is no bound.
///
/// # Errors
/// Any [`DbError`].
pub fn left(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    quota: Quota,
) -> Result<Option<i64>, DbError> {
    let Some(id) = actor.user.filter(|_| is_person(actor)) else { return Ok(None) };
    let Some(user) = store::users::get(tx, UserId(id))? else { return Ok(Some(0)) };
    if user.role.is_owner() {
        return Ok(None);
    }
    let day = day_of(tx, setting.now())?;
    let used = store::quotas::used(tx, id, (quota.slug(), day))?;
    Ok(Some((of_role(tx, user.role, quota)? - used).max(0)))
}

/// Uses up `n` of a quota.
///
/// # Errors
/// [`Refusal::QuotaOver`] when so much is not left; nothing is used up then.
pub fn take(
    tx: &mut Tx<'_>,
    setting: &Setting,
    actor: &Actor,
    (quota, n): (Quota, i64),
) -> Result<(), Refusal> {
    let (Some(left), Some(user)) = (left(tx, setting, actor, quota)?, actor.user) else { return Ok(()) };
    if n > left {
        return Err(Refusal::QuotaOver);
    }
    let day = day_of(tx, setting.now())?;
    Ok(store::quotas::add(tx, user, (quota.slug(), day), n)?)
}

/// The day of the firm's calendar at a moment, counted from 1970-01-01.
///
/// # Errors
/// Any [`DbError`].
pub(crate) fn day_of(tx: &mut Tx<'_>, at: Millis) -> Result<i64, DbError> {
    let zone = TimeZone::get(&crate::firm::load(tx)?.zone).unwrap_or(TimeZone::UTC);
    Ok(day_in(&zone, at))
}

pub(crate) fn day_in(zone: &TimeZone, at: Millis) -> i64 {
    let offset = Timestamp::from_millisecond(at).map_or(0, |moment| zone.to_offset(moment).seconds());
    (at + i64::from(offset) * 1_000).div_euclid(DAY_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_the_firms_midnight() {
        let almaty = TimeZone::get("Asia/Almaty").unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
        let day = day_in(&almaty, at("2026-11-21T19:00:00Z"));
        assert_eq!(day, day_in(&almaty, at("2026-11-22T18:59:59Z")));
        assert_eq!(day, day_in(&almaty, at("2026-11-21T18:59:59Z")) + 1);
    }
}

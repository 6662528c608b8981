//! Control records: made-up customers that nobody has a reason to touch; whoever does raises an alarm.

use crate::alarm::{self, Cause};
use crate::deciding::Deed;
use crate::reading::{How, Read};
use crate::refusal::Refusal;
use crate::rights::AUDIT;
use crate::store;
use db::{DbError, Tx};
use kernel::{Actor, Level, RawId, Setting};
use serde_json::json;

/// Makes a customer a control record; one that is stays so. Told in the journal of no card, so that nobody who reads
/// the card learns of it.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn plant(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, customer: RawId) -> Result<(), Refusal> {
    may_plant(actor)?;
    if store::canaries::are_among(tx, &[customer])?.is_empty() {
        store::canaries::insert(tx, customer, (actor.user, setting.now()))?;
        let payload = json!({ "customer": customer });
        Deed { setting, actor, verb: "canary.planted" }.done(tx, ("canary", setting.id()), &payload)?;
    }
    Ok(())
}

/// Makes a control record a customer like any other.
///
/// # Errors
/// [`Refusal`]: not allowed, missing.
pub fn lift(tx: &mut Tx<'_>, setting: &Setting, actor: &Actor, customer: RawId) -> Result<(), Refusal> {
    may_plant(actor)?;
    if !store::canaries::remove(tx, customer)? {
        return Err(Refusal::Missing);
    }
    let payload = json!({ "customer": customer });
    Deed { setting, actor, verb: "canary.lifted" }.done(tx, ("canary", setting.id()), &payload)?;
    Ok(())
}

/// The ids of all control records, those planted last first.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn all(tx: &mut Tx<'_>, actor: &Actor) -> Result<Vec<RawId>, Refusal> {
    may_plant(actor)?;
    Ok(store::canaries::all(tx)?)
}

/// Raises an alarm for each control record among customers that were touched, `how` being `export` or `mail`; to be
/// called by whoever takes records out or writes to them. Gives how many there were.
///
/// # Errors
/// Any [`DbError`].
pub fn touched(
    tx: &mut Tx<'_>,
    (setting, actor): (&Setting, &Actor),
    how: &str,
    customers: &[RawId],
) -> Result<usize, DbError> {
    let found = store::canaries::are_among(tx, customers)?;
    for customer in &found {
        let cause = Cause::Canary { how: how.to_owned() };
        alarm::raise(tx, setting, cause, (actor.user, Some(*customer)))?;
    }
    Ok(found.len())
}

/// Raises an alarm for each control record that was opened or revealed by anybody but those who plant them.
pub(crate) fn look(tx: &mut Tx<'_>, setting: &Setting, reads: &[Read]) -> Result<(), DbError> {
    let subjects: Vec<RawId> = reads.iter().filter_map(|read| read.subject).collect();
    let found = store::canaries::are_among(tx, &subjects)?;
    for read in reads.iter().filter(|read| matches!(read.how, How::Card | How::Reveal)) {
        let Some(subject) = read.subject.filter(|subject| found.contains(subject)) else { continue };
        if store::alarms::is_canary_known(tx, (read.user, subject), setting.now() - kernel::HOUR_MS)?
            || store::canaries::planter(tx, subject)? == Some(read.user)
        {
            continue;
        }
        let cause = Cause::Canary { how: read.how.slug().to_owned() };
        alarm::raise(tx, setting, cause, (Some(read.user), Some(subject)))?;
    }
    Ok(())
}

fn may_plant(actor: &Actor) -> Result<(), Refusal> {
    if actor.may(AUDIT, Level::Arrange) { Ok(()) } else { Err(Refusal::NotAllowed) }
}

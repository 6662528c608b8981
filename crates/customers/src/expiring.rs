//! Ending guesses whose time is over: by themselves, once an hour.

use crate::act::{Act, Desk};
use crate::changing;
use crate::error::CustomerError;
use crate::store::cards;
use db::Tx;
use fields::Manner;
use jobs::{Job, JobError, Outcome, Recurring, Schedule, Work};
use kernel::{Actor, Country, HOUR_MS};

/// The name of the job.
const KIND: &str = "customers.expire";

/// Cards in one transaction.
const BATCH: usize = 200;

/// Ends the expired guesses of at most `limit` cards, the longest overdue first; gives how many cards were changed.
///
/// # Errors
/// As [`changing::expire`].
pub fn end_expired(tx: &mut Tx<'_>, act: &Act, limit: usize) -> Result<usize, CustomerError> {
    let overdue = cards::expired(tx, act.setting.now(), limit)?;
    for no in &overdue {
        changing::expire(tx, act, *no)?;
    }
    Ok(overdue.len())
}

/// The job that does it, batch by batch.
pub(crate) struct Expire;

impl Job for Expire {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let mut n_done = 0;
        loop {
            let setting = work.setting().clone();
            let n = work.write(move |tx| {
                // No value is read here, so the firm's habits do not matter.
                let manner = Manner::of(Country::Other, setting.now());
                let fields = Desk::default().fields(tx)?;
                let act = Act { setting, actor: Actor::system(), fields, manner };
                end_expired(tx, &act, BATCH).map_err(|error| JobError::Again(error.to_string()))
            })?;
            n_done += i64::try_from(n).unwrap_or(0);
            work.progress(n_done, None, "customers-expire-under-way");
            if n < BATCH {
                return Ok(Outcome::DONE);
            }
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
        }
    }
}

/// When it is due.
pub(crate) fn recurring() -> Recurring {
    Recurring { kind: KIND, schedule: Schedule::Every(HOUR_MS) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed};
    use crate::{Kind, NewValue, builtin, listing};
    use kernel::Setting;

    #[test]
    fn a_guess_ends_when_its_time_is_over_and_stays_as_history() {
        let (_folder, db) = base();
        let now = Setting::real().now();
        let guess =
            |value: &str, until| NewValue { until: Some(until), sure: Some(40), ..NewValue::new(value) };
        let values = [
            (builtin::FAMILY, NewValue::new("Омарова")),
            (29, guess("Астана", now - 1)),
            (builtin::CATEGORY, guess("опт", now + HOUR_MS)),
        ];
        let card = deed(&db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap();
        assert_eq!(deed(&db, |tx, act| end_expired(tx, act, 10)).unwrap(), 1);
        assert_eq!(deed(&db, |tx, act| end_expired(tx, act, 10)).unwrap(), 0);
        let id = card.id;
        let card = deed(&db, move |tx, act| listing::get(tx, act, id)).unwrap();
        assert_eq!((card.sheet.text(29), card.sheet.text(builtin::CATEGORY)), (None, Some("опт")));
        let past = deed(&db, move |tx, act| listing::past(tx, act, &card, Some(29))).unwrap();
        assert_eq!((past[0].fact.value.as_str(), past[0].ending.as_str()), ("Астана", "expired"));
    }
}

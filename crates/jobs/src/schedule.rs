//! Work that comes back: every so often, or daily at a time of day.

use crate::enqueue::{New, enqueue};
use crate::store;
use db::{DbError, Tx};
use jiff::{Timestamp, ToSpan as _, civil::Time, tz::TimeZone};
use kernel::{DAY_MS, Millis, Setting};

/// When recurring work is due.
#[derive(Debug, Clone)]
pub enum Schedule {
    /// This many milliseconds after the last time, and at the first start.
    Every(Millis),
    /// Each day at this local time of this zone; a time that the clock skips is due when the clock goes on.
    DailyAt(Time, TimeZone),
}

/// A kind of work that comes back; its payload is null. What was missed while nothing ran is made up for once.
#[derive(Debug, Clone)]
pub struct Recurring {
    /// The kind of a [`crate::Job`].
    pub kind: &'static str,
    /// When it is due.
    pub schedule: Schedule,
}

impl Schedule {
    /// The first moment after `now` (ms).
    pub(crate) fn after(&self, now: Millis) -> Millis {
        match self {
            Schedule::Every(ms) => now + (*ms).max(1),
            Schedule::DailyAt(time, zone) => daily(*time, zone, now).unwrap_or(now + DAY_MS),
        }
    }

    /// When it is due for the first time in a base that never saw it.
    fn first(&self, now: Millis) -> Millis {
        match self {
            Schedule::Every(_) => now,
            Schedule::DailyAt(..) => self.after(now),
        }
    }
}

fn daily(time: Time, zone: &TimeZone, now: Millis) -> Option<Millis> {
    let today = Timestamp::from_millisecond(now).ok()?.to_zoned(zone.clone()).date();
    let moments = [today, today.checked_add(1.day()).ok()?].into_iter().filter_map(|day| {
        Some(day.to_datetime(time).to_zoned(zone.clone()).ok()?.timestamp().as_millisecond())
    });
    moments.into_iter().find(|moment| *moment > now)
}

/// Puts what is due on the queue; work of a kind that still waits or runs is not doubled.
pub(crate) fn put_due(tx: &mut Tx<'_>, setting: &Setting, all: &[Recurring]) -> Result<(), DbError> {
    let now = setting.now();
    for recurring in all {
        let noted = store::next_at(tx, recurring.kind)?;
        let next = noted.unwrap_or_else(|| recurring.schedule.first(now));
        if next <= now {
            let new = New::of(recurring.kind, &()).key(format!("recurring {}", recurring.kind));
            enqueue(tx, setting, new)?;
            store::set_next(tx, recurring.kind, recurring.schedule.after(now))?;
        } else if noted.is_none() {
            store::set_next(tx, recurring.kind, next)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(schedule: &Schedule, now: &str, wanted: &str) {
        let now: Timestamp = now.parse().unwrap();
        let after = Timestamp::from_millisecond(schedule.after(now.as_millisecond())).unwrap();
        assert_eq!(after.to_string(), wanted);
    }

    #[test]
    fn work_of_each_day_comes_at_its_local_time() {
        let almaty = Schedule::DailyAt(Time::constant(3, 30, 0, 0), TimeZone::get("Asia/Almaty").unwrap());
        check(&almaty, "2026-03-01T22:29:59Z", "2026-03-01T22:30:00Z");
        check(&almaty, "2026-03-01T22:30:00Z", "2026-03-02T22:30:00Z");
        let berlin =
            Schedule::DailyAt(Time::constant(2, 30, 0, 0), TimeZone::get("Europe/Berlin").unwrap());
        check(&berlin, "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z");
        check(&berlin, "2026-03-29T12:00:00Z", "2026-03-30T00:30:00Z");
    }

    #[test]
    fn work_that_comes_often_is_counted_from_now() {
        check(&Schedule::Every(60_000), "2026-03-01T00:00:00Z", "2026-03-01T00:01:00Z");
    }
}

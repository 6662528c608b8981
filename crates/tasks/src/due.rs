//! By when: a day, and perhaps a time of that day, in the firm's zone.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use kernel::Millis;

/// A day with or without a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The day.
    pub on: Date,
    /// Minutes since midnight, 0..1440; `None` for any time of the day.
    pub minute: Option<u16>,
}

impl Due {
    /// Any time of a day.
    pub fn on(day: Date) -> Self {
        Self { on: day, minute: None }
    }

    /// The moment in a zone, ms: without a time the last second of the day; a time that the clock skips is the next
    /// one that exists.
    pub fn at(self, zone: &TimeZone) -> Millis {
        let time = match self.minute {
            Some(minute) => time_of(minute),
            None => Time::constant(23, 59, 59, 0),
        };
        self.on.to_datetime(time).to_zoned(zone.clone()).map_or(0, |at| at.timestamp().as_millisecond())
    }

    /// The time as `15:30`; empty for any time.
    pub fn clock(self) -> String {
        self.minute.map_or_else(String::new, |minute| format!("{:02}:{:02}", minute / 60, minute % 60))
    }

    /// From a day as `2026-03-12` and a time as `15:30` or nothing; `Err` says which of the two cannot be read.
    ///
    /// # Errors
    /// `due_on` or `due_time`.
    pub fn read(day: &str, time: &str) -> Result<Self, &'static str> {
        let on = day.trim().parse().map_err(|_| "due_on")?;
        let minute = match time.trim() {
            "" => None,
            time => Some(minute_of(time).ok_or("due_time")?),
        };
        Ok(Self { on, minute })
    }
}

fn time_of(minute: u16) -> Time {
    let part = |n: u16| i8::try_from(n).unwrap_or(0);
    Time::new(part(minute / 60), part(minute % 60), 0, 0).unwrap_or(Time::constant(0, 0, 0, 0))
}

fn minute_of(text: &str) -> Option<u16> {
    let mut parts = text.split(':');
    let hour: u16 = parts.next()?.parse().ok()?;
    let minute: u16 = parts.next()?.parse().ok()?;
    // A browser may send seconds along.
    (hour < 24 && minute < 60 && parts.count() <= 1).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lasts_until_its_last_second() {
        let check = |day: &str, time: &str, expected: &str| {
            let due = Due::read(day, time).unwrap();
            let at =
                jiff::Timestamp::from_millisecond(due.at(&TimeZone::get("Asia/Almaty").unwrap())).unwrap();
            assert_eq!(at.to_string(), expected, "{day} {time}");
        };
        check("2026-03-12", "", "2026-03-12T18:59:59Z");
        check("2026-03-12", "09:30", "2026-03-12T04:30:00Z");
        check("2026-03-12", "00:00:00", "2026-03-11T19:00:00Z");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert_eq!(Due::read("31.02.2026", ""), Err("due_on"));
        assert_eq!(Due::read("2026-02-30", ""), Err("due_on"));
        assert_eq!(Due::read("2026-02-28", "25:00"), Err("due_time"));
        assert_eq!(Due::read("2026-02-28", "noon"), Err("due_time"));
    }
}

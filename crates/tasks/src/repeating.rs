//! How a task comes back: every so many days, weeks, months or years.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl Unit {
    /// All, shortest first.
    pub const ALL: [Unit; 4] = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];

    /// `day`, `week`, `month` or `year`.
    pub fn slug(self) -> &'static str {
        match self {
            Unit::Day => "day",
            Unit::Week => "week",
            Unit::Month => "month",
            Unit::Year => "year",
        }
    }

    /// The unit of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.slug() == slug)
    }
}

/// Every so many units, counted from the day it was first due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// How many units, 1..=99.
    pub every: u8,
    /// Of what.
    pub unit: Unit,
    /// The day it was first due: a task of the 31st comes on the last day of shorter months, and on the 31st again
    /// where there is one.
    pub since: Date,
}

impl Repeat {
    /// Every so many units from a day on; `None` for a number out of range.
    pub fn new(every: i64, unit: Unit, since: Date) -> Option<Self> {
        let every = u8::try_from(every).ok().filter(|n| (1..=99).contains(n))?;
        Some(Self { every, unit, since })
    }

    /// The first day of the series after `day`; `None` past the end of the calendar.
    pub fn after(self, day: Date) -> Option<Date> {
        let every = i32::from(self.every);
        let days = |n: i32| n.days();
        let n_passed = match self.unit {
            Unit::Day => days_between(self.since, day) / every,
            Unit::Week => days_between(self.since, day) / (7 * every),
            Unit::Month => months_between(self.since, day) / every,
            Unit::Year => months_between(self.since, day) / (12 * every),
        };
        // Steps are counted from the first day, never from the last one: else the 31st would stay the 28th for ever.
        (n_passed.max(0)..n_passed.max(0) + 3).find_map(|n| {
            let span = match self.unit {
                Unit::Day => days(n * every),
                Unit::Week => days(n * every * 7),
                Unit::Month => (n * every).months(),
                Unit::Year => (n * every).years(),
            };
            self.since.checked_add(span).ok().filter(|next| *next > day)
        })
    }

    /// As the base keeps it: `2 week 2026-03-12`.
    pub(crate) fn stored(self) -> String {
        format!("{} {} {}", self.every, self.unit.slug(), self.since)
    }

    /// From what the base kept.
    pub(crate) fn from_stored(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let (every, unit, since) = (parts.next()?, parts.next()?, parts.next()?);
        Self::new(every.parse().ok()?, Unit::from_slug(unit)?, since.parse().ok()?)
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn months_between(from: Date, to: Date) -> i32 {
    let month = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    // The day itself may not have been reached yet.
    month(to) - month(from) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check((every, unit): (i64, Unit), since: &str, expected: &[&str]) {
        let repeat = Repeat::new(every, unit, since.parse().unwrap()).unwrap();
        assert_eq!(Repeat::from_stored(&repeat.stored()), Some(repeat));
        let mut day: Date = since.parse().unwrap();
        for next in expected {
            day = repeat.after(day).unwrap();
            assert_eq!(day.to_string(), *next, "every {every} {unit:?} since {since}");
        }
    }

    #[test]
    fn the_31st_comes_on_the_last_day_of_shorter_months() {
        check((1, Unit::Month), "2026-01-31", &["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
        check((1, Unit::Year), "2024-02-29", &["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]);
    }

    #[test]
    fn weeks_and_days_keep_their_step() {
        check((2, Unit::Week), "2026-03-12", &["2026-03-26", "2026-04-09"]);
        check((3, Unit::Day), "2026-12-30", &["2027-01-02", "2027-01-05"]);
        check((5, Unit::Month), "2026-10-15", &["2027-03-15", "2027-08-15"]);
    }

    #[test]
    fn a_series_that_was_left_alone_goes_on_after_today_not_in_the_past() {
        let repeat = Repeat::new(1, Unit::Day, "2020-01-01".parse().unwrap()).unwrap();
        assert_eq!(repeat.after("2026-06-01".parse().unwrap()).unwrap().to_string(), "2026-06-02");
        assert_eq!(Repeat::new(0, Unit::Day, "2020-01-01".parse().unwrap()), None);
        assert_eq!(Repeat::new(100, Unit::Day, "2020-01-01".parse().unwrap()), None);
    }
}

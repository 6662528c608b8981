//! A month of a year, as statements and plans are kept by.

use deals::{Day, dealing};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A month of a year: year * 12 + month - 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i64);

impl Month {
    /// The month of a day.
    pub fn of(day: Day) -> Self {
        let date = dealing::date(day);
        Self(i64::from(date.year()) * 12 + i64::from(date.month()) - 1)
    }

    /// The first day of it.
    pub fn date(self) -> Date {
        let year = i16::try_from(self.0.div_euclid(12)).unwrap_or(1970);
        let month = i8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1);
        Date::new(year, month, 1).unwrap_or(Date::constant(1970, 1, 1))
    }

    /// From its first day until before the first of the next.
    pub fn days(self) -> (Day, Day) {
        (dealing::day(self.date()), dealing::day(self.next().date()))
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0 - 1)
    }
}

impl std::fmt::Display for Month {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

impl std::str::FromStr for Month {
    type Err = ();

    /// Reads `2026-03`.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (year, month) = text.trim().split_once('-').ok_or(())?;
        let (year, month): (i64, i64) = (year.parse().map_err(|_| ())?, month.parse().map_err(|_| ())?);
        let is_one = (1970..=9998).contains(&year) && (1..=12).contains(&month);
        is_one.then_some(Self(year * 12 + month - 1)).ok_or(())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("expected a month as 2026-03"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_read_written_and_has_its_days() {
        let check = |text: &str, wanted: Option<&str>| {
            let read = text.parse::<Month>().ok().map(|month| month.next().to_string());
            assert_eq!(read.as_deref(), wanted, "{text}");
        };
        check("2026-03", Some("2026-04"));
        check("2026-12", Some("2027-01"));
        check("2026-13", None);
        check("march", None);
        let march: Month = "2026-03".parse().unwrap();
        let (from, until) = march.days();
        assert_eq!((until - from, Month::of(from), Month::of(until - 1)), (31, march, march));
        assert_eq!(march.next().before(), march);
    }
}

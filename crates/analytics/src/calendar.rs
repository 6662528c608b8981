//! Dates as day numbers, and the months and weeks they lie in.
//!
//! Source: the proleptic Gregorian calendar reckoned from 1 March in eras of 400 years (146,097 days).

/// A date as year, month 1..=12 and day 1..=31.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

/// Days since 1970-01-01; `None` for a date that does not exist or lies outside the years 1 to 9999.
pub fn day_number(date: Date) -> Option<i32> {
    const LENGTHS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let longest = *LENGTHS.get((date.month as usize).checked_sub(1)?)?;
    let is_leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
    let length = if date.month == 2 && !is_leap { 28 } else { longest };
    if date.day < 1 || date.day > length || date.year < 1 || date.year > 9999 {
        return None;
    }
    let (month, year) =
        if date.month > 2 { (date.month - 3, date.year) } else { (date.month + 9, date.year - 1) };
    let of_year = (153 * month + 2) / 5 + date.day - 1;
    Some(year * 365 + year / 4 - year / 100 + year / 400 + of_year as i32 - 719_468)
}

/// The date of a day number.
pub fn date_of(day: i32) -> Date {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = (of_year - (153 * month + 2) / 5 + 1) as u32;
    let month = if month < 10 { month + 3 } else { month - 9 };
    Date { year: era * 400 + year_of_era + i32::from(month <= 2), month: month as u32, day }
}

/// A date as YYYY-MM-DD.
pub fn written(day: i32) -> String {
    let Date { year, month, day } = date_of(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Months since year 0.
pub fn month_of(day: i32) -> i32 {
    let date = date_of(day);
    date.year * 12 + date.month as i32 - 1
}

/// A month as YYYY-MM.
pub fn written_month(month: i32) -> String {
    format!("{:04}-{:02}", month.div_euclid(12), month.rem_euclid(12) + 1)
}

/// Weeks, beginning on Mondays, since that of 1969-12-29.
pub fn week_of(day: i32) -> i32 {
    (day + 3).div_euclid(7)
}

/// A week as YYYY-Www (ISO 8601: it belongs to the year of its Thursday).
pub fn written_week(week: i32) -> String {
    let thursday = week * 7;
    let year = date_of(thursday).year;
    let first = day_number(Date { year, month: 1, day: 1 }).unwrap_or(thursday);
    format!("{year:04}-W{:02}", (thursday - first) / 7 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_make_the_round_trip() {
        for day in (-300_000..300_000).step_by(37) {
            assert_eq!(day_number(date_of(day)), Some(day));
        }
        assert_eq!(day_number(Date { year: 1970, month: 1, day: 1 }), Some(0));
        assert_eq!(day_number(Date { year: 2000, month: 2, day: 29 }), Some(11_016));
        assert_eq!(day_number(Date { year: 1900, month: 2, day: 29 }), None);
        assert_eq!(day_number(Date { year: 2000, month: 13, day: 1 }), None);
    }

    #[test]
    fn months_and_weeks_are_written_as_calendars_do() {
        let day = |year, month, day| day_number(Date { year, month, day }).unwrap();
        assert_eq!(written(day(2011, 12, 9)), "2011-12-09");
        assert_eq!(written_month(month_of(day(2010, 12, 1))), "2010-12");
        assert_eq!(written_week(week_of(day(2021, 1, 3))), "2020-W53");
        assert_eq!(written_week(week_of(day(2024, 12, 30))), "2025-W01");
        assert_eq!(written_week(week_of(day(2026, 1, 5))), "2026-W02");
    }
}

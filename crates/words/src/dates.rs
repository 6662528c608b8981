//! Moments and days as people tell them, moments in the speaker's time zone.

use jiff::civil::{Date, Time};
use jiff::{Timestamp, Zoned};

use crate::Say;

const MONTHS: [&str; 12] = [
    "words-month-1",
    "words-month-2",
    "words-month-3",
    "words-month-4",
    "words-month-5",
    "words-month-6",
    "words-month-7",
    "words-month-8",
    "words-month-9",
    "words-month-10",
    "words-month-11",
    "words-month-12",
];

const MONTHS_OF_DATE: [&str; 12] = [
    "words-month-of-1",
    "words-month-of-2",
    "words-month-of-3",
    "words-month-of-4",
    "words-month-of-5",
    "words-month-of-6",
    "words-month-of-7",
    "words-month-of-8",
    "words-month-of-9",
    "words-month-of-10",
    "words-month-of-11",
    "words-month-of-12",
];

const WEEKDAYS: [&str; 7] = [
    "words-weekday-1",
    "words-weekday-2",
    "words-weekday-3",
    "words-weekday-4",
    "words-weekday-5",
    "words-weekday-6",
    "words-weekday-7",
];

impl Say {
    /// The day of a moment (ms since 1970 UTC): "12 марта 2026 г."
    pub fn date(&self, ms: i64) -> String {
        self.day(self.at(ms).date())
    }

    /// The day and the time of a moment (ms since 1970 UTC): "12 марта 2026 г., 14:05".
    pub fn date_time(&self, ms: i64) -> String {
        let at = self.at(ms);
        let (date, time) = (self.day(at.date()), clock(at.time()));
        self.with("words-date-time", &[("date", date.into()), ("time", time.into())])
    }

    /// The time of a moment (ms since 1970 UTC): "14:05".
    pub fn time(&self, ms: i64) -> String {
        clock(self.at(ms).time())
    }

    /// A day: "12 марта 2026 г."
    pub fn day(&self, day: Date) -> String {
        let month = self.t(month_key(&MONTHS_OF_DATE, day.month()));
        self.with(
            "words-date",
            &[
                ("day", day.day().to_string().into()),
                ("month", month.into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// A day that comes every year, such as a birthday: "12 марта".
    pub fn yearly(&self, month: i8, day: i8) -> String {
        let month = self.t(month_key(&MONTHS_OF_DATE, month));
        self.with("words-yearly", &[("day", day.to_string().into()), ("month", month.into())])
    }

    /// The month of a day: "март 2026 г."
    pub fn month(&self, day: Date) -> String {
        let month = self.t(month_key(&MONTHS, day.month()));
        self.with("words-month", &[("month", month.into()), ("year", day.year().to_string().into())])
    }

    /// The day of the week: "четверг".
    pub fn weekday(&self, day: Date) -> String {
        self.t(month_key(&WEEKDAYS, day.weekday().to_monday_one_offset()))
    }

    /// A moment in the speaker's zone; one beyond the years that people count is brought to the nearest of them.
    pub(crate) fn at(&self, ms: i64) -> Zoned {
        let nearest = if ms < 0 { Timestamp::MIN } else { Timestamp::MAX };
        Timestamp::from_millisecond(ms).unwrap_or(nearest).to_zoned(self.zone().clone())
    }
}

/// The key of a month or a weekday counted from 1; a wrong count shows itself in the text.
fn month_key(keys: &[&'static str], from_one: i8) -> &'static str {
    let at = usize::try_from(from_one).unwrap_or(0).wrapping_sub(1);
    keys.get(at).copied().unwrap_or("words-no-such-day")
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::Lang;
    use crate::testing::say;

    fn check(told: impl Fn(&Say) -> String, expected: [&str; 3]) {
        assert_eq!(Lang::ALL.map(|lang| told(&say(lang))), expected);
    }

    #[test]
    fn moments_are_told_in_the_zone_and_the_manner_of_the_language() {
        // 2026-03-12 09:05 UTC, five hours later in Almaty.
        let ms = 1_773_306_300_000;
        check(
            |say| say.date_time(ms),
            ["12 марта 2026 г., 14:05", "2026 ж. 12 наурыз, 14:05", "12 March 2026, 14:05"],
        );
        check(|say| say.date(ms), ["12 марта 2026 г.", "2026 ж. 12 наурыз", "12 March 2026"]);
        check(|say| say.time(ms), ["14:05"; 3]);
        check(|say| say.date(0), ["1 января 1970 г.", "1970 ж. 1 қаңтар", "1 January 1970"]);
        check(|say| say.time(-1), ["04:59"; 3]);
    }

    #[test]
    fn days_months_and_weekdays_have_their_forms() {
        let day = date(2025, 5, 9);
        check(|say| say.day(day), ["9 мая 2025 г.", "2025 ж. 9 мамыр", "9 May 2025"]);
        check(|say| say.month(day), ["май 2025 г.", "2025 ж. мамыр", "May 2025"]);
        check(|say| say.yearly(2, 29), ["29 февраля", "29 ақпан", "29 February"]);
        check(|say| say.weekday(day), ["пятница", "жұма", "Friday"]);
        check(|say| say.weekday(date(2025, 5, 12)), ["понедельник", "дүйсенбі", "Monday"]);
    }

    #[test]
    fn moments_beyond_the_calendar_do_not_break() {
        assert!(say(Lang::En).date(i64::MAX).ends_with("9999"));
        assert!(say(Lang::En).date_time(i64::MIN).contains("-9999"));
        assert_eq!(say(Lang::En).yearly(13, 1), "1 ⟦words-no-such-day⟧");
    }
}

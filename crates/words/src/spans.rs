//! How long ago, how soon and how long.

use jiff::Unit;

use crate::Say;
use crate::numbers::MINUS;

/// A distance between two moments, as coarse as people tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Distance {
    Moment,
    Minutes(i64),
    Hours(i64),
    OneDay,
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
}

impl Say {
    /// How long before now (both ms since 1970 UTC): "5 минут назад", "вчера"; a later moment is told as
    /// [`until`](Self::until) tells it.
    pub fn ago(&self, now_ms: i64, then_ms: i64) -> String {
        match self.distance(now_ms, then_ms) {
            Distance::Moment => self.t("words-ago-moment"),
            _ if then_ms > now_ms => self.until(now_ms, then_ms),
            Distance::Minutes(n) => self.n("words-ago-minutes", n),
            Distance::Hours(n) => self.n("words-ago-hours", n),
            Distance::OneDay => self.t("words-ago-day"),
            Distance::Days(n) => self.n("words-ago-days", n),
            Distance::Weeks(n) => self.n("words-ago-weeks", n),
            Distance::Months(n) => self.n("words-ago-months", n),
            Distance::Years(n) => self.n("words-ago-years", n),
        }
    }

    /// How soon after now (both ms since 1970 UTC): "через 5 минут", "завтра"; an earlier moment is told as
    /// [`ago`](Self::ago) tells it.
    pub fn until(&self, now_ms: i64, then_ms: i64) -> String {
        match self.distance(now_ms, then_ms) {
            Distance::Moment => self.t("words-until-moment"),
            _ if then_ms < now_ms => self.ago(now_ms, then_ms),
            Distance::Minutes(n) => self.n("words-until-minutes", n),
            Distance::Hours(n) => self.n("words-until-hours", n),
            Distance::OneDay => self.t("words-until-day"),
            Distance::Days(n) => self.n("words-until-days", n),
            Distance::Weeks(n) => self.n("words-until-weeks", n),
            Distance::Months(n) => self.n("words-until-months", n),
            Distance::Years(n) => self.n("words-until-years", n),
        }
    }

    /// How long something lasts in its two largest units: "2 ч 5 мин"; the rest is left off.
    pub fn duration_secs(&self, secs: i64) -> String {
        const UNITS: [(u64, &str); 4] =
            [(86_400, "words-days"), (3_600, "words-hours"), (60, "words-minutes"), (1, "words-seconds")];
        let mut rest = secs.unsigned_abs();
        let mut parts = Vec::new();
        for (size, key) in UNITS {
            let n = rest / size;
            rest %= size;
            if n > 0 {
                parts.push(self.n(key, i64::try_from(n).unwrap_or(i64::MAX)));
            }
            // The unit after the largest is shown or is nought; smaller ones would be false exactness.
            let is_second = parts.len() == 2 || (parts.len() == 1 && n == 0);
            if is_second {
                break;
            }
        }
        if parts.is_empty() {
            parts.push(self.n("words-seconds", 0));
        }
        let told = parts.join(" ");
        if secs < 0 { format!("{MINUS}{told}") } else { told }
    }

    /// Minutes and hours by the clock, from yesterday on by the calendar of the speaker's zone.
    fn distance(&self, one_ms: i64, other_ms: i64) -> Distance {
        let (from_ms, to_ms) = (one_ms.min(other_ms), one_ms.max(other_ms));
        let secs = to_ms.saturating_sub(from_ms) / 1000;
        if secs < 60 {
            return Distance::Moment;
        }
        if secs < 3600 {
            return Distance::Minutes(secs / 60);
        }
        let (from, to) = (self.at(from_ms).date(), self.at(to_ms).date());
        let n_days = from.until(to).map_or(0, |span| i64::from(span.get_days()));
        match n_days {
            0 => Distance::Hours(secs / 3600),
            _ if secs < 6 * 3600 => Distance::Hours(secs / 3600),
            1 => Distance::OneDay,
            2..14 => Distance::Days(n_days),
            _ => match from.until((Unit::Year, to)) {
                Ok(span) if span.get_years() > 0 => Distance::Years(i64::from(span.get_years())),
                Ok(span) if span.get_months() > 0 => Distance::Months(i64::from(span.get_months())),
                _ => Distance::Weeks(n_days / 7),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::Lang;
    use crate::testing::say;

    const MINUTE: i64 = 60_000;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;

    /// Noon of 15 June 2026 in Almaty.
    fn noon() -> i64 {
        date(2026, 6, 15).at(7, 0, 0, 0).in_tz("UTC").expect("UTC").timestamp().as_millisecond()
    }

    fn check(passed_ms: i64, ago: [&str; 3], until: [&str; 3]) {
        let now = noon();
        assert_eq!(Lang::ALL.map(|lang| say(lang).ago(now, now - passed_ms)), ago);
        assert_eq!(Lang::ALL.map(|lang| say(lang).until(now, now + passed_ms)), until);
    }

    #[test]
    fn the_distance_grows_coarser() {
        check(59_999, ["только что", "жаңа ғана", "just now"], ["сейчас", "қазір", "now"]);
        check(
            5 * MINUTE,
            ["5 минут назад", "5 минут бұрын", "5 minutes ago"],
            ["через 5 минут", "5 минуттан кейін", "in 5 minutes"],
        );
        check(
            HOUR,
            ["1 час назад", "1 сағат бұрын", "1 hour ago"],
            ["через 1 час", "1 сағаттан кейін", "in 1 hour"],
        );
        check(DAY, ["вчера", "кеше", "yesterday"], ["завтра", "ертең", "tomorrow"]);
        check(
            3 * DAY,
            ["3 дня назад", "3 күн бұрын", "3 days ago"],
            ["через 3 дня", "3 күннен кейін", "in 3 days"],
        );
        check(
            21 * DAY,
            ["3 недели назад", "3 апта бұрын", "3 weeks ago"],
            ["через 3 недели", "3 аптадан кейін", "in 3 weeks"],
        );
        check(
            92 * DAY,
            ["3 месяца назад", "3 ай бұрын", "3 months ago"],
            ["через 3 месяца", "3 айдан кейін", "in 3 months"],
        );
        check(
            5 * 366 * DAY,
            ["5 лет назад", "5 жыл бұрын", "5 years ago"],
            ["через 5 лет", "5 жылдан кейін", "in 5 years"],
        );
    }

    #[test]
    fn yesterday_begins_at_midnight_of_the_zone_but_not_within_six_hours() {
        let now = noon();
        assert_eq!(say(Lang::Ru).ago(now, now - 11 * HOUR), "11 часов назад");
        assert_eq!(say(Lang::Ru).ago(now, now - 13 * HOUR), "вчера");
        let after_midnight = now - 11 * HOUR;
        assert_eq!(say(Lang::Ru).ago(after_midnight, after_midnight - 2 * HOUR), "2 часа назад");
    }

    #[test]
    fn a_moment_on_the_other_side_is_told_from_there() {
        let now = noon();
        assert_eq!(say(Lang::En).ago(now, now + 2 * DAY), "in 2 days");
        assert_eq!(say(Lang::En).until(now, now - 2 * DAY), "2 days ago");
        assert_eq!(say(Lang::En).ago(now, now + 10), "just now");
        assert_eq!(say(Lang::En).until(i64::MIN, i64::MAX), "in 19,998 years");
    }

    #[test]
    fn a_duration_is_told_in_its_two_largest_units() {
        let check = |secs, expected: [&str; 3]| {
            assert_eq!(
                Lang::ALL.map(|lang| say(lang).duration_secs(secs).replace('\u{a0}', " ")),
                expected
            );
        };
        check(0, ["0 с", "0 с", "0 s"]);
        check(59, ["59 с", "59 с", "59 s"]);
        check(7_500, ["2 ч 5 мин", "2 сағ 5 мин", "2 h 5 min"]);
        check(7_259, ["2 ч", "2 сағ", "2 h"]);
        check(86_400 * 3 + 3_600 * 4 + 59, ["3 д 4 ч", "3 күн 4 сағ", "3 d 4 h"]);
        check(-90, ["\u{2212}1 мин 30 с", "\u{2212}1 мин 30 с", "\u{2212}1 min 30 s"]);
    }
}

//! Days, weeks and months as a calendar shows them.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// How much of the calendar is seen at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// The weeks that a month touches.
    Month,
}

impl View {
    /// All, narrowest first.
    pub(crate) const ALL: [View; 3] = [View::Day, View::Week, View::Month];

    /// `day`, `week` or `month`.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            View::Day => "day",
            View::Week => "week",
            View::Month => "month",
        }
    }

    /// The view of a slug; a month for any other.
    pub(crate) fn from_slug(slug: &str) -> Self {
        Self::ALL.into_iter().find(|view| view.slug() == slug).unwrap_or(View::Month)
    }

    /// Every day that is seen around `on`, in order.
    pub(crate) fn days(self, on: Date) -> Vec<Date> {
        let (first, last) = match self {
            View::Day => (on, on),
            View::Week => (monday(on), sunday(on)),
            View::Month => (monday(on.first_of_month()), sunday(on.last_of_month())),
        };
        first.series(1.day()).take_while(|day| *day <= last).collect()
    }

    /// The days to which "before" and "after" lead.
    pub(crate) fn beside(self, on: Date) -> (Date, Date) {
        let (back, forth) = match self {
            View::Day => (on.checked_sub(1.day()), on.checked_add(1.day())),
            View::Week => (on.checked_sub(7.days()), on.checked_add(7.days())),
            View::Month => {
                let first = on.first_of_month();
                (first.checked_sub(1.month()), first.checked_add(1.month()))
            }
        };
        (back.unwrap_or(on), forth.unwrap_or(on))
    }
}

fn monday(day: Date) -> Date {
    let n = i64::from(day.weekday().since(Weekday::Monday));
    day.checked_sub(n.days()).unwrap_or(day)
}

fn sunday(day: Date) -> Date {
    let n = i64::from(day.weekday().until(Weekday::Sunday));
    day.checked_add(n.days()).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_is_seen_in_whole_weeks() {
        let check = |view: View, on: &str, first: &str, last: &str, n: usize| {
            let days = view.days(on.parse().unwrap());
            assert_eq!(days.first().unwrap().to_string(), first);
            assert_eq!(days.last().unwrap().to_string(), last);
            assert_eq!(days.len(), n);
        };
        check(View::Month, "2026-03-12", "2026-02-23", "2026-04-05", 42);
        check(View::Month, "2027-02-14", "2027-02-01", "2027-02-28", 28);
        check(View::Week, "2026-03-12", "2026-03-09", "2026-03-15", 7);
        check(View::Day, "2026-03-12", "2026-03-12", "2026-03-12", 1);
    }

    #[test]
    fn the_month_before_march_is_february_even_on_the_31st() {
        let (before, after) = View::Month.beside("2026-03-31".parse().unwrap());
        assert_eq!((before.to_string(), after.to_string()), ("2026-02-01".into(), "2026-04-01".into()));
    }
}

//! Dates as the kinds need them: moving by days, writing, and tests over ISO keys.

use crate::key::KeyTest;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// The date `n` days later, or earlier for a negative `n`; stays put at the ends of the calendar.
pub(crate) fn plus_days(date: Date, n: i32) -> Date {
    date.checked_add(n.days()).unwrap_or(date)
}

/// The dates from the first to the last, both included.
pub(crate) fn within(first: Date, last: Date) -> KeyTest {
    KeyTest::Range { from: Some(first.to_string()), to: Some(plus_days(last, 1).to_string()) }
}

/// The first and last day of the `n` days that end (or, going forward, begin) today; `n` is at least 1.
pub(crate) fn window(today: Date, n: i32, is_forward: bool) -> (Date, Date) {
    let rest = n.max(1) - 1;
    if is_forward { (today, plus_days(today, rest)) } else { (plus_days(today, -rest), today) }
}

/// Reads the two usual machine forms without looking further: `1984-03-12` and `12.03.1984`.
pub(crate) fn plain_date(typed: &str) -> Option<Date> {
    let (year, month, day) = match typed.as_bytes() {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => ([*y1, *y2, *y3, *y4], [*m1, *m2], [*d1, *d2]),
        [d1, d2, b'.', m1, m2, b'.', y1, y2, y3, y4] => ([*y1, *y2, *y3, *y4], [*m1, *m2], [*d1, *d2]),
        _ => return None,
    };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0_i16, |sum, d| d.is_ascii_digit().then(|| sum * 10 + i16::from(d - b'0')))
    };
    let small = |digits: &[u8]| number(digits).and_then(|n| i8::try_from(n).ok());
    Date::new(number(&year)?, small(&month)?, small(&day)?).ok()
}

/// Appends `YYYY-MM-DD`.
pub(crate) fn iso(date: Date) -> String {
    let mut text = String::with_capacity(10);
    let year = u32::from(date.year().unsigned_abs());
    push_two(&mut text, year / 100);
    push_two(&mut text, year % 100);
    text.push('-');
    push_two(&mut text, u32::from(date.month().unsigned_abs()));
    text.push('-');
    push_two(&mut text, u32::from(date.day().unsigned_abs()));
    text
}

/// Appends a number under 100 as two digits.
pub(crate) fn push_two(text: &mut String, n: u32) {
    for digit in [n / 10 % 10, n % 10] {
        text.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_counts_today() {
        let today = Date::constant(2024, 2, 28);
        let check = |n, is_forward, wanted: (&str, &str)| {
            let (first, last) = window(today, n, is_forward);
            assert_eq!((first.to_string().as_str(), last.to_string().as_str()), wanted);
        };
        check(1, true, ("2024-02-28", "2024-02-28"));
        check(3, true, ("2024-02-28", "2024-03-01"));
        check(30, false, ("2024-01-30", "2024-02-28"));
    }

    #[test]
    fn dates_are_written_as_jiff_writes_them() {
        for date in [Date::constant(1984, 3, 12), Date::constant(9, 12, 31), Date::constant(2100, 1, 1)] {
            assert_eq!(iso(date), date.to_string());
            assert_eq!(plain_date(&iso(date)), Some(date));
        }
        assert_eq!(plain_date("31.02.2024"), None);
    }
}

//! Dates as files write them.

use crate::calendar::{Date, day_number};

/// The order of day and month where a slash sets them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlashOrder {
    /// 31/12/2020.
    DayFirst,
    /// 12/31/2020.
    MonthFirst,
}

/// The day number of a trimmed cell that begins with YYYY-MM-DD, YYYY/MM/DD, YYYY.MM.DD, YYYYMMDD,
/// DD.MM.YYYY, DD-MM-YYYY or two numbers and a year set apart by slashes in the given order; a time of day
/// may follow.
pub fn parse_day(bytes: &[u8], slashes: SlashOrder) -> Option<i32> {
    match bytes {
        [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] => {
            let date =
                Date { year: four(*y1, *y2, *y3, *y4)? as i32, month: two(*m1, *m2)?, day: two(*d1, *d2)? };
            day_number(date).filter(|_| ends(rest))
        }
        [y1, y2, y3, y4, m1, m2, d1, d2] if bytes.iter().all(u8::is_ascii_digit) => day_number(Date {
            year: four(*y1, *y2, *y3, *y4)? as i32,
            month: two(*m1, *m2)?,
            day: two(*d1, *d2)?,
        }),
        _ => by_parts(bytes, slashes),
    }
}

fn by_parts(bytes: &[u8], slashes: SlashOrder) -> Option<i32> {
    let (first, sign, rest) = number(bytes)?;
    let (second, again, rest) = number(rest)?;
    if sign != again || !matches!(sign, b'.' | b'/' | b'-') {
        return None;
    }
    let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (last, tail) = rest.split_at_checked(length)?;
    let third = digits(last)?;
    if !ends(tail) {
        return None;
    }
    let is_year_first = first > 31;
    let date = if is_year_first {
        Date { year: first as i32, month: second, day: third }
    } else {
        let year = if length == 2 { 2000 + third } else { third } as i32;
        let month_first = sign == b'/' && slashes == SlashOrder::MonthFirst;
        let (day, month) = if month_first { (second, first) } else { (first, second) };
        Date { year, month, day }
    };
    day_number(date)
}

/// What the slashes of a column mean, from as many of its cells as are at hand: a first number above 12 is
/// a day, a second one above 12 too; when none is, the day comes first.
pub fn slash_order<'a>(cells: impl Iterator<Item = &'a [u8]>) -> SlashOrder {
    for cell in cells {
        let parts = number(cell).and_then(|(first, sign, rest)| Some((first, sign, number(rest)?.0)));
        match parts {
            Some((13..=31, b'/', _)) => return SlashOrder::DayFirst,
            Some((1..=12, b'/', 13..=31)) => return SlashOrder::MonthFirst,
            _ => {}
        }
    }
    SlashOrder::DayFirst
}

/// Leading digits, the sign after them and the rest.
fn number(bytes: &[u8]) -> Option<(u32, u8, &[u8])> {
    let length = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (figures, rest) = bytes.split_at_checked(length)?;
    let (sign, rest) = rest.split_first()?;
    Some((digits(figures)?, *sign, rest))
}

/// Whether a date may end here.
fn ends(rest: &[u8]) -> bool {
    matches!(rest, [] | [b' ' | b'T' | b't' | b',', ..])
}

fn digits(bytes: &[u8]) -> Option<u32> {
    if bytes.is_empty() || bytes.len() > 4 {
        return None;
    }
    bytes.iter().try_fold(0, |sum, byte| Some(sum * 10 + digit(*byte)?))
}

fn digit(byte: u8) -> Option<u32> {
    let value = byte.wrapping_sub(b'0');
    (value < 10).then_some(u32::from(value))
}

fn two(a: u8, b: u8) -> Option<u32> {
    Some(digit(a)? * 10 + digit(b)?)
}

fn four(a: u8, b: u8, c: u8, d: u8) -> Option<u32> {
    Some(two(a, b)? * 100 + two(c, d)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::written;

    #[test]
    fn dates_are_read_as_files_write_them() {
        for (text, expected) in [
            ("2011-12-09", Some("2011-12-09")),
            ("2011-12-09 12:50:00", Some("2011-12-09")),
            ("2025-01-05T10:00:00+05:00", Some("2025-01-05")),
            ("19970118", Some("1997-01-18")),
            ("31.12.2020", Some("2020-12-31")),
            ("3.2.2020", Some("2020-02-03")),
            ("1.2.2020 08:00", Some("2020-02-01")),
            ("01/02/2020", Some("2020-02-01")),
            ("5/6/21", Some("2021-06-05")),
            ("2020/02/29", Some("2020-02-29")),
            ("2021-02-29", None),
            ("2011-12-091", None),
            ("yesterday", None),
            ("12.2020", None),
            ("", None),
        ] {
            let ours = parse_day(text.as_bytes(), SlashOrder::DayFirst).map(written);
            assert_eq!(ours.as_deref(), expected, "{text}");
        }
        assert_eq!(
            parse_day(b"12/31/2020", SlashOrder::MonthFirst).map(written).as_deref(),
            Some("2020-12-31")
        );
    }

    #[test]
    fn a_number_above_twelve_tells_the_order() {
        let check =
            |cells: &[&str], order| assert_eq!(slash_order(cells.iter().map(|c| c.as_bytes())), order);
        check(&["01/02/2020", "12/31/2020"], SlashOrder::MonthFirst);
        check(&["01/02/2020", "31/12/2020"], SlashOrder::DayFirst);
        check(&["01/02/2020"], SlashOrder::DayFirst);
    }
}

//! Dates in every habit: with dots, dashes or slashes, in words, without a year, as a spreadsheet's number.

mod words;

use serde::{Deserialize, Serialize};

/// What a typed date was read as; always a day that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DateReading {
    /// The year, 1..=9999; `None` for a yearly date.
    pub year: Option<i16>,
    /// The month, 1..=12.
    pub month: u8,
    /// The day of the month, 1..=31.
    pub day: u8,
    /// True when day and month could be told apart only by habit: `03/04/1984` may be April or March.
    pub is_ambiguous: bool,
}

impl DateReading {
    /// Makes a date if such a day exists; without a year 29 February does.
    pub fn new(year: Option<i16>, month: u8, day: u8) -> Option<DateReading> {
        let is_year = year.is_none_or(|year| (1..=9999).contains(&year));
        (is_year && day >= 1 && day <= days_in(year, month)).then_some(DateReading {
            year,
            month,
            day,
            is_ambiguous: false,
        })
    }

    /// ISO 8601: `1984-03-12`, or `--03-12` without a year.
    pub fn iso(&self) -> String {
        match self.year {
            Some(year) => format!("{year:04}-{:02}-{:02}", self.month, self.day),
            None => format!("--{:02}-{:02}", self.month, self.day),
        }
    }
}

fn days_in(year: Option<i16>, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_none_or(|year| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) => 29,
        2 => 28,
        _ => 0,
    }
}

/// Reads a date; `None` when the text is none or names a day that does not exist.
///
/// Day before month unless that is impossible; a slash with both parts under 13 is marked ambiguous. Two digits of a year
/// are 1930 to 2029. A time after the date is passed over.
pub fn read(text: &str) -> Option<DateReading> {
    let text = text.trim();
    if text.len() > 60 {
        return None;
    }
    let yearless = text.strip_prefix("--");
    let digits_only = text.bytes().all(|b| b.is_ascii_digit());
    if let Some(rest) = yearless {
        let digits: String = rest.chars().filter(|&c| c != '-').collect();
        let (month, day) = (digits.get(..2)?, digits.get(2..4)?);
        return (digits.len() == 4)
            .then(|| DateReading::new(None, month.parse().ok()?, day.parse().ok()?))?;
    }
    if digits_only {
        return read_compact(text);
    }
    read_numbers(text).or_else(|| words::read(text))
}

/// Reads `19840312` and `12031984`.
fn read_compact(text: &str) -> Option<DateReading> {
    if text.len() != 8 {
        return None;
    }
    let part = |range: std::ops::Range<usize>| text.get(range)?.parse::<i16>().ok();
    let year_first = in_our_age(part(0..4)?)
        .then(|| DateReading::new(part(0..4), part(4..6)? as u8, part(6..8)? as u8))
        .flatten();
    let year_last = || {
        let year = part(4..8)?;
        in_our_age(year).then(|| DateReading::new(Some(year), part(2..4)? as u8, part(0..2)? as u8))?
    };
    year_first.or_else(year_last)
}

fn in_our_age(year: i16) -> bool {
    (1850..=2100).contains(&year)
}

/// Reads numbers with one kind of separator between them.
fn read_numbers(text: &str) -> Option<DateReading> {
    let text = without_time(text).trim_end_matches(['г', 'ж', '.', ' ', ',']);
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '.' | '-' | '/' | ' ' | ',') {
        return None;
    }
    let mut parts = text.split(separator).map(str::trim).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let number = |part: &str| part.parse::<i16>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let (a, b) = (number(first)?, number(second)?);
    match third {
        None if separator != ' ' && first.len() <= 2 && second.len() == 2 => {
            DateReading::new(None, b as u8, a as u8)
        }
        None => None,
        Some(third) if first.len() == 4 => DateReading::new(Some(a), narrow(b)?, narrow(number(third)?)?),
        Some(third) if first.len() <= 2 && second.len() <= 2 => {
            day_and_month(a, b, full_year(third)?, separator)
        }
        Some(_) => None,
    }
}

fn narrow(part: i16) -> Option<u8> {
    u8::try_from(part).ok()
}

/// Takes off a time that follows a date (`1984-03-12T00:00:00Z`, `12.03.1984 10:30`).
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else {
        return text.strip_suffix("T00").unwrap_or(text);
    };
    let before = text.get(..colon).unwrap_or_default();
    before.rfind(['T', ' ']).and_then(|at| before.get(..at)).unwrap_or(text).trim()
}

fn full_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        2 if year < 30 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

fn day_and_month(a: i16, b: i16, year: i16, separator: char) -> Option<DateReading> {
    let (a, b) = (narrow(a)?, narrow(b)?);
    let day_first = DateReading::new(Some(year), b, a);
    let month_first = DateReading::new(Some(year), a, b);
    let is_ambiguous = separator == '/' && a != b && day_first.is_some() && month_first.is_some();
    day_first.or(month_first).map(|reading| DateReading { is_ambiguous, ..reading })
}

/// Reads the day number of a spreadsheet (1 = 1 January 1900, with the leap day of 1900 that never was); a part of the
/// day after the point is passed over. `None` outside 1..=2958465 (the end of 9999).
pub fn read_excel_serial(serial: f64) -> Option<DateReading> {
    if !(1.0..2_958_466.0).contains(&serial) || serial as i64 == 60 {
        return None;
    }
    let serial = serial as i64;
    let days = if serial < 60 { serial + 1 } else { serial };
    // Civil date from a day count (days of the era that begins on 1 March of year 0), 25569 = 1 January 1970.
    let shifted = days - 25_569 + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    DateReading::new(i16::try_from(year).ok(), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[(&str, &str)]) {
        for (typed, iso) in rows {
            assert_eq!(read(typed).map(|reading| reading.iso()).as_deref(), Some(*iso), "{typed}");
        }
    }

    #[test]
    fn numbers_are_read_in_every_habit() {
        check(&[
            ("12.03.1984", "1984-03-12"),
            ("12.3.84", "1984-03-12"),
            ("1984-03-12", "1984-03-12"),
            ("1984/03/12", "1984-03-12"),
            ("12-03-1984", "1984-03-12"),
            ("03/25/1984", "1984-03-25"),
            ("12.03.1984 г.", "1984-03-12"),
            ("1984-03-12T00:00:00Z", "1984-03-12"),
            ("12.03.1984 10:30", "1984-03-12"),
            ("19840312", "1984-03-12"),
            ("12031984", "1984-03-12"),
            ("--03-12", "--03-12"),
            ("--0312", "--03-12"),
            ("12.03", "--03-12"),
            ("29.02", "--02-29"),
        ]);
    }

    #[test]
    fn words_are_read_in_three_languages() {
        check(&[
            ("12 марта 1984 г.", "1984-03-12"),
            ("12 марта", "--03-12"),
            ("12 мар. 1984", "1984-03-12"),
            ("1984 ж. 12 наурыз", "1984-03-12"),
            ("1984 жылғы 12 наурызда", "1984-03-12"),
            ("12 қаңтар 2001", "2001-01-12"),
            ("March 12, 1984", "1984-03-12"),
            ("12 May 1984", "1984-05-12"),
            ("Mar 12 1984", "1984-03-12"),
            ("1-е мая 1990 года", "1990-05-01"),
        ]);
    }

    #[test]
    fn a_slash_with_two_small_parts_is_ambiguous() {
        assert_eq!(
            read("03/04/1984").map(|reading| (reading.month, reading.is_ambiguous)),
            Some((4, true))
        );
        for sure in ["03.04.1984", "25/04/1984", "04/04/1984"] {
            assert_eq!(read(sure).map(|reading| reading.is_ambiguous), Some(false), "{sure}");
        }
    }

    #[test]
    fn days_that_never_were_are_no_dates() {
        for text in [
            "31.02.1984",
            "29.02.2001",
            "00.01.2000",
            "12",
            "1234567",
            "",
            "привет",
            "1.2.3.4",
            "--13-01",
            "март",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn spreadsheet_numbers_are_days() {
        for (serial, iso) in
            [(1.0, "1900-01-01"), (61.0, "1900-03-01"), (25569.5, "1970-01-01"), (45292.0, "2024-01-01")]
        {
            assert_eq!(read_excel_serial(serial).map(|reading| reading.iso()).as_deref(), Some(iso));
        }
        assert_eq!(read_excel_serial(60.0), None);
        assert_eq!(read_excel_serial(f64::NAN), None);
    }
}

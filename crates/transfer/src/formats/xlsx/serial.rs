//! Spreadsheet serial numbers as days and times, and which number formats mean them.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time, date};

use crate::cells::{Row, Value};
use crate::formats::faults::CellFault;

/// What a number format makes of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberKind {
    Plain,
    Date,
    DateTime,
    Time,
    /// Hours that go beyond a day.
    Duration,
}

/// The kind of one of the formats that every workbook has without writing it down.
pub(crate) fn builtin(id: u32) -> NumberKind {
    match id {
        14..=17 | 27..=31 | 34..=36 | 50..=58 => NumberKind::Date,
        18..=21 | 32 | 33 | 45 | 47 => NumberKind::Time,
        22 => NumberKind::DateTime,
        46 => NumberKind::Duration,
        _ => NumberKind::Plain,
    }
}

/// The kind of a format written down as a code, such as `dd.mm.yyyy hh:mm`.
pub(crate) fn kind_of_code(code: &str) -> NumberKind {
    let (letters, is_long) = significant_letters(code);
    let has = |set: &[char]| letters.iter().any(|letter| set.contains(letter));
    let (day, clock) = (has(&['d', 'y', 'e']), has(&['h', 's']));
    match (day, clock) {
        _ if is_long => NumberKind::Duration,
        (true, true) => NumberKind::DateTime,
        (true, false) => NumberKind::Date,
        (false, true) => NumberKind::Time,
        (false, false) if has(&['m']) => NumberKind::Date,
        _ => NumberKind::Plain,
    }
}

/// Letters of the first section outside quotes, escapes and brackets; and whether `[h]` and the like occur.
fn significant_letters(code: &str) -> (Vec<char>, bool) {
    let (mut letters, mut is_long) = (Vec::new(), false);
    let mut chars = code.chars();
    while let Some(letter) = chars.next() {
        match letter {
            ';' => break,
            '"' => {
                chars.by_ref().find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                chars.next();
            }
            '[' => {
                let inside: String =
                    chars.by_ref().take_while(|c| *c != ']').collect::<String>().to_lowercase();
                is_long |= !inside.is_empty() && inside.chars().all(|c| matches!(c, 'h' | 'm' | 's'));
            }
            '0' | '#' | '?' | 'E' if letters.is_empty() => return (Vec::new(), is_long),
            other => letters.extend(other.to_lowercase()),
        }
    }
    if letters.starts_with(&['g', 'e', 'n']) || letters.contains(&'@') {
        letters.clear();
    }
    (letters, is_long)
}

/// Adds the number as what its format makes of it; a serial outside the calendar becomes an error.
pub(crate) fn push_serial(row: &mut Row, serial: f64, kind: NumberKind, is_1904: bool) {
    match kind {
        NumberKind::Plain => row.push_number(serial),
        NumberKind::Duration => {
            let seconds = (serial * 86_400.0).round();
            let (hours, rest) = ((seconds / 3600.0).trunc(), (seconds % 3600.0).abs());
            let text = format!("{hours}:{:02}:{:02}", (rest / 60.0).trunc(), (rest % 60.0).trunc());
            row.push(Value::Text, &text);
        }
        NumberKind::Time if (0.0..1.0).contains(&serial) => match moment(serial, true) {
            Some(at) => row.push(Value::Time(at.time()), &at.time().to_string()),
            None => bad(row, serial),
        },
        NumberKind::Date | NumberKind::DateTime | NumberKind::Time => match moment(serial, is_1904) {
            Some(at) if at.time() == Time::midnight() => row.push_date(at.date()),
            Some(at) => row.push_datetime(at),
            None => bad(row, serial),
        },
    }
}

fn bad(row: &mut Row, serial: f64) {
    row.push(Value::Error(CellFault::BadDate), &crate::cells_numbers::number_text(serial));
}

/// The moment of a serial number, to the millisecond; `None` outside the years 1900 to 9999.
pub(crate) fn moment(serial: f64, is_1904: bool) -> Option<DateTime> {
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let ms = (serial * 86_400_000.0).round() as i64;
    let (days, rest) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000));
    let day: Date = if is_1904 {
        date(1904, 1, 1).checked_add(days.days()).ok()?
    } else {
        // Spreadsheets count a 29 February 1900 that never was, so days before it stand one off.
        let start = if days < 60 { date(1899, 12, 31) } else { date(1899, 12, 30) };
        start.checked_add(days.days()).ok()?
    };
    day.to_datetime(Time::midnight()).checked_add(rest.milliseconds()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days_of_either_calendar() {
        let check = |serial: f64, is_1904: bool, expected: &str| {
            assert_eq!(moment(serial, is_1904).unwrap().to_string(), expected);
        };
        check(44197.0, false, "2021-01-01T00:00:00");
        check(42735.0, true, "2021-01-01T00:00:00");
        check(1.0, false, "1900-01-01T00:00:00");
        check(61.0, false, "1900-03-01T00:00:00");
        check(44_197.760_416_666_664, false, "2021-01-01T18:15:00");
        assert_eq!(moment(-1.0, false), None);
        assert_eq!(moment(f64::NAN, false), None);
        assert_eq!(moment(1e18, false), None);
    }

    #[test]
    fn formats_tell_dates_from_numbers() {
        let check = |code: &str, kind: NumberKind| assert_eq!(kind_of_code(code), kind, "{code}");
        check("dd.mm.yyyy", NumberKind::Date);
        check("[$-419]d mmmm yyyy;@", NumberKind::Date);
        check("dd/mm/yyyy hh:mm", NumberKind::DateTime);
        check("h:mm:ss", NumberKind::Time);
        check("[h]:mm:ss", NumberKind::Duration);
        check("#,##0.00\" дней\"", NumberKind::Plain);
        check("0.00", NumberKind::Plain);
        check("General", NumberKind::Plain);
        check("@", NumberKind::Plain);
        check("[Red]0;[Blue]-0", NumberKind::Plain);
        check("\"yyyy\"0", NumberKind::Plain);
    }
}

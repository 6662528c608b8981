//! A date that comes every year, such as a birthday; the year may be unknown.

use crate::calendar::{self, push_two};
use crate::condition::{n_days, usual_test};
use crate::key::{self, KeyTest};
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::settings::{Manner, Settings};
use jiff::civil::Date;
use words::Say;

/// A yearly date, stored as `1984-03-12` or, when the year is unknown, `--03-12`.
///
/// Its first key is month and day (`--03-12`), so that lists of birthdays run through the year; the second one, with a
/// known year, is the whole date.
pub struct YearlyDate;

/// Sorts after all keys of month and day, before all whole dates.
const WHOLE_DATES: &str = "0";

impl FieldKind for YearlyDate {
    fn slug(&self) -> &'static str {
        "yearly_date"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        if let Some(date) = calendar::plain_date(typed) {
            return Ok(Reading::sure(calendar::iso(date)));
        }
        let reading = matching::dates::read(typed);
        let reading = reading.ok_or_else(|| Unreadable::plain("fields-yearly-date-unreadable"))?;
        let doubt = reading.is_ambiguous.then_some("fields-doubt-date");
        Ok(Reading { value: reading.iso(), doubt })
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-yearly-date").autocomplete("bday")
    }

    fn operators(&self) -> &'static [Operator] {
        &[
            Operator::NextDays,
            Operator::LastDays,
            Operator::Between,
            Operator::Above,
            Operator::Below,
            Operator::Is,
            Operator::IsNot,
            Operator::Known,
            Operator::Unknown,
        ]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("12.03.1984", "1984-03-12"),
                Sample::good("--03-12", "--03-12"),
                Sample::good("12.03", "--03-12"),
                Sample::good("29 февраля", "--02-29"),
                Sample::bad("30.02"),
                Sample::bad("--13-01"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        if let Ok(date) = value.parse() {
            return say.day(date);
        }
        // Any leap year will do to read a day without a year.
        let yearless =
            value.strip_prefix("--").and_then(|rest| format!("2000-{rest}").parse::<Date>().ok());
        yearless.map_or_else(|| value.to_owned(), |date| say.yearly(date.month(), date.day()))
    }

    fn keys(&self, value: &str) -> Vec<String> {
        match value.strip_prefix("--") {
            Some(_) => vec![value.to_owned()],
            None => vec![format!("-{}", value.get(4..).unwrap_or_default()), value.to_owned()],
        }
    }

    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<KeyTest, Unreadable> {
        if let (Operator::NextDays | Operator::LastDays, [n]) = (operator, operands) {
            return Ok(of_the_year(manner.today(), n_days(n)?, operator == Operator::NextDays));
        }
        let is_yearless = |key: &str| key.starts_with('-');
        Ok(match usual_test(self, operator, operands, (settings, manner))? {
            KeyTest::Range { from: None, to: Some(to) } if !is_yearless(&to) => {
                KeyTest::Range { from: Some(WHOLE_DATES.to_owned()), to: Some(to) }
            }
            KeyTest::Range { from: Some(from), to: None } if is_yearless(&from) => {
                KeyTest::Range { from: Some(from), to: Some(WHOLE_DATES.to_owned()) }
            }
            KeyTest::Range { from: Some(from), to: Some(to) } => between(from, to)?,
            other => other,
        })
    }
}

/// From the first to the last day; days without a year may run over the end of the year.
fn between(from: String, to: String) -> Result<KeyTest, Unreadable> {
    match (from.starts_with('-'), to.starts_with('-')) {
        (true, true) if from > to => Ok(KeyTest::Either(vec![
            KeyTest::Range { from: Some(from), to: Some(WHOLE_DATES.to_owned()) },
            KeyTest::Range { from: None, to: Some(to) },
        ])),
        (true, false) | (false, true) => Err(Unreadable::plain("fields-yearly-date-mixed")),
        _ => Ok(KeyTest::Range { from: Some(from), to: Some(to) }),
    }
}

/// The days of the year within `n` days of today; 29 February counts with the day before 1 March.
fn of_the_year(today: Date, n: i32, is_forward: bool) -> KeyTest {
    if n > 365 {
        return KeyTest::Known;
    }
    let (first, last) = calendar::window(today, n, is_forward);
    let from = Some(month_and_day(first));
    let to = key::after(&month_and_day(last));
    let ends_february = last.month() == 2 && last.day() == last.days_in_month();
    let to = Some(if ends_february { "--03".to_owned() } else { to });
    if first.year() == last.year() {
        return KeyTest::Range { from, to };
    }
    KeyTest::Either(vec![
        KeyTest::Range { from, to: Some(WHOLE_DATES.to_owned()) },
        KeyTest::Range { from: None, to },
    ])
}

fn month_and_day(date: Date) -> String {
    let mut text = String::from("--");
    push_two(&mut text, u32::from(date.month().unsigned_abs()));
    text.push('-');
    push_two(&mut text, u32::from(date.day().unsigned_abs()));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(today: &str, n: i32, born: &str, wanted: bool) {
        let test = of_the_year(today.parse().unwrap(), n, true);
        assert_eq!(test.holds(&YearlyDate.keys(born)), wanted, "{born} in {n} days of {today}: {test:?}");
    }

    #[test]
    fn birthdays_come_whatever_the_year_and_over_its_end() {
        check("2026-03-01", 14, "1984-03-12", true);
        check("2026-03-01", 14, "--03-14", true);
        check("2026-03-01", 14, "1984-03-15", false);
        check("2026-12-25", 14, "1984-01-07", true);
        check("2026-12-25", 14, "1984-01-08", false);
        check("2026-12-25", 14, "--12-25", true);
        check("2026-12-25", 14, "--12-24", false);
        check("2026-02-28", 1, "2000-02-29", true);
        check("2028-02-28", 1, "2000-02-29", false);
        check("2026-05-05", 400, "2000-02-29", true);
    }
}

//! A date.

use crate::calendar;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::settings::{Manner, Settings};
use words::Say;

/// A date, stored as `2024-03-12`.
pub struct DateOn;

impl FieldKind for DateOn {
    fn slug(&self) -> &'static str {
        "date"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        if let Some(date) = calendar::plain_date(typed) {
            return Ok(Reading::sure(calendar::iso(date)));
        }
        let reading = matching::dates::read(typed).filter(|reading| reading.year.is_some());
        let reading = reading.ok_or_else(|| Unreadable::plain("fields-date-unreadable"))?;
        let doubt = reading.is_ambiguous.then_some("fields-doubt-date");
        Ok(Reading { value: reading.iso(), doubt })
    }

    fn control(&self) -> Control {
        Control::new("date", "fields-rule-date")
    }

    fn operators(&self) -> &'static [Operator] {
        &[
            Operator::LastDays,
            Operator::NextDays,
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
                Sample::good("12.03.2024", "2024-03-12"),
                Sample::good("2024-03-12", "2024-03-12"),
                Sample::good("1 марта 2024 г.", "2024-03-01"),
                Sample::bad("31.02.2024"),
                Sample::bad("12.03"),
                Sample::bad("вчера"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        value.parse().map_or_else(|_| value.to_owned(), |date| say.day(date))
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }
}

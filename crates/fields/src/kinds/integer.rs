//! A whole number.

use crate::key;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::numbers;
use crate::settings::{Manner, Setting, Settings};
use rust_decimal::prelude::ToPrimitive as _;
use words::Say;

/// A whole number of at most 18 digits.
pub struct Integer;

impl FieldKind for Integer {
    fn slug(&self) -> &'static str {
        "integer"
    }

    fn read(&self, typed: &str, settings: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let number = numbers::read(typed)?;
        if !number.fract().is_zero() {
            return Err(Unreadable::plain("fields-integer-fraction"));
        }
        let whole = number.to_i64().filter(|n| n.unsigned_abs() < 10_u64.pow(18));
        let whole = whole.ok_or_else(|| Unreadable::plain("fields-number-large"))?;
        numbers::within(&number, settings)?;
        Ok(Reading::sure(whole.to_string()))
    }

    fn control(&self) -> Control {
        Control::new("number", "").keyboard("numeric")
    }

    fn operators(&self) -> &'static [Operator] {
        numbers::OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("1 500", "1500"),
                Sample::good("-0", "0"),
                Sample::good("+7", "7"),
                Sample::good("1,234,567", "1234567"),
                Sample::good("1.234.567", "1234567"),
                Sample::good("12,0", "12"),
                Sample::bad("1,5"),
                Sample::bad("пять"),
                Sample::bad("9999999999999999999"),
                Sample::bad("17").with(r#"{"least": 18}"#),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Bounds]
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        value.parse().map_or_else(|_| value.to_owned(), |n| say.number(n))
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![key::integer_key(value.parse().unwrap_or_default())]
    }

    fn to_json(&self, value: &str) -> serde_json::Value {
        value.parse::<i64>().map_or_else(|_| value.into(), Into::into)
    }

    fn json_type(&self) -> &'static str {
        "integer"
    }
}

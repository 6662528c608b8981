//! A number with a fraction.

use crate::key;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::numbers;
use crate::settings::{Manner, Setting, Settings};
use rust_decimal::Decimal;
use words::Say;

/// A number of at most 15 digits in all, so that its key is exact.
pub struct DecimalNumber;

impl FieldKind for DecimalNumber {
    fn slug(&self) -> &'static str {
        "decimal"
    }

    fn read(&self, typed: &str, settings: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let number = numbers::read(typed)?.normalize();
        if number.abs() >= Decimal::from(10_u64.pow(15)) {
            return Err(Unreadable::plain("fields-number-large"));
        }
        if number.mantissa().unsigned_abs() >= 10_u128.pow(15) || number.scale() > 15 {
            return Err(Unreadable::plain("fields-number-precise"));
        }
        numbers::within(&number, settings)?;
        Ok(Reading::sure(number.to_string()))
    }

    fn control(&self) -> Control {
        Control::new("number", "").keyboard("decimal")
    }

    fn operators(&self) -> &'static [Operator] {
        numbers::OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("1 234,50", "1234.5"),
                Sample::good("0.10", "0.1"),
                Sample::good("1e-7", "0.0000001"),
                Sample::good("-1.234.567,5", "-1234567.5"),
                Sample::good("−2½", "-2.5"),
                Sample::bad("1,2,3"),
                Sample::bad("1234567890.123456"),
                Sample::bad("1e15"),
                Sample::bad("1.5").with(r#"{"most": 1}"#),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Bounds]
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        value.parse().map_or_else(|_| value.to_owned(), |n: Decimal| say.decimal(&n))
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![key::number_key(value.parse().unwrap_or_default())]
    }

    fn to_json(&self, value: &str) -> serde_json::Value {
        if let Ok(whole) = value.parse::<i64>() {
            return whole.into();
        }
        value.parse::<f64>().map_or_else(|_| value.into(), Into::into)
    }

    fn json_type(&self) -> &'static str {
        "number"
    }
}

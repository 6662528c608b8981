//! INN: the number of a Russian taxpayer.

use crate::digits::Digits;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// INN: 10 digits of an organization, 12 of a person.
///
/// Check digits by the order of the Federal Tax Service of 29 June 2012, ЯК-7-6/435@: weighed sum mod 11 mod 10.
pub struct RuInn;

const TENTH: &[u32] = &[2, 4, 10, 3, 5, 9, 4, 6, 8];
const ELEVENTH: &[u32] = &[7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const TWELFTH: &[u32] = &[3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

impl FieldKind for RuInn {
    fn slug(&self) -> &'static str {
        "ru_inn"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let digits = Digits::read(typed, &[10, 12], "fields-ru-inn-length")?;
        if digits.number(1, 2) == 0 {
            return Err(Unreadable::plain("fields-ru-inn-region"));
        }
        if digits.len() == 10 {
            digits.check(10, digits.weighed(TENTH) % 11 % 10)?;
        } else {
            digits.check(11, digits.weighed(ELEVENTH) % 11 % 10)?;
            digits.check(12, digits.weighed(TWELFTH) % 11 % 10)?;
        }
        Ok(Reading::sure(digits.into_text()))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-ru-inn").keyboard("numeric").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("7707083893", "7707083893"),
                Sample::good("7736 050 003", "7736050003"),
                Sample::good("7736207543", "7736207543"),
                Sample::good("7708004767", "7708004767"),
                Sample::good("500100732259", "500100732259"),
                Sample::bad("7707083894"),
                Sample::bad("500100732269"),
                Sample::bad("500100732258"),
                Sample::bad("770708389"),
                Sample::bad("77O7083893"),
                Sample::bad("0000000000"),
            ]
        }
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }

    fn search_text(&self, value: &str) -> String {
        value.to_owned()
    }
}

/// What legal numbers can be compared by.
pub(super) const OPERATORS: &[Operator] = &[
    Operator::Is,
    Operator::AnyOf,
    Operator::Starts,
    Operator::Contains,
    Operator::IsNot,
    Operator::Known,
    Operator::Unknown,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digit_that_fails_is_named_with_what_was_expected() {
        let wrong = |typed| RuInn.read(typed, &Settings::NONE, &crate::testing::manner()).unwrap_err();
        let told = |place, digit, expected| {
            let plain = Unreadable::plain("fields-digits-check");
            plain.arg("place", place).arg("digit", digit).arg("expected", expected)
        };
        assert_eq!(wrong("7707083894"), told("10", "4", "3"));
        assert_eq!(wrong("500100732269"), told("11", "6", "5"));
        assert_eq!(wrong("500100732258"), told("12", "8", "9"));
    }
}

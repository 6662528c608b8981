//! OGRNIP: the registration number of a Russian sole trader.

use super::ru_inn::OPERATORS;
use crate::digits::Digits;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// OGRNIP: 15 digits that begin with 3; the last one is the number of the first 14 mod 13 mod 10.
///
/// By the order of the Ministry of Finance of 30 October 2017, 165н, paragraph 4.
pub struct RuOgrnip;

impl FieldKind for RuOgrnip {
    fn slug(&self) -> &'static str {
        "ru_ogrnip"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let digits = Digits::read(typed, &[15], "fields-ru-ogrnip-length")?;
        if digits.at(1) != 3 {
            let why = Unreadable::plain("fields-digits-first").arg("expected", "3");
            return Err(why.arg("digit", digits.at(1).to_string()));
        }
        digits.check(15, digits.remainder(14, 13) % 10)?;
        Ok(Reading::sure(digits.into_text()))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-ru-ogrnip").keyboard("numeric").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("304500116000157", "304500116000157"),
                Sample::good("304 463 210 700 212", "304463210700212"),
                Sample::bad("304500116000158"),
                Sample::bad("104500116000157"),
                Sample::bad("30450011600015"),
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

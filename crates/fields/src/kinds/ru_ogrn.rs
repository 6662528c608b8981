//! OGRN: the registration number of a Russian organization.

use super::ru_inn::OPERATORS;
use crate::digits::Digits;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// OGRN: 13 digits that begin with 1 or 5; the last one is the number of the first 12 mod 11 mod 10.
///
/// By the order of the Ministry of Finance of 30 October 2017, 165н, paragraph 3.
pub struct RuOgrn;

impl FieldKind for RuOgrn {
    fn slug(&self) -> &'static str {
        "ru_ogrn"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let digits = Digits::read(typed, &[13], "fields-ru-ogrn-length")?;
        if !matches!(digits.at(1), 1 | 5) {
            let why = Unreadable::plain("fields-digits-first").arg("expected", "1, 5");
            return Err(why.arg("digit", digits.at(1).to_string()));
        }
        digits.check(13, digits.remainder(12, 11) % 10)?;
        Ok(Reading::sure(digits.into_text()))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-ru-ogrn").keyboard("numeric").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("1027700132195", "1027700132195"),
                Sample::good("1-02-77-00070518", "1027700070518"),
                Sample::good("1027700229193", "1027700229193"),
                Sample::bad("1027700132196"),
                Sample::bad("2027700132195"),
                Sample::bad("102770013219"),
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

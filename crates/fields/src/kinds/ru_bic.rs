//! BIC: the code of a Russian bank.

use super::ru_inn::OPERATORS;
use crate::digits::Digits;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// BIC: 9 digits; 04 of Russia or 00 to 02 of the treasury, 2 of the region, 2 of the unit, 3 of the bank.
pub struct RuBic;

impl FieldKind for RuBic {
    fn slug(&self) -> &'static str {
        "ru_bic"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        Ok(Reading::sure(read(typed)?.into_text()))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-ru-bic").keyboard("numeric").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("044525225", "044525225"),
                Sample::good("04 45 25 974", "044525974"),
                Sample::bad("144525225"),
                Sample::bad("44525225"),
            ]
        }
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }
}

/// Reads a BIC; the code has no check digit.
pub(super) fn read(typed: &str) -> Result<Digits, Unreadable> {
    let digits = Digits::read(typed, &[9], "fields-ru-bic-length")?;
    if digits.at(1) != 0 {
        let why = Unreadable::plain("fields-digits-first").arg("expected", "0");
        return Err(why.arg("digit", digits.at(1).to_string()));
    }
    Ok(digits)
}

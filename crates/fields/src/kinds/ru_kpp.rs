//! KPP: why a Russian organization is registered with a tax office.

use super::ru_inn::OPERATORS;
use crate::digits::is_separator;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// KPP: 4 digits of the tax office, 2 digits or Latin capitals of the reason, 3 digits of the order; no check digit.
pub struct RuKpp;

impl FieldKind for RuKpp {
    fn slug(&self) -> &'static str {
        "ru_kpp"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let value: String = typed.trim().chars().filter(|sign| !is_separator(*sign)).collect();
        let value = value.to_ascii_uppercase();
        let found = value.chars().count();
        if found != 9 {
            return Err(Unreadable::plain("fields-ru-kpp-length").arg("found", found.to_string()));
        }
        for (place, sign) in (1_usize..).zip(value.chars()) {
            let is_reason = matches!(place, 5 | 6) && sign.is_ascii_uppercase();
            if !sign.is_ascii_digit() && !is_reason {
                let why = Unreadable::plain("fields-digits-sign");
                return Err(why.arg("place", place.to_string()).arg("sign", sign.to_string()));
            }
        }
        Ok(Reading::sure(value))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-ru-kpp").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("773601001", "773601001"),
                Sample::good("7736 4r 001", "77364R001"),
                Sample::bad("77360100"),
                Sample::bad("7736010O1"),
                Sample::bad("77Г601001"),
            ]
        }
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_ascii_lowercase()]
    }
}

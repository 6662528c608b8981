//! BIN: the number of an organization in Kazakhstan.

use super::kz_iin::check_last;
use super::ru_inn::OPERATORS;
use crate::digits::Digits;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// BIN: 12 digits; year and month of registration, kind of organization, kind of unit, order, check digit.
///
/// By the rules of forming the identification number (Kazakhstan, government decree 565 of 22 May 2007).
pub struct KzBin;

impl FieldKind for KzBin {
    fn slug(&self) -> &'static str {
        "kz_bin"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let digits = Digits::read(typed, &[12], "fields-kz-length")?;
        let month = digits.number(3, 2);
        if !(1..=12).contains(&month) {
            return Err(Unreadable::plain("fields-kz-bin-month").arg("month", format!("{month:02}")));
        }
        match digits.at(5) {
            4..=6 => {}
            0..=3 => return Err(Unreadable::plain("fields-kz-bin-person")),
            other => return Err(Unreadable::plain("fields-kz-bin-kind").arg("digit", other.to_string())),
        }
        if digits.at(6) > 3 {
            return Err(Unreadable::plain("fields-kz-bin-unit").arg("digit", digits.at(6).to_string()));
        }
        check_last(&digits)?;
        Ok(Reading::sure(digits.into_text()))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-kz-bin").keyboard("numeric").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("971240001315", "971240001315"),
                Sample::good("940 140 000 385", "940140000385"),
                Sample::good("020240000555", "020240000555"),
                Sample::good("941240000193", "941240000193"),
                Sample::bad("971240001316"),
                Sample::bad("971340001315"),
                Sample::bad("900101300007"),
                Sample::bad("971290001315"),
                Sample::bad("971249001315"),
                Sample::bad("9712400013"),
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

//! A phone.

use crate::condition::usual_test;
use crate::key::{self, KeyTest};
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};
use kernel::Country;
use words::Say;

/// A phone, stored in E.164 (`+77011234567`, with an extension `+77011234567;ext=12`); what cannot be a phone is kept
/// as typed, with a doubt.
pub struct Phone;

impl FieldKind for Phone {
    fn slug(&self) -> &'static str {
        "phone"
    }

    fn read(&self, typed: &str, _: &Settings, manner: &Manner) -> Result<Reading, Unreadable> {
        read(typed, manner)
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-phone").keyboard("tel").autocomplete("tel").masked(Mask::Phone)
    }

    fn operators(&self) -> &'static [Operator] {
        &[
            Operator::Contains,
            Operator::Starts,
            Operator::Is,
            Operator::IsNot,
            Operator::AnyOf,
            Operator::Known,
            Operator::Unknown,
        ]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("8 (701) 123-45-67", "+77011234567"),
                Sample::good("+7 495 123 45 67", "+74951234567"),
                Sample::good("8 701 123 45 67 доб. 12", "+77011234567;ext=12"),
                Sample::good("12-34", "12-34"),
                Sample::bad("нет"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, say: &Say) -> String {
        show(value, say)
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![digits_key(value)]
    }

    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<KeyTest, Unreadable> {
        let (Operator::Contains | Operator::Starts, [part]) = (operator, operands) else {
            return usual_test(self, operator, operands, (settings, manner));
        };
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() {
            return Err(Unreadable::plain("fields-phone-digits"));
        }
        let mut tests = vec![match operator {
            Operator::Starts => KeyTest::starting_with(digits.clone()),
            _ => KeyTest::Contains(digits.clone()),
        }];
        // "8 701" is how people begin a number that is stored as +7 701.
        if let Some(rest) = digits.strip_prefix('8').filter(|_| manner.country != Country::Other) {
            tests.push(KeyTest::starting_with(format!("7{rest}")));
        }
        Ok(if tests.len() == 1 { tests.remove(0) } else { KeyTest::Either(tests) })
    }

    fn search_text(&self, value: &str) -> String {
        digits_key(value)
    }
}

/// Reads one phone; refuses only a text without digits.
pub(super) fn read(typed: &str, manner: &Manner) -> Result<Reading, Unreadable> {
    let country = match manner.country {
        Country::Kz => matching::Country::Kazakhstan,
        Country::Ru => matching::Country::Russia,
        Country::Other => matching::Country::Other(*b"ZZ"),
    };
    let reading = matching::phone::normalize(typed, country);
    if reading.e164().is_some() {
        return Ok(Reading::sure(match reading.extension {
            Some(extension) => format!("{};ext={extension}", reading.value),
            None => reading.value,
        }));
    }
    if !typed.bytes().any(|byte| byte.is_ascii_digit()) {
        return Err(Unreadable::plain("fields-phone-digits"));
    }
    let kept = super::text::one_line(typed);
    super::text::short_enough(&kept, 100)?;
    Ok(Reading::doubtful(kept, "fields-doubt-phone"))
}

/// The phone grouped as it is read aloud, the extension after it.
pub(super) fn show(value: &str, say: &Say) -> String {
    // A mask is no number, though one could be read out of its last digits.
    if crate::is_mask(value) {
        return value.to_owned();
    }
    match value.split_once(";ext=") {
        Some((number, extension)) => say.with(
            "fields-phone-extension",
            &[("number", matching::phone::pretty(number).into()), ("extension", extension.into())],
        ),
        None => matching::phone::pretty(value),
    }
}

/// The digits of the number without its extension; of a text without digits, the text itself folded.
pub(super) fn digits_key(value: &str) -> String {
    let number = value.split_once(";ext=").map_or(value, |(number, _)| number);
    if let Some(digits) =
        number.strip_prefix('+').filter(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return digits.to_owned();
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { key::folded(value) } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(part: &str, wanted: bool) {
        let manner = Manner::of(Country::Kz, 0);
        let test = Phone.test(Operator::Contains, &[part.to_owned()], &Settings::NONE, &manner).unwrap();
        assert_eq!(test.holds(&Phone.keys("+77011234567;ext=890")), wanted, "{part}");
    }

    #[test]
    fn a_phone_is_found_by_any_spelling_of_its_parts() {
        check("45-67", true);
        check("8 701", true);
        check("+7 (701) 123", true);
        check("87011234567", true);
        check("890", false);
        check("8 702", false);
    }
}

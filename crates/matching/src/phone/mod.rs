//! Phones: reading them as typed, splitting cells that hold several, showing them.

mod beside;
mod many;
mod national;

use rlibphonenumber::{PHONE_NUMBER_UTIL, ParseError, PhoneNumberFormat, Region};
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use many::{PhonePiece, split_many, split_pieces};

use crate::Country;

/// What a typed phone was read as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneReading {
    /// E.164 (`+77011234567`) when there is no problem, else the trimmed text as typed.
    pub value: String,
    /// Digits of the extension, when one was typed.
    pub extension: Option<String>,
    /// Why the text is no phone that can be called, if it is none.
    pub problem: Option<PhoneProblem>,
}

impl PhoneReading {
    /// The number in E.164, if it is one.
    pub fn e164(&self) -> Option<&str> {
        self.problem.is_none().then_some(self.value.as_str())
    }
}

/// Why a text cannot be called as a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum PhoneProblem {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// There is no digit in it.
    #[error("there is no digit in it")]
    NoDigits,
    /// Too few digits; a city number without its code is the usual case.
    #[error("too few digits: {digits}")]
    TooShort {
        /// How many digits were typed.
        digits: usize,
    },
    /// Too many digits.
    #[error("too many digits: {digits}")]
    TooLong {
        /// How many digits were typed.
        digits: usize,
    },
    /// The number begins with a country code that no country has.
    #[error("no country has this code")]
    UnknownCountry,
    /// The length is right, but nobody is given such numbers.
    #[error("no such numbers are given out")]
    NotAssigned,
}

/// Reads one phone; numbers without a country code are taken to be of `default_country`.
///
/// Kazakh and Russian habits (`8 701 ...`, `+7 (701) ...`, `7701...`, `701...`, `8(495)...`) are read from a table,
/// everything else by the rules of libphonenumber.
pub fn normalize(raw: &str, default_country: Country) -> PhoneReading {
    let typed = raw.trim();
    let (number, extension) = split_extension(typed);
    if let Some(e164) = national::read(number, default_country) {
        return PhoneReading { value: e164, extension, problem: None };
    }
    match read_anywhere(number, default_country) {
        Ok(e164) => PhoneReading { value: e164, extension, problem: None },
        Err(problem) => PhoneReading { value: typed.to_owned(), extension: None, problem: Some(problem) },
    }
}

fn read_anywhere(number: &str, default_country: Country) -> Result<String, PhoneProblem> {
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    match digits {
        _ if number.is_empty() => return Err(PhoneProblem::Empty),
        0 => return Err(PhoneProblem::NoDigits),
        1..=4 => return Err(PhoneProblem::TooShort { digits }),
        18.. => return Err(PhoneProblem::TooLong { digits }),
        _ => {}
    }
    let region = default_country.code().parse::<Region>().ok();
    let parsed = PHONE_NUMBER_UTIL.parse(number, region).map_err(|error| match error {
        ParseError::InvalidCountryCode => PhoneProblem::UnknownCountry,
        ParseError::NotANumber(_) => PhoneProblem::NotAssigned,
        ParseError::TooShortAfterIdd | ParseError::TooShortNsn => PhoneProblem::TooShort { digits },
        ParseError::TooLongNsn => PhoneProblem::TooLong { digits },
    })?;
    match (parsed.is_valid(), digits) {
        (true, _) => Ok(parsed.format_as(PhoneNumberFormat::E164).into_owned()),
        (false, ..10) => Err(PhoneProblem::TooShort { digits }),
        (false, 16..) => Err(PhoneProblem::TooLong { digits }),
        (false, _) => Err(PhoneProblem::NotAssigned),
    }
}

/// Words and signs before an extension; the first found after five digits ends the number.
const EXTENSION_MARKS: [&str; 10] = ["доб", "вн", "ішкі", "қос", "ext", "x", "х", "#", "*", ";ext="];

fn split_extension(typed: &str) -> (&str, Option<String>) {
    let is_plain = |b: u8| b.is_ascii_digit() || b" +-().\t".contains(&b);
    if typed.bytes().all(is_plain) {
        return (typed, None);
    }
    let mut digits = 0;
    for (at, c) in typed.char_indices() {
        digits += usize::from(c.is_ascii_digit());
        let rest = typed.get(at..).unwrap_or_default();
        if digits < 5 || c.is_ascii_digit() {
            continue;
        }
        let lowered: String = rest.chars().take(6).flat_map(char::to_lowercase).collect();
        if EXTENSION_MARKS.iter().any(|mark| lowered.starts_with(mark)) {
            let extension: String = rest.chars().filter(char::is_ascii_digit).collect();
            let number = typed.get(..at).unwrap_or_default().trim_end_matches([' ', ',', ';', '(']);
            return (number, (!extension.is_empty()).then_some(extension));
        }
    }
    (typed, None)
}

/// The last `n` digits of a text, all of them when there are fewer.
pub fn digits_tail(text: &str, n: usize) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.get(digits.len().saturating_sub(n)..).unwrap_or_default().to_owned()
}

/// Shows an E.164 number for reading: `+7 701 123 45 67`; any other text comes back as it is.
pub fn pretty(e164: &str) -> String {
    if let Some(national) = e164.strip_prefix("+7").filter(|rest| rest.len() == 10)
        && let (Some(code), Some(a), Some(b), Some(c)) =
            (national.get(..3), national.get(3..6), national.get(6..8), national.get(8..))
    {
        return format!("+7 {code} {a} {b} {c}");
    }
    if !e164.starts_with('+') {
        return e164.to_owned();
    }
    match PHONE_NUMBER_UTIL.parse(e164, None) {
        Ok(number) => number.format_as(PhoneNumberFormat::International).into_owned(),
        Err(_) => e164.to_owned(),
    }
}

#[cfg(test)]
mod tests;

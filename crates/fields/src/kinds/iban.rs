//! IBAN: the number of a bank account in most of the world.

use super::ru_inn::OPERATORS;
use crate::digits::is_separator;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};
use words::Say;

/// IBAN: two letters of the country, two check digits, the account; checked mod 97 (ISO 13616, ISO 7064).
pub struct Iban;

/// How long the numbers of each country are (SWIFT's IBAN registry, release 99).
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HN", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

impl FieldKind for Iban {
    fn slug(&self) -> &'static str {
        "iban"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let value: String = typed.trim().chars().filter(|sign| !is_separator(*sign)).collect();
        let value = value.to_ascii_uppercase();
        let value = value.strip_prefix("IBAN").unwrap_or(&value);
        if let Some((place, sign)) =
            (1_usize..).zip(value.chars()).find(|(_, sign)| !sign.is_ascii_alphanumeric())
        {
            let why = Unreadable::plain("fields-iban-sign").arg("place", place.to_string());
            return Err(why.arg("sign", sign.to_string()));
        }
        let (country, rest) = value.split_at_checked(2).unwrap_or((value, ""));
        let Some((_, length)) = LENGTHS.iter().find(|(code, _)| *code == country) else {
            return Err(Unreadable::plain("fields-iban-country").arg("country", country.to_owned()));
        };
        if value.len() != *length {
            let why = Unreadable::plain("fields-iban-length").arg("expected", length.to_string());
            return Err(why.arg("found", value.len().to_string()).arg("country", country.to_owned()));
        }
        check(country, rest)?;
        Ok(Reading::sure(value))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-iban").masked(Mask::Tail)
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("KZ86 125K ZT50 0410 0100", "KZ86125KZT5004100100"),
                Sample::good("kz75125kzt2069100100", "KZ75125KZT2069100100"),
                Sample::good("IBAN GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
                Sample::good("DE89370400440532013000", "DE89370400440532013000"),
                Sample::bad("KZ87125KZT5004100100"),
                Sample::bad("KZ86125KZT500410010"),
                Sample::bad("QQ86125KZT5004100100"),
                Sample::bad("KZ86 125К ZT50 0410 0100"),
                Sample::bad("KZ"),
            ]
        }
    }

    fn show(&self, value: &str, _: &Settings, _: &Say) -> String {
        let mut shown = String::with_capacity(value.len() + value.len() / 4);
        for (place, sign) in value.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                shown.push(' ');
            }
            shown.push(sign);
        }
        shown
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_ascii_lowercase()]
    }

    fn search_text(&self, value: &str) -> String {
        value.to_ascii_lowercase()
    }
}

/// Compares the two check digits with those that the account and the country give.
fn check(country: &str, rest: &str) -> Result<(), Unreadable> {
    let (digits, account) = rest.split_at_checked(2).unwrap_or((rest, ""));
    let moved = account.chars().chain(country.chars()).chain("00".chars());
    let remainder = moved.filter_map(|sign| sign.to_digit(36)).fold(0, |rest, digit| {
        let shift = if digit < 10 { 10 } else { 100 };
        (rest * shift + digit) % 97
    });
    let expected = format!("{:02}", 98 - remainder);
    if digits == expected {
        return Ok(());
    }
    Err(Unreadable::plain("fields-iban-check").arg("digits", digits.to_owned()).arg("expected", expected))
}

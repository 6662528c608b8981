//! A short text on one line.

use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Setting, Settings};

/// The most letters when the field does not say.
const LONGEST: usize = 500;

/// A short text on one line; equal when folded alike.
pub struct Text;

impl FieldKind for Text {
    fn slug(&self) -> &'static str {
        "text"
    }

    fn read(&self, typed: &str, settings: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let value = one_line(typed);
        short_enough(&value, longest(settings, LONGEST))?;
        Ok(Reading::sure(value))
    }

    fn control(&self) -> Control {
        Control::new("text", "").masked(Mask::FirstLetter).of_words()
    }

    fn operators(&self) -> &'static [Operator] {
        OPERATORS
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("Алматы", "Алматы"),
                Sample::good("  два \t слова\u{a0}здесь ", "два слова здесь"),
                Sample::good("абв", "абв").with(r#"{"most": 3}"#),
                Sample::bad("абвг").with(r#"{"most": 3}"#),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Longest]
    }

    fn search_text(&self, value: &str) -> String {
        value.to_owned()
    }
}

/// What texts can be compared by.
pub(super) const OPERATORS: &[Operator] = &[
    Operator::Contains,
    Operator::Is,
    Operator::IsNot,
    Operator::AnyOf,
    Operator::Starts,
    Operator::Known,
    Operator::Unknown,
];

/// Joins words by single spaces and drops signs that cannot be seen.
pub(super) fn one_line(typed: &str) -> String {
    let mut line = String::with_capacity(typed.len());
    let mut is_gap = false;
    for sign in typed.chars() {
        if sign.is_whitespace() || sign.is_control() {
            is_gap = true;
        } else if !is_unseen(sign) {
            if is_gap && !line.is_empty() {
                line.push(' ');
            }
            is_gap = false;
            line.push(sign);
        }
    }
    line
}

/// Marks that files bring along and nobody sees: byte order marks, word joiners, directions of writing.
pub(super) fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}')
}

/// The greatest length in letters that the field allows.
pub(super) fn longest(settings: &Settings, usual: usize) -> usize {
    // Lengths are small whole numbers; a fraction or a negative one means nothing.
    settings.most.filter(|most| *most >= 1.0).map_or(usual, |most| most.min(1e9) as usize)
}

/// Refuses a text that is too long, or that nothing is left of.
pub(super) fn short_enough(value: &str, most: usize) -> Result<(), Unreadable> {
    if value.is_empty() {
        return Err(Unreadable::plain("fields-text-empty"));
    }
    if value.len() <= most {
        return Ok(());
    }
    let found = value.chars().count();
    if found <= most {
        return Ok(());
    }
    Err(Unreadable::plain("fields-text-long").arg("most", most.to_string()).arg("found", found.to_string()))
}

//! A text of many lines.

use super::text;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::settings::{Manner, Setting, Settings};

/// The most letters when the field does not say.
const LONGEST: usize = 20_000;

/// A text of many lines; line ends and inner spaces are kept.
pub struct LongText;

impl FieldKind for LongText {
    fn slug(&self) -> &'static str {
        "long_text"
    }

    fn read(&self, typed: &str, settings: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let unified = typed.replace("\r\n", "\n").replace('\r', "\n");
        let is_kept =
            |sign: &char| (!sign.is_control() || matches!(sign, '\n' | '\t')) && !text::is_unseen(*sign);
        let value: String = unified.chars().filter(is_kept).collect();
        let value = value.trim();
        text::short_enough(value, text::longest(settings, LONGEST))?;
        Ok(Reading::sure(value))
    }

    fn control(&self) -> Control {
        Control::new("textarea", "").of_words()
    }

    fn operators(&self) -> &'static [Operator] {
        &[Operator::Contains, Operator::Known, Operator::Unknown]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good(" Первая строка\r\nвторая\r\n", "Первая строка\nвторая"),
                Sample::bad("\u{7}\u{feff}"),
                Sample::bad("четыре").with(r#"{"most": 5}"#),
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

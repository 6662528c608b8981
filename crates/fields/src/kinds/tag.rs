//! A free short label.

use super::text;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};

/// The most letters of a label.
const LONGEST: usize = 64;

/// A free short label; the leading `#` is dropped, equal when folded alike.
pub struct Tag;

impl FieldKind for Tag {
    fn slug(&self) -> &'static str {
        "tag"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let line = text::one_line(typed);
        let value = line.trim_start_matches(['#', ' ']);
        text::short_enough(value, LONGEST)?;
        Ok(Reading::sure(value))
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-tag").masked(Mask::FirstLetter).of_words()
    }

    fn operators(&self) -> &'static [Operator] {
        &[
            Operator::Is,
            Operator::AnyOf,
            Operator::IsNot,
            Operator::Contains,
            Operator::Known,
            Operator::Unknown,
        ]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("#VIP", "VIP"),
                Sample::good(" постоянный  клиент", "постоянный клиент"),
                Sample::bad("#"),
            ]
        }
    }

    fn search_text(&self, value: &str) -> String {
        value.to_owned()
    }
}

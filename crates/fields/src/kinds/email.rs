//! An e-mail address.

use crate::key::KeyTest;
use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{Manner, Settings};
use matching::email::EmailProblem;

/// An e-mail address, stored with its domain in lower case; equal whatever the case.
pub struct Email;

impl FieldKind for Email {
    fn slug(&self) -> &'static str {
        "email"
    }

    fn read(&self, typed: &str, _: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        let reading = matching::email::normalize(typed);
        match reading.problem {
            None => Ok(Reading::sure(reading.value)),
            Some(problem) => Err(refusal(&problem)),
        }
    }

    fn control(&self) -> Control {
        Control::new("text", "fields-rule-email")
            .keyboard("email")
            .autocomplete("email")
            .masked(Mask::Email)
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
                Sample::good(" Aigul@Example.KZ ", "Aigul@example.kz"),
                Sample::good("mailto:info@example.com", "info@example.com"),
                Sample::bad("aigul.example.kz"),
                Sample::bad("айгуль@example.kz"),
                Sample::bad("a@b@c.kz"),
                Sample::bad("@example.kz"),
                Sample::bad("aigul@"),
                Sample::bad("aigul@example"),
                Sample::bad("aigul@example..kz"),
            ]
        }
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_lowercase()]
    }

    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<KeyTest, Unreadable> {
        match (operator, operands) {
            (Operator::Contains, [part]) => KeyTest::containing(part.trim().to_lowercase()),
            (Operator::Starts, [part]) => KeyTest::beginning(part.trim().to_lowercase()),
            _ => crate::condition::usual_test(self, operator, operands, (settings, manner)),
        }
    }

    fn search_text(&self, value: &str) -> String {
        value.to_lowercase()
    }
}

fn refusal(problem: &EmailProblem) -> Unreadable {
    match problem {
        EmailProblem::Empty | EmailProblem::NoAt => Unreadable::plain("fields-email-no-at"),
        EmailProblem::SecondAt { place } => {
            Unreadable::plain("fields-email-second-at").arg("place", place.to_string())
        }
        EmailProblem::NoLocal => Unreadable::plain("fields-email-no-local"),
        EmailProblem::NoDomain => Unreadable::plain("fields-email-no-domain"),
        EmailProblem::NoEnding => Unreadable::plain("fields-email-no-ending"),
        EmailProblem::Dot { place } => {
            Unreadable::plain("fields-email-dot").arg("place", place.to_string())
        }
        EmailProblem::Character { character, place } => Unreadable::plain("fields-email-character")
            .arg("character", character.to_string())
            .arg("place", place.to_string()),
        EmailProblem::TooLong => Unreadable::plain("fields-email-long"),
    }
}

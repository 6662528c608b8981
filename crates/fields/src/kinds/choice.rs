//! One of the answers listed in the field's settings.

use crate::kind::{Control, FieldKind, Operator, Reading, Sample, Unreadable};
use crate::mask::Mask;
use crate::settings::{ChoiceOption, Manner, Setting, Settings};
use words::Say;

/// One of the listed answers, stored by its slug, typed by slug or label.
pub struct Choice;

impl FieldKind for Choice {
    fn slug(&self) -> &'static str {
        "choice"
    }

    fn read(&self, typed: &str, settings: &Settings, _: &Manner) -> Result<Reading, Unreadable> {
        find(typed, settings)
            .map(|option| Reading::sure(option.slug.as_str()))
            .ok_or_else(|| unknown(typed, settings))
    }

    fn control(&self) -> Control {
        Control::new("select", "").masked(Mask::Never)
    }

    fn operators(&self) -> &'static [Operator] {
        &[Operator::Is, Operator::AnyOf, Operator::IsNot, Operator::Known, Operator::Unknown]
    }

    fn samples(&self) -> &'static [Sample] {
        const {
            &[
                Sample::good("Тёплый", "warm").with(WARMTH),
                Sample::good("теплый ", "warm").with(WARMTH),
                Sample::good("cold", "cold").with(WARMTH),
                Sample::bad("прохладный").with(WARMTH),
                Sample::bad("тёплый"),
            ]
        }
    }

    fn settings(&self) -> &'static [Setting] {
        &[Setting::Options]
    }

    fn show(&self, value: &str, settings: &Settings, _: &Say) -> String {
        settings.option(value).map_or_else(|| value.to_owned(), |option| option.label.clone())
    }

    fn keys(&self, value: &str) -> Vec<String> {
        vec![value.to_owned()]
    }
}

/// The settings that samples of choices use.
pub(super) const WARMTH: &str =
    r#"{"options": [{"slug": "cold", "label": "Холодный"}, {"slug": "warm", "label": "Тёплый"}]}"#;

/// The option that was meant: by slug, by label, by a label that folds alike.
pub(super) fn find<'s>(typed: &str, settings: &'s Settings) -> Option<&'s ChoiceOption> {
    let typed = typed.trim();
    let exact = settings.options.iter().find(|option| option.slug == typed || option.label == typed);
    exact.or_else(|| {
        let folded = matching::fold::fold(typed);
        let is_alike = |option: &&ChoiceOption| matching::fold::fold(&option.label) == folded;
        settings.options.iter().find(is_alike).filter(|_| !folded.is_empty())
    })
}

/// What is said of an answer that is not in the list.
pub(super) fn unknown(typed: &str, settings: &Settings) -> Unreadable {
    const SHOWN: usize = 12;
    // Built-in answers have their words in the catalogues, not in the settings: there the slug is what can be typed.
    let called = |option: &'_ ChoiceOption| match option.label.as_str() {
        "" => option.slug.clone(),
        label => label.to_owned(),
    };
    let labels: Vec<String> = settings.options.iter().take(SHOWN).map(called).collect();
    let more = if settings.options.len() > SHOWN { ", …" } else { "" };
    let options = format!("{}{more}", labels.join(", "));
    let typed: String = typed.trim().chars().take(60).collect();
    Unreadable::plain("fields-choice-unknown").arg("typed", typed).arg("options", options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_without_words_of_their_own_are_listed_by_their_slugs() {
        let json = r#"{"options": [{"slug": "cold", "label": ""}, {"slug": "warm", "label": "Тёплый"}]}"#;
        let why = unknown("boiling", &serde_json::from_str(json).unwrap());
        assert!(
            why.args.iter().any(|(name, value)| *name == "options" && *value == "cold, Тёплый"),
            "{why:?}"
        );
    }
}

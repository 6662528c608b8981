//! What every kind of field can say of itself, and the values passed to and fro.

use crate::key::KeyTest;
use crate::mask::Mask;
pub use crate::operator::Operator;
use crate::settings::{Manner, Setting, Settings};
use std::borrow::Cow;
use words::Say;

/// What was understood of what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The canonical text that is stored.
    pub value: String,
    /// Why the value is kept although it can hardly be right; shown as a flag beside it.
    pub doubt: Option<Doubt>,
}

impl Reading {
    /// A value without doubt.
    pub fn sure(value: impl Into<String>) -> Self {
        Self { value: value.into(), doubt: None }
    }

    /// A value that is kept, with the reason to doubt it.
    pub fn doubtful(value: impl Into<String>, doubt: Doubt) -> Self {
        Self { value: value.into(), doubt: Some(doubt) }
    }
}

/// A catalogue key that tells why a value is doubtful, such as `fields-doubt-phone`.
pub type Doubt = &'static str;

/// Typed text that no value can be made of: a catalogue key with what it needs to be said.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}")]
pub struct Unreadable {
    /// The message, such as `fields-digits-check`.
    pub key: &'static str,
    /// Its variables: the digit that fails, what was expected, the longest length.
    pub args: Vec<(&'static str, Cow<'static, str>)>,
}

impl Unreadable {
    /// A message without variables.
    pub fn plain(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// The same message with one variable more.
    #[must_use]
    pub fn arg(mut self, name: &'static str, text: impl Into<Cow<'static, str>>) -> Self {
        self.args.push((name, text.into()));
        self
    }

    /// The sentence in a person's language.
    pub fn say(&self, say: &Say) -> String {
        let args: Vec<_> =
            self.args.iter().map(|(name, text)| (*name, words::Arg::from(text.as_ref()))).collect();
        say.with(self.key, &args)
    }
}

/// How a form asks for a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    /// `text`, `textarea`, `number`, `date`, `checkbox`, `select`, `choices`, `file`, `link`, `staff`.
    pub widget: &'static str,
    /// The `inputmode` of the keyboard on a phone, such as `tel`; empty for none.
    pub inputmode: &'static str,
    /// The `autocomplete` token, such as `email`; empty for none.
    pub autocomplete: &'static str,
    /// The catalogue key of the rule told **before** the field is filled; empty where there is nothing to tell.
    pub rule: &'static str,
    /// How it is shown to whoever may not read it.
    pub mask: Mask,
    /// Whether values are words: people sort those by the alphabet, which their keys are not made for.
    pub is_words: bool,
}

impl Control {
    /// A control without a keyboard or token of its own.
    pub const fn new(widget: &'static str, rule: &'static str) -> Self {
        Self { widget, inputmode: "", autocomplete: "", rule, mask: Mask::Whole, is_words: false }
    }

    /// The same with the keyboard of a phone.
    #[must_use]
    pub const fn keyboard(self, inputmode: &'static str) -> Self {
        Self { inputmode, ..self }
    }

    /// The same with what the browser may fill in.
    #[must_use]
    pub const fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }

    /// The same for words.
    #[must_use]
    pub const fn of_words(self) -> Self {
        Self { is_words: true, ..self }
    }

    /// The same, hidden in another manner than whole.
    #[must_use]
    pub const fn masked(self, mask: Mask) -> Self {
        Self { mask, ..self }
    }
}

/// An example that tests and manuals use: what is typed, what is stored.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// As a person types it.
    pub typed: &'static str,
    /// The canonical text; `None` when it must be refused.
    pub stored: Option<&'static str>,
    /// The settings of the field as JSON.
    pub settings: &'static str,
}

impl Sample {
    /// Something that is understood.
    pub const fn good(typed: &'static str, stored: &'static str) -> Self {
        Self { typed, stored: Some(stored), settings: "{}" }
    }

    /// Something that is refused.
    pub const fn bad(typed: &'static str) -> Self {
        Self { typed, stored: None, settings: "{}" }
    }

    /// The same example in a field with these settings.
    #[must_use]
    pub const fn with(self, settings: &'static str) -> Self {
        Self { settings, ..self }
    }
}

/// A kind of field. Values are passed in their canonical text.
pub trait FieldKind: Sync {
    /// The stable name in the base, the API and files; never changes, never removed.
    fn slug(&self) -> &'static str;

    /// Understands what a person typed or a file holds; never called with blank text.
    ///
    /// # Errors
    /// [`Unreadable`] names the place that fails and what is expected.
    fn read(&self, typed: &str, settings: &Settings, manner: &Manner) -> Result<Reading, Unreadable>;

    /// How a form asks for it.
    fn control(&self) -> Control;

    /// Which comparisons make sense, the commonest first.
    fn operators(&self) -> &'static [Operator];

    /// Examples, good and bad; every good one makes the round trip through the tests of the family.
    fn samples(&self) -> &'static [Sample];

    /// What may be chosen for a field of this kind, in the order asked.
    fn settings(&self) -> &'static [Setting] {
        &[]
    }

    /// The value as people in that language write it.
    fn show(&self, value: &str, _settings: &Settings, _say: &Say) -> String {
        value.to_owned()
    }

    /// The keys to be found and sorted by: the first one for sorting, its byte order is the order of values; the last
    /// one for comparing. Never empty.
    fn keys(&self, value: &str) -> Vec<String> {
        crate::key::text_keys(value)
    }

    /// The key test of one comparison; operands are as typed.
    ///
    /// # Errors
    /// [`Unreadable`] when an operand cannot be understood or the operator is not among [`Self::operators`].
    fn test(
        &self,
        operator: Operator,
        operands: &[String],
        settings: &Settings,
        manner: &Manner,
    ) -> Result<KeyTest, Unreadable> {
        crate::condition::usual_test(self, operator, operands, (settings, manner))
    }

    /// The value in the API's JSON; `typed_of_json` is the way back.
    fn to_json(&self, value: &str) -> serde_json::Value {
        serde_json::Value::String(value.to_owned())
    }

    /// The JSON type in the API's description: `string`, `integer`, `number`, `boolean`, `array`, `object`.
    fn json_type(&self) -> &'static str {
        "string"
    }

    /// What of the value goes into the search index, where it is folded; empty for what nobody searches by. Of words,
    /// the words.
    fn search_text(&self, _value: &str) -> String {
        String::new()
    }
}

impl dyn FieldKind {
    /// The catalogue key of the kind's name.
    pub fn label(&self) -> String {
        format!("fields-kind-{}", self.slug().replace('_', "-"))
    }

    /// The words of a value by which people sort it; `None` where the first key sorts as they do.
    pub fn words(&self, value: &str) -> Option<String> {
        self.control().is_words.then(|| self.search_text(value))
    }

    /// What to give [`FieldKind::read`] for a value of the API's JSON; `None` for null, and for a list or an object
    /// where the kind has none.
    pub fn typed_of_json(&self, value: &serde_json::Value) -> Option<String> {
        match (value, self.json_type()) {
            (serde_json::Value::String(text), _) => Some(text.clone()),
            (serde_json::Value::Bool(_) | serde_json::Value::Number(_), _)
            | (serde_json::Value::Array(_), "array")
            | (serde_json::Value::Object(_), "object") => Some(value.to_string()),
            _ => None,
        }
    }
}

impl std::fmt::Debug for dyn FieldKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.slug())
    }
}

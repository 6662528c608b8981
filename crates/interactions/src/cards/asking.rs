//! From what is typed or sent for the questions of a card to answers, and back.

use super::form::{About, Question};
use crate::error::InteractionError;
use customers::{Act, Customer, CustomerError, NewValue, pointing, typing, veiling};
use db::Tx;
use fields::{FieldKind, Settings};
use std::borrow::Cow;
use std::collections::BTreeMap;
use web::{FieldError, Form};
use words::Say;

/// Values as they come in, by the keys of questions.
pub type Values = BTreeMap<String, Vec<NewValue>>;

/// A question with what it is about.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// What it is about.
    pub about: About<'a>,
}

/// The questions that are asked of a customer, in order.
pub fn asked<'a>(act: &'a Act, questions: &'a [Question], card: &Customer) -> Vec<Asked<'a>> {
    let of_card = questions.iter().filter(|question| question.is_asked(act, card));
    of_card.filter_map(|question| Some(Asked { question, about: question.about(act)? })).collect()
}

impl<'a> Asked<'a> {
    /// The kind of its answers.
    pub fn kind(&self) -> &'static dyn FieldKind {
        match self.about {
            About::Field(field) => field.kind,
            About::Own(kind) => kind,
        }
    }

    /// The settings of that kind, with the names of choices in a person's language.
    pub fn settings(&self, say: &Say) -> Cow<'a, Settings> {
        match self.about {
            About::Field(field) => field.settings_in(say),
            About::Own(_) => Cow::Borrowed(&self.question.settings),
        }
    }

    /// How a form asks for it.
    pub fn widget(&self) -> &'static str {
        self.kind().control().widget
    }

    /// Whether the answers are hidden from whoever acts.
    pub fn is_masked(&self, act: &Act) -> bool {
        matches!(self.about, About::Field(field) if veiling::is_masked(act, field))
    }

    /// An answer as people read it; hidden ones by their mask.
    pub fn show(&self, act: &Act, value: &str, say: &Say) -> String {
        match self.about {
            About::Field(field) if veiling::is_masked(act, field) => veiling::seen(act, field, value),
            About::Field(field) => field.show(value, say),
            About::Own(kind) => match self.question.settings.option(value) {
                Some(option) => option.label.clone(),
                None => kind.show(value, &self.question.settings, say),
            },
        }
    }

    /// What stands in its control for a value: as people write it where that is understood again, else as it is kept.
    pub fn typed_of(&self, act: &Act, value: &str, say: &Say) -> String {
        let widget = self.widget();
        if widget == "choices" {
            return value.trim_matches(['[', ']']).replace('"', "");
        }
        if !matches!(widget, "text" | "textarea" | "number") {
            return value.to_owned();
        }
        let shown = self.show(act, value, say);
        let again = self.kind().read(&shown, &self.settings(say), &act.manner);
        if again.is_ok_and(|reading| reading.value == value) { shown } else { value.to_owned() }
    }

    /// Understands one typed text; blank gives `None`. A client is named by id, number, phone or exact name.
    fn read(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        typed: &str,
    ) -> Result<Result<Option<NewValue>, FieldError>, InteractionError> {
        let mut typed = typed.trim().to_owned();
        if typed.is_empty() {
            return Ok(Ok(None));
        }
        if self.widget() == "link" {
            match pointing::find(tx, act, &typed) {
                Ok(Some(card)) => typed = card.id.to_string(),
                Ok(None) | Err(CustomerError::Missing) => {
                    return Ok(Err(FieldError::new("", "customers-link-unknown")));
                }
                Err(error) => return Err(error.into()),
            }
        }
        Ok(match self.about {
            About::Field(field) => typing::read(field, &typed, &act.manner),
            About::Own(kind) => match kind.read(&typed, &self.question.settings, &act.manner) {
                Ok(reading) => Ok(Some(NewValue::new(reading.value))),
                Err(why) => Err(FieldError { field: String::new(), key: why.key.into(), args: why.args }),
            },
        })
    }
}

/// Understands what was typed into a form, every question under its key.
///
/// # Errors
/// [`InteractionError::Invalid`] with what is wrong at the key of its question; a database error.
pub fn read_form(
    tx: &mut Tx<'_>,
    act: &Act,
    (questions, card): (&[Question], &Customer),
    form: &Form,
) -> Result<Values, InteractionError> {
    let (mut values, mut errors) = (Values::new(), Vec::new());
    for one in asked(act, questions, card) {
        let key = &one.question.key;
        let typed = match one.widget() {
            "choices" => form.all(key).filter(|slug| !slug.is_empty()).collect::<Vec<_>>().join(", "),
            _ => form.text(key).to_owned(),
        };
        match one.read(tx, act, &typed)? {
            Ok(Some(value)) => drop(values.insert(key.clone(), vec![value])),
            Ok(None) => {}
            Err(error) => errors.push(FieldError { field: key.clone(), ..error }),
        }
    }
    if errors.is_empty() { Ok(values) } else { Err(InteractionError::Invalid(errors)) }
}

/// Understands the API's JSON, every question under its key; an array gives several values of a field of many.
///
/// # Errors
/// As [`read_form`], at `answers/<key>`; also for a key that no question has.
pub fn read_json(
    tx: &mut Tx<'_>,
    act: &Act,
    (questions, card): (&[Question], &Customer),
    answers: &serde_json::Map<String, serde_json::Value>,
) -> Result<Values, InteractionError> {
    let all = asked(act, questions, card);
    let (mut values, mut errors) = (Values::new(), Vec::new());
    for (key, json) in answers.iter().filter(|(_, json)| !json.is_null()) {
        let one = all.iter().find(|one| one.question.key == *key);
        let read = match one {
            None => Err(FieldError::new(key, "interactions-question-unknown")),
            Some(Asked { about: About::Field(field), .. }) => typing::read_json(field, json, &act.manner),
            Some(one) => match one.kind().typed_of_json(json) {
                Some(typed) => one.read(tx, act, &typed)?.map(|value| value.into_iter().collect()),
                None => Err(FieldError::new(key, "customers-json-shape")),
            },
        };
        match read {
            Ok(read) if read.is_empty() => {}
            Ok(read) => drop(values.insert(key.clone(), read)),
            Err(error) => errors.push(FieldError { field: format!("answers/{key}"), ..error }),
        }
    }
    if errors.is_empty() { Ok(values) } else { Err(InteractionError::Invalid(errors)) }
}

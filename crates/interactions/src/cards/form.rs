//! A form of contact cards, its questions, and a card that was filled.

use crate::interaction::InteractionId;
use customers::{Act, Customer, CustomerNo, Field, Rule};
use fields::{FieldKind, Settings};
use kernel::{Millis, RawId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

kernel::id_type!(
    /// A form of contact cards.
    FormId
);
kernel::id_type!(
    /// A filled contact card.
    CardId
);

/// A form of contact cards as it is in use.
#[derive(Debug, Clone, PartialEq)]
pub struct CardForm {
    /// Its id.
    pub id: FormId,
    /// What the firm calls it.
    pub name: String,
    /// What is said before the questions; may be empty.
    pub lead: String,
    /// The number of what is asked now, from 1.
    pub version: i64,
    /// What is asked now, in the order asked.
    pub questions: Vec<Question>,
    /// The keys of the places before whose gates it stands, in their order.
    pub places: Vec<String>,
    /// Whether it is no longer offered and keeps no gate.
    pub is_away: bool,
    /// Grows by one with each change.
    pub revision: i64,
    /// When it was made.
    pub created_at: Millis,
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Question {
    /// Its name among the questions of the form; made when left out, never changes.
    pub key: String,
    /// What people read.
    #[schema(example = "Сколько человек в семье")]
    pub label: String,
    /// What helps to answer; may be empty.
    pub help: String,
    /// Whether the card is not filled without it.
    pub is_required: bool,
    /// The customer's field that the answer becomes a fact of; left out for an answer of the form's own.
    pub field: Option<String>,
    /// The slug of the kind of an answer of the form's own.
    #[schema(example = "integer")]
    pub kind: String,
    /// The choices made for that kind.
    pub settings: Settings,
    /// What happens when the card of the customer says something else.
    pub rule: Rule,
    /// How sure the fact is, when it is only a guess.
    pub guess: Option<Guess>,
}

impl Default for Question {
    fn default() -> Self {
        Self {
            key: String::new(),
            label: String::new(),
            help: String::new(),
            is_required: false,
            field: None,
            kind: "text".into(),
            settings: Settings::default(),
            rule: Rule::Newest,
            guess: None,
        }
    }
}

/// How a hypothetical fact is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Guess {
    /// How sure it is, in percent, 1 to 99.
    #[schema(minimum = 1, maximum = 99)]
    pub sure: u8,
    /// After how many days it is worth nothing, 1 to 3 650.
    #[schema(minimum = 1, maximum = 3650)]
    pub keeps_days: i64,
}

/// What a question is about, as the base stands.
#[derive(Clone, Copy)]
pub enum About<'a> {
    /// A field of the customer.
    Field(&'a Field),
    /// An answer of the form's own.
    Own(&'static dyn FieldKind),
}

impl Question {
    /// What it is about; `None` when its field was put away or cannot be answered in a form.
    pub fn about<'a>(&self, act: &'a Act) -> Option<About<'a>> {
        match &self.field {
            Some(slug) => act.fields.slug(slug).filter(|field| can_ask(field)).map(About::Field),
            None => fields::kinds::find(&self.kind).map(About::Own),
        }
    }

    /// Whether it is asked of this customer.
    pub fn is_asked(&self, act: &Act, card: &Customer) -> bool {
        match self.about(act) {
            Some(About::Field(field)) => field.fits(card.kind),
            Some(About::Own(_)) => true,
            None => false,
        }
    }
}

/// Whether a contact card can ask about a field: made and counted ones are not written, files are attached elsewhere.
pub fn can_ask(field: &Field) -> bool {
    !field.is_made() && !field.is_archived && field.kind.control().widget != "file"
}

/// The kinds of answers of a form's own.
pub fn own_kinds() -> impl Iterator<Item = &'static dyn FieldKind> {
    fields::kinds::ALL.iter().copied().filter(|kind| kind.control().widget != "file")
}

/// What a card was filled for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Whose thing it is: `deals`, `interactions`.
    pub kind: String,
    /// Its id.
    pub id: RawId,
}

impl Subject {
    /// The kind of subject that interactions are.
    pub const INTERACTIONS: &'static str = "interactions";

    /// An interaction.
    pub fn interaction(id: InteractionId) -> Self {
        Self { kind: Self::INTERACTIONS.into(), id: id.0 }
    }

    /// From `deals:0197...`; `None` when it is no such text.
    pub fn from_text(text: &str) -> Option<Self> {
        let (kind, id) = text.split_once(':')?;
        let is_name = !kind.is_empty()
            && kind.len() <= 40
            && kind.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        Some(Self { kind: kind.to_owned(), id: id.parse().ok()? }).filter(|_| is_name)
    }

    /// The interaction that it is, if it is one.
    pub fn as_interaction(&self) -> Option<InteractionId> {
        (self.kind == Self::INTERACTIONS).then_some(InteractionId(self.id))
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.kind, self.id)
    }
}

/// Answers in canonical texts by the keys of questions; a question without an answer is not among them.
pub type Answers = BTreeMap<String, Vec<String>>;

/// A contact card that was filled.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledCard {
    /// Its number.
    pub no: i64,
    /// Its id.
    pub id: CardId,
    /// The form.
    pub form: FormId,
    /// What of the form was asked.
    pub version: i64,
    /// About whom.
    pub customer_no: CustomerNo,
    /// What it was filled for.
    pub subject: Option<Subject>,
    /// The answers.
    pub answers: Answers,
    /// Who filled it last.
    pub filled_by: Option<RawId>,
    /// When.
    pub filled_at: Millis,
    /// Grows by one with each change.
    pub revision: i64,
    /// When it was taken back, if it was.
    pub removed_at: Option<Millis>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_read_as_it_is_written() {
        let id = "0197a3c0-0000-7000-8000-00000000dcba";
        let text = format!("deals:{id}");
        assert_eq!(Subject::from_text(&text).unwrap().to_string(), text);
        for wrong in ["deals", "deals:7", ":0197a3c0-0000-7000-8000-00000000dcba", "De als:x", "1:2"] {
            assert_eq!(Subject::from_text(wrong), None, "{wrong}");
        }
    }
}

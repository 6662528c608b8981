//! The fields of a card: which there are, of what kind, in which class and block.

use crate::builtin;
use fields::{ChoiceOption, FieldKind, Settings};
use kernel::{DAY_MS, Millis};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::HashMap;
use utoipa::ToSchema;
use words::Say;

/// A field's number inside the base: below 1000 for the built-in ones, the same in every base.
pub type FieldNo = i64;

/// Days after which a guess of a field that says no term of its own ends.
pub const GUESS_DAYS: i64 = 180;

/// The four classes of facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// What is so: name, address, registration data.
    Semantic,
    /// What happened between us, counted from interactions and orders.
    Episodic,
    /// What outside sources suppose; looks like a guess and expires.
    Hypothetical,
    /// What they hold dear: interests, needs, pains.
    Value,
}

/// The three blocks of the card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Block {
    /// Who they are.
    Reference,
    /// How we deal with them.
    Interaction,
    /// What makes them a person to us.
    Relationship,
}

/// Whose card a field belongs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AppliesTo {
    /// People only.
    Person,
    /// Organizations only.
    Organization,
    /// Both.
    Any,
}

macro_rules! slugs {
    ($type:ident { $($variant:ident => $slug:literal),* $(,)? }) => {
        impl $type {
            /// All, in the order shown.
            pub const ALL: &[$type] = &[$($type::$variant),*];

            /// The word kept in the base.
            pub fn slug(self) -> &'static str {
                match self { $($type::$variant => $slug),* }
            }

            /// The one of a word.
            pub fn from_slug(slug: &str) -> Option<Self> {
                match slug { $($slug => Some($type::$variant),)* _ => None }
            }
        }
    };
}
pub(crate) use slugs;

slugs!(Class { Semantic => "semantic", Episodic => "episodic", Hypothetical => "hypothetical", Value => "value" });
slugs!(Block { Reference => "reference", Interaction => "interaction", Relationship => "relationship" });
slugs!(AppliesTo { Any => "any", Person => "person", Organization => "organization" });

/// How far the lines are by which lists sort cards under a field of words in the order of the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    /// Nobody has sorted by it yet: there are none.
    #[default]
    Unasked,
    /// Every card that is written has one; those of the others are being added.
    Underway,
    /// Every card that has a value has one.
    Ready,
}

/// One field of the card.
#[derive(Clone)]
pub struct Field {
    /// Its number.
    pub no: FieldNo,
    /// Its stable name in the API, conditions and files.
    pub slug: String,
    /// Its kind.
    pub kind: &'static dyn FieldKind,
    /// The choices made for it.
    pub settings: Settings,
    /// What people read; empty for built-in fields, whose name is in the catalogues.
    pub label: String,
    /// Its class.
    pub class: Class,
    /// Its block.
    pub block: Block,
    /// Whose card it belongs on.
    pub applies_to: AppliesTo,
    /// Whether a card may hold several values of it at once.
    pub is_many: bool,
    /// How much knowing it is worth, 0..=1; weighs completeness and the next best question.
    pub worth: f64,
    /// After how many days a value is half as fresh; `None` for what does not age.
    pub keeps_days: Option<i64>,
    /// Its place among the others of its block.
    pub position: i64,
    /// Whether it was put away; its values stay.
    pub is_archived: bool,
    /// How far its order of the alphabet is.
    pub letters: Letters,
}

impl Field {
    /// Whether it came with Kartoteka.
    pub fn is_builtin(&self) -> bool {
        self.no < builtin::FIRST_OWN
    }

    /// Whether it is made from others or counted from what happened, and cannot be written.
    pub fn is_made(&self) -> bool {
        self.no < builtin::FAMILY || self.is_counted()
    }

    /// Whether it is counted from what happened, such as orders.
    pub fn is_counted(&self) -> bool {
        builtin::COUNTED.contains(&self.no)
    }

    /// What people read.
    pub fn label(&self, say: &Say) -> String {
        if self.label.is_empty() { say.t(&self.label_key()) } else { self.label.clone() }
    }

    fn label_key(&self) -> String {
        format!("customers-field-{}", self.slug.replace('_', "-"))
    }

    /// Its label as the variable `field` of a [`web::FieldError`], where no language is known yet.
    pub fn naming(&self) -> (&'static str, Cow<'static, str>) {
        match self.label.is_empty() {
            true => ("field_key", self.label_key().into()),
            false => ("field", self.label.clone().into()),
        }
    }

    /// Whether its values are words, which sort by the alphabet.
    pub(crate) fn is_words(&self) -> bool {
        self.no != builtin::NAME && self.kind.control().is_words
    }

    /// Under which number cards have their lines in the order of the alphabet.
    pub(crate) fn letters_no(&self) -> FieldNo {
        -self.no
    }

    /// Whether it belongs on a card of this kind.
    pub fn fits(&self, kind: crate::Kind) -> bool {
        match self.applies_to {
            AppliesTo::Any => true,
            AppliesTo::Person => kind == crate::Kind::Person,
            AppliesTo::Organization => kind == crate::Kind::Organization,
        }
    }

    /// Whether it is a way to reach the customer.
    pub fn is_contact_point(&self) -> bool {
        builtin::CONTACT_POINTS.contains(&self.no)
    }

    /// When a value that comes in now stops being worth anything, unless whoever says it knows better: a guess ends after
    /// the days for which the field keeps, or after [`GUESS_DAYS`]; what is known does not end by itself.
    pub fn guess_ends(&self, now: Millis) -> Option<Millis> {
        let days = self.keeps_days.unwrap_or(GUESS_DAYS);
        (self.class == Class::Hypothetical).then(|| now.saturating_add(days.saturating_mul(DAY_MS)))
    }

    /// Whether it is part of what the customer is called.
    pub fn is_name(&self) -> bool {
        (builtin::FAMILY..=builtin::SHORT_NAME).contains(&self.no)
    }

    /// What people read for one of its choices.
    pub fn option_label(&self, option: &ChoiceOption, say: &Say) -> String {
        if option.label.is_empty() {
            let key = format!("customers-field-{}-{}", self.slug, option.slug);
            say.t(&key.replace('_', "-"))
        } else {
            option.label.clone()
        }
    }

    /// Its settings with the names of built-in choices in a person's language.
    pub fn settings_in(&self, say: &Say) -> Cow<'_, Settings> {
        if self.settings.options.iter().all(|option| !option.label.is_empty()) {
            return Cow::Borrowed(&self.settings);
        }
        let said = |option| ChoiceOption { label: self.option_label(option, say), ..option.clone() };
        let options = self.settings.options.iter().map(said).collect();
        Cow::Owned(Settings { options, ..self.settings.clone() })
    }

    /// The value as people write it.
    pub fn show(&self, value: &str, say: &Say) -> String {
        match self.settings.option(value) {
            Some(option) => self.option_label(option, say),
            None => self.kind.show(value, &self.settings, say),
        }
    }
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Field")
            .field("no", &self.no)
            .field("slug", &self.slug)
            .field("kind", &self.kind.slug())
            .finish()
    }
}

/// Every field of a base, found by number and by slug.
#[derive(Debug, Default)]
pub struct FieldSet {
    list: Vec<Field>,
    by_no: HashMap<FieldNo, usize>,
    by_slug: HashMap<String, usize>,
    /// The places of those whose cards get lines in the order of the alphabet.
    lettered: Vec<usize>,
    /// What lists have counted; it lives as long as the fields that it was counted by.
    pub(crate) counted: crate::store::lists::Memory,
    /// The card index in memory, where the house keeps one.
    pub(crate) snapshot: crate::snapshot::Snapshot,
    /// What answers conditions beyond the card.
    pub(crate) answering: crate::beyond::Answering,
}

impl FieldSet {
    /// From fields in the order of block and position.
    pub fn new(list: Vec<Field>) -> Self {
        let by_no = list.iter().enumerate().map(|(at, field)| (field.no, at)).collect();
        let by_slug = list.iter().enumerate().map(|(at, field)| (field.slug.clone(), at)).collect();
        let asked = list.iter().enumerate().filter(|(_, field)| field.letters != Letters::Unasked);
        let lettered = asked.map(|(at, _)| at).collect();
        Self { list, by_no, by_slug, lettered, ..Self::default() }
    }

    /// The same over the card index that the house keeps in memory.
    #[must_use]
    pub(crate) fn over(self, snapshot: crate::snapshot::Snapshot) -> Self {
        Self { snapshot, ..self }
    }

    /// The same with conditions beyond the card answered by the house.
    #[must_use]
    pub(crate) fn answered_by(self, answering: crate::beyond::Answering) -> Self {
        Self { answering, ..self }
    }

    /// The card index in memory; empty where the house keeps none.
    pub fn snapshot(&self) -> &crate::snapshot::Snapshot {
        &self.snapshot
    }

    /// The field of a number.
    pub fn no(&self, no: FieldNo) -> Option<&Field> {
        self.by_no.get(&no).and_then(|at| self.list.get(*at))
    }

    /// The field of a slug.
    pub fn slug(&self, slug: &str) -> Option<&Field> {
        self.by_slug.get(slug).and_then(|at| self.list.get(*at))
    }

    /// Those whose cards get lines in the order of the alphabet.
    pub(crate) fn lettered(&self) -> impl Iterator<Item = &Field> {
        self.lettered.iter().filter_map(|at| self.list.get(*at))
    }

    /// All, archived ones too.
    pub fn all(&self) -> impl Iterator<Item = &Field> {
        self.list.iter()
    }

    /// Those in use on a card of this kind, in the order of the card.
    pub fn of(&self, kind: crate::Kind) -> impl Iterator<Item = &Field> {
        self.list.iter().filter(move |field| !field.is_archived && field.fits(kind))
    }
}

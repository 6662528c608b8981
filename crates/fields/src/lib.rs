//! The family of field kinds, and the one language of conditions over fields.
//!
//! A customer's facts, the questions of a form and the lines of a contact card are all *fields*, and every field is of
//! a *kind*: text, money, birthday, phone, INN. A kind owns all that can be known of it: how what people type is read
//! and checked, how a value is stored, shown, sorted, searched, asked for in a form and described in the API. A value
//! is stored as one canonical text; two values are equal exactly when their texts are. Each value also yields *keys*,
//! texts whose byte order is the value's order, by which every list is filtered and sorted.
//!
//! A [`Condition`] says which records are meant. With the kinds of its fields it becomes a [`Tested`]: the same tree
//! with a [`KeyTest`] per leaf, which a store runs as SQL, a column evaluator as a loop, and
//! [`Tested::holds`] over one record.
//!
//! Adding a kind is adding one file to `kinds/` and one line to [`kinds::ALL`].

mod calendar;
mod digits;
mod mask;
mod numbers;
mod operator;

pub mod condition;
pub mod key;
pub mod kind;
pub mod kinds;
pub mod settings;

pub use condition::{Condition, ConditionError, FieldName, Tested};
pub use key::KeyTest;
pub use kind::{Control, Doubt, FieldKind, Operator, Reading, Sample, Unreadable};
pub use mask::{Mask, is_mask};
pub use settings::{ChoiceOption, Manner, Setting, Settings};

/// The texts of this crate: names of kinds, rules of fields, errors, the words of conditions.
pub const CATALOGUE: words::Catalogue = words::Catalogue {
    owner: "fields",
    ru: include_str!("../i18n/ru.ftl"),
    kk: include_str!("../i18n/kk.ftl"),
    en: include_str!("../i18n/en.ftl"),
};

#[cfg(test)]
mod testing;

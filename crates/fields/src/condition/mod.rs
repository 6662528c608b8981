//! The one language of conditions: what lists, segments, audiences and scopes say of customers.
//!
//! As JSON: `{"all": [{"field": "city", "is": "Алматы"}, {"not": {"field": "warmth", "any_of": ["cold"]}}]}`.

mod json;
mod tested;
mod usual;
mod wording;

pub use json::{MAX_DEPTH, MAX_NODES};
pub use tested::{Lookup, Tested};
pub(crate) use usual::{n_days, usual_test};
pub use wording::{FieldName, Names};

use crate::kind::{Operator, Unreadable};

/// A condition over the fields of one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Every inner condition holds; holds for an empty list.
    All(Vec<Condition>),
    /// At least one inner condition holds; fails for an empty list.
    Any(Vec<Condition>),
    /// The inner condition does not hold.
    Not(Box<Condition>),
    /// One comparison.
    Field {
        /// The field's slug.
        field: String,
        /// How to compare.
        operator: Operator,
        /// With what, as typed; none for `known` and `unknown`, two for `between`.
        operands: Vec<String>,
    },
}

impl Condition {
    /// One comparison.
    pub fn field<T: Into<String>>(
        field: impl Into<String>,
        operator: Operator,
        operands: impl IntoIterator<Item = T>,
    ) -> Self {
        let operands = operands.into_iter().map(Into::into).collect();
        Condition::Field { field: field.into(), operator, operands }
    }

    /// The condition that every record meets.
    pub fn everything() -> Self {
        Condition::All(Vec::new())
    }

    /// Both this and the other.
    #[must_use]
    pub fn and(self, other: Condition) -> Self {
        match (self, other) {
            (Condition::All(mut all), Condition::All(more)) => {
                all.extend(more);
                Condition::All(all)
            }
            (Condition::All(mut all), one) => {
                all.push(one);
                Condition::All(all)
            }
            (one, other) => Condition::All(vec![one, other]),
        }
    }

    /// The slugs of all fields it speaks of, in order, some perhaps twice.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().flat_map(Condition::fields).collect()
            }
            Condition::Not(inner) => inner.fields(),
            Condition::Field { field, .. } => vec![field],
        }
    }
}

/// Why a condition cannot be understood, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why} at {pointer:?}")]
pub struct ConditionError {
    /// The place in the condition's JSON (RFC 6901), such as `/all/0/is`; empty for the whole.
    pub pointer: String,
    /// What is wrong there.
    pub why: Unreadable,
}

impl ConditionError {
    fn new(pointer: &str, why: Unreadable) -> Self {
        Self { pointer: pointer.to_owned(), why }
    }

    /// The sentence in a person's language.
    pub fn say(&self, say: &words::Say) -> String {
        self.why.say(say)
    }
}

#[cfg(test)]
mod tests;

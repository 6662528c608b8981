//! The one language of conditions: what lists, segments, audiences and scopes say of customers.
//!
//! As JSON: `{"all": [{"field": "city", "is": "Алматы"}, {"not": {"field": "warmth", "any_of": ["cold"]}}]}`. What lies
//! beyond a record's own fields is asked by `{"happened": "orders", "where": {..}, "within": {"last_days": 90},
//! "measure": "sum", "of": "amount", "at_least": 50000}`, `{"segment": ".."}` and `{"related": "spouse", "whom": {..}}`.

mod beyond;
mod json;
mod json_beyond;
mod tested;
mod usual;
mod wording;
mod wording_beyond;

pub use beyond::{Beyond, Compare, Happened, Measure, Within};
pub use json::{MAX_DEPTH, MAX_NODES};
pub use tested::{Lookup, Tested};
pub(crate) use usual::{n_days, usual_test};
pub use wording::{FieldName, Names, Vocabulary};

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
    /// A question that the record alone cannot answer.
    Beyond(Box<Beyond>),
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
            Condition::Beyond(_) => Vec::new(),
        }
    }

    /// Whether every record meets it because nothing is asked.
    pub fn is_everything(&self) -> bool {
        matches!(self, Condition::All(inner) if inner.is_empty())
    }

    /// Whether any part asks beyond the record's own fields.
    pub fn is_beyond(&self) -> bool {
        !self.beyond().is_empty()
    }

    /// Every question beyond the record, in order, those about related records too.
    pub fn beyond(&self) -> Vec<&Beyond> {
        match self {
            Condition::All(inner) | Condition::Any(inner) => {
                inner.iter().flat_map(Condition::beyond).collect()
            }
            Condition::Not(inner) => inner.beyond(),
            Condition::Field { .. } => Vec::new(),
            Condition::Beyond(one) => {
                let mut all = vec![one.as_ref()];
                if let Beyond::Related { whom, .. } = one.as_ref() {
                    all.extend(whom.beyond());
                }
                all
            }
        }
    }

    /// The ids of all segments it speaks of, some perhaps twice.
    pub fn segments(&self) -> Vec<&str> {
        let all = self.beyond().into_iter();
        all.filter_map(|one| if let Beyond::Segment(id) = one { Some(id.as_str()) } else { None }).collect()
    }
}

impl From<Beyond> for Condition {
    fn from(beyond: Beyond) -> Self {
        Condition::Beyond(Box::new(beyond))
    }
}

impl From<Happened> for Condition {
    fn from(happened: Happened) -> Self {
        Beyond::Happened(happened).into()
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
    /// From the place and the reason.
    pub fn new(pointer: &str, why: Unreadable) -> Self {
        Self { pointer: pointer.to_owned(), why }
    }

    /// The sentence in a person's language.
    pub fn say(&self, say: &words::Say) -> String {
        self.why.say(say)
    }
}

#[cfg(test)]
mod beyond_tests;
#[cfg(test)]
mod tests;

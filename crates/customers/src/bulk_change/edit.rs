//! What can be done to many cards at once.

use crate::builtin;
use crate::editing::{Edit, NewValue, Rule};
use crate::field::FieldNo;
use serde::{Deserialize, Serialize};

/// What is done to each card; values are in the canonical text of their kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ManyEdit {
    /// Adds a value to a field of many, such as a tag.
    Add {
        /// Which field.
        field: FieldNo,
        /// The value.
        value: String,
    },
    /// Takes a value away where it stands.
    Remove {
        /// Which field.
        field: FieldNo,
        /// The value.
        value: String,
    },
    /// Makes this the value, in place of whatever stood there; `None` empties the field.
    Set {
        /// Which field.
        field: FieldNo,
        /// The value.
        value: Option<String>,
    },
    /// Puts cards away, or takes them out again.
    Archive {
        /// Which of the two.
        is_archived: bool,
    },
}

impl ManyEdit {
    /// The word kept with the deed, also the end of its catalogue keys.
    pub fn kind(&self) -> &'static str {
        match self {
            ManyEdit::Add { field: builtin::TAG, .. } => "tagged",
            ManyEdit::Remove { field: builtin::TAG, .. } => "untagged",
            ManyEdit::Archive { is_archived: true } => "archived",
            ManyEdit::Archive { is_archived: false } => "restored",
            ManyEdit::Add { .. } | ManyEdit::Remove { .. } | ManyEdit::Set { .. } => "set",
        }
    }

    /// The edit of the facts of one card; `None` when it is not about facts.
    pub(crate) fn to_edit(&self) -> Option<Edit> {
        match self {
            ManyEdit::Add { field, value } => {
                Some(Edit::Add(*field, NewValue::new(value.as_str()), Rule::Newest))
            }
            ManyEdit::Remove { field, value } => Some(Edit::Remove(*field, value.clone())),
            ManyEdit::Set { field, value } => {
                Some(Edit::Set(*field, value.iter().map(|value| NewValue::new(value.as_str())).collect()))
            }
            ManyEdit::Archive { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_survives_the_queue() {
        for edit in [
            ManyEdit::Add { field: builtin::TAG, value: "VIP".into() },
            ManyEdit::Set { field: builtin::WARMTH, value: None },
            ManyEdit::Archive { is_archived: true },
        ] {
            let text = serde_json::to_string(&edit).unwrap();
            assert_eq!(serde_json::from_str::<ManyEdit>(&text).unwrap(), edit);
        }
    }
}

//! A condition whose comparisons have become key tests: what stores compile and what is run over one record.

use super::{Condition, ConditionError};
use crate::key::KeyTest;
use crate::kind::{FieldKind, Unreadable};
use crate::settings::{Manner, Settings};

/// The tree of a condition with a key test per comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tested {
    /// Every inner one holds; holds for an empty list.
    All(Vec<Tested>),
    /// At least one inner one holds; fails for an empty list.
    Any(Vec<Tested>),
    /// The inner one does not hold.
    Not(Box<Tested>),
    /// The keys of one field pass a test.
    Field {
        /// The field's slug.
        field: String,
        /// The test over its keys.
        test: KeyTest,
    },
}

impl Tested {
    /// Whether a record holds, given the keys of each of its fields; no keys mean that the field has no value.
    pub fn holds<'k>(&self, keys_of: &dyn Fn(&str) -> &'k [String]) -> bool {
        match self {
            Tested::All(inner) => inner.iter().all(|one| one.holds(keys_of)),
            Tested::Any(inner) => inner.iter().any(|one| one.holds(keys_of)),
            Tested::Not(inner) => !inner.holds(keys_of),
            Tested::Field { field, test } => test.holds(keys_of(field)),
        }
    }
}

/// The kind and the settings of a field by its slug; `None` for a field that does not exist.
pub type Lookup<'l, 's> = dyn Fn(&str) -> Option<(&'static dyn FieldKind, &'s Settings)> + 'l;

impl Condition {
    /// Turns every comparison into a test over keys.
    ///
    /// # Errors
    /// [`ConditionError`] for a field that `lookup` does not know, a comparison that its kind does not have, an operand
    /// that the kind cannot read, a question beyond the record; the pointer is into [`Condition::to_json`].
    pub fn test_with(&self, lookup: &Lookup<'_, '_>, manner: &Manner) -> Result<Tested, ConditionError> {
        self.tested_at("", lookup, manner)
    }

    fn tested_at(
        &self,
        pointer: &str,
        lookup: &Lookup<'_, '_>,
        manner: &Manner,
    ) -> Result<Tested, ConditionError> {
        let list = |name: &str, inner: &[Condition]| -> Result<Vec<Tested>, ConditionError> {
            let each = inner.iter().enumerate();
            each.map(|(index, one)| one.tested_at(&format!("{pointer}/{name}/{index}"), lookup, manner))
                .collect()
        };
        match self {
            Condition::All(inner) => Ok(Tested::All(list("all", inner)?)),
            Condition::Any(inner) => Ok(Tested::Any(list("any", inner)?)),
            Condition::Not(inner) => {
                Ok(Tested::Not(Box::new(inner.tested_at(&format!("{pointer}/not"), lookup, manner)?)))
            }
            Condition::Field { field, operator, operands } => {
                let Some((kind, settings)) = lookup(field) else {
                    let why =
                        Unreadable::plain("fields-condition-field-unknown").arg("field", field.clone());
                    return Err(ConditionError::new(&format!("{pointer}/field"), why));
                };
                let test = kind.test(*operator, operands, settings, manner);
                let test = test
                    .map_err(|why| ConditionError::new(&format!("{pointer}/{}", operator.slug()), why))?;
                Ok(Tested::Field { field: field.clone(), test })
            }
            Condition::Beyond(_) => {
                Err(ConditionError::new(pointer, Unreadable::plain("fields-condition-beyond")))
            }
        }
    }
}

//! The contract by which a capability above answers what conditions ask beyond the card: what happened, membership of
//! segments, ties. Lists, counts, exports and changes of many ask through it, whoever asked them.

use crate::act::Act;
use crate::error::CustomerError;
use columns::Bits;
use db::Tx;
use fields::Condition;
use std::sync::{Arc, OnceLock};
use words::Say;

/// What answers such conditions.
pub trait Answers: Send + Sync {
    /// The numbers of the cards that meet a condition, archived and unseen ones too.
    ///
    /// # Errors
    /// [`CustomerError::Invalid`] with `filter` and the place for what cannot be understood.
    fn matching(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
    ) -> Result<Arc<Bits>, CustomerError>;

    /// A condition as people would tell it, with the names of all that it speaks of.
    ///
    /// # Errors
    /// Any [`CustomerError`] of reading the names.
    fn tell(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        condition: &Condition,
        say: &Say,
    ) -> Result<String, CustomerError>;

    /// What a person may add to the condition of a list besides fields of the card, in the order offered.
    ///
    /// # Errors
    /// Any [`CustomerError`] of reading the names.
    fn offers(&self, _: &mut Tx<'_>, _: &Act, _: &Say) -> Result<Vec<Offer>, CustomerError> {
        Ok(Vec::new())
    }

    /// The page where a condition is built with all it may speak of, which takes `filter`, `add` and `back`; empty for who
    /// may not use it.
    fn page(&self, _: &Act) -> &'static str {
        ""
    }

    /// How old the values are that a condition asks about, in words; empty where they are always true.
    ///
    /// # Errors
    /// As [`Answers::matching`].
    fn age(&self, _: &mut Tx<'_>, _: &Act, _: &Condition, _: &Say) -> Result<String, CustomerError> {
        Ok(String::new())
    }
}

/// Something that may be added to the condition of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The heading under which it stands; offers of one heading follow each other.
    pub group: String,
    /// What people read.
    pub label: String,
    /// The icon beside it.
    pub icon: &'static str,
    /// What choosing it does.
    pub choice: Choice,
}

/// What choosing an [`Offer`] does.
#[derive(Debug, Clone, PartialEq)]
pub enum Choice {
    /// Adds a condition at once.
    Add(Condition),
    /// Opens [`Answers::page`] with this as `add`.
    Build(String),
}

/// What answers in this house, once the house is put together; cheap to clone.
#[derive(Clone, Default)]
pub struct Answering(Arc<OnceLock<Arc<dyn Answers>>>);

impl Answering {
    /// Has all who share this ask `answers`; the first one stays.
    pub fn begin(&self, answers: Arc<dyn Answers>) {
        // A second one would answer the same.
        drop(self.0.set(answers));
    }

    /// What answers; `None` in a house without.
    pub fn get(&self) -> Option<&Arc<dyn Answers>> {
        self.0.get()
    }
}

impl std::fmt::Debug for Answering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Answering").field(&self.0.get().is_some()).finish()
    }
}

/// Parts what the card alone answers from the rest: the former is left, the cards that meet the latter are given;
/// `None` when nothing lies beyond the card.
///
/// # Errors
/// As [`Answers::matching`]; the condition's own refusal in a house where nothing answers.
pub(crate) fn parted(
    tx: &mut Tx<'_>,
    act: &Act,
    condition: &Condition,
) -> Result<(Condition, Option<Arc<Bits>>), CustomerError> {
    let Some(answers) = act.fields.answering.get().filter(|_| condition.is_beyond()) else {
        return Ok((condition.clone(), None));
    };
    // Parts that stand side by side are asked apart, so that the card's own go by their indexes.
    let (beyond, own) = match condition {
        Condition::All(inner) => {
            let (beyond, own): (Vec<_>, Vec<_>) = inner.iter().cloned().partition(Condition::is_beyond);
            (Condition::All(beyond), Condition::All(own))
        }
        one => (one.clone(), Condition::everything()),
    };
    Ok((own, Some(answers.matching(tx, act, &beyond)?)))
}

//! How far somebody sees: whose records, and which fields of them are shown masked.

use crate::RawId;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Whose records are seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reach {
    /// Everybody's, and those that nobody answers for.
    #[default]
    All,
    /// Those that one of these people answers for; of none, nothing at all.
    Of(Arc<[RawId]>),
    /// Those of clients whose deals now stand in a stage of this team, whoever answers for them.
    Stage(RawId),
}

impl Reach {
    /// Whose records are seen where people alone tell, not stages: `None` for everybody's, of a stage one's own.
    pub fn people(&self, me: Option<RawId>) -> Option<Vec<RawId>> {
        match self {
            Reach::All => None,
            Reach::Of(people) => Some(people.to_vec()),
            Reach::Stage(_) => Some(me.into_iter().collect()),
        }
    }
}

/// Whose records somebody sees in each capability, and what of them is hidden.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sight {
    usual: Reach,
    others: BTreeMap<String, Reach>,
    masked: Arc<BTreeSet<String>>,
}

impl Sight {
    /// Everything, and nothing masked.
    pub fn everything() -> Self {
        Self::default()
    }

    /// Only what one of these people answers for, in every capability.
    pub fn of(people: impl IntoIterator<Item = RawId>) -> Self {
        Self::reaching(Reach::Of(people.into_iter().collect()))
    }

    /// This reach in every capability.
    pub fn reaching(usual: Reach) -> Self {
        Self { usual, ..Self::default() }
    }

    /// The same with another reach in one capability.
    #[must_use]
    pub fn with(mut self, right: &str, reach: Reach) -> Self {
        self.others.insert(right.to_owned(), reach);
        self
    }

    /// The same with these fields masked, by their slugs.
    #[must_use]
    pub fn masking<T: Into<String>>(self, fields: impl IntoIterator<Item = T>) -> Self {
        Self { masked: Arc::new(fields.into_iter().map(Into::into).collect()), ..self }
    }

    /// Whose records are seen in a capability.
    pub fn reach(&self, right: &str) -> &Reach {
        self.others.get(right).unwrap_or(&self.usual)
    }

    /// Whether a field is shown masked.
    pub fn is_masked(&self, field: &str) -> bool {
        self.masked.contains(field)
    }

    /// Whether any field is shown masked.
    pub fn has_masks(&self) -> bool {
        !self.masked.is_empty()
    }

    /// The slugs of the masked fields, in their order.
    pub fn masked(&self) -> impl Iterator<Item = &str> {
        self.masked.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capability_may_reach_further_than_the_others() {
        let me = RawId::from_u128(7);
        let sight = Sight::of([me]).with("orders", Reach::All).masking(["phone"]);
        assert_eq!(sight.reach("customers"), &Reach::Of(Arc::from([me])));
        assert_eq!(sight.reach("orders"), &Reach::All);
        assert!(sight.is_masked("phone") && !sight.is_masked("email"));
        assert!(!Sight::everything().has_masks());
    }
}

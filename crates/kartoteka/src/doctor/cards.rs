//! Whether all that belongs to a card has its card, and every card can be found.

use super::{Check, Finding, Patient, store};
use db::DbError;

pub(super) struct Cards;

impl Check for Cards {
    fn slug(&self) -> &'static str {
        "cards"
    }

    fn findings(&self) -> &'static [&'static str] {
        &["cards-traits", "cards-past", "cards-relations", "cards-search"]
    }

    fn look(&self, patient: &Patient<'_>) -> Result<Vec<Finding>, DbError> {
        let orphans = patient.db.read(store::orphans)?;
        let counted = [
            ("cards-traits", orphans.traits),
            ("cards-past", orphans.past_facts),
            ("cards-relations", orphans.relations),
            ("cards-search", orphans.search),
        ];
        let some = counted.into_iter().filter(|(_, n)| *n > 0);
        Ok(some.map(|(slug, n)| Finding::broken(slug, n, "")).collect())
    }
}

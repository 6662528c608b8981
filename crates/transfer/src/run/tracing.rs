//! Where a fact of the card came from: the run that brought it, and the record of its file, where only one told of the card.
//! Which of several brought a fact is not kept, so none of them is named.

use super::store;
use customers::source::SourceKind;
use customers::{CustomerId, Provenance, Trace, merging};
use db::{DbError, Tx};
use std::collections::HashMap;

/// Leads from facts to the runs that brought them.
#[derive(Debug, Clone, Copy)]
pub struct ImportTrace;

impl Provenance for ImportTrace {
    fn kind(&self) -> SourceKind {
        SourceKind::Import
    }

    fn right(&self) -> kernel::Right {
        crate::RIGHT
    }

    fn traces(
        &self,
        tx: &mut Tx<'_>,
        card: CustomerId,
        sources: &[i64],
    ) -> Result<HashMap<i64, Trace>, DbError> {
        if sources.is_empty() {
            return Ok(HashMap::new());
        }
        // Facts of cards that went into this one stand on it too, each told by its own record.
        let mut cards = merging::absorbed(tx, card)?;
        cards.push(card);
        let found = store::of_sources(tx, &cards, sources)?;
        let trace = |(source, id, record): (i64, super::RunId, Option<i64>)| {
            (source, Trace { href: format!("/import/{id}"), record })
        };
        Ok(found.into_iter().map(trace).collect())
    }
}

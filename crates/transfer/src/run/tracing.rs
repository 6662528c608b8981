//! Where a fact of the card came from: the run that brought it, and the first record of its file that told of the card.

use super::store;
use customers::source::SourceKind;
use customers::{CustomerId, Provenance, Trace};
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
        let found = store::of_sources(tx, card, sources)?;
        let trace = |(source, id, record): (i64, super::RunId, Option<i64>)| {
            (source, Trace { href: format!("/import/{id}"), record })
        };
        Ok(found.into_iter().map(trace).collect())
    }
}

//! The contract by which capabilities above show where facts came from: the run of an import, with the record in its file.

use crate::customer::CustomerId;
use crate::sheet::SourceNo;
use crate::source::{Source, SourceKind};
use db::{DbError, Tx};
use kernel::{Actor, Level, Right};
use std::collections::HashMap;
use std::sync::Arc;

/// Where a source is shown as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The address of its page.
    pub href: String,
    /// Which of its records told of the card, from 1; `None` when that is not known.
    pub record: Option<i64>,
}

/// What keeps the sources of one kind.
pub trait Provenance: Send + Sync {
    /// Which kind.
    fn kind(&self) -> SourceKind;

    /// The right over which reading must be allowed for its pages to be seen.
    fn right(&self) -> Right;

    /// Where these sources of a card are shown; those whose pages are gone are left out.
    ///
    /// # Errors
    /// Any [`DbError`].
    fn traces(
        &self,
        tx: &mut Tx<'_>,
        card: CustomerId,
        sources: &[SourceNo],
    ) -> Result<HashMap<SourceNo, Trace>, DbError>;
}

/// Everyone who keeps sources, put by the binary into what the app offers.
#[derive(Clone, Default)]
pub struct Provenances(Arc<Vec<Arc<dyn Provenance>>>);

impl Provenances {
    /// At most one of each kind.
    pub fn new(all: Vec<Arc<dyn Provenance>>) -> Self {
        Self(Arc::new(all))
    }

    /// Where the sources of a card are shown, by their numbers, as far as an actor may see their pages.
    pub(crate) fn of_card(
        &self,
        tx: &mut Tx<'_>,
        (actor, card): (&Actor, CustomerId),
        sources: &[Source],
    ) -> Result<HashMap<SourceNo, Trace>, DbError> {
        let mut traces = HashMap::new();
        for keeper in self.0.iter().filter(|one| actor.may(one.right(), Level::Read)) {
            let of_kind = sources.iter().filter(|source| source.kind == keeper.kind());
            let numbers: Vec<SourceNo> = of_kind.map(|source| source.no).collect();
            traces.extend(keeper.traces(tx, card, &numbers)?);
        }
        Ok(traces)
    }
}

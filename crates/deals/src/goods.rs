//! What the firm sells, as deals name it: the catalogue is kept by a sibling and joined in by the binary.

use crate::error::DealError;
use crate::store::lines;
use customers::Act;
use db::{DbError, Tx};
use kernel::{Money, RawId};
use std::collections::HashMap;
use std::sync::Arc;

/// Something that the firm sells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ware {
    /// Its id in the catalogue.
    pub id: RawId,
    /// By what the firm tells it from others.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What one unit costs whoever buys it, if that is set.
    pub price: Option<Money>,
}

/// Whoever keeps the catalogue. What deals ask of it is no secret from those who sell.
pub trait Catalogue: Send + Sync {
    /// What these texts name by its code or its name, by them; texts that name nothing are left out.
    ///
    /// # Errors
    /// [`DealError::Db`].
    fn named(&self, tx: &mut Tx<'_>, act: &Act, texts: &[&str])
    -> Result<HashMap<String, Ware>, DealError>;

    /// What bears these ids, by them; ids of nothing are left out.
    ///
    /// # Errors
    /// [`DealError::Db`].
    fn of_ids(&self, tx: &mut Tx<'_>, act: &Act, ids: &[RawId]) -> Result<HashMap<RawId, Ware>, DealError>;
}

/// Which of these things of the catalogue any deal names; tells nothing of the deals, so that no right is asked.
///
/// # Errors
/// Any [`DbError`].
pub fn sold(tx: &mut Tx<'_>, ids: &[RawId]) -> Result<Vec<RawId>, DbError> {
    lines::named(tx, ids)
}

/// The catalogue, if the house has one.
#[derive(Clone, Default)]
pub struct Goods(Option<Arc<dyn Catalogue>>);

impl Goods {
    /// Those of a catalogue.
    pub fn of(catalogue: Arc<dyn Catalogue>) -> Self {
        Self(Some(catalogue))
    }

    /// As [`Catalogue::named`]; nothing without a catalogue.
    pub(crate) fn named(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        texts: &[&str],
    ) -> Result<HashMap<String, Ware>, DealError> {
        match &self.0 {
            Some(catalogue) if !texts.is_empty() => catalogue.named(tx, act, texts),
            _ => Ok(HashMap::new()),
        }
    }

    /// As [`Catalogue::of_ids`]; nothing without a catalogue.
    pub(crate) fn of_ids(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        ids: &[RawId],
    ) -> Result<HashMap<RawId, Ware>, DealError> {
        match &self.0 {
            Some(catalogue) if !ids.is_empty() => catalogue.of_ids(tx, act, ids),
            _ => Ok(HashMap::new()),
        }
    }
}

//! What other capabilities keep by customer, and how it goes along when two cards become one.

use crate::customer::{CustomerId, CustomerNo};
use db::{DbError, Tx};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A card by both of its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Side {
    /// Its number.
    pub no: CustomerNo,
    /// Its id.
    pub id: CustomerId,
}

/// What a capability keeps by customer: orders, deals, interactions.
///
/// Both verbs run inside the transaction of the merging and write no journal entries of their own: that two cards became
/// one is told once, on the cards.
pub trait Follows: Send + Sync {
    /// Its name among the others, such as `orders`; kept with each merging and never changed.
    fn slug(&self) -> &'static str;

    /// Makes what is kept of `from` that of `to`; gives what [`Follows::give_back`] needs to know, such as the ids of
    /// what was moved.
    ///
    /// # Errors
    /// Any [`DbError`]; then nothing is merged.
    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError>;

    /// Gives back to `from` what followed to `to`, as it stands now; what came to `to` since stays there.
    ///
    /// # Errors
    /// Any [`DbError`]; then nothing is taken back.
    fn give_back(&self, tx: &mut Tx<'_>, from: Side, to: Side, kept: &Value) -> Result<(), DbError>;
}

/// All that follow, joined by the binary; cheap to clone.
#[derive(Clone, Default)]
pub struct Followers(Arc<[Arc<dyn Follows>]>);

impl Followers {
    /// Those of the capabilities above.
    pub fn new(all: Vec<Arc<dyn Follows>>) -> Self {
        Self(all.into())
    }

    pub(super) fn follow(
        &self,
        tx: &mut Tx<'_>,
        (from, to): (Side, Side),
    ) -> Result<BTreeMap<String, Value>, DbError> {
        let one = |one: &Arc<dyn Follows>| Ok((one.slug().to_owned(), one.follow(tx, from, to)?));
        self.0.iter().map(one).collect()
    }

    pub(super) fn give_back(
        &self,
        tx: &mut Tx<'_>,
        (from, to): (Side, Side),
        kept: &BTreeMap<String, Value>,
    ) -> Result<(), DbError> {
        for one in self.0.iter() {
            if let Some(kept) = kept.get(one.slug()) {
                one.give_back(tx, from, to, kept)?;
            }
        }
        Ok(())
    }
}

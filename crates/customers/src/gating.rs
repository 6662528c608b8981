//! The contract of gates: what must be written down of a customer before something may go on.
//!
//! One capability has **places** that can be gated (a stage of a deal, its winning, the paying of a commission); another
//! keeps the contact cards that stand before them. Neither knows the other: the binary joins them here.

use crate::act::Act;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use db::Tx;
use kernel::uuid::Uuid;
use std::sync::Arc;

/// Where a gate may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its name in the base and in addresses: `deals.stage:<id>`, `deals.won:<id>`, `interactions.kind:call`.
    pub key: String,
    /// What people call it: "Продажи: Счёт выставлен"; the words of the firm itself.
    pub label: String,
}

/// What wants to pass.
#[derive(Debug, Clone, Copy)]
pub struct Passing<'p> {
    /// The key of the [`Place`].
    pub place: &'p str,
    /// Whose card is to be filled.
    pub customer: CustomerId,
    /// What passes, as `("deals", id)`: a card filled for one deal does not open the gate for another.
    pub subject: (&'p str, Uuid),
}

/// What the names of fields begin with that a filled contact card passes on to [`onward`].
pub const ONWARD: &str = "onward-";

/// Where what passes is told that a contact card was filled for it, so that it goes on by itself: a POST with the fields that the
/// address of the card had under [`ONWARD`].
pub fn onward((kind, id): (&str, Uuid)) -> String {
    format!("/{kind}/{id}/onward")
}

/// A contact card that stands before a place and is not filled yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfilled {
    /// The form.
    pub form: Uuid,
    /// What the firm calls it.
    pub name: String,
    /// The questions without an answer, in the words of the firm.
    pub missing: Vec<String>,
    /// The page where it can be filled right away; takes `&back=` with the way back, and, of what goes on
    /// by itself, fields under [`ONWARD`].
    pub href: String,
}

/// Who has places that can be gated.
pub trait Gated: Send + Sync {
    /// Its places as they stand, in the order in which people meet them.
    ///
    /// # Errors
    /// Any database error.
    fn places(&self, tx: &mut Tx<'_>) -> Result<Vec<Place>, CustomerError>;
}

/// Who keeps the gates.
pub trait Gatekeeper: Send + Sync {
    /// What still stands in the way; empty when the gate is open.
    ///
    /// # Errors
    /// Any database error.
    fn unfilled(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        passing: Passing<'_>,
    ) -> Result<Vec<Unfilled>, CustomerError>;
}

/// Every place and every keeper of the house, put by the binary into what the app offers.
#[derive(Clone, Default)]
pub struct Gates {
    gated: Arc<Vec<Arc<dyn Gated>>>,
    keepers: Arc<Vec<Arc<dyn Gatekeeper>>>,
}

impl Gates {
    /// In the order in which screens offer them.
    pub fn new(gated: Vec<Arc<dyn Gated>>, keepers: Vec<Arc<dyn Gatekeeper>>) -> Self {
        Self { gated: Arc::new(gated), keepers: Arc::new(keepers) }
    }

    /// All places.
    ///
    /// # Errors
    /// Any database error.
    pub fn places(&self, tx: &mut Tx<'_>) -> Result<Vec<Place>, CustomerError> {
        let mut all = Vec::new();
        for one in self.gated.iter() {
            all.extend(one.places(tx)?);
        }
        Ok(all)
    }

    /// What still stands in the way, whoever keeps it; empty when nothing does.
    ///
    /// # Errors
    /// Any database error.
    pub fn unfilled(
        &self,
        tx: &mut Tx<'_>,
        act: &Act,
        passing: Passing<'_>,
    ) -> Result<Vec<Unfilled>, CustomerError> {
        let mut all = Vec::new();
        for keeper in self.keepers.iter() {
            all.extend(keeper.unfilled(tx, act, passing)?);
        }
        Ok(all)
    }
}

//! Many cards at once: each record that comes in becomes a new card, adds to one that is there, or is refused.
//!
//! What can be worked out beforehand is, on a thread of its own, batch by batch, while the one before is written. The rows of
//! a transaction go into the index sorted, so that neighbours are written together. Records are matched on exact keys
//! (phone, e-mail, legal numbers); the likely ones are the business of finding duplicates.

mod batch;
mod held;
mod known;
mod lines;
mod load;
mod prepare;
mod seen;
mod taking_back;
mod upsert;

pub use batch::{Batch, Ready};
pub use held::Held;
pub use load::{NOTHING_KNOWN, load, understand, understand_some};
pub use prepare::make;
pub use taking_back::take_back;
pub use upsert::{upsert, upsert_batch, upsert_held};

use crate::customer::{CustomerId, Kind};
use crate::editing::{NewValue, Rule};
use crate::field::FieldNo;
use crate::sheet::SourceNo;
use web::FieldError;

/// Where records come from and what happens when they disagree with a card.
#[derive(Debug, Clone, Copy)]
pub struct Origin {
    /// The source of every fact in them.
    pub source: SourceNo,
    /// What happens to a value other than the one that stands.
    pub rule: Rule,
}

/// A record as it comes in from a program or a file: typed texts by field.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// The card meant, when the sender knows it.
    pub id: Option<CustomerId>,
    /// Person or organization.
    pub kind: Kind,
    /// Field and what was typed; a field of many may come several times.
    pub values: Vec<(FieldNo, String)>,
}

/// A record that was understood.
pub struct Understood {
    /// The card meant, when the sender knows it.
    pub id: Option<CustomerId>,
    /// Person or organization.
    pub kind: Kind,
    /// Values in their canonical texts.
    pub values: Vec<(FieldNo, NewValue)>,
}

/// What became of one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// It is a new card.
    New(CustomerId),
    /// A card gained or changed something.
    Merged(CustomerId),
    /// A card already said all of it.
    Unchanged(CustomerId),
    /// It was refused.
    Rejected(Vec<FieldError>),
}

/// What became of all records; `n_new + n_merged + n_unchanged + n_rejected` is how many came in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Loaded {
    /// New cards.
    pub n_new: usize,
    /// Cards that gained or changed something.
    pub n_merged: usize,
    /// Cards that already said all of it.
    pub n_unchanged: usize,
    /// Records that were refused.
    pub n_rejected: usize,
}

impl Loaded {
    pub(crate) fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::New(_) => self.n_new += 1,
            Outcome::Merged(_) => self.n_merged += 1,
            Outcome::Unchanged(_) => self.n_unchanged += 1,
            Outcome::Rejected(_) => self.n_rejected += 1,
        }
    }
}

//! A statement: what a person earned in a month, line by line, and how far it is on its way to being paid.

use crate::month::Month;
use crate::rate::RateId;
use kernel::{Millis, RawId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

kernel::id_type!(
    /// A statement.
    StatementId
);
kernel::id_type!(
    /// A line of a statement.
    LineId
);

/// How far a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = StatementState)]
pub enum State {
    /// It grows and changes with its deals.
    Draft,
    /// It stands, and waits for somebody else to approve it.
    Submitted,
    /// It may be paid.
    Approved,
    /// It is paid.
    Paid,
}

impl State {
    /// All, in the order of their coming.
    pub const ALL: [State; 4] = [State::Draft, State::Submitted, State::Approved, State::Paid];

    /// The word kept in the base.
    pub fn slug(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Submitted => "submitted",
            State::Approved => "approved",
            State::Paid => "paid",
        }
    }

    /// The state of a slug.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.slug() == slug)
    }
}

/// Who did something, and when; nobody for the console.
pub type Done = Option<(Option<RawId>, Millis)>;

/// A statement without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// Whose.
    pub person: RawId,
    /// Of which month.
    pub month: Month,
    /// How far it is.
    pub state: State,
    /// Why it was given back, in words; may be empty.
    pub note: String,
    /// Grows by one with every step; the ETag.
    pub revision: i64,
    /// Who submitted it.
    pub submitted: Done,
    /// Who approved it.
    pub approved: Done,
    /// Who said that it is paid.
    pub paid: Done,
}

impl Statement {
    /// Where its page is.
    pub fn href(&self) -> String {
        format!("/earnings/statements/{}", self.id)
    }
}

/// What a line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A won deal.
    Deal {
        /// Which.
        deal: RawId,
        /// The stage for which it is paid, as text; empty for whoever answers for the deal.
        role: String,
        /// The place of the deal's line, from 1; 0 for a deal without lines.
        place: i64,
        /// By which rate.
        rate: Option<RateId>,
    },
    /// A fact that was confirmed, of a field.
    Fact(i64),
}

/// A line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its id.
    pub id: LineId,
    /// On which statement it stands.
    pub statement: StatementId,
    /// Whose.
    pub person: RawId,
    /// What it is for.
    pub source: Source,
    /// Whether it corrects what stands on a statement that left its draft.
    pub is_correction: bool,
    /// The number of the client.
    pub customer_no: i64,
    /// What was sold, in the words of the deal; empty for a deal without lines and for facts.
    pub what: String,
    /// Of what it was counted, so that the same is not counted anew.
    pub print: String,
    /// How it was counted, as JSON.
    pub how: String,
    /// How much, smallest units of the firm's currency; `None` while it cannot be counted.
    pub amount: Option<i64>,
    /// What its part of the deal is worth in all after this line.
    pub worth: Option<i64>,
    /// Why it cannot be counted: `no_rate`, `no_cost`; empty when it can.
    pub why: String,
    /// When it was earned.
    pub at: Millis,
}

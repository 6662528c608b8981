//! An interaction as the base keeps it, and as somebody writes it down.

use customers::{CustomerId, CustomerNo};
use kernel::{Millis, RawId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

kernel::id_type!(
    /// An interaction.
    InteractionId
);

/// An interaction's number inside the base, which people may say aloud.
pub type InteractionNo = i64;

/// From whom it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From the customer to us.
    In,
    /// From us to the customer.
    Out,
}

impl Direction {
    /// Both, in the order in which screens offer them.
    pub const ALL: [Direction; 2] = [Direction::Out, Direction::In];

    /// `in` or `out`.
    pub fn slug(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }

    /// The one of a word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.slug() == slug)
    }
}

/// What only a letter by e-mail has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Letter {
    /// The address it came from.
    #[schema(example = "aigul@example.kz")]
    pub from: String,
    /// The addresses it went to.
    pub to: Vec<String>,
    /// Its own Message-ID, without brackets.
    pub message_id: String,
    /// The Message-ID of what it answers.
    pub in_reply_to: String,
    /// The Message-ID that its thread began with.
    pub thread: String,
}

/// What somebody writes down.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The name of its kind.
    pub kind: String,
    /// With whom; `None` only on correcting, where it stays with whom it was.
    pub customer: Option<CustomerId>,
    /// With whom of the organization.
    pub with: Option<CustomerId>,
    /// From whom it came; left out for kinds that have no direction.
    pub direction: Option<Direction>,
    /// When; now when left out, and what was known on correcting.
    pub at: Option<Millis>,
    /// How long it lasted, in seconds.
    pub length_secs: Option<i64>,
    /// The name of its outcome.
    pub outcome: Option<String>,
    /// In a few words, at most 300 letters.
    pub subject: String,
    /// In more words, at most 100 000 letters.
    pub text: String,
    /// Who of ours it was; whoever writes it down when left out.
    pub responsible: Option<RawId>,
    /// What a letter has besides.
    pub letter: Option<Letter>,
    /// Its name in another program: written down under it once only.
    pub external_id: Option<String>,
}

/// An interaction.
#[derive(Debug, Clone, PartialEq)]
pub struct Interaction {
    /// Its number.
    pub no: InteractionNo,
    /// Its id.
    pub id: InteractionId,
    /// With whom.
    pub customer_no: CustomerNo,
    /// With whom of the organization.
    pub with_no: Option<CustomerNo>,
    /// The name of its kind.
    pub kind: String,
    /// From whom it came.
    pub direction: Option<Direction>,
    /// When.
    pub at: Millis,
    /// How long it lasted, in seconds.
    pub length_secs: Option<i64>,
    /// The name of its outcome.
    pub outcome: Option<String>,
    /// In a few words; may be empty.
    pub subject: String,
    /// In more words; may be empty.
    pub text: String,
    /// Who of ours it was.
    pub responsible: Option<RawId>,
    /// What a letter has besides.
    pub letter: Option<Letter>,
    /// Its name in another program.
    pub external_id: Option<String>,
    /// Grows by one with each change.
    pub revision: i64,
    /// Who wrote it down; nobody for the house itself.
    pub created_by: Option<RawId>,
    /// When it was written down.
    pub created_at: Millis,
    /// When it was taken back, if it was.
    pub removed_at: Option<Millis>,
}

//! Consents: what each client allowed and refused, by purpose and channel, with proof; and the one question that every
//! sender asks at the moment of sending, [`may`].
//!
//! What a client said is a line in a ledger that is only ever appended to, with its proof: which version of which text
//! was shown, in which language, by which form, from which address, who wrote it down. The last word on each purpose
//! and channel stands beside it. A consent belongs to the client, not to a contact record: when cards become one the
//! stricter word stands ([`folding`]), and an address that is refused on any card is refused on all of them.

mod asking;
pub mod channel;
mod folding;
mod letters;
mod linking;
mod patience;
mod purpose;
mod recording;
mod showing;
#[cfg(test)]
mod tests;

pub use crate::store::consents_asked::ConsentTable;
pub use asking::{May, Why, may};
pub use channel::Channel;
pub use letters::{job as asking_to_confirm, recurring as asking_each_minute};
pub use linking::{PATH, confirmation, confirmed_by, has_secret, link, owner_of};
pub use patience::Patience;
pub use purpose::{
    ConsentText, Purpose, PurposeNo, all as purposes, put as put_purpose, texts, write as write_text,
};
pub use recording::{confirm, own_word, record, withdraw_all};
pub use showing::{Entry, Standing, history, standing};

pub(crate) use folding::fold;
pub(crate) use letters::is_by_letter;
pub(crate) use purpose::known;

use crate::field::slugs;
use kernel::{Millis, RawId};

/// What a client said about a purpose and a channel.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Yes, and it has to be confirmed by a link first.
    Pending,
    /// Yes.
    Given,
    /// No, when asked.
    Refused,
    /// No, after a yes or of their own accord.
    Withdrawn,
}

slugs!(State { Pending => "pending", Given => "given", Refused => "refused", Withdrawn => "withdrawn" });

impl State {
    /// Whether it is a no.
    pub fn is_no(self) -> bool {
        matches!(self, State::Refused | State::Withdrawn)
    }
}

/// How a word of a client came to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Written down by staff.
    Staff,
    /// Said by the client on their own page or by a link in a letter.
    Client,
    /// Said in a form.
    Form,
    /// Brought by a program.
    Program,
    /// Taken over from a card that became one with this one.
    Merging,
}

slugs!(Origin {
    Staff => "staff", Client => "client", Form => "form", Program => "program", Merging => "merging",
});

/// By what it can be shown that a client said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// How it came.
    pub origin: Origin,
    /// The text that was shown; `None` when it is not one of ours or was said aloud.
    pub text: Option<RawId>,
    /// The language of what was shown or said: `ru`, `kk`, `en`, or nothing.
    pub lang: String,
    /// The form or page, or how it was said; at most 200 letters.
    pub form: String,
    /// The address it came from; empty when it came from none.
    pub address: String,
    /// A remark; at most 1 000 letters.
    pub note: String,
    /// When it was said, if earlier than now; never later.
    pub at: Option<Millis>,
}

impl Proof {
    /// Of a word that came in this way, and nothing more.
    pub fn of(origin: Origin) -> Self {
        let empty = String::new;
        Self { origin, text: None, lang: empty(), form: empty(), address: empty(), note: empty(), at: None }
    }
}

/// One word of a client with its proof, as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Its number in the ledger.
    pub no: i64,
    /// Whose card it stands on.
    pub customer: crate::CustomerId,
    /// About which purpose.
    pub purpose: PurposeNo,
    /// About which channel.
    pub channel: &'static Channel,
    /// What was said.
    pub state: State,
    /// When it is over; `None` for never.
    pub until_at: Option<Millis>,
    /// When it was said, and its proof.
    pub proof: Proof,
    /// Who wrote it down.
    pub user: Option<RawId>,
}

impl Consent {
    /// When it was said.
    pub fn at(&self) -> Millis {
        self.proof.at.unwrap_or_default()
    }
}

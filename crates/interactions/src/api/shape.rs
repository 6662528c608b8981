//! How an interaction looks in JSON.

use crate::error::InteractionError;
use crate::interaction::{Direction, Interaction, InteractionId, Letter, Written};
use crate::reading;
use customers::{Act, CustomerId, CustomerNo, listing};
use db::Tx;
use kernel::RawId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use web::moment;

/// An interaction.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InteractionView {
    /// Its id.
    pub(crate) id: InteractionId,
    /// Its number, which people may say aloud.
    pub(crate) no: i64,
    /// The name of its kind.
    pub(crate) kind: String,
    /// With whom; null when their card is gone.
    pub(crate) customer: Option<CustomerId>,
    /// With whom of the organization.
    pub(crate) with: Option<CustomerId>,
    /// From whom it came.
    pub(crate) direction: Option<Direction>,
    /// When, RFC 3339, UTC.
    pub(crate) at: String,
    /// How long it lasted, in seconds.
    pub(crate) length_secs: Option<i64>,
    /// The name of its outcome.
    pub(crate) outcome: Option<String>,
    /// In a few words.
    pub(crate) subject: String,
    /// In more words.
    pub(crate) text: String,
    /// Who of the staff it was.
    #[schema(value_type = Option<String>, format = "uuid")]
    pub(crate) responsible: Option<RawId>,
    /// What a letter by e-mail has besides.
    pub(crate) letter: Option<Letter>,
    /// Its name in another program.
    pub(crate) external_id: Option<String>,
    /// Grows by one with every change; also the ETag.
    pub(crate) revision: i64,
    /// When it was written down, RFC 3339, UTC.
    pub(crate) created_at: String,
}

/// The ids of cards by their numbers.
pub(crate) type Cards = HashMap<CustomerNo, CustomerId>;

/// Whom interactions were with.
pub(crate) fn cards(tx: &mut Tx<'_>, act: &Act, items: &[Interaction]) -> Result<Cards, InteractionError> {
    let numbers: Vec<CustomerNo> =
        items.iter().flat_map(|one| [Some(one.customer_no), one.with_no]).flatten().collect();
    let briefs = listing::briefs(tx, act, &numbers)?;
    Ok(briefs.into_iter().map(|brief| (brief.no, brief.id)).collect())
}

/// One of them with whom it was.
pub(crate) fn view(
    tx: &mut Tx<'_>,
    act: &Act,
    one: Interaction,
) -> Result<InteractionView, InteractionError> {
    let cards = cards(tx, act, std::slice::from_ref(&one))?;
    Ok(InteractionView::of(act, one, &cards))
}

impl InteractionView {
    pub(crate) fn of(act: &Act, one: Interaction, cards: &Cards) -> Self {
        Self {
            id: one.id,
            no: one.no,
            kind: one.kind,
            customer: cards.get(&one.customer_no).copied(),
            with: one.with_no.and_then(|no| cards.get(&no).copied()),
            direction: one.direction,
            at: moment(one.at),
            length_secs: one.length_secs,
            outcome: one.outcome,
            subject: one.subject,
            text: one.text,
            responsible: one.responsible,
            letter: one.letter.map(|letter| reading::veiled(act, &letter)),
            external_id: one.external_id,
            revision: one.revision,
            created_at: moment(one.created_at),
        }
    }
}

/// An interaction to be written down, or written anew: what is left out is empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct InteractionBody {
    /// `call`, `letter`, `meeting`, `visit`, `chat`, `complaint`, `support`, `gift`, `note`, or one of the firm's own.
    #[schema(example = "call")]
    kind: String,
    /// With whom; stays as it is when left out on writing anew.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// With whom of the organization.
    #[serde(default)]
    with: Option<CustomerId>,
    /// From whom it came.
    #[serde(default)]
    direction: Option<Direction>,
    /// When, RFC 3339; now when left out.
    #[serde(default)]
    at: Option<String>,
    /// How long it lasted, in seconds, at most a week.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 604800)]
    length_secs: Option<i64>,
    /// The name of its outcome, one of those of the kind.
    #[serde(default)]
    #[schema(example = "spoke")]
    outcome: Option<String>,
    /// In a few words, at most 300 letters.
    #[serde(default)]
    subject: String,
    /// In more words, at most 100 000 letters.
    #[serde(default)]
    #[schema(example = "Интересуются наборами к Наурызу")]
    text: String,
    /// Who of the staff it was; whoever asks, when left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    responsible: Option<RawId>,
    /// What a letter by e-mail has besides.
    #[serde(default)]
    letter: Option<Letter>,
    /// Its name in another program, at most 500 bytes; written down under it once only.
    #[serde(default)]
    external_id: Option<String>,
}

impl InteractionBody {
    pub(crate) fn read(self) -> Result<Written, InteractionError> {
        let at = match self.at.as_deref() {
            Some(text) => Some(
                moment_of(text)
                    .ok_or_else(|| InteractionError::at("at", "interactions-moment-unreadable"))?,
            ),
            None => None,
        };
        Ok(Written {
            kind: self.kind,
            customer: self.customer,
            with: self.with,
            direction: self.direction,
            at,
            length_secs: self.length_secs,
            outcome: self.outcome,
            subject: self.subject,
            text: self.text,
            responsible: self.responsible,
            letter: self.letter,
            external_id: self.external_id,
        })
    }
}

/// The moment of an RFC 3339 text, ms.
pub(crate) fn moment_of(text: &str) -> Option<kernel::Millis> {
    text.trim().parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_millisecond)
}

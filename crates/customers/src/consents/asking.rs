//! The one question that every sender asks at the moment of sending.

use super::{Channel, Purpose, State, channel};
use crate::builtin;
use crate::customer::{Customer, CustomerId};
use crate::field::FieldNo;
use crate::merging;
use crate::sheet::Fact;
use crate::store::{cards, consent_purposes, consents};
use db::{DbError, Tx};
use kernel::Millis;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum May {
    /// Yes, by these contact points and no others: field and value, in the order of the card; none for a channel that
    /// needs no address.
    Allowed(Vec<(FieldNo, String)>),
    /// No.
    Refused(Why),
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// There is no such purpose, or it is not asked for by this channel.
    Unknown,
    /// There is no such card any more, or it is put away.
    Gone,
    /// They never said yes.
    NotAsked,
    /// Their yes waits to be confirmed.
    NotConfirmed,
    /// Their yes is over.
    Expired,
    /// They said no.
    Said,
    /// Nothing is known by which they could be reached.
    NoAddress,
    /// They asked not to be reached by the contact points that are known.
    AddressRefused,
    /// Another card has the same contact point, and its client said no.
    SaidElsewhere,
}

impl Why {
    /// The catalogue key of the sentence that says it.
    pub fn key(self) -> &'static str {
        match self {
            Why::Unknown => "customers-may-unknown",
            Why::Gone => "customers-may-gone",
            Why::NotAsked => "customers-may-not-asked",
            Why::NotConfirmed => "customers-may-not-confirmed",
            Why::Expired => "customers-may-expired",
            Why::Said => "customers-may-said",
            Why::NoAddress => "customers-may-no-address",
            Why::AddressRefused => "customers-may-address-refused",
            Why::SaidElsewhere => "customers-may-said-elsewhere",
        }
    }
}

/// Whether a client may be reached for a purpose by a channel at this moment, and where. **Every sender asks this inside
/// the transaction in which it takes up a message, and sends to no other contact points than those allowed.**
///
/// It asks over the client: the card that the given one went into, with the strictest word of all that went into it; the
/// contact points that they refused; and every other card with the same e-mail, phone or messenger, so that nobody who
/// said no is reached through a duplicate.
///
/// # Errors
/// Any [`DbError`].
pub fn may(
    tx: &mut Tx<'_>,
    customer: CustomerId,
    purpose: &str,
    by: &str,
    now: Millis,
) -> Result<May, DbError> {
    let purpose = consent_purposes::find(tx, purpose)?.filter(|one| one.archived_at.is_none());
    let Some(purpose) = purpose else { return Ok(May::Refused(Why::Unknown)) };
    let Some(channel) = purpose.channel(by) else { return Ok(May::Refused(Why::Unknown)) };
    let stands = merging::standing(tx, customer)?.unwrap_or(customer);
    let card = cards::find(tx, stands)?.filter(|card| card.archived_at.is_none());
    let Some(card) = card else { return Ok(May::Refused(Why::Gone)) };
    if let Some(why) = said(tx, stands, (&purpose, channel), now)? {
        return Ok(May::Refused(why));
    }
    match channel.fields.is_empty() {
        true => Ok(May::Allowed(Vec::new())),
        false => reachable(tx, &card, (&purpose, channel)),
    }
}

/// What their own word forbids.
fn said(
    tx: &mut Tx<'_>,
    card: CustomerId,
    (purpose, channel): (&Purpose, &'static Channel),
    now: Millis,
) -> Result<Option<Why>, DbError> {
    let last = consents::last(tx, card, (purpose.no, channel))?;
    let why = match last {
        Some(last) if last.state.is_no() => Some(Why::Said),
        _ if !purpose.is_needed => None,
        None => Some(Why::NotAsked),
        Some(last) if last.state == State::Pending => Some(Why::NotConfirmed),
        Some(last) if last.until_at.is_some_and(|until| until <= now) => Some(Why::Expired),
        Some(_) => None,
    };
    Ok(why)
}

/// By which contact points of a channel a card may be reached, whatever was said about the purpose.
pub(super) fn reachable(
    tx: &mut Tx<'_>,
    card: &Customer,
    (purpose, channel): (&Purpose, &'static Channel),
) -> Result<May, DbError> {
    let known: Vec<&Fact> = channel.fields.iter().flat_map(|field| card.sheet.of(*field)).collect();
    if known.is_empty() {
        return Ok(May::Refused(Why::NoAddress));
    }
    let keys = |fact: &Fact| builtin::keys(fact.field, &fact.value);
    let refused: Vec<String> =
        known.iter().filter(|fact| fact.is_refused()).flat_map(|fact| keys(fact)).collect();
    let open = known.into_iter().filter(|fact| !keys(fact).iter().any(|key| refused.contains(key)));
    let open: Vec<&Fact> = open.collect();
    if open.is_empty() {
        return Ok(May::Refused(Why::AddressRefused));
    }
    let mut allowed = Vec::new();
    for fact in open {
        if !channel.is_personal || !is_refused_beside(tx, card, fact, (purpose, channel))? {
            allowed.push((fact.field, fact.value.clone()));
        }
    }
    Ok(if allowed.is_empty() { May::Refused(Why::SaidElsewhere) } else { May::Allowed(allowed) })
}

/// Whether somebody said no on another card with the same contact point, whichever field of the channel it stands in.
fn is_refused_beside(
    tx: &mut Tx<'_>,
    card: &Customer,
    fact: &Fact,
    (purpose, channel): (&Purpose, &'static channel::Channel),
) -> Result<bool, DbError> {
    for key in builtin::keys(fact.field, &fact.value) {
        let place = (fact.field, key.as_str(), card.no);
        if consents::refused_beside(tx, place, (purpose.no, channel))?.is_some()
            || consents::point_refused_beside(tx, place)?.is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

//! A call: asked whether it may be, rung, and written down as an interaction.

use super::ringing::Ring;
use crate::error::{InteractionError, needs};
use crate::interaction::{Direction, Interaction, Written};
use crate::recording;
use crate::store::calling as table;
use customers::consents::{self, May, Why};
use customers::{Act, Customer, CustomerId, builtin, listing, reaching};
use db::Tx;
use jiff::tz::TimeZone;
use kernel::{Actor, Level};
use mail::Seal;

/// A call is about what is between us and the client, never an offer to many: it is asked as this purpose.
const PURPOSE: &str = "service";

/// Whom to call.
#[derive(Debug, Clone, Copy)]
pub struct Call {
    /// The customer.
    pub customer: CustomerId,
    /// Which of their phones, counted from 0 as the card shows them.
    pub nth: usize,
    /// Whether at an hour at which they should not be disturbed too.
    pub is_anyway: bool,
}

/// A phone that may be called from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callable {
    /// Its place among the phones of the card.
    pub nth: usize,
    /// How the asker sees it.
    pub seen: String,
}

/// The phones of a card, as its reader sees them, that can be called; none without an exchange, a line of one's own, or the
/// right.
///
/// # Errors
/// Any database error.
pub fn callable(tx: &mut Tx<'_>, act: &Act, card: &Customer) -> Result<Vec<Callable>, InteractionError> {
    let is_ready = needs(act, Level::Write).is_ok()
        && table::exchange(tx)?.is_some()
        && super::line_of(tx, act)?.is_some();
    let phones = card.sheet.of(builtin::PHONE).filter(|_| is_ready).enumerate();
    Ok(phones.map(|(nth, fact)| Callable { nth, seen: fact.value.clone() }).collect())
}

/// Asks whether the client may be called, and gives what the exchange is to be told; the number in it is for the exchange
/// alone.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`]; [`InteractionError::Invalid`] naming `customer`, `phone` or
/// `line`: there is no such phone, the client does not want it or not at this hour, there is no exchange or no line.
pub fn prepare(tx: &mut Tx<'_>, act: &Act, seal: &Seal, call: Call) -> Result<Ring, InteractionError> {
    needs(act, Level::Write)?;
    let card = listing::get(tx, act, call.customer)?;
    let exchange = table::exchange(tx)?;
    let exchange = exchange.ok_or_else(|| InteractionError::at("line", "interactions-call-no-exchange"))?;
    let line = super::line_of(tx, act)?;
    let line = line.ok_or_else(|| InteractionError::at("line", "interactions-call-no-line"))?;
    let house = Act { actor: Actor::system(), ..act.clone() };
    let whole = listing::get(tx, &house, card.id)?;
    let phone = whole.sheet.of(builtin::PHONE).nth(call.nth);
    let phone = phone.ok_or_else(|| InteractionError::at("phone", "interactions-call-no-phone"))?;
    match consents::may(tx, card.id, PURPOSE, "phone", act.setting.now())? {
        May::Refused(why) => return Err(InteractionError::at("customer", why.key())),
        May::Allowed(points) if !points.iter().any(|(_, number)| *number == phone.value) => {
            return Err(InteractionError::at("phone", Why::AddressRefused.key()));
        }
        May::Allowed(_) => {}
    }
    let zone = TimeZone::get(&access::firm::load(tx)?.zone).unwrap_or(TimeZone::UTC);
    let timing = reaching::timing(&whole, Some(phone), (&zone, act.setting.now()));
    if !timing.is_now && !call.is_anyway {
        let args = vec![("time", timing.there.into())];
        let error = web::FieldError { args, ..web::FieldError::new("phone", "interactions-call-late") };
        return Err(InteractionError::Invalid(vec![error]));
    }
    let number = phone.value.split(';').next().unwrap_or_default();
    exchange
        .ring(seal, (&line, number))
        .ok_or_else(|| InteractionError::at("line", "interactions-exchange-sealed"))
}

/// Writes a call down that rings. A control record that is called raises an alarm.
///
/// # Errors
/// As [`recording::record`].
pub fn placed(tx: &mut Tx<'_>, act: &Act, call: Call) -> Result<Interaction, InteractionError> {
    let written = Written {
        kind: "call".to_owned(),
        customer: Some(call.customer),
        direction: Some(Direction::Out),
        ..Written::default()
    };
    let interaction = recording::record(tx, act, written)?.interaction;
    access::canary::touched(tx, (&act.setting, &act.actor), "call", &[call.customer.0])?;
    Ok(interaction)
}

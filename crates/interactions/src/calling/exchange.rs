//! The exchange: where it is told to ring, with what secret, and which line stands at whose desk.

use super::ringing::Ring;
use crate::error::{InteractionError, needs};
use crate::store::calling as table;
use access::UserId;
use customers::Act;
use db::Tx;
use journal::Entry;
use kernel::{Level, RawId};
use mail::{Seal, Sealed};
use serde_json::json;

/// The firm's exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// Where it is told; `{from}` and `{to}` in it stand for the line and the number.
    pub address: String,
    /// The sealed value of the header `Authorization`, if it wants one.
    pub(crate) secret: Option<Sealed>,
}

/// What somebody says of the exchange.
#[derive(Clone, Default)]
pub struct ExchangeChange {
    /// Where it is told.
    pub address: String,
    /// The value of the header `Authorization`; the one at hand stays when left out and the host is the same.
    pub authorization: Option<String>,
}

/// What the secret is sealed for.
const PURPOSE: &str = "telephone exchange";

/// The longest line, in letters.
const LONGEST_LINE: usize = 40;

impl Exchange {
    /// Whether it is told with a secret.
    pub fn has_secret(&self) -> bool {
        self.secret.is_some()
    }

    /// What it is told to join; `None` when its secret was sealed with another key.
    pub(super) fn ring(&self, seal: &Seal, (from, to): (&str, &str)) -> Option<Ring> {
        let authorization = match &self.secret {
            Some(secret) => seal.open(PURPOSE, secret).ok()?,
            None => String::new(),
        };
        let address = self.address.replace("{from}", &encoded(from)).replace("{to}", &encoded(to));
        Some(Ring { address, authorization, from: from.to_owned(), to: to.to_owned() })
    }
}

/// Every byte that is neither a letter nor a digit as `%XX` (RFC 3986, section 2.1).
fn encoded(text: &str) -> String {
    let plain = |byte: u8| match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(plain).collect()
}

/// The exchange as it stands, for whoever arranges it.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn get(tx: &mut Tx<'_>, act: &Act) -> Result<Option<Exchange>, InteractionError> {
    needs(act, Level::Arrange)?;
    Ok(table::exchange(tx)?)
}

/// Says where the exchange is.
///
/// # Errors
/// [`InteractionError::Forbidden`]; [`InteractionError::Invalid`] for an address that is none.
pub fn decide(
    tx: &mut Tx<'_>,
    act: &Act,
    seal: &Seal,
    wanted: ExchangeChange,
) -> Result<Exchange, InteractionError> {
    let held = get(tx, act)?;
    let address = wanted.address.trim().to_owned();
    let host = host_of(&address)
        .ok_or_else(|| InteractionError::at("address", "interactions-exchange-address-wrong"))?;
    // A secret at hand is not sent to a place of somebody's choice.
    let kept = held.filter(|held| host_of(&held.address) == Some(host)).and_then(|held| held.secret);
    let secret = match wanted.authorization.as_deref().map(str::trim) {
        Some("") => None,
        // What a header cannot hold would never reach the exchange.
        Some(new) if new.chars().any(|sign| sign != ' ' && !sign.is_ascii_graphic()) => {
            return Err(InteractionError::at("authorization", "interactions-exchange-secret-wrong"));
        }
        Some(new) => Some(seal.seal(&act.setting, PURPOSE, new)),
        None => kept,
    };
    let exchange = Exchange { address: address.clone(), secret };
    table::put_exchange(tx, &exchange, act.setting.now())?;
    tell(tx, act, "exchange.decided", &json!({ "host": host, "has_secret": exchange.has_secret() }))?;
    Ok(exchange)
}

/// Forgets the exchange; the lines stay.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`].
pub fn forget(tx: &mut Tx<'_>, act: &Act) -> Result<(), InteractionError> {
    get(tx, act)?.ok_or(InteractionError::Missing)?;
    table::remove_exchange(tx)?;
    tell(tx, act, "exchange.forgotten", &json!({}))
}

/// The lines at people's desks, for whoever arranges them.
///
/// # Errors
/// [`InteractionError::Forbidden`].
pub fn lines(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<(RawId, String)>, InteractionError> {
    needs(act, Level::Arrange)?;
    Ok(table::lines(tx)?)
}

/// The line at the actor's own desk.
///
/// # Errors
/// Any database error.
pub fn line_of(tx: &mut Tx<'_>, act: &Act) -> Result<Option<String>, InteractionError> {
    match act.actor.user {
        Some(id) => Ok(table::line(tx, id)?),
        None => Ok(None),
    }
}

/// Says which line stands at a person's desk; an empty one takes it away.
///
/// # Errors
/// [`InteractionError::Forbidden`], [`InteractionError::Missing`] for nobody; [`InteractionError::Invalid`] for what is no line.
pub fn put_line(tx: &mut Tx<'_>, act: &Act, person: RawId, line: &str) -> Result<(), InteractionError> {
    needs(act, Level::Arrange)?;
    access::user::get(tx, UserId(person))?.ok_or(InteractionError::Missing)?;
    let line = line.trim();
    let is_plain = |sign: char| sign.is_ascii_alphanumeric() || "+-_.@/".contains(sign);
    if line.len() > LONGEST_LINE || !line.chars().all(is_plain) {
        return Err(InteractionError::at("line", "interactions-exchange-line-wrong"));
    }
    if table::line(tx, person)?.unwrap_or_default() == line {
        return Ok(());
    }
    table::put_line(tx, person, line)?;
    tell(tx, act, "exchange.line_given", &json!({ "user": person, "line": line }))
}

/// The host of an address of the web, with its port.
fn host_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = !address.contains(|sign: char| sign.is_whitespace() || sign.is_control());
    (is_plain && !host.is_empty() && !host.contains(['@', '{']) && address.len() <= 2_000).then_some(host)
}

fn tell(
    tx: &mut Tx<'_>,
    act: &Act,
    verb: &'static str,
    payload: &serde_json::Value,
) -> Result<(), InteractionError> {
    let entry = Entry::now(&act.setting, verb, ("exchange", RawId::nil()), payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

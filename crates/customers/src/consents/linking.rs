//! Links for clients, who have no account here: signed, so that nobody else's can be made up.
//!
//! A link bears the id of the card and a digest of it under a secret that only this base has (HMAC-SHA256, RFC 2104, cut to
//! 128 bits), so that nothing has to be kept for each. One made before a card went into another leads to the card that
//! stays; one of a client who was erased leads nowhere.

use crate::customer::CustomerId;
use crate::merging;
use crate::store::consents;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use db::{DbError, Tx};
use hmac::{Hmac, KeyInit as _, Mac as _};
use kernel::{RawId, Setting};
use sha2::Sha256;

/// The first part of every address that clients are given.
pub const PATH: &str = "/my-data";

/// Bytes of the digest that a link bears.
const N_MAC: usize = 16;

/// The path of the page on which a client sees and changes their consents; makes the secret at the first need.
///
/// # Errors
/// Any [`DbError`].
pub fn link(tx: &mut Tx<'_>, setting: &Setting, customer: CustomerId) -> Result<String, DbError> {
    let secret = secret(tx, setting)?;
    Ok(format!("{PATH}/{}", token(&secret, customer)))
}

/// The path of the page on which a client confirms one yes that waits, by its number in the ledger.
///
/// # Errors
/// Any [`DbError`].
pub fn confirmation(
    tx: &mut Tx<'_>,
    setting: &Setting,
    (customer, no): (CustomerId, i64),
) -> Result<String, DbError> {
    let secret = secret(tx, setting)?;
    let sign = mac(&secret, &[b"confirm", customer.0.as_bytes(), &no.to_be_bytes()]);
    let sign = BASE64_URL_SAFE_NO_PAD.encode(sign);
    Ok(format!("{PATH}/{}/confirm/{no}/{sign}", token(&secret, customer)))
}

/// Whose link it is: the card that stands for it; `None` for one that was not made here, or whose card is gone.
///
/// # Errors
/// Any [`DbError`].
pub fn owner_of(tx: &mut Tx<'_>, token: &str) -> Result<Option<CustomerId>, DbError> {
    let Some(id) = signed(tx, token)? else { return Ok(None) };
    let stands = merging::standing(tx, id)?.unwrap_or(id);
    let is_erased = crate::store::erasures::at(tx, stands)?.is_some();
    Ok(crate::store::cards::find(tx, stands)?.filter(|_| !is_erased).map(|card| card.id))
}

/// Whether the last part of a link to confirm was made here for this client and this word.
///
/// # Errors
/// Any [`DbError`].
pub fn confirmed_by(tx: &mut Tx<'_>, token: &str, (no, sign): (i64, &str)) -> Result<bool, DbError> {
    let (Some(id), Some(secret)) = (signed(tx, token)?, consents::secret(tx)?) else { return Ok(false) };
    let wanted = mac(&secret, &[b"confirm", id.0.as_bytes(), &no.to_be_bytes()]);
    let given = BASE64_URL_SAFE_NO_PAD.decode(sign).unwrap_or_default();
    Ok(is_same(&given, &wanted))
}

fn signed(tx: &mut Tx<'_>, token: &str) -> Result<Option<CustomerId>, DbError> {
    let Some(secret) = consents::secret(tx)? else { return Ok(None) };
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
    let Some((id, given)) = bytes.split_first_chunk::<16>() else { return Ok(None) };
    let customer = CustomerId(RawId::from_bytes(*id));
    let wanted = mac(&secret, &[b"page", id]);
    Ok(is_same(given, &wanted).then_some(customer))
}

fn token(secret: &[u8], customer: CustomerId) -> String {
    let mut bytes = customer.0.as_bytes().to_vec();
    bytes.extend(mac(secret, &[b"page", customer.0.as_bytes()]));
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether links were ever made, so that one can be given again without writing.
///
/// # Errors
/// Any [`DbError`].
pub fn has_secret(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(consents::secret(tx)?.is_some())
}

fn secret(tx: &mut Tx<'_>, setting: &Setting) -> Result<Vec<u8>, DbError> {
    if let Some(secret) = consents::secret(tx)? {
        return Ok(secret);
    }
    consents::put_secret(tx, &setting.random::<32>())?;
    Ok(consents::secret(tx)?.unwrap_or_default())
}

fn mac(secret: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    // HMAC takes keys of every length, so there is nothing that could be refused.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else { return Vec::new() };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().iter().copied().take(N_MAC).collect()
}

/// Compares in a time that does not tell how much was right.
fn is_same(given: &[u8], wanted: &[u8]) -> bool {
    wanted.len() == N_MAC
        && given.len() == N_MAC
        && given.iter().zip(wanted).fold(0, |rest, (one, other)| rest | (one ^ other)) == 0
}

//! What a browser gives to be told by.

use base64::Engine as _;
use base64::engine::general_purpose::{URL_SAFE, URL_SAFE_NO_PAD};

/// A browser that may be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The address at its service.
    pub endpoint: String,
    /// Its key on P-256, uncompressed: 65 bytes.
    pub key: Vec<u8>,
    /// What only it and we know: 16 bytes.
    pub secret: Vec<u8>,
}

impl Subscription {
    /// One whose parts stand in base64url, as browsers give them; `None` for an address that is no `https` one of a named
    /// host, and for keys of another shape.
    pub fn checked(endpoint: &str, key: &str, secret: &str) -> Option<Self> {
        let rest = endpoint.strip_prefix("https://")?;
        let host = rest.split(['/', '?', '#']).next()?;
        let is_named = host.contains('.') && host.contains(|c: char| c.is_ascii_alphabetic());
        let is_plain = endpoint.len() <= 1_000 && endpoint.chars().all(|c| c.is_ascii_graphic());
        let (key, secret) = (bytes(key)?, bytes(secret)?);
        let is_key = key.len() == 65 && key.first() == Some(&4) && secret.len() == 16;
        let is_fit = is_named && is_plain && !host.contains(['@', '[', ':']) && is_key;
        is_fit.then(|| Self { endpoint: endpoint.to_owned(), key, secret })
    }

    /// Scheme and host of the address, which a signature is for.
    pub(crate) fn origin(&self) -> &str {
        let after = self.endpoint.find("://").map_or(0, |at| at + 3);
        let end = self.endpoint.get(after..).and_then(|rest| rest.find('/'));
        end.and_then(|end| self.endpoint.get(..after + end)).unwrap_or(&self.endpoint)
    }
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).or_else(|_| URL_SAFE.decode(text)).ok()
}

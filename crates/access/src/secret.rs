//! Secrets that open doors: made of 32 random bytes, shown once, kept only as a digest.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kernel::Setting;
use sha2::{Digest as _, Sha256};

/// SHA-256 (FIPS 180-4) of a secret: all that the base knows of it. 256 random bits need no slow hash.
pub(crate) type Digest = [u8; 32];

/// What every API token begins with, so that scanners of leaked secrets know it.
pub(crate) const TOKEN_MARK: &str = "kt_";

const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A secret in clear; never logged, never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// For a session's cookie or an invitation's address: 43 letters fit for both.
    pub(crate) fn for_link(setting: &Setting) -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(setting.random::<32>()))
    }

    /// For an API token: `kt_` and 43 letters of base62, 256 bits.
    pub(crate) fn for_token(setting: &Setting) -> Self {
        let mut text = String::from(TOKEN_MARK);
        text.extend(base62(setting.random::<32>()));
        Self(text)
    }

    /// The secret itself, to be shown or sent once.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn digest(&self) -> Digest {
        digest(&self.0)
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// The digest of a secret that somebody brought.
pub(crate) fn digest(secret: &str) -> Digest {
    Sha256::digest(secret).into()
}

/// The number that 32 bytes are, in 43 digits of base 62, last digit first.
fn base62(mut bytes: [u8; 32]) -> impl Iterator<Item = char> {
    std::iter::repeat_with(move || {
        let rest = bytes.iter_mut().fold(0_u32, |rest, byte| {
            let value = rest << 8 | u32::from(*byte);
            *byte = u8::try_from(value / 62).unwrap_or(u8::MAX);
            value % 62
        });
        let digit = usize::try_from(rest).ok().and_then(|at| BASE62.get(at)).copied().unwrap_or(b'0');
        char::from(digit)
    })
    .take(43)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base62_counts_as_it_should() {
        let check = |last: u8, expected: &str| {
            let mut bytes = [0; 32];
            bytes[31] = last;
            assert!(base62(bytes).collect::<String>().starts_with(expected), "{last}");
        };
        check(0, "00");
        check(61, "z0");
        check(62, "010");
        check(255, "740");
    }

    #[test]
    fn secrets_differ_and_do_not_show_themselves() {
        let setting = Setting::real();
        let (one, two) = (Secret::for_token(&setting), Secret::for_token(&setting));
        assert_ne!(one, two);
        assert_eq!(one.reveal().len(), 46);
        assert!(one.reveal().starts_with("kt_"));
        assert_eq!(format!("{one:?}"), "Secret(..)");
        assert_eq!(Secret::for_link(&setting).reveal().len(), 43);
    }
}

//! Encrypting a message for one browser (RFC 8291, with the `aes128gcm` coding of RFC 8188 in one record).

use crate::Subscription;
use kernel::Setting;
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::SystemRandom;

/// The longest message, in bytes: services refuse bodies above 4 096, of which 103 are not the message.
pub const LONGEST: usize = 3_993;

/// The size of a record, which holds the whole message (RFC 8188 2.1).
const RECORD: u32 = 4_096;

/// Why a message cannot be encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsealable {
    /// It is longer than [`LONGEST`].
    #[error("the message is too long")]
    TooLong,
    /// The browser's key is none.
    #[error("the browser's key is none")]
    KeyWrong,
}

/// The body of a request: the message encrypted for one browser. Each has a fresh key and salt.
///
/// # Errors
/// [`Unsealable`].
pub fn sealed(setting: &Setting, to: &Subscription, message: &[u8]) -> Result<Vec<u8>, Unsealable> {
    let wrong = |_| Unsealable::KeyWrong;
    // Only ring itself makes its keys, and only from the chance of the machine.
    let own = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).map_err(wrong)?;
    let public = own.compute_public_key().map_err(wrong)?;
    let theirs = UnparsedPublicKey::new(&ECDH_P256, &to.key);
    let salt = setting.random::<16>();
    agree_ephemeral(own, &theirs, |agreed| body(agreed, (to, public.as_ref()), salt, message))
        .map_err(wrong)?
}

/// The body from what both sides agreed on (RFC 8291 3.4), the public key of this side and the salt.
pub(crate) fn body(
    agreed: &[u8],
    (to, own): (&Subscription, &[u8]),
    salt: [u8; 16],
    message: &[u8],
) -> Result<Vec<u8>, Unsealable> {
    if message.len() > LONGEST {
        return Err(Unsealable::TooLong);
    }
    let (key, nonce) = derived(agreed, (&to.secret, &to.key, own), &salt).ok_or(Unsealable::KeyWrong)?;
    let key = UnboundKey::new(&AES_128_GCM, &key).map_err(|_| Unsealable::KeyWrong)?;
    // The delimiter of the last record; no padding, since all our messages are short.
    let mut text = [message, &[2]].concat();
    let nonce = Nonce::assume_unique_for_key(nonce);
    LessSafeKey::new(key)
        .seal_in_place_append_tag(nonce, Aad::empty(), &mut text)
        .map_err(|_| Unsealable::KeyWrong)?;
    let n_own = u8::try_from(own.len()).map_err(|_| Unsealable::KeyWrong)?;
    Ok([&salt[..], &RECORD.to_be_bytes(), &[n_own], own, &text].concat())
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn hkdf<const N: usize>(salt: &[u8], secret: &[u8], info: &[&[u8]]) -> Option<[u8; N]> {
    let mut out = [0; N];
    let extracted = Salt::new(HKDF_SHA256, salt).extract(secret);
    extracted.expand(info, Length(N)).ok()?.fill(&mut out).ok()?;
    Some(out)
}

/// Content encryption key and nonce (RFC 8291 3.4): of the agreed secret, of the browser's secret and key and of our key.
pub(crate) fn derived(
    agreed: &[u8],
    (secret, theirs, own): (&[u8], &[u8], &[u8]),
    salt: &[u8; 16],
) -> Option<([u8; 16], [u8; 12])> {
    let mixed: [u8; 32] = hkdf(secret, agreed, &[b"WebPush: info\0", theirs, own])?;
    let key = hkdf(salt, &mixed, &[b"Content-Encoding: aes128gcm\0"])?;
    Some((key, hkdf(salt, &mixed, &[b"Content-Encoding: nonce\0"])?))
}

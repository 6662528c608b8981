//! By whom a message is signed (VAPID, RFC 8292): browsers take messages only from the house they subscribed to.

use crate::Subscription;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use kernel::{HOUR_MS, Millis};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::json;

/// How long a signature holds; services refuse more than a day.
const HOLDS: Millis = 12 * HOUR_MS;

/// The house as services and browsers know it.
pub struct Identity {
    pair: EcdsaKeyPair,
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity(..)")
    }
}

impl Identity {
    /// A fresh private key in base64, to be kept sealed; `None` should the machine have no chance to give.
    pub fn fresh() -> Option<String> {
        // Only ring itself makes its keys, and only from the chance of the machine.
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
        Some(URL_SAFE_NO_PAD.encode(made.ok()?.as_ref()))
    }

    /// The one of a kept private key; `None` for anything else.
    pub fn of(kept: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(kept).ok()?;
        let rng = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &bytes, &rng).ok()?;
        Some(Self { pair })
    }

    /// The public key in base64url, as browsers want it.
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.pair.public_key().as_ref())
    }

    /// The `Authorization` of a request; `contact` is whom a service may turn to, an `https:` or `mailto:` address, or
    /// empty. `None` should signing fail.
    pub(crate) fn authorization(&self, to: &Subscription, contact: &str, now: Millis) -> Option<String> {
        let mut claims = json!({ "aud": to.origin(), "exp": (now + HOLDS) / 1_000 });
        if let (Some(claims), false) = (claims.as_object_mut(), contact.is_empty()) {
            claims.insert("sub".to_owned(), contact.into());
        }
        let head = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"ES256"}"#);
        let signed = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims.to_string()));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).ok()?;
        let signature = URL_SAFE_NO_PAD.encode(signature.as_ref());
        Some(format!("vapid t={signed}.{signature}, k={}", self.public()))
    }
}

//! The digests of the chain (SHA-256, FIPS 180-4).

use kernel::RawId;
use sha2::{Digest as _, Sha256};

/// 32 bytes of SHA-256.
pub(crate) type Digest = [u8; 32];

/// The digest before the first entry.
pub(crate) const START: Digest = [0; 32];

/// All that the chain covers of one entry.
pub(crate) struct Link<'a> {
    pub(crate) before: &'a Digest,
    pub(crate) seq: i64,
    pub(crate) at: i64,
    pub(crate) actor_kind: &'a str,
    pub(crate) actor_id: Option<RawId>,
    pub(crate) verb: &'a str,
    pub(crate) subject_kind: &'a str,
    pub(crate) subject_id: RawId,
    pub(crate) payload_digest: &'a [u8],
}

impl Link<'_> {
    pub(crate) fn digest(&self) -> Digest {
        let mut hash = Sha256::new();
        hash.update(self.before);
        hash.update(self.seq.to_be_bytes());
        hash.update(self.at.to_be_bytes());
        hash.update(self.actor_id.unwrap_or_default().as_bytes());
        hash.update(self.subject_id.as_bytes());
        hash.update(self.payload_digest);
        for text in [self.actor_kind, self.verb, self.subject_kind] {
            hash.update(text);
            hash.update([0]);
        }
        hash.finalize().into()
    }
}

/// The digest of a payload with its salt.
pub(crate) fn of_payload(salt: &[u8], payload: &str) -> Digest {
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(payload);
    hash.finalize().into()
}

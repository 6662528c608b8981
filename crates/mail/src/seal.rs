//! Secrets that must be read again, such as the password of a box: sealed with a key that lies beside the base.
//!
//! ChaCha20-Poly1305 (RFC 8439) with a fresh 96-bit nonce for each sealing, under a key of 256 random bits in the file
//! `secret.key` of the data folder, which only its owner may read. A copy of the base alone opens nothing. At far fewer
//! than 2^32 sealings the chance that two nonces meet stays below 2^-32.

use kernel::Setting;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

/// The file of the key in the data folder.
const FILE: &str = "secret.key";

const KEY_LEN: usize = 32;

/// A sealed secret as the base keeps it: the nonce, then the ciphertext with its tag.
pub type Sealed = Vec<u8>;

/// Seals secrets and opens them again; cheap to clone.
#[derive(Clone)]
pub struct Seal(Arc<LessSafeKey>);

impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Seal(..)")
    }
}

/// Why there is no seal, or a secret does not open.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The file of the key cannot be read or made.
    #[error("the key file {FILE} of the data folder: {0}")]
    File(#[from] std::io::Error),
    /// The file holds something else.
    #[error("the key file {FILE} of the data folder is damaged")]
    Damaged,
    /// The secret was sealed with another key, for something else, or altered.
    #[error("the secret was sealed with another key: enter it again")]
    Foreign,
}

impl Seal {
    /// With the key of a data folder, which is made at the first time.
    ///
    /// # Errors
    /// [`SealError::File`], [`SealError::Damaged`].
    pub fn in_folder(folder: &Path, setting: &Setting) -> Result<Self, SealError> {
        let path = folder.join(FILE);
        std::fs::create_dir_all(folder)?;
        match make(&path, &setting.random::<KEY_LEN>()) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error.into()),
        }
        let mut text = String::new();
        std::fs::File::open(&path)?.take(200).read_to_string(&mut text)?;
        let bytes = hex::decode(text.trim()).map_err(|_| SealError::Damaged)?;
        Self::of(&bytes)
    }

    /// With a key of this run only, for tests and commands that keep nothing.
    ///
    /// # Errors
    /// Never in practice: the length of the key is right.
    pub fn passing(setting: &Setting) -> Result<Self, SealError> {
        Self::of(&setting.random::<KEY_LEN>())
    }

    fn of(bytes: &[u8]) -> Result<Self, SealError> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, bytes).map_err(|_| SealError::Damaged)?;
        Ok(Self(Arc::new(LessSafeKey::new(key))))
    }

    /// Seals a secret for one purpose, such as `mail box <id>`: moved to another row it does not open.
    pub fn seal(&self, setting: &Setting, purpose: &str, secret: &str) -> Sealed {
        let nonce = setting.random::<NONCE_LEN>();
        let mut sealed = nonce.to_vec();
        let mut body = secret.as_bytes().to_vec();
        let aad = Aad::from(purpose.as_bytes());
        // Sealing fails only above 2^38 bytes, which no secret has.
        if self.0.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), aad, &mut body).is_ok() {
            sealed.append(&mut body);
        }
        sealed
    }

    /// The secret in clear.
    ///
    /// # Errors
    /// [`SealError::Foreign`].
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<String, SealError> {
        let (nonce, body) = sealed.split_at_checked(NONCE_LEN).ok_or(SealError::Foreign)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| SealError::Foreign)?;
        let mut body = body.to_vec();
        let opened = self.0.open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut body);
        let opened = opened.map_err(|_| SealError::Foreign)?;
        String::from_utf8(opened.to_vec()).map_err(|_| SealError::Foreign)
    }
}

/// Writes the key beside its place and moves it there whole, so that a crash leaves none or all of it.
fn make(path: &Path, key: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt as _;
    if path.exists() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let mut file =
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside)?;
    file.write_all(hex::encode(key).as_bytes())?;
    file.sync_all()?;
    // A link is refused where another process was quicker; a rename would put our key in place of its.
    let linked = std::fs::hard_link(&aside, path);
    std::fs::remove_file(&aside)?;
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn a_sealed_secret_opens_after_a_restart_and_for_its_purpose_only() {
        let folder = tempfile::tempdir().unwrap();
        let setting = Setting::real();
        let sealed = Seal::in_folder(folder.path(), &setting).unwrap().seal(&setting, "box 1", "құпия");
        let again = Seal::in_folder(folder.path(), &setting).unwrap();
        assert_eq!(again.open("box 1", &sealed).unwrap(), "құпия");
        assert!(matches!(again.open("box 2", &sealed), Err(SealError::Foreign)));
        let mut altered = sealed.clone();
        altered[14] ^= 1;
        assert!(matches!(again.open("box 1", &altered), Err(SealError::Foreign)));
        assert!(matches!(again.open("box 1", &[]), Err(SealError::Foreign)));
        let other = Seal::passing(&setting).unwrap();
        assert!(matches!(other.open("box 1", &sealed), Err(SealError::Foreign)));
    }

    #[test]
    fn only_the_owner_may_read_the_key() {
        let folder = tempfile::tempdir().unwrap();
        Seal::in_folder(folder.path(), &Setting::real()).unwrap();
        let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_damaged_key_is_said_to_be_damaged() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "not a key").unwrap();
        assert!(matches!(Seal::in_folder(folder.path(), &Setting::real()), Err(SealError::Damaged)));
    }
}

//! Passwords: which are refused and why, and how they are kept (Argon2id, RFC 9106).

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use kernel::Setting;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// The fewest letters of a password.
pub const MIN_LETTERS: usize = 10;
/// The most bytes: more would only be a way to keep the server busy.
const MAX_BYTES: usize = 1_000;

/// Memory in KiB, passes, lanes: the first recommendation of the OWASP password storage cheat sheet with 19 MiB.
const COST: (u32, u32, u32) = (19 * 1024, 2, 1);

/// How many passwords are hashed at once, so that a crowd at the door does not fill the memory.
static PLACES: Semaphore = Semaphore::const_new(4);

/// What nobody may take, though it is long enough: the commonest of 10 letters and more, and rows of keys.
const COMMONEST: &[&str] = &[
    "1234567890",
    "0123456789",
    "0987654321",
    "9876543210",
    "12345678910",
    "123456789a",
    "123456789q",
    "1q2w3e4r5t",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "qwertyuiop",
    "qwertyuiop123",
    "qwerty1234",
    "qwerty12345",
    "qwerty123456",
    "password12",
    "password123",
    "password1234",
    "passw0rd123",
    "administrator",
    "admin12345",
    "iloveyou123",
    "letmein123",
    "welcome123",
    "changeme123",
    "asdfghjkl123",
    "asdfghjkl1",
    "zxcvbnm123",
    "q1w2e3r4t5",
    "1234567891",
    "1111111111",
    "0000000000",
    "йцукенгшщз",
    "йцукен12345",
    "пароль1234",
    "пароль12345",
    "1йцукен2345",
    "құпиясөз123",
    "kartoteka1",
    "kartoteka123",
    "картотека1",
    "картотека123",
];

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer letters than [`MIN_LETTERS`].
    #[error("a password needs at least 10 letters")]
    Short,
    /// More than a thousand bytes.
    #[error("a password may have at most 1000 bytes")]
    Long,
    /// The person's own e-mail, or the part of it before the @.
    #[error("a password must not be the e-mail")]
    IsEmail,
    /// One of the commonest, or one letter over and over: it would be among the first that are tried.
    #[error("this password is one of the commonest")]
    Common,
}

impl PasswordFault {
    /// The catalogue key of the sentence that says what is expected.
    pub fn key(self) -> &'static str {
        match self {
            PasswordFault::Short => "access-password-short",
            PasswordFault::Long => "access-password-long",
            PasswordFault::IsEmail => "access-password-is-email",
            PasswordFault::Common => "access-password-common",
        }
    }
}

/// A password that was found good enough; does not show itself.
#[derive(Clone)]
pub struct Password(String);

/// The kept form of a password, in the PHC string format.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(pub(crate) String);

impl Password {
    /// Takes a new password of the person with this e-mail.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn new(text: &str, email: &str) -> Result<Self, PasswordFault> {
        let lower = text.to_lowercase();
        let email = email.to_lowercase();
        let name = email.split('@').next().unwrap_or_default();
        let first = lower.chars().next();
        if text.chars().count() < MIN_LETTERS {
            Err(PasswordFault::Short)
        } else if text.len() > MAX_BYTES {
            Err(PasswordFault::Long)
        } else if lower == email || lower == name {
            Err(PasswordFault::IsEmail)
        } else if COMMONEST.contains(&lower.as_str()) || lower.chars().all(|letter| Some(letter) == first) {
            Err(PasswordFault::Common)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The form to keep; takes some 20 ms, so never on a thread that answers or writes.
    ///
    /// # Errors
    /// When Argon2 refuses, such as for want of memory.
    pub fn hash(&self, setting: &Setting) -> Result<PasswordHash, HashError> {
        let hash = argon2().hash_password_with_salt(self.0.as_bytes(), &setting.random::<16>());
        hash.map(|hash| PasswordHash(hash.to_string())).map_err(|error| HashError(error.to_string()))
    }

    /// [`Password::hash`] on a thread that may be busy, when it is this one's turn.
    ///
    /// # Errors
    /// As [`Password::hash`].
    pub async fn hashing(self, setting: &Setting) -> Result<PasswordHash, HashError> {
        let setting = setting.clone();
        in_turn(move || self.hash(&setting)).await?
    }
}

/// The machine could not hash.
#[derive(Debug, Clone, thiserror::Error)]
#[error("a password could not be hashed: {0}")]
pub struct HashError(String);

impl From<HashError> for web::Problem {
    fn from(error: HashError) -> Self {
        tracing::error!(%error, "hashing failed");
        web::Problem::broken()
    }
}

/// Whether this is the password; without a hash the same work is done in vain, so that nobody learns from the time
/// that there is no such account.
///
/// # Errors
/// When the machine could not hash.
pub(crate) async fn is_right(text: String, kept: Option<PasswordHash>) -> Result<bool, HashError> {
    in_turn(move || {
        let is_known = kept.is_some();
        let kept = kept.unwrap_or_else(|| DECOY.clone());
        let Ok(parsed) = argon2::PasswordHash::new(&kept.0) else { return false };
        let text = if text.len() > MAX_BYTES { "" } else { &text };
        argon2().verify_password(text.as_bytes(), &parsed).is_ok() && is_known
    })
    .await
}

/// A hash that no password has: its salt and digest are zeros.
static DECOY: LazyLock<PasswordHash> = LazyLock::new(|| {
    let (m, t, p) = COST;
    let (salt, digest) = ("A".repeat(22), "A".repeat(43));
    PasswordHash(format!("$argon2id$v=19$m={m},t={t},p={p}${salt}${digest}"))
});

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, HashError> {
    let _place = PLACES.acquire().await.map_err(|error| HashError(error.to_string()))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| HashError(error.to_string()))
}

fn argon2() -> Argon2<'static> {
    let (m, t, p) = COST;
    let params = Params::new(m, t, p, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        let check = |text: &str, expected| {
            assert_eq!(Password::new(text, "Aigerim.Omarova@dastarkhan.kz").err(), expected, "{text}");
        };
        check("short", Some(PasswordFault::Short));
        check("aigerim.omarova@dastarkhan.KZ", Some(PasswordFault::IsEmail));
        check("aigerim.omarova", Some(PasswordFault::IsEmail));
        check("Qwertyuiop", Some(PasswordFault::Common));
        check("йцукенгшщз", Some(PasswordFault::Common));
        check("aaaaaaaaaaaa", Some(PasswordFault::Common));
        check(&"long enough ".repeat(100), Some(PasswordFault::Long));
        check("тёплый хлеб в семь утра", None);
    }

    #[tokio::test]
    async fn only_the_right_password_opens() {
        let setting = Setting::real();
        let password = Password::new("тёплый хлеб", "a@b.kz").unwrap();
        let hash = password.hashing(&setting).await.unwrap();
        assert!(hash.0.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", hash.0);
        assert!(is_right("тёплый хлеб".into(), Some(hash.clone())).await.unwrap());
        assert!(!is_right("тёплый хлев".into(), Some(hash)).await.unwrap());
        assert!(!is_right(String::new(), None).await.unwrap());
    }

    #[test]
    fn the_decoy_costs_as_much_as_a_real_hash() {
        let decoy = argon2::PasswordHash::new(&DECOY.0).unwrap();
        let real = Password::new("тёплый хлеб", "a@b.kz").unwrap().hash(&Setting::real()).unwrap();
        let real = argon2::PasswordHash::new(&real.0).unwrap();
        assert_eq!((decoy.algorithm, decoy.params), (real.algorithm, real.params));
        assert_eq!(decoy.hash.unwrap().as_bytes().len(), real.hash.unwrap().as_bytes().len());
    }
}

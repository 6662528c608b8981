//! The key of a file: the SHA-256 of its content.

/// 64 small hexadecimal digits of SHA-256 (FIPS 180-4).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileKey(String);

/// A text that is not 64 small hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a file's key: expected 64 digits 0-9 and a-f")]
pub struct KeyError;

impl FileKey {
    pub(crate) fn of_digest(digest: &[u8]) -> Self {
        Self(hex::encode(digest))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its place under two levels of folders, such as `ab/cd/abcd..`: no folder grows beyond what tools can show.
    pub(crate) fn path(&self) -> String {
        let part = |range| self.0.get(range).unwrap_or_default();
        format!("{}/{}/{}", part(0..2), part(2..4), self.0)
    }
}

impl std::str::FromStr for FileKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == 64 && text.bytes().all(is_digit) {
            Ok(Self(text.to_owned()))
        } else {
            Err(KeyError)
        }
    }
}

impl std::fmt::Display for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digests_are_keys() {
        let digits = "0123456789abcdef".repeat(4);
        let key: FileKey = digits.parse().unwrap();
        assert_eq!(key.path(), format!("01/23/{digits}"));
        for wrong in ["", "../../etc/passwd", &digits.to_uppercase(), &digits[1..]] {
            assert_eq!(wrong.parse::<FileKey>(), Err(KeyError), "{wrong}");
        }
    }
}

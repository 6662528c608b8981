//! The country that a number or an address without one is taken to belong to.

use serde::{Deserialize, Serialize};

/// Where a client without a stated country is taken to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Country {
    /// Kazakhstan.
    Kazakhstan,
    /// Russia.
    Russia,
    /// Any other country, by its two ISO 3166-1 letters in upper case.
    Other([u8; 2]),
}

impl Country {
    /// Reads two ISO 3166-1 letters in any case.
    pub fn from_code(code: &str) -> Option<Country> {
        let letters: [u8; 2] = code.trim().as_bytes().try_into().ok()?;
        if !letters.iter().all(u8::is_ascii_alphabetic) {
            return None;
        }
        Some(match letters.map(|letter| letter.to_ascii_uppercase()) {
            [b'K', b'Z'] => Country::Kazakhstan,
            [b'R', b'U'] => Country::Russia,
            other => Country::Other(other),
        })
    }

    /// Two ISO 3166-1 letters in upper case.
    pub fn code(&self) -> &str {
        match self {
            Country::Kazakhstan => "KZ",
            Country::Russia => "RU",
            Country::Other(letters) => std::str::from_utf8(letters).unwrap_or(""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_any_case_and_written_in_upper() {
        for (typed, code) in [("kz", "KZ"), ("RU", "RU"), (" de ", "DE")] {
            assert_eq!(
                Country::from_code(typed).map(|country| country.code().to_owned()),
                Some(code.into())
            );
        }
        assert_eq!(Country::from_code("KAZ"), None);
        assert_eq!(Country::from_code("7"), None);
    }
}

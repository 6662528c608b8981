//! Numbers made of digits whose last ones check the others: reading them and telling which digit fails.

use crate::kind::Unreadable;

/// The digits of a legal number, without the spaces and hyphens that people put between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Digits(String);

impl Digits {
    /// Reads digits of one of the allowed lengths; `length_key` is what is said of any other length, with `$found`.
    pub(crate) fn read(
        typed: &str,
        lengths: &[usize],
        length_key: &'static str,
    ) -> Result<Self, Unreadable> {
        let mut digits = String::with_capacity(typed.len());
        for sign in typed.trim().chars().filter(|sign| !is_separator(*sign)) {
            if !sign.is_ascii_digit() {
                let place = (digits.len() + 1).to_string();
                return Err(Unreadable::plain("fields-digits-sign")
                    .arg("place", place)
                    .arg("sign", sign.to_string()));
            }
            digits.push(sign);
        }
        if !lengths.contains(&digits.len()) {
            return Err(Unreadable::plain(length_key).arg("found", digits.len().to_string()));
        }
        Ok(Self(digits))
    }

    /// The text of digits.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// How many digits there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The digit at a place counted from 1; 0 beyond the end.
    pub(crate) fn at(&self, place: usize) -> u32 {
        self.0.as_bytes().get(place.wrapping_sub(1)).map_or(0, |byte| u32::from(byte.wrapping_sub(b'0')))
    }

    /// The number that `n` digits from a place counted from 1 make.
    pub(crate) fn number(&self, place: usize, n: usize) -> u32 {
        (place..place + n).fold(0, |sum, at| sum * 10 + self.at(at))
    }

    /// The sum of the first digits, each times its weight.
    pub(crate) fn weighed(&self, weights: &[u32]) -> u32 {
        self.0.bytes().zip(weights).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum()
    }

    /// The remainder of the number that the first `n` digits make.
    pub(crate) fn remainder(&self, n: usize, of: u32) -> u32 {
        (1..=n).fold(0, |rest, place| (rest * 10 + self.at(place)) % of)
    }

    /// Refuses a digit that differs from what the others give.
    pub(crate) fn check(&self, place: usize, expected: u32) -> Result<(), Unreadable> {
        let found = self.at(place);
        if found == expected {
            return Ok(());
        }
        Err(Unreadable::plain("fields-digits-check")
            .arg("place", place.to_string())
            .arg("digit", found.to_string())
            .arg("expected", expected.to_string()))
    }

    /// The canonical text.
    pub(crate) fn into_text(self) -> String {
        self.0
    }
}

/// Signs that people put between the groups of a number.
pub(crate) fn is_separator(sign: char) -> bool {
    sign.is_whitespace() || matches!(sign, '-' | '‐' | '‑' | '–' | '—' | '.' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_a_letter_among_digits_is_told() {
        let read = Digits::read("77 O7", &[4], "fields-text-long").unwrap_err();
        assert_eq!(read, Unreadable::plain("fields-digits-sign").arg("place", "3").arg("sign", "O"));
    }

    #[test]
    fn parts_are_taken_by_place() {
        let digits = Digits::read("12-34 56", &[6], "fields-text-long").unwrap();
        assert_eq!((digits.at(1), digits.number(3, 2), digits.at(7)), (1, 34, 0));
        assert_eq!(digits.remainder(6, 11), 123_456 % 11);
        assert_eq!(digits.weighed(&[1, 10]), 21);
    }
}

//! Phones: by the national number, by the tail when the code is missing, one wrong digit.

use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::linkage::strings::{distance, hash};
use crate::linkage::values::{Prepared, TokenCounts, Value};
use crate::phone;

pub(crate) struct Phone;

pub(crate) const PHONE: Phone = Phone;

const LEVELS: [Level; 4] =
    [level("same", 0.75), level("tail", 0.03), level("typo", 0.04), level("different", 0.18)];

impl Comparator for Phone {
    fn slug(&self) -> &'static str {
        "phone"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, country: Country, out: &mut Prepared) -> bool {
        let reading = phone::normalize(cell, country);
        out.text.extend(reading.value.chars().filter(char::is_ascii_digit));
        out.text.len() >= 5
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        let n = a.text.len().min(b.text.len()).min(10);
        if n >= 6 && tail(a.text, n) == tail(b.text, n) {
            return 1;
        }
        if n >= 7 && distance(tail(a.text, 10), tail(b.text, 10), 1) == 1 { 2 } else { 3 }
    }

    fn keys(&self, value: Value<'_>, _: &TokenCounts) -> Keys {
        let beginning = value.text.get(..value.text.len().saturating_sub(4)).unwrap_or_default();
        [hash(&[tail(value.text, 7)]), hash(&["t", tail(value.text, 4)]), hash(&["b", beginning])]
    }
}

fn tail(digits: &str, n: usize) -> &str {
    digits.get(digits.len().saturating_sub(n)..).unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn phones_agree_in_every_habit() {
        for (left, right, level) in [
            ("8 701 123-45-67", "+7(701)1234567", "same"),
            ("8 727 250 11 22", "250-11-22", "tail"),
            ("8 701 123-45-67", "8 701 123-45-76", "typo"),
            ("8 701 123-45-67", "8 702 765-43-21", "different"),
        ] {
            assert_eq!(level_between(&PHONE, left, right), level, "{left} {right}");
        }
    }
}

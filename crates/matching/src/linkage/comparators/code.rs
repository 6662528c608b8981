//! Short codes and exact ids: houses, flats, postcodes, tax numbers, states, categories.

use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::fold::fold;
use crate::linkage::strings::{distance, hash};
use crate::linkage::values::{Prepared, TokenCounts, Value};

pub(crate) struct Code;

pub(crate) const CODE: Code = Code;

const LEVELS: [Level; 4] =
    [level("same", 0.86), level("typo", 0.06), level("part", 0.02), level("different", 0.06)];

impl Comparator for Code {
    fn slug(&self) -> &'static str {
        "code"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        out.text.extend(fold(cell).chars().filter(|c| *c != ' '));
        !out.text.is_empty()
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        let shortest = a.text.len().min(b.text.len());
        if shortest >= 2 && distance(a.text, b.text, 1) == 1 {
            return 1;
        }
        let is_part = |long: &str, short: &str| long.starts_with(short) || long.ends_with(short);
        if is_part(a.text, b.text) || is_part(b.text, a.text) { 2 } else { 3 }
    }

    fn keys(&self, value: Value<'_>, _: &TokenCounts) -> Keys {
        [hash(&[value.text]), 0, 0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn codes_agree_or_differ_by_a_slip() {
        for (left, right, level) in [
            ("10 А", "10а", "same"),
            ("050012", "050021", "typo"),
            ("10", "10а", "typo"),
            ("7", "7/2", "part"),
            ("5", "8", "different"),
        ] {
            assert_eq!(level_between(&CODE, left, right), level, "{left} {right}");
        }
    }
}

//! Numbers: equal, one digit off, near, far.

use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::linkage::strings::{distance, hash};
use crate::linkage::values::{Prepared, TokenCounts, Value};

pub(crate) struct Number;

pub(crate) const NUMBER: Number = Number;

const LEVELS: [Level; 5] = [
    level("same", 0.87),
    level("typo", 0.06),
    level("near", 0.02),
    level("similar", 0.01),
    level("different", 0.04),
];

impl Comparator for Number {
    fn slug(&self) -> &'static str {
        "number"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        let bare: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
        let Ok(number) = bare.replace(',', ".").parse::<f64>() else { return false };
        if !number.is_finite() {
            return false;
        }
        out.text = format!("{number}");
        out.number = number.to_bits();
        true
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        let (x, y) = (f64::from_bits(a.number), f64::from_bits(b.number));
        if a.text.len().max(b.text.len()) >= 2 && distance(a.text, b.text, 1) == 1 {
            return 1;
        }
        let gap = (x - y).abs() / x.abs().max(y.abs()).max(f64::MIN_POSITIVE);
        match gap {
            gap if gap <= 0.01 => 2,
            gap if gap <= 0.1 => 3,
            _ => 4,
        }
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
    fn numbers_agree_by_value() {
        for (left, right, level) in [
            ("1 000", "1000.0", "same"),
            ("1949", "1948", "typo"),
            ("10000", "10055", "near"),
            ("5", "90", "different"),
        ] {
            assert_eq!(level_between(&NUMBER, left, right), level, "{left} {right}");
        }
    }
}

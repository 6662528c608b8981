//! Given names: short forms, initials, slips.

use super::family_name::{Closeness, closeness, name_keys, prepare_name};
use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::linkage::strings::{hash, hash_number};
use crate::linkage::values::{Prepared, TokenCounts, Value};

pub(crate) struct GivenName;

pub(crate) const GIVEN_NAME: GivenName = GivenName;

const LEVELS: [Level; 7] = [
    level("same", 0.80),
    level("short_form", 0.04),
    level("typo", 0.08),
    level("initial", 0.02),
    level("similar", 0.03),
    level("alike", 0.01),
    level("different", 0.02),
];

impl Comparator for GivenName {
    fn slug(&self) -> &'static str {
        "given_name"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        prepare_name(cell, out)
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        if share_a_name(a.number, b.number) {
            return 1;
        }
        if a.text.len() == 1 || b.text.len() == 1 {
            return if a.text.get(..1) == b.text.get(..1) { 3 } else { 6 };
        }
        match closeness(a.text, b.text) {
            Closeness::Typo => 2,
            Closeness::Similar => 4,
            Closeness::Alike => 5,
            Closeness::Different => 6,
        }
    }

    fn keys(&self, value: Value<'_>, _: &TokenCounts) -> Keys {
        let [whole, skeleton, initial] = name_keys(value.text);
        let stem = match value.number {
            0 => skeleton,
            number => hash_number(first_group(number)),
        };
        let whole = if value.text.len() == 1 { hash(&["initial", value.text]) } else { whole };
        [whole, stem, initial]
    }
}

fn first_group(mut packed: u64) -> u64 {
    while packed >> 16 != 0 {
        packed >>= 16;
    }
    packed
}

fn share_a_name(a: u64, b: u64) -> bool {
    let groups =
        |packed: u64| (0..4).map(move |place| packed >> (16 * place) & 0xffff).filter(|group| *group != 0);
    a != 0 && b != 0 && groups(a).any(|group| groups(b).any(|other| other == group))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn given_names_agree_through_short_forms_and_initials() {
        for (left, right, level) in [
            ("Наурызбай", "Nauryzbay", "same"),
            ("Александр", "Саша", "short_form"),
            ("Айгүл", "Айгуля", "short_form"),
            ("Robert", "Bob", "short_form"),
            ("Иван", "И.", "initial"),
            ("Иван", "П.", "different"),
            ("Наталья", "Натлаья", "typo"),
            ("Иван", "Сергей", "different"),
        ] {
            assert_eq!(level_between(&GIVEN_NAME, left, right), level, "{left} {right}");
        }
    }
}

//! Patronymics and middle names: initials, slips, Kazakh and Russian endings of one father's name.

use super::family_name::{Closeness, closeness, name_keys, prepare_name};
use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::linkage::values::{Prepared, TokenCounts, Value};

pub(crate) struct Patronymic;

pub(crate) const PATRONYMIC: Patronymic = Patronymic;

const LEVELS: [Level; 7] = [
    level("same", 0.80),
    level("initial", 0.06),
    level("typo", 0.06),
    level("same_father", 0.02),
    level("similar", 0.02),
    level("alike", 0.02),
    level("different", 0.02),
];

const ENDINGS: [&str; 12] =
    ["ovich", "evich", "ovna", "evna", "uli", "kizi", "ich", "ichna", "inichna", " uli", " kizi", "ogli"];

impl Comparator for Patronymic {
    fn slug(&self) -> &'static str {
        "patronymic"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        prepare_name(cell, out)
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        if a.text.len() <= 2 || b.text.len() <= 2 {
            let shorter = if a.text.len() < b.text.len() { a.text } else { b.text };
            let longer = if a.text.len() < b.text.len() { b.text } else { a.text };
            return if longer.starts_with(shorter) { 1 } else { 6 };
        }
        match closeness(a.text, b.text) {
            Closeness::Typo => 2,
            _ if father(a.text) == father(b.text) => 3,
            Closeness::Similar => 4,
            Closeness::Alike => 5,
            Closeness::Different => 6,
        }
    }

    fn keys(&self, value: Value<'_>, _: &TokenCounts) -> Keys {
        name_keys(value.text)
    }
}

/// The father's name without the ending that makes it a patronymic.
fn father(text: &str) -> &str {
    let longest = ENDINGS.iter().filter(|ending| text.ends_with(**ending)).map(|ending| ending.len()).max();
    text.get(..text.len() - longest.unwrap_or(0)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn patronymics_agree_through_initials_and_endings() {
        for (left, right, level) in [
            ("Серікұлы", "Serikuly", "same"),
            ("Иванович", "И.", "initial"),
            ("Юрьевич", "Iu.", "initial"),
            ("Серікұлы", "Серикович", "same_father"),
            ("Иванович", "Ивнаович", "typo"),
            ("Иванович", "Петрович", "different"),
        ] {
            assert_eq!(level_between(&PATRONYMIC, left, right), level, "{left} {right}");
        }
    }
}

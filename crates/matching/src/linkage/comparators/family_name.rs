//! Family names: spelling slips, the other gender's form, swapped with the given name.

use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::fold::fold_into;
use crate::linkage::strings::{distance, hash, jaro_winkler, skeleton};
use crate::linkage::values::{Prepared, TokenCounts, Value};
use crate::person::names;

pub(crate) struct FamilyName;

pub(crate) const FAMILY_NAME: FamilyName = FamilyName;

/// The level set by the record comparison when given and family name stand in each other's place.
pub(crate) const SWAPPED: u8 = 1;

const LEVELS: [Level; 8] = [
    level("same", 0.80),
    level("swapped", 0.02),
    level("typo", 0.09),
    level("part", 0.02),
    level("other_gender", 0.01),
    level("similar", 0.03),
    level("alike", 0.01),
    level("different", 0.02),
];

impl Comparator for FamilyName {
    fn slug(&self) -> &'static str {
        "family_name"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        prepare_name(cell, out)
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        if differ_by_gender(a.text, b.text) || differ_by_gender(b.text, a.text) {
            return 4;
        }
        match closeness(a.text, b.text) {
            Closeness::Typo => 2,
            _ if is_part(a.text, b.text) || is_part(b.text, a.text) => 3,
            Closeness::Similar => 5,
            Closeness::Alike => 6,
            Closeness::Different => 7,
        }
    }

    fn keys(&self, value: Value<'_>, _: &TokenCounts) -> Keys {
        name_keys(value.text)
    }
}

/// Folds a name and packs up to four given names it is a form of, 16 bits each, counted from 1: family and given names
/// share their values, since they are swapped.
pub(super) fn prepare_name(cell: &str, out: &mut Prepared) -> bool {
    fold_into(cell, &mut out.text);
    out.number = names::groups(&out.text)
        .iter()
        .take(4)
        .fold(0, |packed, group| packed << 16 | (u64::from(*group) + 1));
    !out.text.is_empty()
}

/// The whole name, its consonants, its first letter.
pub(super) fn name_keys(text: &str) -> Keys {
    let initial = text.get(..1).unwrap_or_default();
    [hash(&[text]), hash(&["s", &skeleton(text, 5)]), hash(&["i", initial])]
}

/// How close two different names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closeness {
    Typo,
    Similar,
    Alike,
    Different,
}

pub(super) fn closeness(a: &str, b: &str) -> Closeness {
    let shortest = a.len().min(b.len());
    let limit = if shortest >= 7 { 2 } else { 1 };
    let slips = if shortest >= 3 { distance(a, b, limit) } else { limit + 1 };
    if slips == 1 {
        return Closeness::Typo;
    }
    match jaro_winkler(a, b) {
        similarity if similarity >= 0.95 => Closeness::Typo,
        similarity if slips <= limit || similarity >= 0.88 => Closeness::Similar,
        similarity if similarity >= 0.80 => Closeness::Alike,
        _ => Closeness::Different,
    }
}

/// `ivanova` and `ivanov`: one family, seldom one person.
fn differ_by_gender(longer: &str, shorter: &str) -> bool {
    longer.strip_suffix('a') == Some(shorter) && (shorter.ends_with('v') || shorter.ends_with("in"))
        || longer.strip_suffix("skaia").is_some_and(|stem| shorter.strip_suffix("ski") == Some(stem))
}

/// `rimskii korsakov` and `korsakov`.
fn is_part(longer: &str, shorter: &str) -> bool {
    shorter.len() >= 3 && longer.contains(' ') && longer.split(' ').any(|word| word == shorter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn family_names_agree_across_scripts_and_slips() {
        for (left, right, level) in [
            ("Қожахметов", "Kozhakhmetov", "same"),
            ("Кузнецов", "Kuznetsov", "same"),
            ("Иванов", "Ивнаов", "typo"),
            ("Иванова", "Иванов", "other_gender"),
            ("Достоевский", "Достоевская", "other_gender"),
            ("Римский-Корсаков", "Корсаков", "part"),
            ("Иванов", "Петренко", "different"),
        ] {
            assert_eq!(level_between(&FAMILY_NAME, left, right), level, "{left} {right}");
        }
    }
}

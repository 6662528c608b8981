//! How two values of one field are compared: each comparator owns its levels of agreement, its way of preparing a cell
//! and its blocking keys.

mod code;
mod date;
mod email;
mod family_name;
mod given_name;
mod number;
mod patronymic;
mod phone;
mod text;

use super::values::{Prepared, TokenCounts, Value};
use crate::Country;

pub(crate) use code::CODE;
pub(crate) use date::DATE;
pub(crate) use email::EMAIL;
pub(crate) use family_name::{FAMILY_NAME, SWAPPED};
pub(crate) use given_name::GIVEN_NAME;
pub(crate) use number::NUMBER;
pub(crate) use patronymic::PATRONYMIC;
pub(crate) use phone::PHONE;
pub(crate) use text::TEXT;

/// One level of agreement, best first in its list.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Level {
    /// The key of its words: `same`, `typo`, `different`...
    pub key: &'static str,
    /// Share of true matches expected at this level before anything is learned.
    pub expected: f64,
}

/// Shorthand for a level.
pub(crate) const fn level(key: &'static str, expected: f64) -> Level {
    Level { key, expected }
}

/// Up to this many kinds of blocking keys a value may give.
pub(crate) const N_KEYS: usize = 3;

/// Blocking keys of one value, the most precise first; 0 where there is none.
pub(crate) type Keys = [u32; N_KEYS];

/// A way to compare values of one field.
pub(crate) trait Comparator: Sync {
    /// Name that is never changed: `family_name`.
    fn slug(&self) -> &'static str;

    /// Levels from full agreement to disagreement, 2 to 12 of them; the first is for equal prepared values.
    fn levels(&self) -> &'static [Level];

    /// Prepares a cell; false when it holds nothing to compare.
    fn prepare(&self, cell: &str, country: Country, out: &mut Prepared) -> bool;

    /// The level of two values that are not equal, as a place in [`Comparator::levels`].
    fn compare(&self, a: Value<'_>, b: Value<'_>, tokens: &TokenCounts) -> u8;

    /// Blocking keys: records that share one are compared.
    fn keys(&self, value: Value<'_>, tokens: &TokenCounts) -> Keys;

    /// True when each level is nearer than the next, so that it may not weigh less; false where levels are ways of likeness
    /// of which only the base tells what each is worth.
    fn is_graded(&self) -> bool {
        true
    }

    /// True when rare words are to weigh more, so that words must be counted.
    fn counts_tokens(&self) -> bool {
        false
    }
}

/// All comparators.
#[cfg(test)]
pub(crate) const ALL: [&dyn Comparator; 9] =
    [&FAMILY_NAME, &GIVEN_NAME, &PATRONYMIC, &PHONE, &EMAIL, &DATE, &TEXT, &CODE, &NUMBER];

#[cfg(test)]
pub(crate) fn level_between(comparator: &dyn Comparator, left: &str, right: &str) -> &'static str {
    let (mut a, mut b) = (Prepared::default(), Prepared::default());
    assert!(comparator.prepare(left, Country::Kazakhstan, &mut a), "{left}");
    assert!(comparator.prepare(right, Country::Kazakhstan, &mut b), "{right}");
    let tokens = TokenCounts::default();
    let there = match a.text == b.text {
        true => 0,
        false => comparator.compare(a.value(), b.value(), &tokens),
    };
    if a.text != b.text {
        assert_eq!(
            there,
            comparator.compare(b.value(), a.value(), &tokens),
            "{left} and {right} the other way"
        );
    }
    comparator.levels()[usize::from(there)].key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_go_from_the_same_to_different_and_their_shares_add_up() {
        for comparator in ALL {
            let levels = comparator.levels();
            assert_eq!(levels.first().map(|level| level.key), Some("same"), "{}", comparator.slug());
            assert_eq!(levels.last().map(|level| level.key), Some("different"), "{}", comparator.slug());
            assert!((2..=12).contains(&levels.len()));
            let sum: f64 = levels.iter().map(|level| level.expected).sum();
            assert!((sum - 1.0).abs() < 1e-9, "{} {sum}", comparator.slug());
        }
    }

    #[test]
    fn slugs_are_unique() {
        let mut slugs: Vec<&str> = ALL.iter().map(|comparator| comparator.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), ALL.len());
    }

    #[test]
    fn empty_cells_have_nothing_to_compare() {
        for comparator in ALL {
            for cell in ["", "  ", "-", "?"] {
                let is_there = comparator.prepare(cell, Country::Kazakhstan, &mut Prepared::default());
                assert!(!is_there, "{} {cell:?}", comparator.slug());
            }
        }
    }
}

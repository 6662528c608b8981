//! The holidays of Kazakhstan and Russia on which clients are congratulated; all fall on the same day each year.

use kernel::Country;

/// A holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// Its name in the catalogue and in the base; never goes away.
    pub slug: &'static str,
    /// Month and day.
    pub on: (i8, i8),
    /// Where it is kept.
    pub countries: &'static [Country],
}

const BOTH: &[Country] = &[Country::Kz, Country::Ru];
const KZ: &[Country] = &[Country::Kz];
const RU: &[Country] = &[Country::Ru];

const fn holiday(slug: &'static str, on: (i8, i8), countries: &'static [Country]) -> Holiday {
    Holiday { slug, on, countries }
}

/// All, through the year.
pub const HOLIDAYS: [Holiday; 15] = [
    holiday("new_year", (1, 1), BOTH),
    holiday("christmas", (1, 7), BOTH),
    holiday("defenders_ru", (2, 23), RU),
    holiday("womens_day", (3, 8), BOTH),
    holiday("nauryz", (3, 21), KZ),
    holiday("unity_kz", (5, 1), KZ),
    holiday("spring_ru", (5, 1), RU),
    holiday("defenders_kz", (5, 7), KZ),
    holiday("victory", (5, 9), BOTH),
    holiday("russia_day", (6, 12), RU),
    holiday("capital_day", (7, 6), KZ),
    holiday("constitution_kz", (8, 30), KZ),
    holiday("republic_kz", (10, 25), KZ),
    holiday("unity_ru", (11, 4), RU),
    holiday("independence_kz", (12, 16), KZ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_run_through_the_year_and_each_is_named_once() {
        assert!(HOLIDAYS.is_sorted_by_key(|holiday| holiday.on));
        let mut slugs: Vec<&str> = HOLIDAYS.iter().map(|holiday| holiday.slug).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), HOLIDAYS.len());
    }

    #[test]
    fn kazakhstan_keeps_its_independence() {
        let kept = HOLIDAYS.iter().find(|holiday| holiday.on == (12, 16));
        assert_eq!(kept.map(|holiday| (holiday.slug, holiday.countries)), Some(("independence_kz", KZ)));
    }
}

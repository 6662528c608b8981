//! Dates of birth: swapped day and month, one wrong digit, parts that agree.

use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::dates::{self, DateReading};
use crate::linkage::strings::{distance, hash, hash_number};
use crate::linkage::values::{Prepared, TokenCounts, Value};

pub(crate) struct Date;

pub(crate) const DATE: Date = Date;

const LEVELS: [Level; 8] = [
    level("same", 0.84),
    level("swapped", 0.02),
    level("typo", 0.05),
    level("no_year", 0.01),
    level("two_of_three", 0.03),
    level("two_slips", 0.01),
    level("one_of_three", 0.02),
    level("different", 0.02),
];

impl Comparator for Date {
    fn slug(&self) -> &'static str {
        "date"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    /// A date that cannot be is kept by its digits, for a slip does not make it another one.
    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        match dates::read(cell) {
            Some(DateReading { year, month, day, .. }) => {
                let year = year.map_or("----".into(), |year| format!("{year:04}"));
                out.text = format!("{year}{month:02}{day:02}");
            }
            None => {
                let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
                if !(6..=8).contains(&digits.len()) {
                    return false;
                }
                out.text = digits;
            }
        }
        true
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, _: &TokenCounts) -> u8 {
        let (Some((year_a, rest_a)), Some((year_b, rest_b))) = (parts(a.text), parts(b.text)) else {
            return if distance(a.text, b.text, 1) <= 1 { 2 } else { 7 };
        };
        let (month_a, day_a) = rest_a.split_at_checked(2).unwrap_or_default();
        let (month_b, day_b) = rest_b.split_at_checked(2).unwrap_or_default();
        if year_a == "----" || year_b == "----" {
            return if rest_a == rest_b { 3 } else { 7 };
        }
        if year_a == year_b && month_a == day_b && day_a == month_b {
            return 1;
        }
        let slips = distance(a.text, b.text, 2);
        let agreed =
            [year_a == year_b, month_a == month_b, day_a == day_b].into_iter().filter(|is| *is).count();
        match (slips, agreed) {
            (..=1, _) => 2,
            (_, 2) => 4,
            (2, _) => 5,
            (_, 1) => 6,
            _ => 7,
        }
    }

    fn keys(&self, value: Value<'_>, _: &TokenCounts) -> Keys {
        let Some((year, rest)) = parts(value.text) else { return [hash(&[value.text]), 0, 0] };
        let (month, day) = rest.split_at_checked(2).unwrap_or_default();
        let (low, high) = if month < day { (month, day) } else { (day, month) };
        let year_key = year.parse::<u64>().map_or(0, hash_number);
        [hash(&[year, low, high]), hash(&["md", low, high]), year_key]
    }
}

fn parts(text: &str) -> Option<(&str, &str)> {
    if text.len() != 8 {
        return None;
    }
    text.split_at_checked(4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn dates_agree_through_habits_and_slips() {
        for (left, right, level) in [
            ("12.03.1984", "1984-03-12", "same"),
            ("12.03.1984", "1984-12-03", "swapped"),
            ("12.03.1984", "13.03.1984", "typo"),
            ("12.03.1984", "12.03.1948", "typo"),
            ("12.03.1984", "--03-12", "no_year"),
            ("12.03.1984", "12.03.1971", "two_of_three"),
            ("12.03.1984", "25.11.1984", "one_of_three"),
            ("12.03.1984", "25.11.1971", "different"),
            ("19840231", "19840228", "two_of_three"),
        ] {
            assert_eq!(level_between(&DATE, left, right), level, "{left} {right}");
        }
    }
}

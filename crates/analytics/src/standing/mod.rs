//! Where each customer stands in the analyses as these are on the first day, kept so that conditions can ask about it.
//!
//! A background loop ([`keep`]) works the values out after orders changed and writes down those that differ; conditions
//! see them as the table `standing`, with the time at which they were true.

pub(crate) mod asking;
mod columns;
mod keeping;
mod reckoning;

pub use columns::StandingTable;
pub(crate) use columns::{COLUMNS, options};
pub use keeping::{Reckoner, keep};

use customers::HappeningColumn;

/// Columns of small numbers and of words; those of money follow them.
const SMALL: usize = 14;
/// Columns of money.
const MONEY: usize = 2;

/// The values of one customer, in the order of the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Numbers, days, places among the options from 0; the least number where there is none.
    small: [i32; SMALL],
    /// Minor units; the least number where there is none.
    money: [i64; MONEY],
}

impl Default for Standing {
    fn default() -> Self {
        Self { small: [i32::MIN; SMALL], money: [i64::MIN; MONEY] }
    }
}

/// A value as the base keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell {
    /// One of the options.
    Word(&'static str),
    /// A number, a day, an amount in minor units.
    Number(i64),
}

impl Cell {
    /// Whether the values of a column are words.
    pub(crate) fn is_word(column: &HappeningColumn) -> bool {
        column.holds == customers::Holds::Option
    }
}

impl Standing {
    /// Sets a word; one that is no option of the column, or a column that does not exist, changes nothing.
    pub(crate) fn set_word(&mut self, column: &str, word: &str) {
        let place = options(column).iter().position(|option| *option == word);
        if let Some(place) = place.and_then(|place| i64::try_from(place).ok()) {
            self.set_number(column, place);
        }
    }

    /// Sets a number; a column that does not exist changes nothing.
    pub(crate) fn set_number(&mut self, column: &str, number: i64) {
        let Some(place) = COLUMNS.iter().position(|one| one.slug == column) else { return };
        if let Some(slot) = self.small.get_mut(place) {
            *slot = i32::try_from(number).unwrap_or(if number < 0 { i32::MIN + 1 } else { i32::MAX });
        } else if let Some(slot) = self.money.get_mut(place - SMALL) {
            *slot = number;
        }
    }

    /// The value of a column; `None` where there is none.
    pub(crate) fn cell(&self, column: &HappeningColumn) -> Option<Cell> {
        let place = COLUMNS.iter().position(|one| one.slug == column.slug)?;
        let number = match self.small.get(place) {
            Some(&i32::MIN) => return None,
            Some(number) => i64::from(*number),
            None => self.money.get(place.checked_sub(SMALL)?).copied().filter(|n| *n != i64::MIN)?,
        };
        if !Cell::is_word(column) {
            return Some(Cell::Number(number));
        }
        options(column.slug).get(usize::try_from(number).ok()?).map(|word| Cell::Word(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_keeps_what_it_is_given() {
        assert_eq!(COLUMNS.len(), SMALL + MONEY);
        for column in COLUMNS {
            let mut standing = Standing::default();
            assert_eq!(standing.cell(column), None);
            let wanted = match options(column.slug).last() {
                Some(word) => {
                    standing.set_word(column.slug, word);
                    Cell::Word(word)
                }
                None => {
                    standing.set_number(column.slug, 5);
                    Cell::Number(5)
                }
            };
            assert_eq!(standing.cell(column), Some(wanted), "{}", column.slug);
        }
    }

    #[test]
    fn every_option_has_a_name_in_every_language() {
        for column in COLUMNS {
            for catalogue in [crate::CATALOGUE.ru, crate::CATALOGUE.kk, crate::CATALOGUE.en] {
                assert!(catalogue.contains(&format!("\n{} =", column.label)), "{}", column.label);
                for option in options(column.slug) {
                    let key = format!("{}-{}", column.label, option.replace('_', "-"));
                    assert!(catalogue.contains(&format!("\n{key} =")), "{key}");
                }
            }
        }
    }
}

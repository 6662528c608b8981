//! By what a person is known in texts that others typed: words searched for, rows that were refused, answers kept.

use crate::builtin::{BIN, CONTACT_POINTS, FAMILY, GIVEN, IIN, INN, PHONE, SHORT_NAME};
use crate::customer::Customer;
use crate::sheet::{Fact, Sheet};
use crate::store::erasures;
use db::{DbError, Tx};

/// Digits of a phone by which it is known, counted from its end.
const N_DIGITS: usize = 9;

/// What tells a person from others.
#[derive(Debug, Default)]
pub struct Traces {
    /// Addresses and numbers, in small letters.
    words: Vec<String>,
    /// The last digits of phones.
    phones: Vec<String>,
    /// Family and given names of one card each, in small letters; the given name may be empty.
    names: Vec<(String, String)>,
}

/// The traces of a card, of what once stood on it, and of the cards that went into it.
pub(super) fn of(tx: &mut Tx<'_>, card: &Customer) -> Result<Traces, DbError> {
    let mut traces = Traces::default();
    traces.add(&card.sheet);
    traces.add(&Sheet::new(erasures::past_of(tx, card.no)?));
    for sheet in erasures::sheets_merged(tx, card.id)? {
        traces.add(&sheet);
    }
    Ok(traces)
}

impl Traces {
    fn add(&mut self, sheet: &Sheet) {
        let is_known =
            |fact: &&Fact| CONTACT_POINTS.contains(&fact.field) || [INN, IIN, BIN].contains(&fact.field);
        for fact in sheet.facts().iter().filter(is_known) {
            let digits: String = fact.value.chars().filter(char::is_ascii_digit).collect();
            if fact.field == PHONE || fact.value.starts_with('+') {
                let from = digits.len().saturating_sub(N_DIGITS);
                self.phones.extend(digits.get(from..).filter(|tail| tail.len() >= 6).map(str::to_owned));
            } else if fact.value.chars().count() >= 5 {
                self.words.push(fact.value.to_lowercase());
            }
        }
        let text =
            |no| sheet.facts().iter().find(|fact| fact.field == no).map(|fact| fact.value.to_lowercase());
        if let Some(family) =
            text(FAMILY).or_else(|| text(SHORT_NAME)).filter(|name| name.chars().count() > 2)
        {
            self.names.push((family, text(GIVEN).unwrap_or_default()));
        }
    }

    /// Whether a text speaks of the person: an address or number of theirs, or the whole name.
    pub fn are_in(&self, text: &str) -> bool {
        let small = text.to_lowercase();
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        self.words.iter().any(|word| small.contains(word))
            || self.phones.iter().any(|tail| digits.contains(tail))
            || self.names.iter().any(|(family, given)| small.contains(family) && small.contains(given))
            || self.names.iter().any(|(family, _)| small.trim() == family)
    }

    /// Whether what was typed into a search may have meant the person: the above, or a part of an address, number or name.
    pub fn are_sought_by(&self, typed: &str) -> bool {
        let small = typed.trim().to_lowercase();
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let is_part = |whole: &String| small.chars().count() > 2 && whole.contains(&small);
        self.are_in(typed)
            || self.words.iter().any(is_part)
            || digits.len() > 3 && self.phones.iter().any(|tail| tail.contains(&digits))
            || self.names.iter().any(|(family, given)| is_part(family) || is_part(given))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin::EMAIL;

    #[test]
    fn a_person_is_known_by_addresses_in_any_spelling_and_by_the_whole_name() {
        let facts =
            [(FAMILY, "Омарова"), (GIVEN, "Әлия"), (PHONE, "+77011234567"), (EMAIL, "aliya@mail.kz")];
        let facts = facts.map(|(no, value)| Fact::new(no, value, 1, 0));
        let mut traces = Traces::default();
        traces.add(&Sheet::new(facts.to_vec()));
        let check = |text: &str, is_known: bool| assert_eq!(traces.are_in(text), is_known, "{text}");
        check("8 (701) 123-45-67", true);
        check("Aliya@Mail.KZ;прочее", true);
        check("Омарова;Әлия;Алматы", true);
        check("омарова", true);
        assert!(!traces.are_in("омар") && traces.are_sought_by("омар"));
        assert!(
            traces.are_sought_by("aliya@") && traces.are_sought_by("4567") && !traces.are_sought_by("ом")
        );
        check("Омарова;Анна", false);
        check("Алматы", false);
        check("", false);
    }
}

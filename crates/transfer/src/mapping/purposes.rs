//! What the contact points of a file are for: told by a column beside them, as Google Contacts has it, or by their own heading.

use super::{Mapping, USAGE};
use crate::cells::Row;
use customers::FieldSet;

/// Letters of a heading, the beginning that two columns have in common, by which they belong together.
const SHARED: usize = 4;
/// Letters of a label that are kept.
const LONGEST: usize = 60;

/// Words that tell what a contact point is for, by their beginnings, small letters; of several the earlier line is meant.
const WORDS: [(&str, &[&str]); 5] = [
    ("fax", &["fax", "факс"]),
    ("mobile", &["mobile", "cell", "мобил", "моб", "сотов", "переносн", "ұялы"]),
    ("work", &["work", "business", "office", "рабоч", "служебн", "жұмыс", "қызмет"]),
    ("home", &["home", "personal", "домаш", "личн", "үй", "жеке"]),
    ("main", &["main", "primary", "основн", "негізгі"]),
];

/// Words that say nothing of what it is for.
const IDLE: [&str; 6] = ["", "other", "internet", "pref", "другой", "басқа"];

/// From where it is known what the contact points of a column are for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Purpose {
    /// Nothing tells.
    Unsaid,
    /// The heading does.
    Fixed(String),
    /// The column at this place does, row by row.
    Beside(usize),
}

impl Purpose {
    /// What the contact points of a row are for; empty where it is not said.
    pub(super) fn of(&self, row: &Row) -> String {
        match self {
            Purpose::Unsaid => String::new(),
            Purpose::Fixed(label) => label.clone(),
            Purpose::Beside(at) => label_of(row.cell(*at).text),
        }
    }
}

/// What each column tells of its contact points, in the file's order.
pub(super) fn purposes(mapping: &Mapping, columns: &[String], fields: &FieldSet) -> Vec<Purpose> {
    let places: Vec<&str> =
        columns.iter().map(|column| mapping.use_of(column).map_or("", |used| used.to.as_str())).collect();
    let is_contact = |place: &str| fields.slug(place).is_some_and(customers::Field::is_contact_point);
    let mut purposes: Vec<Purpose> = columns
        .iter()
        .zip(&places)
        .map(|(column, place)| {
            let is_one_of_several = places.iter().filter(|other| *other == place).count() > 1;
            match is_contact(place) {
                true => by_heading(column, is_one_of_several),
                false => Purpose::Unsaid,
            }
        })
        .collect();
    for (at, _) in places.iter().enumerate().filter(|(_, place)| **place == USAGE) {
        let may_be = |other: usize| places.get(other).is_some_and(|place| is_contact(place));
        // Whoever chose so without a word in common meant the column before it.
        let before = || at.checked_sub(1).filter(|before| may_be(*before));
        let of = told_of(columns, at, may_be).or_else(before);
        if let Some(purpose) = of.and_then(|other| purposes.get_mut(other)) {
            *purpose = Purpose::Beside(at);
        }
    }
    purposes
}

/// The column that the one at a place tells of by its heading: among those that may be, the one whose heading begins as its
/// own; of several the nearest.
pub(super) fn told_of(columns: &[String], at: usize, may_be: impl Fn(usize) -> bool) -> Option<usize> {
    let own = columns.get(at)?;
    let shared = |other: usize| {
        let other = columns.get(other).map_or("", String::as_str);
        own.chars().zip(other.chars()).take_while(|(one, two)| one == two).count()
    };
    let near = (0..columns.len()).filter(|other| *other != at && may_be(*other));
    let best = near.max_by_key(|other| (shared(*other), std::cmp::Reverse(other.abs_diff(at))))?;
    (shared(best) >= SHARED).then_some(best)
}

fn by_heading(column: &str, is_one_of_several: bool) -> Purpose {
    let of_card = ["TEL ", "EMAIL ", "URL "].iter().find_map(|name| column.strip_prefix(*name));
    let label = match of_card {
        Some(label) => label_of(label.trim_end_matches(|c: char| c.is_ascii_digit())),
        // A sole column of numbers is just that, whatever its heading calls them.
        None if is_one_of_several => known(column).map(str::to_owned).unwrap_or_default(),
        None => String::new(),
    };
    if label.is_empty() { Purpose::Unsaid } else { Purpose::Fixed(label) }
}

/// What words beside a contact point tell of what it is for; empty for those that only say that it is one.
pub(super) fn beside(words: &str) -> String {
    const SAYS_PHONE: [&str; 9] = ["т", "тел", "телефон", "ном", "номер", "нөмірі", "tel", "phone", "конт"];
    let is_idle = SAYS_PHONE.contains(&words.to_lowercase().as_str());
    if is_idle { String::new() } else { label_of(words) }
}

/// The label that is kept of a word: a known one, else as it stands.
fn label_of(words: &str) -> String {
    let words = words.trim_start_matches('*').trim();
    if IDLE.contains(&words.to_lowercase().as_str()) {
        return String::new();
    }
    known(words).map_or_else(|| words.chars().take(LONGEST).collect(), str::to_owned)
}

fn known(words: &str) -> Option<&'static str> {
    let words = words.to_lowercase();
    let has =
        |beginning: &str| words.split(|c: char| !c.is_alphabetic()).any(|word| word.starts_with(beginning));
    WORDS
        .iter()
        .find(|(_, beginnings)| beginnings.iter().any(|beginning| has(beginning)))
        .map(|(slug, _)| *slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_address_books_in_three_languages_are_known() {
        let check = |words: &str, label: &str| assert_eq!(label_of(words), label, "{words}");
        check("* Work", "work");
        check("Рабочий", "work");
        check("Жұмыс", "work");
        check("Home Fax", "fax");
        check("Мобильный", "mobile");
        check("Бухгалтерия", "Бухгалтерия");
        check("Other", "");
        check("*", "");
    }

    #[test]
    fn a_column_tells_of_the_one_whose_heading_begins_as_its_own() {
        let columns =
            ["Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value", "Вид", "x"]
                .map(str::to_owned);
        let is_value = |at: usize| at == 1 || at == 3;
        assert_eq!(told_of(&columns, 0, is_value), Some(1));
        assert_eq!(told_of(&columns, 2, is_value), Some(3));
        assert_eq!(told_of(&columns, 4, is_value), None);
    }

    #[test]
    fn a_heading_tells_of_one_of_several_columns_and_of_cards_always() {
        let fixed = |label: &str| Purpose::Fixed(label.into());
        assert_eq!(by_heading("Рабочий телефон", true), fixed("work"));
        assert_eq!(by_heading("Мобильный телефон", false), Purpose::Unsaid);
        assert_eq!(by_heading("TEL cell", false), fixed("mobile"));
        assert_eq!(by_heading("TEL work 2", true), fixed("work"));
        assert_eq!(by_heading("EMAIL бухгалтер", false), fixed("бухгалтер"));
        assert_eq!(by_heading("TEL 2", true), Purpose::Unsaid);
    }
}

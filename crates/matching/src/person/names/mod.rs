//! Frequent given names and their short forms, looked up in the common search form.

mod german;
mod kazakh;
mod latin;
mod russian;

use std::collections::HashMap;
use std::sync::LazyLock;

use smallvec::SmallVec;

use super::Gender;
use crate::fold::fold;

/// All dictionaries, the most telling first.
const ALL: [&str; 4] = [russian::NAMES, kazakh::NAMES, latin::NAMES, german::NAMES];

/// One name with all its forms; equal numbers are one name.
pub type NameGroup = u16;

struct Dictionary {
    groups_of: HashMap<String, SmallVec<[NameGroup; 4]>>,
    genders: Vec<Gender>,
}

static DICTIONARY: LazyLock<Dictionary> = LazyLock::new(|| {
    let mut dictionary = Dictionary { groups_of: HashMap::new(), genders: Vec::new() };
    for line in ALL.iter().flat_map(|names| names.lines()) {
        let mut words = line.split_whitespace();
        let Some(sex) = words.next() else { continue };
        let group = NameGroup::try_from(dictionary.genders.len()).unwrap_or(NameGroup::MAX);
        dictionary.genders.push(if sex == "m" { Gender::Male } else { Gender::Female });
        for form in words {
            let groups = dictionary.groups_of.entry(fold(form)).or_default();
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
    }
    dictionary
});

/// The names that a folded word is a form of, ascending; empty for a word that is no known name.
pub fn groups(folded: &str) -> &'static [NameGroup] {
    DICTIONARY.groups_of.get(folded).map(SmallVec::as_slice).unwrap_or_default()
}

/// True when two folded words are forms of one name: `sasha` and `aleksandr`.
pub fn are_forms_of_one(left: &str, right: &str) -> bool {
    let right = groups(right);
    groups(left).iter().any(|group| right.contains(group))
}

/// The gender of a folded given name, when all names it is a form of agree.
pub fn gender(folded: &str) -> Option<Gender> {
    let mut genders = groups(folded).iter().filter_map(|group| DICTIONARY.genders.get(usize::from(*group)));
    let first = genders.next()?;
    genders.all(|other| other == first).then_some(*first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_meet_their_names_in_every_script() {
        for (left, right) in [
            ("Саша", "Александр"),
            ("Sasha", "Александра"),
            ("Айгуля", "Айгүл"),
            ("Bob", "Robert"),
            ("Лёха", "Aleksey"),
        ] {
            assert!(are_forms_of_one(&fold(left), &fold(right)), "{left} {right}");
        }
        assert!(!are_forms_of_one(&fold("Иван"), &fold("Пётр")));
        assert!(!are_forms_of_one("qqq", "qqq"));
    }

    #[test]
    fn a_name_of_both_genders_has_none() {
        assert_eq!(gender(&fold("Саша")), None);
        assert_eq!(gender(&fold("Айгерим")), Some(Gender::Female));
        assert_eq!(gender(&fold("Нурлан")), Some(Gender::Male));
    }

    #[test]
    fn every_line_has_a_sex_and_a_name() {
        for line in ALL.iter().flat_map(|names| names.lines()) {
            let sex = line.split_whitespace().next();
            assert!(line.is_empty() || matches!(sex, Some("m" | "f")), "{line}");
            assert!(line.is_empty() || line.split_whitespace().count() >= 2, "{line}");
        }
    }
}

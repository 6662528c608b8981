//! Which of two spellings of one name says more: an initial, the beginning of a name, or its Latin letters never take the
//! place of the name that they stand for. Pure.

use crate::builtin::{FAMILY, GIVEN, PATRONYMIC};
use crate::field::FieldNo;
use matching::fold::fold;
use matching::person::names;

/// Whether one value of a part of a name only stands for the other: `А.` or `Алекс` for `Александр`, `Анна` for
/// `Анна Мария`, `Yerlan` for `Ерлан`. Family names have no beginnings, since `Иванов` and `Иванова` are two people: only an initial or a word
/// with a point behind it stands for one.
pub(crate) fn is_lesser(field: FieldNo, short: &str, full: &str) -> bool {
    if !matches!(field, FAMILY | GIVEN | PATRONYMIC) {
        return false;
    }
    let (own, other) = (words(short), words(full));
    if own.is_empty() || own.len() > other.len() || (field == FAMILY && own.len() < other.len()) {
        return false;
    }
    let stand = own.iter().zip(&other).all(|(one, word)| one.is_same(word) || one.stands_for(word, field));
    let is_same = own.len() == other.len() && own.iter().zip(&other).all(|(one, word)| one.is_same(word));
    if is_same { is_latin(short) && !is_latin(full) } else { stand }
}

/// Whether a name has none but Latin letters.
fn is_latin(name: &str) -> bool {
    name.chars().filter(|c| c.is_alphabetic()).all(|c| c < '\u{250}')
}

/// Whether two given names can be of one person: equal in the folded form, or one standing for the other.
pub(crate) fn can_be_one(one: &str, other: &str) -> bool {
    fold(one) == fold(other) || is_lesser(GIVEN, one, other) || is_lesser(GIVEN, other, one)
}

/// A word of a name.
struct Word {
    folded: String,
    n_letters: usize,
    /// Whether a point says that it is cut off.
    is_cut: bool,
}

fn words(name: &str) -> Vec<Word> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | 'ʼ');
    let pieces = name.split_inclusive(|c| !is_part(c));
    pieces
        .filter_map(|piece| {
            let text = piece.trim_end_matches(|c| !is_part(c));
            let is_cut = piece.ends_with('.');
            (!text.is_empty()).then(|| Word { folded: fold(text), n_letters: text.chars().count(), is_cut })
        })
        .collect()
}

impl Word {
    fn is_same(&self, other: &Word) -> bool {
        self.folded == other.folded
    }

    fn stands_for(&self, full: &Word, field: FieldNo) -> bool {
        if self.n_letters >= full.n_letters || !full.folded.starts_with(&self.folded) {
            return false;
        }
        if self.is_cut || self.n_letters == 1 {
            return true;
        }
        match field {
            GIVEN => are_of_one(&self.folded, &full.folded) && full.n_letters - self.n_letters > 1,
            PATRONYMIC => full.n_letters - self.n_letters > 1,
            _ => false,
        }
    }
}

/// Whether nothing known of names speaks against it: `Виктор` begins `Виктория`, and is another person.
fn are_of_one(short: &str, full: &str) -> bool {
    let is_known = |name: &str| !names::groups(name).is_empty();
    let genders = (names::gender(short), names::gender(full));
    if let (Some(one), Some(other)) = genders
        && one != other
    {
        return false;
    }
    names::are_forms_of_one(short, full) || !is_known(short) || !is_known(full)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(field: FieldNo, short: &str, full: &str, wanted: bool) {
        assert_eq!(is_lesser(field, short, full), wanted, "{short} for {full}");
        assert!(!is_lesser(field, full, short), "{full} never stands for {short}");
    }

    #[test]
    fn an_initial_or_a_beginning_stands_for_the_name() {
        check(GIVEN, "А.", "Алия", true);
        check(GIVEN, "А", "Әлия", true);
        check(GIVEN, "A.", "Алия", true);
        check(GIVEN, "Алекс", "Александр", true);
        check(GIVEN, "Конст.", "Константин", true);
        check(GIVEN, "Анна", "Анна Мария", true);
        check(GIVEN, "Анна М.", "Анна-Мария", true);
        check(GIVEN, "Ю", "Юлия", true);
        check(PATRONYMIC, "С.", "Серікұлы", true);
        check(PATRONYMIC, "Серік", "Серікұлы", true);
        check(FAMILY, "И.", "Иванов", true);
        check(FAMILY, "Ив.", "Иванов", true);
        check(FAMILY, "Kozhakhmetov", "Кожахметов", true);
        check(GIVEN, "Yerlan", "Ерлан", true);
    }

    #[test]
    fn another_name_is_another_name_however_it_begins() {
        check(GIVEN, "Б.", "Алия", false);
        check(GIVEN, "Виктор", "Виктория", false);
        check(GIVEN, "Александр", "Александра", false);
        check(GIVEN, "Карим", "Карима", false);
        check(GIVEN, "Алия", "Алия", false);
        check(GIVEN, "АЛИЯ", "Алия", false);
        check(GIVEN, "Alina", "Алия", false);
        check(GIVEN, "", "Алия", false);
        check(FAMILY, "Иванов", "Иванова", false);
        check(FAMILY, "Ким", "Кимаев", false);
        check(FAMILY, "Иванова", "Иванова-Петрова", false);
        check(29, "А", "Алматы", false);
    }

    #[test]
    fn families_with_one_phone_stay_two_people() {
        assert!(can_be_one("Наурызбай", "НАУРЫЗБАЙ") && can_be_one("А.", "Алия"));
        assert!(!can_be_one("Виктор", "Виктория") && !can_be_one("Анна", "Алия"));
    }
}

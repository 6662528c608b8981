//! The order of names: by the alphabet people know, Kazakh letters where they stand in it.

/// The most bytes of a key.
const LONGEST: usize = 64;

/// Sorts after every letter that may follow.
const AFTER: char = '\u{e000}';

/// The key under which a name is sorted, byte by byte: lower case, words parted by single spaces, quotes and other
/// marks left out, at most 64 bytes. The Kazakh letters follow those they come from: а ә б в г ғ ... к қ л м н ң.
pub fn key(name: &str) -> String {
    let mut key = String::with_capacity(LONGEST);
    let mut is_start = true;
    for c in name.chars().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            is_start = true;
            continue;
        }
        if is_start && !key.is_empty() {
            key.push(' ');
        }
        is_start = false;
        if key.len() > LONGEST - 8 {
            break;
        }
        match base(c) {
            Some(base) => key.extend([base, AFTER]),
            None => key.push(if c == 'ё' { 'е' } else { c }),
        }
    }
    key
}

/// The Russian letter that a Kazakh one follows.
fn base(c: char) -> Option<char> {
    Some(match c {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'ы',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_telephone_book() {
        let wanted = [
            "Абай",
            "Ахметова Айгүл",
            "Әлия",
            "Борис",
            "Елена",
            "Ёлкин",
            "Жанар",
            "ТОО «Ромашка»",
            "Шымкент",
        ];
        let mut names = wanted;
        names.reverse();
        names.sort_by_key(|name| key(name));
        assert_eq!(names, wanted);
    }

    #[test]
    fn marks_do_not_matter_and_keys_are_short() {
        assert_eq!(key("  О'Нил,  Анна "), key("О Нил Анна"));
        assert!(key(&"Ә".repeat(300)).len() <= LONGEST);
    }
}

//! What becomes of the letters of a word when another hand writes it.

use crate::bench::people::Town;

/// A word with a letter left out, doubled, in its neighbour's place, or taken for another; the first one stays.
pub(super) fn mistyped(town: &mut Town, word: &str) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 3 {
        return word.to_owned();
    }
    let (slip, at) = (town.number(4), 1 + town.number(letters.len() - 2));
    let Some(letter) = letters.get(at).copied() else { return word.to_owned() };
    match slip {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letter),
        2 => letters.swap(at, at + 1),
        _ => letters.iter_mut().skip(at).take(1).for_each(|letter| *letter = near(*letter)),
    }
    letters.into_iter().collect()
}

/// The letter that a hand takes for it.
fn near(letter: char) -> char {
    match letter {
        'а' => 'о',
        'о' => 'а',
        'и' | 'і' => 'е',
        'е' => 'и',
        '9' => '0',
        'z' => 'x',
        'а'..='ю' | 'a'..='y' | '0'..='8' => char::from_u32(u32::from(letter) + 1).unwrap_or(letter),
        _ => 'и',
    }
}

/// The digit after it.
pub(super) fn next(digit: char) -> char {
    digit.to_digit(10).and_then(|n| char::from_digit((n + 1) % 10, 10)).unwrap_or(digit)
}

/// The first letter with a dot.
pub(super) fn initial(name: &str) -> String {
    name.chars().take(1).chain(['.']).collect()
}

/// A Kazakh letter as it is typed on a Russian keyboard, and ё as е.
pub(super) fn plain(letter: char) -> char {
    match letter {
        'ә' => 'а',
        'Ә' => 'А',
        'қ' => 'к',
        'Қ' => 'К',
        'ғ' => 'г',
        'Ғ' => 'Г',
        'ң' => 'н',
        'ө' => 'о',
        'Ө' => 'О',
        'ұ' | 'ү' => 'у',
        'Ұ' | 'Ү' => 'У',
        'і' => 'и',
        'һ' => 'х',
        'ё' => 'е',
        'Ё' => 'Е',
        other => other,
    }
}

/// A name in Latin letters, in one of two ways: that of passports (ICAO 9303) or that of the street.
pub(super) fn latin(name: &str, way: usize) -> String {
    let mut spelled = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase).map(plain) {
        match spelling(letter) {
            Some((passport, _)) if way == 0 => spelled.push_str(passport),
            Some((_, street)) => spelled.push_str(street),
            None => spelled.push(letter),
        }
    }
    let mut letters = spelled.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// How a Russian letter is spelled in passports and in the street.
fn spelling(letter: char) -> Option<(&'static str, &'static str)> {
    let same = |spelled| Some((spelled, spelled));
    match letter {
        'а' => same("a"),
        'б' => same("b"),
        'в' => same("v"),
        'г' => same("g"),
        'д' => same("d"),
        'е' => same("e"),
        'ж' => Some(("zh", "j")),
        'з' => same("z"),
        'и' => same("i"),
        'й' => Some(("i", "y")),
        'к' => same("k"),
        'л' => same("l"),
        'м' => same("m"),
        'н' => same("n"),
        'о' => same("o"),
        'п' => same("p"),
        'р' => same("r"),
        'с' => same("s"),
        'т' => same("t"),
        'у' => same("u"),
        'ф' => same("f"),
        'х' => Some(("kh", "h")),
        'ц' => Some(("ts", "c")),
        'ч' => same("ch"),
        'ш' => same("sh"),
        'щ' => Some(("shch", "sh")),
        'ы' => same("y"),
        'э' => same("e"),
        'ю' => Some(("iu", "yu")),
        'я' => Some(("ia", "ya")),
        'ъ' => Some(("ie", "")),
        'ь' => same(""),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_spelled_in_two_ways() {
        for (name, passport, street) in
            [("Жұмабаев", "Zhumabaev", "Jumabaev"), ("Юлия", "Iuliia", "Yuliya")]
        {
            assert_eq!((latin(name, 0).as_str(), latin(name, 1).as_str()), (passport, street));
        }
    }

    #[test]
    fn a_mistyped_word_keeps_its_first_letter_and_is_another_word() {
        let mut town = Town::new(3);
        let words: Vec<String> = (0..400).map(|_| mistyped(&mut town, "Ерлан")).collect();
        assert!(words.iter().all(|word| word.starts_with('Е') && word != "Ерлан"), "{words:?}");
        assert_eq!(mistyped(&mut town, "Я."), "Я.");
    }
}

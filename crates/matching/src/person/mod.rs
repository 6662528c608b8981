//! Names of people: full names taken apart, gender guessed.

mod endings;
pub mod names;

use serde::{Deserialize, Serialize};

use crate::fold::fold;
use endings::{Part, likeness};

/// The parts of a person's name as typed; what is not there is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FullName {
    /// Family name.
    pub family: Option<String>,
    /// Given name or names; one letter when only an initial was typed.
    pub given: Option<String>,
    /// Patronymic; one letter when only an initial was typed.
    pub patronymic: Option<String>,
}

/// Gender as names tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gender {
    /// Male.
    Male,
    /// Female.
    Female,
}

/// Takes a full name apart, whatever the order: `Иванов Иван Иванович`, `Иван Иванович Иванов`, `И. И. Иванов`,
/// `Иванов И.И.`, `Серікұлы Нұрлан`, `Нұрлан Серік ұлы`, `Smith, John`, `John Smith`.
///
/// Each word is judged by its ending and by a dictionary of given names; among equal readings the usual order of the
/// script wins (family first in Cyrillic, given first in Latin).
pub fn split_full_name(text: &str) -> FullName {
    if let Some((family, rest)) =
        text.split_once(',').filter(|(family, rest)| !family.trim().is_empty() && !rest.trim().is_empty())
    {
        let words = words(rest);
        let (given, patronymic) = given_and_patronymic(&words);
        return FullName { family: Some(family.trim().to_owned()), given, patronymic };
    }
    let words = words(text);
    match words.as_slice() {
        [] => FullName::default(),
        [one] => single(one),
        [_, _] => best_of(&words, &[[0, 1, 9], [1, 0, 9], [9, 0, 1]]),
        [_, _, _] => best_of(&words, &[[0, 1, 2], [2, 0, 1], [1, 0, 2], [0, 2, 1], [2, 1, 0]]),
        _ => long(&words),
    }
}

/// Words of a name; `И.И.` becomes two, `Серік ұлы` one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for chunk in text.split_whitespace() {
        for word in chunk.split('.').filter(|word| !word.is_empty()) {
            let folded = fold(word);
            match words.last_mut() {
                Some(last) if matches!(folded.as_str(), "uli" | "kizi" | "ogli" | "uulu") => {
                    last.push(' ');
                    last.push_str(word);
                }
                _ if !folded.is_empty() => words.push(word.to_owned()),
                _ => {}
            }
        }
    }
    words
}

fn given_and_patronymic(words: &[String]) -> (Option<String>, Option<String>) {
    match words {
        [] => (None, None),
        [given] => (Some(given.clone()), None),
        [given @ .., last]
            if likeness(last, Part::Patronymic) > 0.0 || given.len() == 1 && is_initial(last) =>
        {
            (Some(given.join(" ")), Some(last.clone()))
        }
        all => (Some(all.join(" ")), None),
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

fn single(word: &str) -> FullName {
    let is_family = likeness(word, Part::Family) > likeness(word, Part::Given);
    let word = Some(word.to_owned());
    match is_family {
        true => FullName { family: word, ..FullName::default() },
        false => FullName { given: word, ..FullName::default() },
    }
}

/// Chooses among readings, each the places of family, given and patronymic (9 for a part that is missing).
fn best_of(words: &[String], readings: &[[usize; 3]]) -> FullName {
    let is_latin = words.iter().all(|word| word.is_ascii());
    let score = |reading: &[usize; 3]| -> f64 {
        let parts = [Part::Family, Part::Given, Part::Patronymic];
        reading
            .iter()
            .zip(parts)
            .filter_map(|(at, part)| words.get(*at).map(|word| likeness(word, part)))
            .sum()
    };
    let mut best = (f64::NEG_INFINITY, [9; 3]);
    for (rank, reading) in readings.iter().enumerate() {
        // Latin names put the given name first unless the words say otherwise.
        let is_usual = (rank == 0) != (is_latin && words.len() == 2) && rank < 2;
        let score = score(reading) + if is_usual { 0.3 } else { 0.0 };
        if score > best.0 {
            best = (score, *reading);
        }
    }
    let [family, given, patronymic] = best.1.map(|at| words.get(at).cloned());
    if words.len() == 3 && is_latin && best.0 < 0.5 {
        return FullName {
            family: words.last().cloned(),
            given: words.get(..2).map(|given| given.join(" ")),
            patronymic: None,
        };
    }
    FullName { family, given, patronymic }
}

/// Four words and more: the patronymic divides them, else the last word is the family name.
fn long(words: &[String]) -> FullName {
    let at = words.iter().rposition(|word| likeness(word, Part::Patronymic) > 0.5);
    match at {
        Some(at) if at >= 2 && at + 1 == words.len() => FullName {
            family: words.get(..at - 1).map(|family| family.join(" ")),
            given: words.get(at - 1).cloned(),
            patronymic: words.get(at).cloned(),
        },
        Some(at) if at >= 1 => FullName {
            family: words.get(at + 1..).map(|family| family.join(" ")),
            given: words.get(..at).map(|given| given.join(" ")),
            patronymic: words.get(at).cloned(),
        },
        _ => FullName {
            family: words.last().cloned(),
            given: words.split_last().map(|(_, given)| given.join(" ")),
            patronymic: None,
        },
    }
}

/// True for a word in the common search form that ends as patronymics do.
pub fn is_patronymic(folded: &str) -> bool {
    endings::gender_of_patronymic(folded).is_some()
}

/// True for a word in the common search form that ends as Russian and Kazakh family names do.
pub fn is_family_name(folded: &str) -> bool {
    endings::gender_of_family(folded).is_some() || folded.ends_with("enko") || folded.ends_with("chuk")
}

/// Guesses the gender from the patronymic, then the given name, then the ending of the family name.
pub fn gender_guess(name: &FullName) -> Option<Gender> {
    let by_patronymic =
        name.patronymic.as_deref().and_then(|part| endings::gender_of_patronymic(&fold(part)));
    let by_given = || name.given.as_deref().and_then(|part| names::gender(&fold(part)));
    let by_family = || name.family.as_deref().and_then(|part| endings::gender_of_family(&fold(part)));
    by_patronymic.or_else(by_given).or_else(by_family)
}

#[cfg(test)]
mod tests;

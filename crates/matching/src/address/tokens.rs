//! The words, numbers and marks of one piece of an address.

use super::marks::{self, Mark};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Number(String),
    Mark(Mark, String),
}

impl Token {
    pub(super) fn text(&self) -> String {
        match self {
            Token::Word(text) | Token::Number(text) | Token::Mark(_, text) => text.clone(),
        }
    }
}

/// Takes one piece apart; `г.Алматы` and `кв5` are two tokens each.
pub(super) fn tokens(piece: &str) -> Vec<Token> {
    let mut words: Vec<(String, bool)> = Vec::new();
    for chunk in piece.split_whitespace() {
        let mut rest = chunk;
        while let Some(at) = rest.find('.') {
            let (word, after) = rest.split_at(at);
            push_word(word, true, &mut words);
            rest = after.trim_start_matches('.');
        }
        push_word(rest, false, &mut words);
    }
    let n = words.len();
    (0..n).filter_map(|at| token(words.get(at)?, words.get(at + 1))).collect()
}

/// Divides letters from the digits after them when the letters are a mark: `кв5`, `д10а`.
fn push_word(word: &str, has_dot: bool, words: &mut Vec<(String, bool)>) {
    let word = word.trim_matches(['"', '«', '»', '(', ')', '-']);
    if word.is_empty() {
        return;
    }
    let at = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    match word.split_at_checked(at) {
        Some((letters, digits)) if at > 0 && marks::mark_of(letters, false, true).is_some() => {
            words.push((letters.to_owned(), false));
            words.push((digits.to_owned(), has_dot));
        }
        _ => words.push((word.to_owned(), has_dot)),
    }
}

fn token((word, has_dot): &(String, bool), next: Option<&(String, bool)>) -> Option<Token> {
    let is_before_number = next.is_some_and(|(next, _)| starts_with_digit(next));
    if let Some(mark) = marks::mark_of(word, *has_dot, is_before_number) {
        return Some(Token::Mark(mark, word.clone()));
    }
    if matches!(word.as_str(), "№" | "N") {
        return None;
    }
    // `1-я` and `8-й` begin the name of a street, `10а` and `10/2` are houses.
    let is_ordinal = word.contains('-') && word.chars().last().is_some_and(char::is_alphabetic);
    Some(match starts_with_digit(word) && !is_ordinal {
        true => Token::Number(word.trim_start_matches('№').to_owned()),
        false => Token::Word(word.clone()),
    })
}

fn starts_with_digit(word: &str) -> bool {
    word.trim_start_matches('№').starts_with(|c: char| c.is_ascii_digit())
}

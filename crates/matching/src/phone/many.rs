//! Several phones typed into one cell, and the words beside them.

use super::EXTENSION_MARKS;
use super::beside::{apart, is_wordy};

/// A phone of a cell with what is written beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhonePiece {
    /// The number as typed, with its extension; a piece in which no number was found stands whole.
    pub number: String,
    /// Words beside it (`секретарь`, `Анна`), without brackets; empty when there are none.
    pub words: String,
}

impl PhonePiece {
    pub(super) fn add_words(&mut self, words: &str) {
        if !self.words.is_empty() {
            self.words.push_str(", ");
        }
        self.words.push_str(words);
    }
}

/// Splits a cell into phones as typed, in order and without the words beside them; empty for a cell without digits.
///
/// Reads separators (`;`, `,`, `/`, `|`, line ends, `и`, `или`, `және`, `and`), numbers divided by spaces only, and short
/// tails: `(495) 123-45-67, 68` is two numbers that differ in the last digits. An extension stays with its number.
pub fn split_many(cell: &str) -> Vec<String> {
    split_pieces(cell).into_iter().map(|piece| piece.number).collect()
}

/// Splits a cell as [`split_many`] does, each phone with the words beside it.
pub fn split_pieces(cell: &str) -> Vec<PhonePiece> {
    let mut phones: Vec<PhonePiece> = Vec::new();
    // Words between two numbers that the first of them has already.
    let mut waiting: Vec<String> = Vec::new();
    for piece in outside_brackets(cell).into_iter().flat_map(split_by_words) {
        let piece = piece.trim();
        let n = count_digits(piece);
        match phones.last_mut() {
            Some(last) if n > 0 && is_extension(piece) => {
                last.number.push(' ');
                last.number.push_str(piece);
            }
            last if n == 0 || (last.is_some() && n < LEAST && is_wordy(piece)) => {
                let words = bare(piece);
                match last.filter(|last| last.words.is_empty()) {
                    _ if words.is_empty() => {}
                    Some(last) => last.add_words(words),
                    None => waiting.push(words.to_owned()),
                }
            }
            Some(last) if n <= 3 && count_digits(&last.number) >= 10 => {
                let number = with_tail(&last.number, piece);
                phones.push(PhonePiece { number, ..PhonePiece::default() });
            }
            _ => {
                let mut found = apart(piece);
                if let Some(first) = found.first_mut() {
                    let own = std::mem::take(&mut first.words);
                    waiting.drain(..).for_each(|words| first.add_words(&words));
                    if !own.is_empty() {
                        first.add_words(&own);
                    }
                }
                phones.extend(found);
            }
        }
    }
    if let Some(last) = phones.last_mut() {
        waiting.iter().for_each(|words| last.add_words(words));
    }
    phones
}

/// Digits of the shortest text that is taken for a number where words stand beside it.
pub(super) const LEAST: usize = 5;

/// Cuts a cell at separators, not at those within brackets.
fn outside_brackets(cell: &str) -> Vec<&str> {
    let is_separator = |c: char| matches!(c, ';' | ',' | '\n' | '\r' | '|' | '/');
    let mut depth = 0_usize;
    let parts = cell.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_separator(c)
    });
    let parts = parts.collect();
    // A bracket that nobody closed encloses nothing.
    if depth == 0 { parts } else { cell.split(is_separator).collect() }
}

/// Words without the signs around them.
pub(super) fn bare(words: &str) -> &str {
    let is_sign = |c: char| !c.is_alphanumeric();
    words.trim_matches(is_sign)
}

pub(super) fn count_digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

fn is_extension(piece: &str) -> bool {
    let lowered = piece.to_lowercase();
    EXTENSION_MARKS.iter().any(|mark| lowered.starts_with(mark))
}

fn split_by_words(piece: &str) -> Vec<&str> {
    let mut parts = vec![piece];
    for word in [" и ", " или ", " және ", " немесе ", " and ", " or "] {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    parts
}

/// Puts the digits of `tail` in place of the last digits of `phone`.
fn with_tail(phone: &str, tail: &str) -> String {
    let tail: String = tail.chars().filter(char::is_ascii_digit).collect();
    let keep = count_digits(phone) - tail.len();
    let mut seen = 0;
    let kept: String = phone
        .chars()
        .take_while(|c| {
            seen += usize::from(c.is_ascii_digit());
            seen <= keep
        })
        .collect();
    kept + &tail
}

/// Divides `8 701 123 45 67 8 702 765 43 21` where a whole number ends and the next one begins.
pub(super) fn split_by_spaces(piece: &str) -> Vec<String> {
    if count_digits(piece) < 17 {
        return vec![piece.to_owned()];
    }
    let mut phones: Vec<String> = Vec::new();
    let mut current = String::new();
    for token in piece.split_whitespace() {
        let begins_next = token.starts_with(['+', '7', '8', '(']);
        if count_digits(&current) >= 10 && begins_next && !is_extension(token) {
            phones.push(std::mem::take(&mut current));
        }
        if !current.is_empty() {
            current.push(' ');
        }
        current.push_str(token);
    }
    phones.push(current);
    phones
}

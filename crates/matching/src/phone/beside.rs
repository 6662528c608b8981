//! Words beside a number: who answers there, what it is for.

use super::EXTENSION_MARKS;
use super::many::{LEAST, PhonePiece, bare, count_digits, split_by_spaces};

/// How many digits an extension has.
const EXTENSION: std::ops::RangeInclusive<usize> = 1..=6;

/// Whether there is a letter in a piece.
pub(super) fn is_wordy(piece: &str) -> bool {
    piece.chars().any(char::is_alphabetic)
}

/// Numbers of a piece that no separator divides, each with the words beside it: those after a number, or those before it
/// where the piece begins with words. A piece without a number among its words stands whole.
pub(super) fn apart(piece: &str) -> Vec<PhonePiece> {
    let plain = |number: String| PhonePiece { number, ..PhonePiece::default() };
    if !is_wordy(piece) {
        return split_by_spaces(piece).into_iter().map(plain).collect();
    }
    let parts = parts(piece);
    let begins_with_words = matches!(parts.first(), Some(Part::Words(words)) if is_wordy(words));
    let mut found: Vec<PhonePiece> = Vec::new();
    let mut before = String::new();
    for part in parts {
        match (part, found.last_mut()) {
            (Part::Number(number), _) => {
                let from = found.len();
                found.extend(split_by_spaces(&number).into_iter().map(plain));
                if let Some(first) = found.get_mut(from).filter(|_| !before.is_empty()) {
                    first.add_words(&std::mem::take(&mut before));
                }
            }
            (Part::Extension(extension), Some(last)) => {
                last.number.push(' ');
                last.number.push_str(&extension);
            }
            (Part::Words(words) | Part::Extension(words), last) => {
                let words = bare(&words);
                match last.filter(|_| !begins_with_words) {
                    _ if words.is_empty() => {}
                    Some(last) => last.add_words(words),
                    None => before = words.to_owned(),
                }
            }
        }
    }
    match found.last_mut() {
        Some(last) if !before.is_empty() => last.add_words(&before),
        Some(_) => {}
        None => found.push(plain(piece.to_owned())),
    }
    found
}

enum Part {
    Number(String),
    /// Its mark and its digits.
    Extension(String),
    Words(String),
}

/// Takes a piece apart into numbers, extensions and words, in order.
fn parts(piece: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for run in runs(piece) {
        let n = count_digits(run);
        match parts.last_mut() {
            _ if n >= LEAST => parts.push(Part::Number(number_of(run).to_owned())),
            Some(Part::Words(words)) => match with_mark(words).filter(|_| EXTENSION.contains(&n)) {
                Some((before, mark)) => {
                    let extension = format!("{mark} {}", bare(run));
                    *words = before.to_owned();
                    parts.push(Part::Extension(extension));
                }
                None => words.push_str(run),
            },
            _ => parts.push(Part::Words(run.to_owned())),
        }
    }
    parts
}

/// Cuts a piece where signs of a number and other signs meet.
fn runs(piece: &str) -> Vec<&str> {
    let mut runs = Vec::new();
    let (mut from, mut of) = (0, None);
    for (at, c) in piece.char_indices() {
        let is_sign = is_sign(c);
        if of.is_some_and(|of| of != is_sign) {
            runs.extend(piece.get(from..at));
            from = at;
        }
        of = Some(is_sign);
    }
    runs.extend(piece.get(from..));
    runs
}

fn is_sign(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '-' | '(' | ')' | '.' | '–' | '—' | '‑')
}

/// A number without the signs that belong to the words around it.
fn number_of(run: &str) -> &str {
    let from = run.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')).unwrap_or(0);
    let run = run.get(from..).unwrap_or(run);
    run.trim_end_matches(|c: char| !c.is_ascii_digit())
}

/// Words that end with the mark of an extension, parted before it; a lone letter or sign is one only by itself.
fn with_mark(words: &str) -> Option<(&str, &str)> {
    let told = words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '*'));
    let from = told.rfind(|c: char| c.is_whitespace() || c == '(').map_or(0, |at| at + 1);
    let (before, mark) = told.split_at_checked(from)?;
    let lowered = mark.to_lowercase();
    let is_of = |known: &&str| match known.chars().count() {
        1 => lowered == *known,
        _ => lowered.starts_with(known),
    };
    EXTENSION_MARKS.iter().any(is_of).then_some((before, mark))
}

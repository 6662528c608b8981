//! Several phones typed into one cell.

use super::EXTENSION_MARKS;

/// Splits a cell into phones as typed, in order; empty for a cell without digits.
///
/// Reads separators (`;`, `,`, `/`, `|`, line ends, `и`, `или`, `және`, `and`), numbers divided by spaces only, and short
/// tails: `(495) 123-45-67, 68` is two numbers that differ in the last digits. An extension stays with its number.
pub fn split_many(cell: &str) -> Vec<String> {
    let mut phones: Vec<String> = Vec::new();
    for piece in cell.split([';', ',', '\n', '\r', '|', '/']).flat_map(split_by_words) {
        let piece = piece.trim();
        let n = count_digits(piece);
        if n == 0 {
            continue;
        }
        match phones.last() {
            Some(last) if is_extension(piece) => {
                let joined = format!("{last} {piece}");
                phones.pop();
                phones.push(joined);
            }
            Some(last) if n <= 3 && count_digits(last) >= 10 => phones.push(with_tail(last, piece)),
            _ => phones.extend(split_by_spaces(piece)),
        }
    }
    phones
}

fn count_digits(text: &str) -> usize {
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
fn split_by_spaces(piece: &str) -> Vec<String> {
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

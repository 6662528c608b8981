//! Numbers in every habit of writing, and numbers back into words.

/// The number that a text says: `1 234,50`, `1,234.5`, `(12)`, `-5`, `12 %`, `1 200 ₸`; `None` for codes such
/// as `007` or `+7 701`, for words and for digits that a double would not keep whole.
pub fn number_in(text: &str) -> Option<f64> {
    let (body, negative, percent) = undress(text.trim())?;
    let digits = body.chars().filter(char::is_ascii_digit).count();
    if digits == 0 || digits > 15 {
        return None;
    }
    let plain = plain_digits(body)?;
    if is_code(&plain) {
        return None;
    }
    let number: f64 = plain.parse().ok()?;
    let scaled = if percent { number / 100.0 } else { number };
    Some(if negative { -scaled } else { scaled })
}

/// Plain decimal digits without an exponent, the fewest that give the number back.
pub fn number_text(number: f64) -> String {
    let size = number.abs();
    if !number.is_finite() || size == 0.0 || (1e-9..1e21).contains(&size) {
        format!("{}", if size == 0.0 { 0.0 } else { number })
    } else {
        format!("{number:e}")
    }
}

/// Takes off the sign, brackets, percent and currency.
fn undress(text: &str) -> Option<(&str, bool, bool)> {
    let bracketed = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let text = bracketed.unwrap_or(text).trim();
    let (text, minus) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let text = text.trim_start_matches(['$', '€', '₽', '₸', '£']).trim_start();
    let percent = text.ends_with('%');
    let text = text.trim_end_matches('%').trim_end();
    let text =
        ["руб.", "руб", "тг.", "тг", "тенге", "KZT", "RUB", "USD", "EUR", "р.", "₽", "₸", "$", "€", "£"]
            .iter()
            .find_map(|unit| text.strip_suffix(unit))
            .unwrap_or(text)
            .trim_end();
    (!text.is_empty()).then_some((text, minus || bracketed.is_some(), percent))
}

/// Takes out the marks between thousands and makes the decimal mark a dot.
fn plain_digits(body: &str) -> Option<String> {
    let marks: Vec<(usize, char)> = body.char_indices().filter(|(_, c)| !c.is_ascii_digit()).collect();
    if marks.iter().any(|(_, c)| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'' | '.' | ',')) {
        return None;
    }
    let decimal = decimal_mark(body, &marks);
    let groups = body.get(..decimal.unwrap_or(body.len()))?;
    if !are_thousands(groups) {
        return None;
    }
    let mut plain: String = groups.chars().filter(char::is_ascii_digit).collect();
    if let Some(at) = decimal {
        let tail = body.get(at + 1..)?;
        if tail.is_empty() || !tail.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        plain = format!("{}.{tail}", if plain.is_empty() { "0" } else { &plain });
    }
    Some(plain)
}

/// The decimal mark is the last dot or comma, unless it clearly parts thousands.
fn decimal_mark(body: &str, marks: &[(usize, char)]) -> Option<usize> {
    let &(at, mark) = marks.last()?;
    if !matches!(mark, '.' | ',') {
        return None;
    }
    let same = marks.iter().filter(|(_, other)| *other == mark).count();
    let tail = body.len() - at - 1;
    let comma_thousands = mark == ',' && tail == 3 && marks.len() == 1 && !body.starts_with('0');
    (same == 1 && !comma_thousands).then_some(at)
}

fn are_thousands(groups: &str) -> bool {
    let parts: Vec<&str> = groups.split([' ', '\u{a0}', '\u{202f}', '\'', '.', ',']).collect();
    let Some((first, rest)) = parts.split_first() else { return false };
    rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|part| part.len() == 3))
}

fn is_code(plain: &str) -> bool {
    plain.len() > 1 && plain.starts_with('0') && !plain.starts_with("0.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_every_habit() {
        let check = |text: &str, expected: Option<f64>| assert_eq!(number_in(text), expected, "{text}");
        for (text, number) in [
            ("1 234,50", 1234.5),
            ("1,234.5", 1234.5),
            ("1.234.567,8", 1_234_567.8),
            ("1,234", 1234.0),
            ("0,123", 0.123),
            ("12,5", 12.5),
            ("(12)", -12.0),
            ("-5", -5.0),
            ("12 %", 0.12),
            ("1 200 ₸", 1200.0),
            ("$99.90", 99.9),
            ("1'000", 1000.0),
        ] {
            check(text, Some(number));
        }
        for text in
            ["007", "+7 701", "8 701 123 45 67", "", "abc", "1-2", "12345678901234567", "1.2.3", "%"]
        {
            check(text, None);
        }
    }

    #[test]
    fn numbers_are_written_without_exponents() {
        for (number, text) in
            [(77_012_345_678.0, "77012345678"), (0.5, "0.5"), (-0.0, "0"), (1e300, "1e300")]
        {
            assert_eq!(number_text(number), text);
        }
    }
}

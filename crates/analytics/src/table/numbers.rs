//! Numbers as people and programs write them.

/// The sign between whole and fraction where a single comma could mean either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decimal {
    /// A comma groups thousands: in files whose columns are set apart by commas.
    Point,
    /// A comma begins the fraction: in all others.
    Comma,
}

/// The finite number that a trimmed cell holds: a sign, digits, a fraction, an exponent; groups of
/// thousands by spaces, apostrophes or the sign that is not the decimal one; a currency sign at either end.
pub fn parse_number(bytes: &[u8], decimal: Decimal) -> Option<f64> {
    plain(bytes).or_else(|| written_by_people(bytes, decimal))
}

/// Digits with at most one point, exactly rounded: below 2⁵³ both parts of the quotient are exact doubles.
fn plain(bytes: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (negative, digits) = match bytes {
        [b'-', rest @ ..] => (true, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || digits.len() > 16 {
        return None;
    }
    let (mut whole, mut fraction, mut seen, mut n) = (0_u64, 0_usize, false, 0);
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                whole = whole * 10 + u64::from(byte - b'0');
                fraction += usize::from(seen);
                n += 1;
            }
            b'.' if !seen => seen = true,
            _ => return None,
        }
    }
    if n == 0 {
        return None;
    }
    let value = whole as f64 / POWERS.get(fraction)?;
    Some(if negative { -value } else { value })
}

fn written_by_people(bytes: &[u8], decimal: Decimal) -> Option<f64> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.trim_matches(|c: char| c.is_whitespace() || "$€£₸₽¥".contains(c));
    let mut clean: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\'')
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let comma = clean.rfind(',');
    let point = clean.rfind('.');
    let comma_is_decimal = match (comma, point) {
        (Some(comma), Some(point)) => comma > point,
        (Some(comma), None) => decimal == Decimal::Comma && clean.find(',') == Some(comma),
        _ => false,
    };
    clean =
        if comma_is_decimal { clean.replace('.', "").replace(',', ".") } else { clean.replace(',', "") };
    let numeric = clean.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c));
    clean.parse().ok().filter(|value: &f64| numeric && value.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, decimal, expected) in [
            ("12.50", Decimal::Point, Some(12.5)),
            ("-0.07", Decimal::Point, Some(-0.07)),
            ("1,234.56", Decimal::Point, Some(1234.56)),
            ("1,234", Decimal::Point, Some(1234.0)),
            ("1,234", Decimal::Comma, Some(1.234)),
            ("1.234,56", Decimal::Point, Some(1234.56)),
            ("1 234,56 ₽", Decimal::Comma, Some(1234.56)),
            ("1\u{a0}234\u{202f}567,5", Decimal::Comma, Some(1_234_567.5)),
            ("$32", Decimal::Point, Some(32.0)),
            ("1e3", Decimal::Point, Some(1000.0)),
            ("12345678901234567890", Decimal::Point, Some(12_345_678_901_234_567_890.0)),
            (".5", Decimal::Point, Some(0.5)),
            ("", Decimal::Point, None),
            (".", Decimal::Point, None),
            ("-", Decimal::Point, None),
            ("abc", Decimal::Point, None),
            ("NaN", Decimal::Point, None),
            ("inf", Decimal::Point, None),
            ("1e999", Decimal::Point, None),
            ("1.2.3", Decimal::Point, None),
        ] {
            assert_eq!(parse_number(text.as_bytes(), decimal), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_a_program_writes_is_read_to_the_last_bit(value in -1e12..1e12_f64, places in 0_usize..6) {
            let text = format!("{value:.places$}");
            prop_assert_eq!(parse_number(text.as_bytes(), Decimal::Point), text.parse().ok());
        }
    }
}

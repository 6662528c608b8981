//! The quick table for numbers of Kazakhstan and Russia, which share the code +7.

use crate::Country;

/// Returns E.164 when the text is plainly a number of Kazakhstan or Russia; `None` leaves it to the general rules.
pub(super) fn read(number: &str, default_country: Country) -> Option<String> {
    let mut digits = [0u8; 11];
    let mut n = 0;
    let mut is_international = false;
    for (at, c) in number.char_indices() {
        match c {
            '0'..='9' => {
                *digits.get_mut(n)? = c as u8;
                n += 1;
            }
            '+' if at == 0 || number.get(..at).is_some_and(|before| before == "(") => {
                is_international = true
            }
            ' ' | '-' | '(' | ')' | '.' | '\t' | '\u{a0}' | '–' | '—' | '‑' | '\u{202f}' => {}
            _ => return None,
        }
    }
    let at_home = matches!(default_country, Country::Kazakhstan | Country::Russia);
    let national = match (digits.get(..n)?, is_international, at_home) {
        ([b'7', national @ ..], true, _) if n == 11 => national,
        // `+8 701 ...` is a habit of those who type the trunk 8 after a plus; no country has +87 or +89.
        ([b'8', national @ ..], true, true) if n == 11 && matches!(national, [b'7' | b'9', ..]) => national,
        ([b'7' | b'8', national @ ..], false, true) if n == 11 => national,
        (national, false, true) if n == 10 => national,
        _ => return None,
    };
    is_given_out(national).then(|| {
        let mut e164 = String::with_capacity(12);
        e164.push_str("+7");
        national.iter().for_each(|digit| e164.push(char::from(*digit)));
        e164
    })
}

/// True when codes of this beginning exist: 7xx in Kazakhstan (70, 71, 72, 74 to 77), 3xx, 4xx, 8xx and 9xx in Russia.
fn is_given_out(national: &[u8]) -> bool {
    match national {
        [b'7', second, ..] => matches!(second, b'0' | b'1' | b'2' | b'4'..=b'7'),
        [b'3', second, ..] => matches!(second, b'0' | b'3'..=b'9'),
        [b'4' | b'8' | b'9', ..] => true,
        _ => false,
    }
}

//! Tells the Cyrillic one-byte encodings apart by how often letters occur and where capitals stand.
//!
//! Each candidate decodes the same bytes; what reads like Russian or Kazakh wins. Frequencies of Russian
//! letters are those of the Russian National Corpus (shares in thousandths).

use encoding_rs::Encoding;

use crate::text::TextGuess;

static CANDIDATES: [&Encoding; 5] = [
    encoding_rs::WINDOWS_1251,
    encoding_rs::KOI8_R,
    encoding_rs::IBM866,
    encoding_rs::X_MAC_CYRILLIC,
    encoding_rs::ISO_8859_5,
];

const FREQUENT: [(char, f64); 33] = [
    ('о', 109.7),
    ('е', 84.5),
    ('а', 80.1),
    ('и', 73.5),
    ('н', 67.0),
    ('т', 62.6),
    ('с', 54.7),
    ('р', 47.3),
    ('в', 45.4),
    ('л', 44.0),
    ('к', 34.9),
    ('м', 32.1),
    ('д', 29.8),
    ('п', 28.1),
    ('у', 26.2),
    ('я', 20.1),
    ('ы', 19.0),
    ('ь', 17.4),
    ('г', 17.0),
    ('з', 16.5),
    ('б', 15.9),
    ('ч', 14.4),
    ('й', 12.1),
    ('х', 9.7),
    ('ж', 9.4),
    ('ш', 7.3),
    ('ю', 6.4),
    ('ц', 4.8),
    ('щ', 3.6),
    ('э', 3.2),
    ('ф', 2.6),
    ('ъ', 0.4),
    ('ё', 0.4),
];

/// The likeliest Cyrillic encoding, or `None` if no candidate reads like Cyrillic.
pub(crate) fn guess(bytes: &[u8]) -> Option<TextGuess> {
    let mut scores: Vec<(f64, &'static Encoding)> =
        CANDIDATES.into_iter().map(|encoding| (score(bytes, encoding), encoding)).collect();
    scores.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (&(best, encoding), next) = (scores.first()?, scores.get(1).map_or(-10.0, |next| next.0));
    if best < -0.7 {
        return None;
    }
    let letters = bytes.iter().filter(|b| !b.is_ascii()).count() as f64;
    let surety = (best - next).max(0.0) * letters.sqrt();
    Some(TextGuess { encoding, confidence: (0.5 + 0.5 * surety / (surety + 1.5)).min(0.99) })
}

/// Mean likelihood of the letters beyond ASCII: about 0.5 for Russian read rightly, below -2 for others.
fn score(bytes: &[u8], encoding: &'static Encoding) -> f64 {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let (mut sum, mut n) = (0.0, 0_u32);
    let mut before = ' ';
    for letter in text.chars() {
        if !letter.is_ascii() {
            sum += likelihood(before, letter);
            n += 1;
        } else if letter.is_ascii_alphabetic() && !before.is_ascii() && before.is_alphabetic() {
            sum -= 3.0;
        }
        before = letter;
    }
    if n == 0 { 0.0 } else { sum / f64::from(n) }
}

fn likelihood(before: char, letter: char) -> f64 {
    if before.is_ascii_alphabetic() && letter.is_alphabetic() {
        return -4.0;
    }
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let Some(frequency) = FREQUENT.iter().find(|(known, _)| *known == small).map(|(_, share)| *share)
    else {
        return match letter {
            '№' | '«' | '»' | '—' | '–' | '…' | '\u{a0}' | '“' | '”' | '„' | '’' | '•' | '°' | '₽'
            | '€' => -0.2,
            'і' | 'ї' | 'є' | 'ґ' | 'ў' | 'І' | 'Ї' | 'Є' => -1.0,
            _ => -5.0,
        };
    };
    let base = (frequency * 33.0 / 1000.0).ln().max(-2.0);
    let is_capital_inside = letter != small && before.is_lowercase();
    base - if is_capital_inside { 4.0 } else { 0.0 }
}

//! Names of streets, towns, firms and any other words: rare words weigh more, slips and abbreviations are forgiven.
#![expect(clippy::indexing_slicing, reason = "places come from walking the same small arrays")]

use smallvec::SmallVec;

use super::{Comparator, Keys, Level, level};
use crate::Country;
use crate::fold::fold_into;
use crate::linkage::strings::{distance, hash, jaro_winkler, skeleton};
use crate::linkage::values::{Prepared, TokenCounts, Value};

pub(crate) struct Text;

pub(crate) const TEXT: Text = Text;

const LEVELS: [Level; 7] = [
    level("same", 0.72),
    level("typo", 0.10),
    level("similar", 0.05),
    level("part", 0.03),
    level("alike", 0.03),
    level("some", 0.02),
    level("different", 0.05),
];

/// More words than this are not compared.
const MOST_WORDS: usize = 12;

impl Comparator for Text {
    fn slug(&self) -> &'static str {
        "text"
    }

    fn levels(&self) -> &'static [Level] {
        &LEVELS
    }

    fn prepare(&self, cell: &str, _: Country, out: &mut Prepared) -> bool {
        fold_into(cell, &mut out.text);
        out.number = bigrams(&out.text);
        !out.text.is_empty()
    }

    fn compare(&self, a: Value<'_>, b: Value<'_>, tokens: &TokenCounts) -> u8 {
        let common = (a.number & b.number).count_ones();
        if common * 4 < a.number.count_ones().min(b.number.count_ones()) {
            return 6;
        }
        let limit = if a.text.len().min(b.text.len()) >= 10 { 2 } else { 1 };
        if a.text.len().min(b.text.len()) >= 3 && distance(a.text, b.text, limit) <= limit {
            return 1;
        }
        let (overlap, containment) = overlap(a.text, b.text, tokens);
        let whole = jaro_winkler(a.text, b.text);
        match overlap {
            overlap if overlap >= 0.90 || whole >= 0.96 => 1,
            overlap if overlap >= 0.75 || whole >= 0.92 => 2,
            _ if containment >= 0.90 => 3,
            overlap if overlap >= 0.55 || whole >= 0.87 => 4,
            overlap if overlap >= 0.30 || containment >= 0.5 => 5,
            _ => 6,
        }
    }

    fn keys(&self, value: Value<'_>, tokens: &TokenCounts) -> Keys {
        let mut words: SmallVec<[&str; MOST_WORDS]> = value.text.split(' ').take(MOST_WORDS).collect();
        let rarest = words
            .iter()
            .filter(|word| word.len() > 1)
            .max_by(|a, b| tokens.weight(a).total_cmp(&tokens.weight(b)).then(b.cmp(a)))
            .copied()
            .unwrap_or(value.text);
        words.sort_unstable();
        [hash(&words), hash(&["r", &skeleton(rarest, 6)]), hash(&["b", &skeleton(value.text, 4)])]
    }

    fn is_graded(&self) -> bool {
        false
    }

    fn counts_tokens(&self) -> bool {
        true
    }
}

/// A 64-bit set of the letter pairs of a text, for turning away what has little in common.
fn bigrams(text: &str) -> u64 {
    text.as_bytes().windows(2).fold(0, |set, pair| {
        set | 1 << (u32::from(pair[0]).wrapping_mul(31).wrapping_add(u32::from(pair[1])) * 7 % 64)
    })
}

/// The weighted share of words that two texts have in common: of both (Dice) and of the lighter one.
fn overlap(a: &str, b: &str, tokens: &TokenCounts) -> (f64, f64) {
    let weigh =
        |text: &str| -> f64 { text.split(' ').take(MOST_WORDS).map(|word| tokens.weight(word)).sum() };
    let (weight_a, weight_b) = (weigh(a), weigh(b));
    let words_b: SmallVec<[&str; MOST_WORDS]> = b.split(' ').take(MOST_WORDS).collect();
    let mut taken = [false; MOST_WORDS];
    let mut common = 0.0;
    for word in a.split(' ').take(MOST_WORDS) {
        let mut best = (0.0, MOST_WORDS);
        for (at, other) in words_b.iter().enumerate() {
            let likeness = if taken[at] { 0.0 } else { likeness(word, other) };
            if likeness > best.0 {
                best = (likeness, at);
            }
        }
        if best.1 < MOST_WORDS {
            taken[best.1] = true;
            common += best.0 * (tokens.weight(word) + tokens.weight(words_b[best.1])) / 2.0;
        }
    }
    (2.0 * common / (weight_a + weight_b), (common / weight_a.min(weight_b)).min(1.0))
}

/// How much one word stands for another: 1 for the same, less for a slip or an abbreviation, 0 for another word.
fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let has_digits = short.bytes().any(|byte| byte.is_ascii_digit());
    if has_digits {
        return 0.0;
    }
    if long.starts_with(short) {
        return if short.len() >= 3 { 0.9 } else { 0.75 };
    }
    let is_abbreviated = short.len() >= 2
        && long.len() > short.len() + 1
        && short.as_bytes()[0] == long.as_bytes()[0]
        && is_subsequence(short, long);
    match jaro_winkler(a, b) {
        similarity if short.len() >= 4 && similarity >= 0.88 => similarity * 0.95,
        _ if is_abbreviated && short.len() <= 4 => 0.7,
        _ => 0.0,
    }
}

fn is_subsequence(short: &str, long: &str) -> bool {
    let mut letters = long.bytes();
    short.bytes().all(|letter| letters.any(|other| other == letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::comparators::level_between;

    #[test]
    fn texts_agree_through_order_slips_and_abbreviations() {
        for (left, right, level) in [
            ("bel-air hotel", "hotel bel-air", "typo"),
            ("light setreet", "light street", "typo"),
            ("Караганда", "Қарағанды", "typo"),
            ("fenix at the argyle", "fenix", "part"),
            ("art's delicatessen", "art's deli", "typo"),
            ("campanile", "citrus", "different"),
        ] {
            assert_eq!(level_between(&TEXT, left, right), level, "{left} {right}");
        }
    }
}

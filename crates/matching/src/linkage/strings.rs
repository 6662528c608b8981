//! Distances between short folded texts, on bytes, without allocating.
#![expect(
    clippy::indexing_slicing,
    reason = "dense loops over fixed arrays whose bounds are checked at the top"
)]

/// Longer texts are cut to this many bytes.
const LONGEST: usize = 64;

/// Jaro-Winkler similarity, 0.0..=1.0, with the usual prefix weight 0.1 over at most four bytes.
///
/// Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage" (1990),
/// eq. for the Jaro part: (m/|a| + m/|b| + (m - t)/m) / 3. `MARTHA` and `MARHTA` give 0.9611.
pub(crate) fn jaro_winkler(a: &str, b: &str) -> f64 {
    let (a, b) = (cut(a), cut(b));
    let jaro = jaro(a, b);
    let prefix = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    jaro + prefix as f64 * 0.1 * (1.0 - jaro)
}

fn cut(text: &str) -> &[u8] {
    let bytes = text.as_bytes();
    &bytes[..bytes.len().min(LONGEST)]
}

fn jaro(a: &[u8], b: &[u8]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return if a.len() == b.len() { 1.0 } else { 0.0 };
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut taken, mut matched) = (0u64, [0u8; LONGEST]);
    let mut m = 0;
    for (i, x) in a.iter().enumerate() {
        let from = i.saturating_sub(reach);
        let to = (i + reach + 1).min(b.len());
        for (j, y) in b.iter().enumerate().take(to).skip(from) {
            if taken >> j & 1 == 0 && y == x {
                taken |= 1 << j;
                matched[m] = *x;
                m += 1;
                break;
            }
        }
    }
    if m == 0 {
        return 0.0;
    }
    let (mut k, mut out_of_place) = (0, 0);
    for (j, y) in b.iter().enumerate() {
        if taken >> j & 1 == 1 {
            out_of_place += usize::from(matched[k] != *y);
            k += 1;
        }
    }
    let m = m as f64;
    (m / a.len() as f64 + m / b.len() as f64 + (m - out_of_place as f64 / 2.0) / m) / 3.0
}

/// Damerau-Levenshtein distance with adjacent transpositions (optimal string alignment), never more than `limit + 1`.
pub(crate) fn distance(a: &str, b: &str, limit: usize) -> usize {
    let (mut a, mut b) = (cut(a), cut(b));
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_first(), b.split_first()) {
        if x != y {
            break;
        }
        (a, b) = (rest_a, rest_b);
    }
    while let (Some((x, rest_a)), Some((y, rest_b))) = (a.split_last(), b.split_last()) {
        if x != y {
            break;
        }
        (a, b) = (rest_a, rest_b);
    }
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut rows = [[0u8; LONGEST + 1]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j as u8;
    }
    for i in 1..=a.len() {
        let (current, previous, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[current][0] = i as u8;
        let mut least = rows[current][0];
        for j in 1..=b.len() {
            let change = u8::from(a[i - 1] != b[j - 1]);
            let mut best =
                (rows[previous][j - 1] + change).min(rows[previous][j] + 1).min(rows[current][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[before][j - 2] + 1);
            }
            rows[current][j] = best;
            least = least.min(best);
        }
        if usize::from(least) > limit {
            return limit + 1;
        }
    }
    usize::from(rows[a.len() % 3][b.len()]).min(limit + 1)
}

/// A 32-bit hash of bytes that is never 0 (FNV-1a with a final mix).
pub(crate) fn hash(parts: &[&str]) -> u32 {
    let mut state = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0xff]) {
            state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    mix(state)
}

/// A 32-bit hash of a number that is never 0.
pub(crate) fn hash_number(number: u64) -> u32 {
    mix(number.wrapping_add(0x9e37_79b9_7f4a_7c15))
}

fn mix(state: u64) -> u32 {
    let state = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ state >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((state ^ state >> 31) >> 32) as u32 | 1
}

/// The consonants of a folded word with doubled ones once, at most `n`, the first letter kept whatever it is.
pub(crate) fn skeleton(word: &str, n: usize) -> String {
    let mut out = String::with_capacity(n);
    for c in word.chars() {
        let is_kept = out.is_empty() || !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h' | ' ');
        if is_kept && !out.ends_with(c) {
            out.push(c);
        }
        if out.len() >= n {
            break;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similarity_agrees_with_the_published_examples() {
        for (a, b, expected) in [
            ("martha", "marhta", 0.9611),
            ("dwayne", "duane", 0.84),
            ("dixon", "dicksonx", 0.8133),
            ("abc", "xyz", 0.0),
            ("", "", 1.0),
        ] {
            assert!((jaro_winkler(a, b) - expected).abs() < 1e-4, "{a} {b} {}", jaro_winkler(a, b));
        }
    }

    #[test]
    fn distance_counts_slips() {
        for (a, b, expected) in [
            ("ivanov", "ivanov", 0),
            ("ivanov", "ivnaov", 1),
            ("ivanov", "ivano", 1),
            ("ivanov", "petrov", 4),
            ("", "ab", 2),
        ] {
            assert_eq!(distance(a, b, 3), expected, "{a} {b}");
        }
        assert_eq!(distance("aaaaaaaa", "bbbbbbbb", 2), 3);
    }

    #[test]
    fn a_skeleton_survives_vowels_and_doubles() {
        assert_eq!(skeleton("kassimov", 5), skeleton("kasimov", 5));
        assert_eq!(skeleton("aigerim", 4), "agrm");
    }
}

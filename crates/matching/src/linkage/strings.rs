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
    let words = words(b);
    let (mut taken, mut matched) = (0u64, [0u8; LONGEST]);
    let mut m = 0;
    for (i, x) in a.iter().enumerate() {
        let (from, to) = (i.saturating_sub(reach), (i + reach + 1).min(b.len()));
        if from >= to {
            break;
        }
        let window = u64::MAX >> (64 - (to - from)) << from;
        let free = places_of(*x, &words, (from, to)) & window & !taken;
        if free != 0 {
            taken |= free & free.wrapping_neg();
            matched[m] = *x;
            m += 1;
        }
    }
    if m == 0 {
        return 0.0;
    }
    let mut out_of_place = 0;
    for own in &matched[..m] {
        out_of_place += usize::from(b[taken.trailing_zeros() as usize] != *own);
        taken &= taken - 1;
    }
    let m = m as f64;
    (m / a.len() as f64 + m / b.len() as f64 + (m - out_of_place as f64 / 2.0) / m) / 3.0
}

/// The bytes of a text, eight to a word, the first lowest.
fn words(text: &[u8]) -> [u64; LONGEST / 8] {
    let mut words = [0; LONGEST / 8];
    for (word, bytes) in words.iter_mut().zip(text.chunks(8)) {
        let mut eight = [0; 8];
        eight[..bytes.len()].copy_from_slice(bytes);
        *word = u64::from_le_bytes(eight);
    }
    words
}

/// Where a byte stands, a bit per place, looking at least at the places between two; eight bytes are compared at once
/// (Warren, "Hacker's Delight", section 6-1).
fn places_of(byte: u8, words: &[u64; LONGEST / 8], (from, to): (usize, usize)) -> u64 {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;
    const GATHER: u64 = 0x0002_0408_1020_4081;
    let pattern = u64::from(byte) * 0x0101_0101_0101_0101;
    let mut places = 0;
    for (at, word) in words.iter().enumerate().take(to.div_ceil(8)).skip(from / 8) {
        let unlike = word ^ pattern;
        let equal = !(((unlike & LOW) + LOW) | unlike | LOW);
        places |= (equal >> 7).wrapping_mul(GATHER << 7) >> 56 << (at * 8);
    }
    places
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
    match (a, b) {
        ([], rest) | (rest, []) => return rest.len().min(limit + 1),
        ([_], [_]) => return 1.min(limit + 1),
        ([x, y], [v, w]) if x == w && y == v => return 1.min(limit + 1),
        // What begins and ends otherwise takes two slips at least.
        _ if limit < 2 || a.len().abs_diff(b.len()) > limit => return limit + 1,
        _ => {}
    }
    in_band(a, b, limit)
}

/// The distance by the usual table, of which only cells so near to the diagonal are filled that they may stay in the limit
/// (Ukkonen, "Algorithms for approximate string matching", 1985).
fn in_band(a: &[u8], b: &[u8], limit: usize) -> usize {
    let beyond = limit as u8 + 1;
    let mut rows = [[beyond; LONGEST + 2]; 3];
    for (j, cell) in rows[0].iter_mut().enumerate().take(limit + 1) {
        *cell = j as u8;
    }
    for i in 1..=a.len() {
        let (current, previous, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        let (from, to) = (i.saturating_sub(limit).max(1), (i + limit).min(b.len()));
        rows[current][from - 1] = if from == 1 { (i as u8).min(beyond) } else { beyond };
        rows[current][to + 1] = beyond;
        let mut least = rows[current][from - 1];
        for j in from..=to {
            let change = u8::from(a[i - 1] != b[j - 1]);
            let mut best =
                (rows[previous][j - 1] + change).min(rows[previous][j] + 1).min(rows[current][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[before][j - 2] + 1);
            }
            rows[current][j] = best.min(beyond);
            least = least.min(best);
        }
        if least >= beyond {
            return limit + 1;
        }
    }
    usize::from(rows[a.len() % 3][b.len()])
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
    use super::super::threads::scatter;
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

    /// The same without any trick.
    fn plain_jaro(a: &[u8], b: &[u8]) -> f64 {
        let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
        let mut taken = vec![false; b.len()];
        let mut matched = Vec::new();
        for (i, x) in a.iter().enumerate() {
            let free = (0..b.len()).find(|j| j.abs_diff(i) <= reach && !taken[*j] && b[*j] == *x);
            if let Some(j) = free {
                taken[j] = true;
                matched.push(*x);
            }
        }
        let theirs = b.iter().zip(&taken).filter(|(_, taken)| **taken).map(|(y, _)| y);
        let out_of_place = matched.iter().zip(theirs).filter(|(x, y)| x != y).count();
        let m = matched.len() as f64;
        if m == 0.0 {
            return 0.0;
        }
        (m / a.len() as f64 + m / b.len() as f64 + (m - out_of_place as f64 / 2.0) / m) / 3.0
    }

    #[test]
    fn eight_bytes_at_once_give_what_one_by_one_gives() {
        let byte = |at: u64| b"aaabbcdez\0\xff\x80"[(scatter(at) % 12) as usize];
        let text = |seed: u64| -> Vec<u8> {
            (0..1 + scatter(seed) % 64).map(|at| byte(seed * 1_000 + at)).collect()
        };
        for seed in 0..4_000 {
            let (a, b) = (text(2 * seed), text(2 * seed + 1));
            assert_eq!(jaro(&a, &b), plain_jaro(&a, &b), "{a:?} {b:?}");
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

    /// The whole table.
    fn plain_distance(a: &[u8], b: &[u8]) -> usize {
        let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                rows[i][j] = match (i, j) {
                    (0, other) | (other, 0) => other,
                    _ => {
                        let change = usize::from(a[i - 1] != b[j - 1]);
                        (rows[i - 1][j - 1] + change).min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1)
                    }
                };
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    rows[i][j] = rows[i][j].min(rows[i - 2][j - 2] + 1);
                }
            }
        }
        rows[a.len()][b.len()]
    }

    #[test]
    fn a_part_of_the_table_gives_what_the_whole_gives() {
        for seed in 0..6_000 {
            let letter = |at: u64| char::from(b'a' + (scatter(at) % 3) as u8);
            let text = |seed: u64| -> String {
                (0..scatter(seed) % 9).map(|at| letter(seed * 100 + at)).collect()
            };
            let (a, b) = (text(2 * seed), text(2 * seed + 1));
            let whole = plain_distance(a.as_bytes(), b.as_bytes());
            for limit in 0..=4 {
                assert_eq!(distance(&a, &b, limit), whole.min(limit + 1), "{a} {b} {limit}");
            }
        }
    }

    #[test]
    fn a_skeleton_survives_vowels_and_doubles() {
        assert_eq!(skeleton("kassimov", 5), skeleton("kasimov", 5));
        assert_eq!(skeleton("aigerim", 4), "agrm");
    }
}

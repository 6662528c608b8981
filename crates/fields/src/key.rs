//! Keys: texts whose byte order is the order of values, and the tests that any store can run over them.
//!
//! Sources compare keys byte by byte (`COLLATE BINARY` on SQLite, `COLLATE "C"` on PostgreSQL). A value's first key
//! is for sorting, its last one is the same for equal values and differs for others as far as the kind tells them apart.

use crate::kind::Unreadable;
use std::fmt::Write as _;

/// The most bytes of a text's sort key.
pub const SORT_BYTES: usize = 64;

/// The most bytes of the key that holds a long text whole; under what a PostgreSQL index page takes.
const WHOLE_BYTES: usize = 1024;

/// Ends a sort key that was cut, so that it equals no whole text; three bytes.
const CUT: char = '…';

/// Sorts after every text that begins the same way.
const LAST: char = '\u{10ffff}';

/// Sorts before everything else that may follow.
const FIRST: char = '\u{1}';

/// A test over the keys of one field that any store can run: SQL over an index, or a loop over columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyTest {
    /// One of these keys; never empty.
    AnyOf(Vec<String>),
    /// `from <= key < to`; an absent bound is open.
    Range {
        /// The first key within.
        from: Option<String>,
        /// The first key beyond.
        to: Option<String>,
    },
    /// The key has this folded text inside; never empty.
    Contains(String),
    /// Any key at all.
    Known,
    /// None of the keys passes the inner test.
    Not(Box<KeyTest>),
    /// At least one of the inner tests passes.
    Either(Vec<KeyTest>),
}

impl KeyTest {
    /// Whether a value with these keys passes; no keys mean that there is no value.
    pub fn holds<K: AsRef<str>>(&self, keys: &[K]) -> bool {
        let mut keys_seen = keys.iter().map(AsRef::as_ref);
        match self {
            KeyTest::AnyOf(wanted) => keys_seen.any(|key| wanted.iter().any(|one| one == key)),
            KeyTest::Range { from, to } => keys_seen.any(|key| {
                from.as_deref().is_none_or(|from| from <= key) && to.as_deref().is_none_or(|to| key < to)
            }),
            KeyTest::Contains(part) => keys_seen.any(|key| key.contains(part.as_str())),
            KeyTest::Known => !keys.is_empty(),
            KeyTest::Not(inner) => !inner.holds(keys),
            KeyTest::Either(tests) => tests.iter().any(|test| test.holds(keys)),
        }
    }

    /// The test that a key has `part` inside.
    ///
    /// # Errors
    /// [`Unreadable`] when the part is empty or holds signs that cannot be seen.
    pub(crate) fn containing(part: String) -> Result<Self, Unreadable> {
        visible(part).map(KeyTest::Contains)
    }

    /// The test that a key begins with what a person typed.
    ///
    /// # Errors
    /// [`Unreadable`] when the beginning is empty or holds signs that cannot be seen.
    pub(crate) fn beginning(part: String) -> Result<Self, Unreadable> {
        visible(part).map(KeyTest::starting_with)
    }

    /// The test that a key begins with `prefix`.
    pub fn starting_with(prefix: String) -> Self {
        let to = beyond(&prefix);
        KeyTest::Range { from: Some(prefix), to: Some(to) }
    }

    /// The opposite test.
    #[must_use]
    pub fn negated(self) -> Self {
        KeyTest::Not(Box::new(self))
    }
}

fn visible(part: String) -> Result<String, Unreadable> {
    let is_visible = !part.is_empty() && !part.chars().any(char::is_control);
    is_visible.then_some(part).ok_or_else(|| Unreadable::plain("fields-condition-value"))
}

/// The first key after all those that begin with `prefix`.
pub(crate) fn beyond(prefix: &str) -> String {
    format!("{prefix}{LAST}")
}

/// The first key after `key` itself.
pub(crate) fn after(key: &str) -> String {
    format!("{key}{FIRST}")
}

/// The keys of a text: folded and, when that is longer than [`SORT_BYTES`], cut for sorting and then whole
/// (to 1,024 bytes) for comparing.
pub fn text_keys(value: &str) -> Vec<String> {
    let folded = folded(value);
    if folded.len() <= SORT_BYTES {
        return vec![folded];
    }
    let mut cut = cut_to(&folded, SORT_BYTES - CUT.len_utf8()).to_owned();
    cut.push(CUT);
    let whole = cut_to(&folded, WHOLE_BYTES).to_owned();
    vec![cut, whole]
}

/// The common search form of a text; of one without letters and digits, the text itself in lower case.
pub(crate) fn folded(value: &str) -> String {
    let folded = matching::fold::fold(value);
    if !folded.is_empty() {
        return folded;
    }
    // PostgreSQL takes no NUL in a text, and nobody can see the other control signs.
    value.trim().chars().filter(|sign| !sign.is_control()).flat_map(char::to_lowercase).collect()
}

fn cut_to(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// The key of a whole number: 16 hexadecimal digits in the numbers' order.
pub fn integer_key(n: i64) -> String {
    hex(n.cast_unsigned() ^ (1 << 63))
}

/// The key of a number: 16 hexadecimal digits in the numbers' order; exact wherever an `f64` is, not for NaN.
pub fn number_key(n: f64) -> String {
    let bits = (n + 0.0).to_bits();
    hex(if bits >> 63 == 1 { !bits } else { bits ^ (1 << 63) })
}

fn hex(n: u64) -> String {
    let mut text = String::with_capacity(16);
    // Writing to a String cannot fail.
    let _ = write!(text, "{n:016x}");
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_long_text_has_a_key_to_sort_and_a_key_to_compare() {
        let long = "ә".repeat(500);
        let keys = text_keys(&long);
        assert_eq!(keys.len(), 2);
        assert!(keys[0].len() <= SORT_BYTES && keys[0].ends_with(CUT));
        assert_eq!(keys[1].len(), 500);
        assert_eq!(text_keys("Әлия"), [matching::fold::fold("Әлия")]);
        assert_eq!(text_keys("?!"), ["?!"]);
    }

    #[test]
    fn a_test_that_is_not_met_by_any_key_fails() {
        let keys = ["apple", "pear"];
        assert!(KeyTest::starting_with("app".into()).holds(&keys));
        assert!(
            KeyTest::Range { from: Some(after("apple")), to: Some("pear".into()) }.negated().holds(&keys)
        );
        assert!(KeyTest::Contains("ea".into()).holds(&keys));
        assert!(!KeyTest::Known.holds::<&str>(&[]));
        assert!(KeyTest::AnyOf(vec!["x".into()]).negated().holds::<&str>(&[]));
    }

    proptest! {
        #[test]
        fn whole_numbers_sort_as_their_keys(a: i64, b: i64) {
            prop_assert_eq!(a.cmp(&b), integer_key(a).cmp(&integer_key(b)));
        }

        #[test]
        fn numbers_sort_as_their_keys(a in -1e15_f64..1e15, b in -1e15_f64..1e15) {
            prop_assert_eq!(a.total_cmp(&b), number_key(a).cmp(&number_key(b)));
        }
    }
}

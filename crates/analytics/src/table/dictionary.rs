//! Distinct words, numbered in the order in which they were first met.
#![expect(clippy::indexing_slicing, reason = "a hash table whose slots are masked to its size")]

use std::sync::OnceLock;

/// A number for a cell: equal for equal bytes; for cells of up to seven bytes also different for different ones, which
/// is told by a top bit of zero.
pub(super) fn key_of(bytes: &[u8]) -> u64 {
    if bytes.len() <= 7 {
        return packed(bytes) | (bytes.len() as u64) << 56;
    }
    let mut hash = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        hash = spread(hash ^ packed(chunk));
    }
    hash | 1 << 63
}

fn packed(bytes: &[u8]) -> u64 {
    let mut eight = [0; 8];
    eight[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(eight)
}

/// Mixes all bits (Steele, Lea & Flood's SplitMix64 finaliser).
fn spread(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Where a key begins to be looked for: its product with the golden ratio, by its top bits.
fn home(key: u64, bits: u32) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - bits)) as usize
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    key: u64,
    code: u32,
}

const FREE: Slot = Slot { key: u64::MAX, code: u32::MAX };

/// The words; their text is kept once.
#[derive(Debug, Clone)]
pub struct Dictionary {
    slots: Vec<Slot>,
    bits: u32,
    text: Vec<u8>,
    ends: Vec<u32>,
    keys: Vec<u64>,
    encoding: &'static encoding_rs::Encoding,
}

impl Dictionary {
    /// One without words, whose text is in the given encoding.
    pub fn new(encoding: &'static encoding_rs::Encoding) -> Self {
        Self {
            slots: vec![FREE; 1024],
            bits: 10,
            text: Vec::new(),
            ends: Vec::new(),
            keys: Vec::new(),
            encoding,
        }
    }

    pub(super) fn none() -> &'static Self {
        static NONE: OnceLock<Dictionary> = OnceLock::new();
        NONE.get_or_init(|| Self::new(encoding_rs::UTF_8))
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The bytes of a word as they stand in the file; empty for a number that was not given out.
    pub fn bytes(&self, code: u32) -> &[u8] {
        let code = code as usize;
        let start = code.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(code).copied().unwrap_or(start);
        self.text.get(start as usize..end as usize).unwrap_or(&[])
    }

    /// A word as text.
    pub fn word(&self, code: u32) -> String {
        self.decode(self.bytes(code))
    }

    /// Text of the file these words come from; what should be UTF-8 and is not is taken for Windows-1251.
    pub(super) fn decode(&self, bytes: &[u8]) -> String {
        if self.encoding == encoding_rs::UTF_8
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return text.to_string();
        }
        encoding_rs::WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// The number of a word with its key; a new one gets the next number.
    pub(super) fn code(&mut self, key: u64, bytes: &[u8]) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = home(key, self.bits);
        loop {
            let slot = self.slots[at];
            if slot.code == u32::MAX {
                return self.insert(at, key, bytes);
            }
            if slot.key == key && (key >> 63 == 0 || self.bytes(slot.code) == bytes) {
                return slot.code;
            }
            at = (at + 1) & mask;
        }
    }

    /// The numbers that the words of another dictionary have here; those unknown are added.
    pub(super) fn absorb(&mut self, other: &Self) -> Vec<u32> {
        (0..).zip(&other.keys).map(|(code, key)| self.code(*key, other.bytes(code))).collect()
    }

    fn insert(&mut self, at: usize, key: u64, bytes: &[u8]) -> u32 {
        let code = self.ends.len() as u32;
        self.slots[at] = Slot { key, code };
        self.text.extend_from_slice(bytes);
        self.ends.push(self.text.len() as u32);
        self.keys.push(key);
        if self.ends.len() * 2 > self.slots.len() {
            self.grow();
        }
        code
    }

    fn grow(&mut self) {
        self.bits += 2;
        let mask = (1 << self.bits) - 1;
        self.slots = vec![FREE; mask + 1];
        for (code, key) in (0..).zip(&self.keys) {
            let mut at = home(*key, self.bits);
            while self.slots[at].code != u32::MAX {
                at = (at + 1) & mask;
            }
            self.slots[at] = Slot { key: *key, code };
        }
    }

    /// The numbers of all words, ordered as whole numbers if every word is one, else by bytes.
    pub fn in_order(&self) -> Vec<u32> {
        let numbers: Option<Vec<(i64, u32)>> =
            (0..self.len() as u32).map(|code| Some((whole(self.bytes(code))?, code))).collect();
        if let Some(mut numbers) = numbers {
            numbers.sort_unstable();
            return numbers.into_iter().map(|(_, code)| code).collect();
        }
        self.in_byte_order()
    }

    /// The numbers of all words, ordered by bytes.
    pub fn in_byte_order(&self) -> Vec<u32> {
        let first = |bytes: &[u8]| {
            let mut eight = [0; 8];
            let n = bytes.len().min(8);
            eight[..n].copy_from_slice(&bytes[..n]);
            u64::from_be_bytes(eight)
        };
        let mut order: Vec<(u64, u32)> =
            (0..self.len() as u32).map(|code| (first(self.bytes(code)), code)).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.bytes(a.1).cmp(self.bytes(b.1))));
        order.into_iter().map(|(_, code)| code).collect()
    }
}

/// A whole number written plainly, so that no two words are the same number.
fn whole(bytes: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(bytes).ok()?;
    let number: i64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> (Dictionary, Vec<u32>) {
        let mut dictionary = Dictionary::new(encoding_rs::UTF_8);
        let codes =
            words.iter().map(|word| dictionary.code(key_of(word.as_bytes()), word.as_bytes())).collect();
        (dictionary, codes)
    }

    #[test]
    fn equal_words_share_a_number_and_orders_are_as_said() {
        let (dictionary, codes) = of(&["20", "3", "20", "100"]);
        assert_eq!(codes, vec![0, 1, 0, 2]);
        assert_eq!(dictionary.in_order(), vec![1, 0, 2]);
        assert_eq!(dictionary.in_byte_order(), vec![2, 0, 1]);
        let (dictionary, _) = of(&["20", "03", "a rather long name", "a rather long nam"]);
        assert_eq!(dictionary.in_order(), vec![1, 0, 3, 2]);
        assert_eq!(dictionary.word(2), "a rather long name");
    }

    #[test]
    fn many_words_survive_growth_and_absorbing() {
        let words: Vec<String> = (0..5000).map(|i| format!("customer-{}", i % 2500)).collect();
        let (mut left, codes) = of(&words.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!((left.len(), codes[2501]), (2500, 1));
        let (right, _) = of(&["new", "customer-7"]);
        assert_eq!(left.absorb(&right), vec![2500, 7]);
    }
}

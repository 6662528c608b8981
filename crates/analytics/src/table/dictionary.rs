//! Distinct words, numbered in the order in which they were first met.
#![expect(clippy::indexing_slicing, reason = "a hash table whose slots are masked to its size")]

use std::sync::OnceLock;

/// Marks the key of a whole number, whose value stands in the bits below.
const WHOLE: u64 = 1 << 62;
/// Marks a key that two different cells may share, however unlikely.
const HASHED: u64 = 1 << 63;
/// Whole numbers below this are looked up by themselves.
const SMALL: u64 = 1 << 24;

/// Stands for a cell: equal for equal bytes. Whole numbers and cells of up to seven bytes are told apart
/// with certainty by `main` alone; of longer ones, two among a billion share both parts with a chance of
/// 1e-11.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key {
    pub main: u64,
    check: u32,
}

/// The key of a cell.
pub(super) fn key_of(bytes: &[u8]) -> Key {
    if let Some(number) = whole_number(bytes) {
        return Key { main: WHOLE | number, check: 0 };
    }
    if bytes.len() <= 7 {
        return Key { main: packed(bytes) | (bytes.len() as u64) << 56, check: 0 };
    }
    let (eights, rest) = bytes.as_chunks();
    let (mut one, mut two) = (bytes.len() as u64, !(bytes.len() as u64));
    for eight in eights.iter().map(|eight| u64::from_le_bytes(*eight)).chain([packed(rest)]) {
        one = spread(one ^ eight);
        two = (two ^ eight).wrapping_mul(0xff51_afd7_ed55_8ccd).rotate_left(31);
    }
    Key { main: one | HASHED, check: (spread(two) >> 32) as u32 }
}

/// The whole number of a key, if its cell is one.
pub fn whole_of(key: u64) -> Option<u64> {
    (key & (WHOLE | HASHED) == WHOLE).then_some(key & !WHOLE)
}

/// Up to eighteen digits without a needless zero before them.
fn whole_number(bytes: &[u8]) -> Option<u64> {
    let first = *bytes.first()?;
    if bytes.len() > 18 || (first == b'0' && bytes.len() > 1) {
        return None;
    }
    let mut number = 0;
    for byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = number * 10 + u64::from(digit);
    }
    Some(number)
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
    main: u64,
    check: u32,
    code: u32,
}

const UNKNOWN: u32 = u32::MAX;
const FREE: Slot = Slot { main: u64::MAX, check: 0, code: UNKNOWN };

/// The words; their text is kept once.
#[derive(Debug, Clone)]
pub struct Dictionary {
    /// The numbers of the words that are small whole numbers, by their value.
    small: Vec<u32>,
    slots: Vec<Slot>,
    bits: u32,
    hashed: usize,
    text: Vec<u8>,
    ends: Vec<u32>,
    encoding: &'static encoding_rs::Encoding,
}

impl Dictionary {
    /// One without words, whose text is in the given encoding.
    pub fn new(encoding: &'static encoding_rs::Encoding) -> Self {
        Self {
            small: Vec::new(),
            slots: vec![FREE; 1024],
            bits: 10,
            hashed: 0,
            text: Vec::new(),
            ends: Vec::new(),
            encoding,
        }
    }

    /// One without words, for text in UTF-8.
    pub fn of_utf8() -> Self {
        Self::new(encoding_rs::UTF_8)
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

    /// The number of a word; a new one gets the next number.
    pub fn code_of(&mut self, word: &str) -> u32 {
        self.code(key_of(word.as_bytes()), word.as_bytes())
    }

    /// The number of a word with its key; a new one gets the next number.
    pub(super) fn code(&mut self, key: Key, bytes: &[u8]) -> u32 {
        match whole_of(key.main).filter(|number| *number < SMALL) {
            Some(number) => self.small_code(number as usize, bytes),
            None => self.hashed_code(key, bytes),
        }
    }

    fn small_code(&mut self, number: usize, bytes: &[u8]) -> u32 {
        if number >= self.small.len() {
            self.small.resize((number + 1).next_power_of_two(), UNKNOWN);
        }
        if self.small[number] == UNKNOWN {
            self.small[number] = self.add(bytes);
        }
        self.small[number]
    }

    fn hashed_code(&mut self, key: Key, bytes: &[u8]) -> u32 {
        let mask = self.slots.len() - 1;
        let mut at = home(key.main, self.bits);
        loop {
            let slot = self.slots[at];
            if slot.code == UNKNOWN {
                let code = self.add(bytes);
                self.slots[at] = Slot { main: key.main, check: key.check, code };
                self.hashed += 1;
                if self.hashed * 2 > self.slots.len() {
                    self.grow();
                }
                return code;
            }
            if slot.main == key.main && slot.check == key.check {
                return slot.code;
            }
            at = (at + 1) & mask;
        }
    }

    fn add(&mut self, bytes: &[u8]) -> u32 {
        let code = self.ends.len() as u32;
        self.text.extend_from_slice(bytes);
        self.ends.push(self.text.len() as u32);
        code
    }

    /// The numbers that the words of another dictionary have here; those unknown are added.
    pub(super) fn absorb(&mut self, other: &Self) -> Vec<u32> {
        let word = |code: u32| self.code(key_of(other.bytes(code)), other.bytes(code));
        (0..other.len() as u32).map(word).collect()
    }

    fn grow(&mut self) {
        self.bits += 1;
        let mask = (1 << self.bits) - 1;
        let old = std::mem::replace(&mut self.slots, vec![FREE; mask + 1]);
        for slot in old.into_iter().filter(|slot| slot.code != UNKNOWN) {
            let mut at = home(slot.main, self.bits);
            while self.slots[at].code != UNKNOWN {
                at = (at + 1) & mask;
            }
            self.slots[at] = slot;
        }
    }

    /// The numbers of all words, ordered as whole numbers if every word is one, else by bytes.
    pub fn in_order(&self) -> Vec<u32> {
        let numbers: Option<Vec<(u64, u32)>> =
            (0..self.len() as u32).map(|code| Some((whole_number(self.bytes(code))?, code))).collect();
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

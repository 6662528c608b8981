//! The common search form: one script, one case, one spelling for what sounds the same.
//!
//! Cyrillic (Russian, Kazakh and their neighbours) and the usual Latin spellings of the same names
//! (passport rules, BGN/PCGN, GOST 7.79, Kazakh Latin of 2021, habits such as `kh`/`h`/`x`, `zh`/`j`,
//! `ts`/`c`, `yu`/`iu`, `shch`/`sch`, `w`/`v`, `ph`/`f`, `q`/`k`) become the same lower-case ASCII.
//! Letters that a Kazakh speaker types on a Russian keyboard meet too: ә=а қ=к ғ=г ң=н ө=о ұ=ү=у һ=х і=и, ё=е.
//!
//! Made for search while typing: folding a part of a word gives a part of the folded word. Limits:
//! - the last letter of a typed part may fold otherwise than inside the word (`с` of `сч`, `й` of `йе`,
//!   Latin `y`, `c`, `x`, `j`, which are read with the letter after them);
//! - a part that begins inside a pair which is folded as one (`ч` of `сч`, `х` of `гх`, `h` of `sh`) is not found;
//! - `ь`, `ъ`, apostrophes and doubled `и`, `к`, `с` vanish, so three typed letters may fold to two;
//! - Latin `j` between letters is read as `ж` (Kazakh habit), so `Julia` does not meet `Юлия`.

mod letters;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_compatible;

/// Returns the common search form of a text: `a-z`, `0-9` and single spaces, and letters of other scripts in
/// lower case.
///
/// Idempotent. Empty when the text has neither letter nor digit.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the common search form of `text` to `out` as [`fold`] would return it, without touching what `out` holds.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        return fold_chars(text.chars(), out);
    }
    if text.chars().all(is_plain) {
        return fold_chars(text.chars(), out);
    }
    let composed: String = text.nfkc().collect();
    fold_chars(composed.chars(), out);
}

/// True for characters that compatibility composition would leave as they are.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{9f}' | '\u{c0}'..='\u{131}' | '\u{400}'..='\u{52f}' | '\u{2010}'..='\u{201f}' | '«' | '»' | '№')
}

fn fold_chars(chars: impl Iterator<Item = char> + Clone, out: &mut String) {
    let mut folding = Folding { start: out.len(), out, is_gap: false, is_soft: false };
    let mut chars = chars.map(lower);
    let mut previous = ' ';
    while let Some(c) = chars.next() {
        folding.letter(c, previous, &chars);
        previous = c;
    }
}

fn lower(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        'а'..='я' => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn is_consonant(c: char) -> bool {
    c.is_ascii_lowercase() && !is_vowel(c)
}

struct Folding<'a> {
    out: &'a mut String,
    /// Where our part of `out` begins.
    start: usize,
    /// A space is due before the next letter.
    is_gap: bool,
    /// A Latin `y` after a consonant was dropped and waits for its `o`: Pyotr is Пётр.
    is_soft: bool,
}

impl Folding<'_> {
    fn letter<I: Iterator<Item = char> + Clone>(&mut self, c: char, previous: char, rest: &I) {
        let next = || rest.clone().next().unwrap_or(' ');
        match c {
            'o' if self.is_soft => {
                self.is_soft = false;
                self.push('e');
            }
            'a'..='z' if matches!(c, 'c' | 'j' | 'q' | 'w' | 'x' | 'y') => {
                let mut following = rest.clone();
                self.ambiguous(
                    c,
                    previous,
                    [following.next().unwrap_or(' '), following.next().unwrap_or(' ')],
                );
            }
            'a'..='z' | '0'..='9' => self.push(c),
            'й' if matches!(next(), 'е' | 'ё') => {}
            '\'' | '’' | '‘' | 'ʼ' | 'ʹ' | '`' | '´' => {
                self.is_gap |= !(previous.is_alphabetic() && next().is_alphabetic());
            }
            '\u{300}'..='\u{36f}' => {}
            _ => self.foreign(c),
        }
    }

    fn foreign(&mut self, c: char) {
        if let Some(spelling) = letters::spelled(c) {
            return self.push_all(spelling);
        }
        if !c.is_alphanumeric() {
            self.is_gap = true;
            return;
        }
        let mut base = c;
        decompose_compatible(c, |part| {
            if base == c {
                base = part
            }
        });
        match letters::spelled(base) {
            Some(spelling) => self.push_all(spelling),
            None if matches!(base, 'c' | 'j' | 'q' | 'w' | 'x' | 'y') => {
                self.ambiguous(base, ' ', [' ', ' '])
            }
            None => self.push(base),
        }
    }

    /// Latin letters that are read by their neighbours; none of them is ever written out alone.
    fn ambiguous(&mut self, c: char, previous: char, next: [char; 2]) {
        let is_inner = previous.is_alphabetic();
        let [next, second] = next;
        match c {
            'q' => self.push('k'),
            'w' => self.push('v'),
            'c' => match next {
                'h' => self.push('c'),
                'k' => {}
                'e' | 'i' | 'y' | 'v' | 'n' => self.push_all("ts"),
                'o' if is_inner && second == 'v' => self.push_all("ts"),
                _ => self.push('k'),
            },
            'j' if is_vowel(previous) && !is_vowel(next) => self.push('i'),
            'j' => self.push_all("zh"),
            'x' if !is_inner => self.push_all(if next == 'e' { "ks" } else { "h" }),
            'x' if next.is_alphabetic() && !is_vowel(next) => self.push('h'),
            'x' => self.push_all("ks"),
            _ if next == 'e' => {}
            _ if next == 'o' && is_consonant(previous) => self.is_soft = true,
            _ => self.push('i'),
        }
    }

    fn push_all(&mut self, spelling: &str) {
        spelling.chars().for_each(|letter| self.push(letter));
    }

    /// Appends one letter and folds it with the tail, so that no two letters that are one sound are left.
    fn push(&mut self, c: char) {
        if std::mem::take(&mut self.is_gap) && self.out.len() > self.start {
            self.out.push(' ');
        }
        let own = self.out.as_bytes().get(self.start..).unwrap_or_default();
        match (own, c) {
            ([.., b'i'], 'i') | ([.., b's'], 's') | ([.., b'k'], 'k') | ([.., b'g'], 'h') => {}
            ([.., b'k'], 'h') | ([.., b's', b'c'], 'h') => {
                self.out.pop();
                self.push('h');
            }
            ([.., b'p'], 'h') => {
                self.out.pop();
                self.push('f');
            }
            ([.., b's', b'h', b'c'], 'h') => {
                self.out.pop();
            }
            _ => self.out.push(c),
        }
    }
}

#[cfg(test)]
mod tests;

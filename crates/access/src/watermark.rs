//! What an exported file bears so that its way can be traced: a line that is seen and a sign that is not.
//!
//! The visible line names who took it, when, and the number of the export. The invisible sign is that number written
//! in letters of no width inside some of the texts: it survives copying, sorting and cutting of the file, as long as one
//! marked text is left whole.

use kernel::Millis;

/// The marks of an exported file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watermark {
    /// The number of the export.
    pub no: i64,
    /// Who took it; empty for the console.
    pub who: String,
    /// When.
    pub at: Millis,
}

/// Letters of no width: zero, one, and what stands before and after a number.
const ZERO: char = '\u{200b}';
const ONE: char = '\u{200c}';
const EDGE: char = '\u{2060}';

/// One text of so many is marked.
const EVERY: usize = 8;

impl Watermark {
    /// The line that is seen, in a person's language.
    pub fn line(&self, say: &words::Say) -> String {
        let when = say.date_time(self.at);
        say.with(
            "access-watermark",
            &[("no", self.no.to_string().into()), ("who", self.who.as_str().into()), ("when", when.into())],
        )
    }

    /// The text of the record at a place with the sign inside, if it is one of those that bear it.
    pub fn marked(&self, at: usize, text: &str) -> String {
        let Some(first) = text.chars().next().filter(|_| at.is_multiple_of(EVERY)) else {
            return text.to_owned();
        };
        let (head, tail) = text.split_at(first.len_utf8());
        format!("{head}{}{tail}", sign(self.no))
    }
}

/// The number of an export in letters of no width.
fn sign(no: i64) -> String {
    let bits = (0..64 - no.max(1).leading_zeros()).rev();
    let digits = bits.map(|bit| if no >> bit & 1 == 1 { ONE } else { ZERO });
    std::iter::once(EDGE).chain(digits).chain([EDGE]).collect()
}

/// The number of the export that a text comes from, if it bears a sign.
pub fn number_in(text: &str) -> Option<i64> {
    let (_, rest) = text.split_once(EDGE)?;
    let (digits, _) = rest.split_once(EDGE)?;
    let is_sign = !digits.is_empty() && digits.chars().all(|sign| sign == ZERO || sign == ONE);
    let bits: String = digits.chars().map(|sign| if sign == ONE { '1' } else { '0' }).collect();
    is_sign.then(|| i64::from_str_radix(&bits, 2).ok()).flatten()
}

/// The text without signs, as it was before it was exported.
pub fn without(text: &str) -> String {
    text.chars().filter(|sign| !matches!(*sign, ZERO | ONE | EDGE)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_not_seen_and_leads_back() {
        let mark = Watermark { no: 1_234, who: "Олег".into(), at: 0 };
        let marked = mark.marked(8, "Ахметова Айгүл");
        assert_ne!(marked, "Ахметова Айгүл");
        assert_eq!(number_in(&format!("x;{marked};y")), Some(1_234));
        assert_eq!(without(&marked), "Ахметова Айгүл");
        assert_eq!(mark.marked(9, "Ахметова"), "Ахметова");
        assert_eq!(mark.marked(0, ""), "");
        assert_eq!(number_in("Ахметова"), None);
    }
}

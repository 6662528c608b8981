//! Finds out what stands between and around the cells of a text.

use super::parse::{Dialect, Fields, Outcome, parse_row};

const SEPARATORS: [u8; 7] = [b',', b';', b'\t', b'|', b':', b'^', b'~'];
const ROWS_TRIED: usize = 200;

/// The likeliest dialect of a text's beginning; `is_whole` says that the text ends there.
pub(crate) fn find_dialect(sample: &[u8], is_whole: bool, chosen: Chosen) -> Dialect {
    let declared = declared_separator(sample);
    let quotes = match chosen.quote {
        Some(quote) => vec![quote],
        None => likely_quotes(sample),
    };
    let escape = chosen.escape.or_else(|| sample.windows(2).any(|w| w == b"\\\"").then_some(b'\\'));
    let separators = match chosen.separator.or(declared) {
        Some(separator) => vec![separator],
        None => SEPARATORS.to_vec(),
    };
    let mut best = (f64::MIN, Dialect { separator: b',', quote: Some(b'"'), escape: None });
    for quote in quotes {
        let escapes = if quote.is_some() && escape.is_some() { vec![None, escape] } else { vec![None] };
        for escape in escapes.into_iter().filter(|e| chosen.escape.is_none() || *e == chosen.escape) {
            for &separator in &separators {
                let dialect = Dialect { separator, quote, escape };
                let score = score(sample, is_whole, dialect);
                if score > best.0 {
                    best = (score, dialect);
                }
            }
        }
    }
    best.1
}

/// What a person has settled already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Chosen {
    pub separator: Option<u8>,
    pub quote: Option<Option<u8>>,
    pub escape: Option<u8>,
}

/// The separator that a first line `sep=;` declares, as spreadsheets write and read it.
pub(crate) fn declared_separator(sample: &[u8]) -> Option<u8> {
    let line = sample.split(|byte| *byte == b'\n').next()?;
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    match line.strip_prefix(b"sep=").or_else(|| line.strip_prefix(b"SEP="))? {
        &[separator] if separator.is_ascii() => Some(separator),
        _ => None,
    }
}

fn likely_quotes(sample: &[u8]) -> Vec<Option<u8>> {
    let opens = |quote: u8| {
        let pairs = sample.windows(2).filter(|w| w.last() == Some(&quote));
        pairs.filter(|w| w.first().is_some_and(|b| SEPARATORS.contains(b) || *b == b'\n')).count()
    };
    let doubles = opens(b'"') + usize::from(sample.first() == Some(&b'"'));
    let singles = opens(b'\'') + usize::from(sample.first() == Some(&b'\''));
    if doubles == 0 && singles > 2 { vec![Some(b'"'), Some(b'\'')] } else { vec![Some(b'"')] }
}

/// Higher for many columns, the same number of them in each row, and marks that pair.
fn score(sample: &[u8], is_whole: bool, dialect: Dialect) -> f64 {
    let (widths, n_broken) = widths(sample, is_whole, dialect);
    let n = widths.len() as f64;
    if widths.is_empty() {
        return -1.0;
    }
    let count = |width: usize| widths.iter().filter(|other| **other == width).count();
    let Some(modal) = widths.iter().copied().max_by_key(|width| (count(*width), *width)) else {
        return -1.0;
    };
    if modal < 2 {
        return 0.0;
    }
    let steady = count(modal) as f64 / n;
    let rare = if matches!(dialect.separator, b':' | b'^' | b'~') { 0.4 } else { 1.0 };
    let odd_quote = if dialect.quote == Some(b'\'') { 1.05 } else { 1.0 };
    steady * steady * (1.0 + (modal as f64).ln()) * rare * odd_quote - n_broken as f64 / n
}

fn widths(sample: &[u8], is_whole: bool, dialect: Dialect) -> (Vec<usize>, usize) {
    let mut fields = Fields::default();
    let (mut rest, mut widths, mut n_broken) = (sample, Vec::new(), 0);
    while !rest.is_empty() && widths.len() < ROWS_TRIED && n_broken < ROWS_TRIED {
        match parse_row(rest, is_whole, dialect, &mut fields) {
            Outcome::Row(used) => {
                if !fields.is_blank() && declared_separator(rest).is_none() {
                    widths.push(fields.ends.len());
                }
                rest = rest.get(used..).unwrap_or(&[]);
            }
            Outcome::More => break,
            Outcome::Unclosed | Outcome::TooWide => {
                n_broken += 1;
                let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |at| at + 1);
                rest = rest.get(end..).unwrap_or(&[]);
            }
        }
    }
    (widths, n_broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, separator: u8, quote: u8) {
        let found = find_dialect(text.as_bytes(), true, Chosen::default());
        assert_eq!((found.separator, found.quote), (separator, Some(quote)), "{text}");
    }

    #[test]
    fn separators_and_quotes_are_found() {
        check("a,b,c\n1,2,3\n", b',', b'"');
        check("имя;сумма\nИван;1,5\nАнна;2,75\n", b';', b'"');
        check("a\tb\n1,2\t3,4\n", b'\t', b'"');
        check("a|b\n1|2\n", b'|', b'"');
        check("sep=^\na^b\n", b'^', b'"');
        check("'a','b,c'\n'1','2'\n'3','4'\n", b',', b'\'');
        check("name\nИван\n", b',', b'"');
        check("time,text\n10:15:00,\"a;b;c\"\n11:15:00,\"d;e;f\"\n", b',', b'"');
        check("key,val\n1,\"{\"\"type\"\": \"\"Point\"\"}\"\n", b',', b'"');
    }

    #[test]
    fn a_backslash_before_a_mark_is_understood() {
        let text = "a,b\n\"x \\\"y\\\", z\",1\n\"q \\\"w\\\", e\",2\n";
        assert_eq!(find_dialect(text.as_bytes(), true, Chosen::default()).escape, Some(b'\\'));
    }
}

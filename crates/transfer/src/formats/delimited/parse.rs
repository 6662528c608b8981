//! Cuts one row of delimited text into cells, forgiving what can be forgiven.
#![expect(
    clippy::indexing_slicing,
    reason = "the hot loop of import: each index is checked by the loop around it"
)]

use crate::formats::limits::COLUMNS;

/// What stands between and around cells; ASCII only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dialect {
    pub separator: u8,
    pub quote: Option<u8>,
    pub escape: Option<u8>,
}

/// Cells of one row, one after another, with the end of each.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    pub text: Vec<u8>,
    pub ends: Vec<usize>,
}

impl Fields {
    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    fn end(&mut self) {
        self.ends.push(self.text.len());
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty() && self.ends.len() <= 1
    }
}

/// How far a row could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Whole; with the bytes used, the line end included.
    Row(usize),
    /// The end of the row is not in the buffer.
    More,
    /// A quotation mark opens a cell and is never closed, or closes it in the middle of another line.
    Unclosed,
    /// More cells than a table may have.
    TooWide,
}

/// Reads the row at the beginning of `buffer`; `is_last` says that nothing comes after the buffer.
pub(crate) fn parse_row(buffer: &[u8], is_last: bool, dialect: Dialect, fields: &mut Fields) -> Outcome {
    fields.clear();
    let mut at = 0;
    loop {
        let from = at;
        if dialect.quote.is_some() {
            while at < buffer.len() && buffer[at] == b' ' {
                at += 1;
            }
        }
        if at < buffer.len() && dialect.quote == Some(buffer[at]) {
            match quoted(buffer, at + 1, is_last, dialect, fields) {
                Quoted::Closed(next) => at = next,
                Quoted::More => return Outcome::More,
                Quoted::Unclosed => return Outcome::Unclosed,
            }
        } else {
            at = bare(buffer, from, dialect, fields);
        }
        fields.end();
        if fields.ends.len() > COLUMNS {
            return Outcome::TooWide;
        }
        match buffer.get(at) {
            Some(&byte) if byte == dialect.separator => at += 1,
            Some(b'\n') => return Outcome::Row(at + 1),
            Some(b'\r') => {
                return match buffer.get(at + 1) {
                    Some(b'\n') => Outcome::Row(at + 2),
                    None if !is_last => Outcome::More,
                    _ => Outcome::Row(at + 1),
                };
            }
            Some(_) => {}
            None if is_last => return Outcome::Row(at),
            None => return Outcome::More,
        }
    }
}

/// A cell without marks around it; gives the place of what ends it.
fn bare(buffer: &[u8], from: usize, dialect: Dialect, fields: &mut Fields) -> usize {
    let mut at = from;
    while at < buffer.len() {
        let byte = buffer[at];
        if byte == dialect.separator || byte == b'\n' || byte == b'\r' {
            break;
        }
        at += 1;
    }
    let cell = &buffer[from..at];
    fields.text.extend_from_slice(&cell[guard(cell)..]);
    at
}

/// Length of the apostrophe that our own export puts before a cell that a spreadsheet would take for a formula.
pub(crate) fn guard(cell: &[u8]) -> usize {
    if cell.first() != Some(&b'\'') {
        return 0;
    }
    let rest = cell.iter().position(|byte| *byte != b'\'');
    usize::from(rest.is_some_and(|at| is_risky(cell[at])))
}

/// Whether a spreadsheet may take a cell that begins so for a formula.
pub(crate) fn is_risky(byte: u8) -> bool {
    matches!(byte, b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')
}

enum Quoted {
    Closed(usize),
    More,
    Unclosed,
}

/// A cell after its opening mark.
fn quoted(buffer: &[u8], from: usize, is_last: bool, dialect: Dialect, fields: &mut Fields) -> Quoted {
    let start = fields.text.len();
    let (mut at, mut copied) = (from, from);
    let (mut has_lines, mut is_odd) = (false, false);
    let quote = dialect.quote.unwrap_or(b'"');
    loop {
        while at < buffer.len() && buffer[at] != quote && Some(buffer[at]) != dialect.escape {
            has_lines |= buffer[at] == b'\n';
            at += 1;
            if has_lines && is_odd {
                return Quoted::Unclosed;
            }
        }
        if at + 1 >= buffer.len() && !is_last {
            return Quoted::More;
        }
        if at >= buffer.len() {
            return Quoted::Unclosed;
        }
        fields.text.extend_from_slice(&buffer[copied..at]);
        let next = buffer.get(at + 1).copied();
        let is_escape = buffer[at] != quote;
        if next == Some(quote) {
            fields.text.push(quote);
            at += 2;
            copied = at;
            continue;
        }
        if !is_escape {
            match after_quote(buffer, at + 1, is_last, dialect) {
                After::End(end) => {
                    strip_guard(&mut fields.text, start);
                    return Quoted::Closed(end);
                }
                After::More => return Quoted::More,
                _ => is_odd = true,
            }
            if has_lines {
                return Quoted::Unclosed;
            }
        }
        copied = at;
        at += 1;
    }
}

enum After {
    End(usize),
    Other,
    More,
}

/// What follows a closing mark: the end of the cell, perhaps after blanks, or more of it.
fn after_quote(buffer: &[u8], from: usize, is_last: bool, dialect: Dialect) -> After {
    let mut at = from;
    while at < buffer.len() && buffer[at] == b' ' && dialect.separator != b' ' {
        at += 1;
    }
    match buffer.get(at) {
        None if !is_last => After::More,
        None | Some(b'\n' | b'\r') => After::End(at),
        Some(&byte) if byte == dialect.separator => After::End(at),
        Some(_) => After::Other,
    }
}

fn strip_guard(text: &mut Vec<u8>, start: usize) {
    let n = guard(&text[start..]);
    if n > 0 {
        text.drain(start..start + n);
    }
}

/// Cuts a single line whose quotation marks do not pair: a mark closes a cell only before a separator.
pub(crate) fn parse_loose(line: &[u8], dialect: Dialect, fields: &mut Fields) {
    fields.clear();
    let quote = dialect.quote.unwrap_or(b'"');
    let mut at = 0;
    while at <= line.len() {
        let opened = line.get(at) == Some(&quote);
        let from = at + usize::from(opened);
        let end = loose_end(line, from, opened.then_some(quote), dialect.separator);
        let has_mark = opened && end > from && line[end - 1] == quote;
        let cell = &line[if opened && !has_mark { at } else { from }..end - usize::from(has_mark)];
        fields.text.extend_from_slice(cell);
        fields.end();
        at = end + 1;
    }
}

fn loose_end(line: &[u8], from: usize, quote: Option<u8>, separator: u8) -> usize {
    let is_end =
        |at: usize| line[at] == separator && quote.is_none_or(|quote| at > from && line[at - 1] == quote);
    let plain_end =
        |from: usize| (from..line.len()).find(|at| line[*at] == separator).unwrap_or(line.len());
    match (from..line.len()).find(|at| is_end(*at)) {
        Some(end) => end,
        None if quote.is_some() && line.last() != quote.as_ref() => plain_end(from),
        None => line.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { separator: b',', quote: Some(b'"'), escape: None };

    fn cells(fields: &Fields) -> Vec<String> {
        let mut start = 0;
        let cut = |end: &usize| {
            let cell = String::from_utf8_lossy(&fields.text[start..*end]).into_owned();
            start = *end;
            cell
        };
        fields.ends.iter().map(cut).collect()
    }

    fn check(line: &str, expected: &[&str]) {
        let mut fields = Fields::default();
        let outcome = parse_row(line.as_bytes(), true, COMMA, &mut fields);
        assert_eq!(outcome, Outcome::Row(line.len()), "{line}");
        assert_eq!(cells(&fields), expected, "{line}");
    }

    #[test]
    fn cells_are_cut_and_freed_of_their_marks() {
        check("a,b,c\n", &["a", "b", "c"]);
        check("a,,\r\n", &["a", "", ""]);
        check("\"a,b\",c", &["a,b", "c"]);
        check("\"a\"\"b\",c", &["a\"b", "c"]);
        check("\"a\nb\",c", &["a\nb", "c"]);
        check("a, \"b,c\" ,d", &["a", "b,c", "d"]);
        check("5\" disk,x", &["5\" disk", "x"]);
        check("\"ТОО \"Ромашка\" юг\",5", &["ТОО \"Ромашка\" юг", "5"]);
        check("'=1+1,''-5,'да,\"'+7 701\"", &["=1+1", "'-5", "'да", "+7 701"]);
    }

    #[test]
    fn a_mark_that_is_never_closed_is_told() {
        let mut fields = Fields::default();
        for text in ["\"a,b\nc,d\n", "\"a,b\n\"c\",d\n"] {
            assert_eq!(parse_row(text.as_bytes(), true, COMMA, &mut fields), Outcome::Unclosed, "{text}");
        }
        assert_eq!(parse_row(b"\"a,b\nc", false, COMMA, &mut fields), Outcome::More);
    }

    #[test]
    fn lines_with_odd_marks_are_cut_loosely() {
        let mut fields = Fields::default();
        for (line, expected) in [
            ("\"ТОО \"Ромашка\"\",5", vec!["ТОО \"Ромашка\"", "5"]),
            ("\"abc,1,2", vec!["\"abc", "1", "2"]),
            ("a,\"b", vec!["a", "\"b"]),
            ("", vec![""]),
        ] {
            parse_loose(line.as_bytes(), COMMA, &mut fields);
            assert_eq!(cells(&fields), expected, "{line}");
        }
    }
}

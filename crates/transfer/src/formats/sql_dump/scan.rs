//! Goes through a dump's statements and stops at each row that is inserted.

use std::io::{BufReader, Read};

use crate::cells::Value;
use crate::formats::faults::FileFault;
use crate::formats::limits::{COLUMNS, ROW_BYTES};

/// One inserted value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Literal {
    pub value: Value,
    pub text: String,
}

/// A stream of inserted rows.
pub(crate) struct Scanner<R: Read> {
    bytes: std::iter::Peekable<std::io::Bytes<BufReader<R>>>,
    /// Table of the statement being read.
    pub(crate) table: String,
    /// Its columns as the statement names them; empty if it does not.
    pub(crate) columns: Vec<String>,
    is_inside: bool,
    n_taken: usize,
}

impl<R: Read> Scanner<R> {
    pub(crate) fn new(input: R) -> Scanner<R> {
        let bytes = BufReader::with_capacity(64 << 10, input).bytes().peekable();
        Scanner { bytes, table: String::new(), columns: Vec::new(), is_inside: false, n_taken: 0 }
    }

    /// Reads the next inserted row into `row`; `false` at the end.
    pub(crate) fn next(&mut self, row: &mut Vec<Literal>) -> Result<bool, FileFault> {
        row.clear();
        self.n_taken = 0;
        loop {
            if !self.is_inside && !self.find_insert()? {
                return Ok(false);
            }
            self.blanks()?;
            match self.peek()? {
                Some(b'(') => {
                    self.take()?;
                    self.tuple(row)?;
                    return Ok(true);
                }
                Some(b',') => {
                    self.take()?;
                }
                None => return Ok(false),
                Some(_) => {
                    self.is_inside = false;
                    self.skip_statement()?;
                }
            }
        }
    }

    /// Goes to the values of the next INSERT; `false` at the end.
    fn find_insert(&mut self) -> Result<bool, FileFault> {
        loop {
            self.n_taken = 0;
            self.blanks()?;
            if self.peek()?.is_none() {
                return Ok(false);
            }
            let word = self.word()?.to_uppercase();
            if (word == "INSERT" || word == "REPLACE") && self.read_head()? {
                self.is_inside = true;
                return Ok(true);
            }
            self.skip_statement()?;
        }
    }

    /// Reads `INTO table (columns) VALUES`.
    fn read_head(&mut self) -> Result<bool, FileFault> {
        let mut word = self.next_word()?;
        while matches!(word.to_uppercase().as_str(), "INTO" | "IGNORE" | "LOW_PRIORITY" | "DELAYED") {
            word = self.next_word()?;
        }
        self.blanks()?;
        while self.peek()? == Some(b'.') {
            self.take()?;
            word = self.next_word()?;
            self.blanks()?;
        }
        self.table = word;
        self.columns.clear();
        if self.peek()? == Some(b'(') {
            self.take()?;
            loop {
                let name = self.next_word()?;
                self.columns.push(name);
                self.blanks()?;
                match self.take()? {
                    Some(b',') if self.columns.len() < COLUMNS => {}
                    Some(b')') => break,
                    _ => return Ok(false),
                }
            }
        }
        Ok(matches!(self.next_word()?.to_uppercase().as_str(), "VALUES" | "VALUE"))
    }

    fn tuple(&mut self, row: &mut Vec<Literal>) -> Result<(), FileFault> {
        loop {
            self.blanks()?;
            match self.peek()? {
                None => return Err(FileFault::Truncated),
                Some(b')') => {
                    self.take()?;
                    return Ok(());
                }
                Some(b',') => {
                    self.take()?;
                }
                Some(quote @ (b'\'' | b'"')) => {
                    let text = self.quoted(quote)?;
                    let value = if text.is_empty() { Value::Empty } else { Value::Text };
                    row.push(Literal { value, text });
                }
                Some(_) => {
                    let literal = self.bare()?;
                    row.push(literal);
                }
            }
            if row.len() > COLUMNS {
                return Err(FileFault::Damaged("INSERT".to_owned()));
            }
        }
    }

    /// A number, NULL or an expression up to the comma or bracket that ends it.
    fn bare(&mut self) -> Result<Literal, FileFault> {
        let (mut text, mut depth) = (Vec::new(), 0_u32);
        while let Some(byte) = self.peek()? {
            match byte {
                b'(' => depth += 1,
                b')' | b',' if depth == 0 => break,
                b')' => depth -= 1,
                _ => {}
            }
            self.take()?;
            text.push(byte);
        }
        let text = String::from_utf8_lossy(&text).trim().to_owned();
        if text.eq_ignore_ascii_case("NULL") {
            return Ok(Literal { value: Value::Empty, text: String::new() });
        }
        let value = text.parse::<f64>().map_or(Value::Text, Value::Number);
        Ok(Literal { value, text })
    }

    /// A text between marks, with doubled marks and backslashes undone.
    fn quoted(&mut self, quote: u8) -> Result<String, FileFault> {
        self.take()?;
        let mut text = Vec::new();
        while let Some(byte) = self.take()? {
            match byte {
                b'\\' => match self.take()? {
                    Some(b'n') => text.push(b'\n'),
                    Some(b'r') => text.push(b'\r'),
                    Some(b't') => text.push(b'\t'),
                    Some(b'0') => text.push(0),
                    Some(other) => text.push(other),
                    None => break,
                },
                _ if byte == quote && self.peek()? == Some(quote) => {
                    self.take()?;
                    text.push(quote);
                }
                _ if byte == quote => return Ok(String::from_utf8_lossy(&text).into_owned()),
                other => text.push(other),
            }
        }
        Err(FileFault::Truncated)
    }

    fn next_word(&mut self) -> Result<String, FileFault> {
        self.blanks()?;
        match self.peek()? {
            Some(quote @ (b'`' | b'"')) => self.quoted(quote),
            Some(b'[') => {
                self.take()?;
                let name = self.word()?;
                self.take()?;
                Ok(name)
            }
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<String, FileFault> {
        let mut word = Vec::new();
        while let Some(byte) = self.peek()? {
            if !(byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80) {
                break;
            }
            self.take()?;
            word.push(byte);
        }
        Ok(String::from_utf8_lossy(&word).into_owned())
    }

    /// Passes over blanks and comments.
    fn blanks(&mut self) -> Result<(), FileFault> {
        while let Some(byte) = self.peek()? {
            match byte {
                _ if byte.is_ascii_whitespace() => {
                    self.take()?;
                }
                b'#' => self.skip_line()?,
                b'-' if self.is_inside => return Ok(()),
                b'-' => self.skip_line()?,
                _ => return Ok(()),
            }
        }
        Ok(())
    }

    fn skip_line(&mut self) -> Result<(), FileFault> {
        while !matches!(self.take()?, None | Some(b'\n')) {
            self.n_taken = 0;
        }
        Ok(())
    }

    /// Passes over the rest of a statement, texts in it included.
    fn skip_statement(&mut self) -> Result<(), FileFault> {
        while let Some(byte) = self.peek()? {
            self.n_taken = 0;
            match byte {
                b'\'' | b'"' | b'`' => {
                    self.quoted(byte)?;
                }
                b';' => {
                    self.take()?;
                    return Ok(());
                }
                _ => {
                    self.take()?;
                }
            }
        }
        Ok(())
    }

    fn peek(&mut self) -> Result<Option<u8>, FileFault> {
        match self.bytes.peek() {
            None => Ok(None),
            Some(Ok(byte)) => Ok(Some(*byte)),
            Some(Err(_)) => self.take(),
        }
    }

    fn take(&mut self) -> Result<Option<u8>, FileFault> {
        self.n_taken += 1;
        if self.n_taken > ROW_BYTES {
            return Err(FileFault::Damaged("INSERT".to_owned()));
        }
        Ok(self.bytes.next().transpose()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserted_rows_are_found_among_other_statements() {
        let dump = "-- it's a dump\nSET a = ';';\nCREATE TABLE `t` (`a` int);\nINSERT INTO `t` (`a`, `b`) \
                    VALUES (1, 'It\\'s'), (-2.5, NULL);\nINSERT INTO db.u VALUES ('a''b', NOW());";
        let mut scanner = Scanner::new(dump.as_bytes());
        let (mut row, mut found) = (Vec::new(), Vec::new());
        while scanner.next(&mut row).unwrap() {
            let texts: Vec<_> = row.iter().map(|literal| literal.text.clone()).collect();
            found.push((scanner.table.clone(), texts.join("|")));
        }
        let expected = [("t", "1|It's"), ("t", "-2.5|"), ("u", "a'b|NOW()")];
        assert_eq!(found, expected.map(|(table, row)| (table.to_owned(), row.to_owned())));
    }

    #[test]
    fn a_dump_cut_inside_a_row_is_called_truncated() {
        let mut scanner = Scanner::new(&b"INSERT INTO t VALUES (1, 'abc"[..]);
        assert_eq!(scanner.next(&mut Vec::new()), Err(FileFault::Truncated));
    }
}

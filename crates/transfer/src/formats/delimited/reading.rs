//! Streams the rows of delimited text through one buffer, whatever the size of the file.

use std::io::Read;

use super::parse::{Dialect, Fields, Outcome, parse_loose, parse_row};
use crate::cells::Row;
use crate::formats::Rows;
use crate::formats::faults::{FileFault, RowFault};
use crate::formats::limits::ROW_BYTES;

const BUFFER_BYTES: usize = 256 << 10;
/// The longest line whose odd marks are worth mending (the work grows with its square).
const LOOSE_BYTES: usize = 16 << 10;

/// Rows of UTF-8 text.
pub(crate) struct TextRows<R> {
    input: R,
    dialect: Dialect,
    buffer: Vec<u8>,
    start: usize,
    filled: usize,
    is_last: bool,
    number: u64,
    width: Option<usize>,
    has_other_encoding: bool,
    fields: Fields,
}

impl<R: Read + Send> TextRows<R> {
    /// Rows of `input`, the first numbered 1.
    pub(crate) fn new(input: R, dialect: Dialect) -> TextRows<R> {
        TextRows {
            input,
            dialect,
            buffer: vec![0; BUFFER_BYTES],
            start: 0,
            filled: 0,
            is_last: false,
            number: 0,
            width: None,
            has_other_encoding: false,
            fields: Fields::default(),
        }
    }

    /// Tells how many columns the heading has, so that broken rows can be mended with certainty.
    pub(crate) fn expect_width(&mut self, width: usize) {
        self.width = Some(width);
    }

    /// Tells that the text was decoded from another encoding, so that letters it did not know get marked.
    pub(crate) fn mark_replaced(&mut self) {
        self.has_other_encoding = true;
    }

    /// Makes room and reads on; `false` if a row fills the limit.
    fn read_on(&mut self) -> Result<bool, FileFault> {
        if self.filled - self.start >= ROW_BYTES {
            return Ok(false);
        }
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.filled, 0);
            self.filled -= self.start;
            self.start = 0;
        }
        if self.filled * 2 > self.buffer.len() {
            self.buffer.resize((self.buffer.len() * 2).min(ROW_BYTES + BUFFER_BYTES), 0);
        }
        while self.filled < self.buffer.len() {
            let room = self.buffer.get_mut(self.filled..).unwrap_or(&mut []);
            match self.input.read(room) {
                Ok(0) => {
                    self.is_last = true;
                    break;
                }
                Ok(n) => self.filled += n,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(true)
    }

    fn window(&self) -> &[u8] {
        self.buffer.get(self.start..self.filled).unwrap_or(&[])
    }

    /// Takes the first line only, when its marks do not pair.
    fn take_broken_line(&mut self, row: &mut Row) {
        let window = self.buffer.get(self.start..self.filled).unwrap_or(&[]);
        let end = window.iter().position(|byte| *byte == b'\n').unwrap_or(window.len());
        let line = window.get(..end).unwrap_or(&[]);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let is_whole = end < window.len();
        let is_short = line.len() <= LOOSE_BYTES;
        if is_short {
            parse_loose(line, self.dialect, &mut self.fields);
        }
        if is_short && is_whole && self.width == Some(self.fields.ends.len()) && self.width > Some(1) {
            self.give_fields(row);
        } else {
            row.reject(RowFault::UnclosedQuote, &String::from_utf8_lossy(line));
        }
        self.start += (end + 1).min(window_len(self.start, self.filled));
    }

    /// Passes over the rest of a row that is beyond the limit.
    fn skip_row(&mut self, row: &mut Row, fault: RowFault) -> Result<(), FileFault> {
        let window = self.window();
        let beginning = window.get(..window.len().min(64 << 10)).unwrap_or(&[]);
        row.reject(fault, &String::from_utf8_lossy(beginning));
        loop {
            let end = self.window().iter().position(|byte| *byte == b'\n');
            if let Some(end) = end {
                self.start += end + 1;
                return Ok(());
            }
            self.start = self.filled;
            if self.is_last {
                return Ok(());
            }
            self.read_on()?;
        }
    }

    fn give_fields(&mut self, row: &mut Row) {
        let mut bytes = row.take_buffer();
        std::mem::swap(&mut bytes, &mut self.fields.text);
        row.put_buffer(bytes, &self.fields.ends);
        if self.has_other_encoding {
            row.mark_replaced();
        }
    }

    /// Reads one row, blank ones too; `false` at the end.
    fn step(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        loop {
            if self.start >= self.filled && self.is_last {
                return Ok(false);
            }
            let window = self.buffer.get(self.start..self.filled).unwrap_or(&[]);
            match parse_row(window, self.is_last, self.dialect, &mut self.fields) {
                Outcome::Row(used) => {
                    self.start += used;
                    self.number += 1;
                    if self.fields.is_blank() {
                        continue;
                    }
                    self.give_fields(row);
                    break;
                }
                Outcome::More if self.read_on()? => {}
                Outcome::More if self.has_line() => {
                    self.number += 1;
                    self.take_broken_line(row);
                    break;
                }
                Outcome::More => {
                    self.number += 1;
                    self.skip_row(row, RowFault::TooLong)?;
                    break;
                }
                Outcome::TooWide => {
                    self.number += 1;
                    self.skip_row(row, RowFault::TooManyColumns)?;
                    break;
                }
                Outcome::Unclosed => {
                    self.number += 1;
                    self.take_broken_line(row);
                    break;
                }
            }
        }
        row.number = self.number;
        Ok(true)
    }

    fn has_line(&self) -> bool {
        self.window().contains(&b'\n')
    }
}

fn window_len(start: usize, filled: usize) -> usize {
    filled.saturating_sub(start)
}

impl<R: Read + Send> Rows for TextRows<R> {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        self.step(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMA: Dialect = Dialect { separator: b',', quote: Some(b'"'), escape: None };

    fn all(text: impl Read + Send) -> Vec<(u64, Vec<String>, Option<RowFault>)> {
        let mut rows = TextRows::new(text, COMMA);
        rows.expect_width(2);
        let mut row = Row::new();
        let mut found = Vec::new();
        while rows.next(&mut row).unwrap() {
            let cells = row.cells().map(|cell| cell.text.to_owned()).collect();
            found.push((row.number, cells, row.fault().cloned()));
        }
        found
    }

    #[test]
    fn blank_rows_are_counted_and_passed_over() {
        let found = all(&b"a,b\n\n\r\nc,d"[..]);
        assert_eq!(found.iter().map(|row| row.0).collect::<Vec<_>>(), [1, 4]);
    }

    #[test]
    fn an_unclosed_mark_costs_its_own_line_only() {
        let found = all(&b"a,b\n\"c,d,x\ne,f\n\"g,h"[..]);
        assert_eq!(found.len(), 4);
        assert_eq!(found[1].2, Some(RowFault::UnclosedQuote));
        assert_eq!(found[2].1, ["e", "f"]);
        assert_eq!(found[3].2, Some(RowFault::UnclosedQuote));
    }

    #[test]
    fn a_row_beyond_the_limit_is_rejected_and_the_next_read() {
        let long = std::io::repeat(b'x').take(40 << 20);
        let found = all((&b"a,b\n"[..]).chain(long).chain(&b"\nc,d\n"[..]));
        assert_eq!(
            found.iter().map(|row| row.2.clone()).collect::<Vec<_>>(),
            [None, Some(RowFault::TooLong), None]
        );
        assert_eq!(found[2].1, ["c", "d"]);
    }

    #[test]
    fn an_open_cell_beyond_the_limit_gives_up_its_first_line() {
        let long = std::io::repeat(b'x').take(20 << 20);
        let found = all((&b"a,b\n\"c,d\n"[..]).chain(long).chain(&b"\ne,f\n"[..]));
        let faults: Vec<_> = found.iter().map(|row| row.2.clone()).collect();
        assert_eq!(faults.first(), Some(&None));
        assert_eq!(faults.get(2), Some(&Some(RowFault::TooLong)));
        assert_eq!(found.last().map(|row| row.1.clone()), Some(vec!["e".to_owned(), "f".to_owned()]));
    }
}

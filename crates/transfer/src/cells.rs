//! A row of cells in one reused buffer: what was written in the file, and what it means where the file says.

use jiff::civil::{Date, DateTime, Time};

use crate::formats::faults::{CellFault, RowFault};

/// What a cell holds, as far as the file itself tells; its words are in [`Cell::text`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// Nothing was written.
    Empty,
    /// Words, or anything whose kind the file does not tell (all cells of delimited text).
    Text,
    /// A number; the text keeps all digits where the file has more than a double holds.
    Number(f64),
    /// A day.
    Date(Date),
    /// A day and a time, without zone.
    DateTime(DateTime),
    /// A time of day.
    Time(Time),
    /// Yes or no.
    Bool(bool),
    /// Something that cannot be used as it is, with the reason.
    Error(CellFault),
}

/// One cell of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell<'a> {
    /// The meaning.
    pub value: Value,
    /// The words: as in the file for text, ISO 8601 for dates and times, plain decimal digits for numbers.
    pub text: &'a str,
}

impl Cell<'_> {
    /// Whether nothing but blanks was written.
    pub fn is_empty(&self) -> bool {
        matches!(self.value, Value::Empty)
            || (matches!(self.value, Value::Text) && self.text.trim().is_empty())
    }

    /// The number in the cell, also one that the file keeps as text (`1 234,50`).
    pub fn number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => Some(number),
            Value::Text => crate::cells_numbers::number_in(self.text),
            _ => None,
        }
    }
}

/// A row being read or written; reuse one for the whole file, so that memory stays flat.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its number in the file, from 1, heading and blank rows counted (as a spreadsheet shows it).
    pub number: u64,
    text: String,
    marks: Vec<Mark>,
    fault: Option<RowFault>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Mark {
    end: usize,
    value: Value,
}

impl Row {
    /// An empty row.
    pub fn new() -> Row {
        Row::default()
    }

    /// Forgets the cells and the fault, keeps the buffers.
    pub fn clear(&mut self) {
        self.text.clear();
        self.marks.clear();
        self.fault = None;
    }

    /// Number of cells.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    /// Bytes of the text of all cells.
    pub fn n_bytes(&self) -> usize {
        self.text.len()
    }

    /// Whether there is no cell at all.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.is_empty())
    }

    /// The cell at a place from 0; beyond the end it is empty.
    pub fn cell(&self, at: usize) -> Cell<'_> {
        let Some(mark) = self.marks.get(at) else { return Cell { value: Value::Empty, text: "" } };
        let start = at.checked_sub(1).and_then(|before| self.marks.get(before)).map_or(0, |mark| mark.end);
        Cell { value: mark.value, text: self.text.get(start..mark.end).unwrap_or("") }
    }

    /// All cells from left to right.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        let mut start = 0;
        self.marks.iter().map(move |mark| {
            let text = self.text.get(start..mark.end).unwrap_or("");
            start = mark.end;
            Cell { value: mark.value, text }
        })
    }

    /// Why the row could not be read, if so; its first cell then holds the row as it stands in the file
    /// (at most 64 KiB of it).
    pub fn fault(&self) -> Option<&RowFault> {
        self.fault.as_ref()
    }

    /// Adds a cell with its meaning and words.
    pub fn push(&mut self, value: Value, text: &str) {
        self.text.push_str(text);
        self.marks.push(Mark { end: self.text.len(), value });
    }

    /// Adds a cell of text, empty if there is none.
    pub fn push_text(&mut self, text: &str) {
        self.push(if text.is_empty() { Value::Empty } else { Value::Text }, text);
    }

    /// Adds an empty cell.
    pub fn push_empty(&mut self) {
        self.push(Value::Empty, "");
    }

    /// Adds a number written with the fewest digits that give it back.
    pub fn push_number(&mut self, number: f64) {
        self.push(Value::Number(number), &crate::cells_numbers::number_text(number));
    }

    /// Adds a day.
    pub fn push_date(&mut self, date: Date) {
        self.push(Value::Date(date), &date.to_string());
    }

    /// Adds a day and time.
    pub fn push_datetime(&mut self, at: DateTime) {
        self.push(Value::DateTime(at), &at.to_string());
    }

    /// Adds a yes or no.
    pub fn push_bool(&mut self, flag: bool) {
        self.push(Value::Bool(flag), if flag { "true" } else { "false" });
    }

    /// Makes the row as wide as `width` with empty cells.
    pub fn pad(&mut self, width: usize) {
        while self.marks.len() < width {
            self.push_empty();
        }
    }

    /// Drops empty cells at the right end.
    pub fn trim_right(&mut self) {
        while self.marks.last().is_some_and(|mark| mark.value == Value::Empty) {
            self.marks.pop();
        }
    }

    /// Turns the row into a rejected one that keeps `raw` as its only cell.
    pub fn reject(&mut self, fault: RowFault, raw: &str) {
        self.clear();
        let mut end = raw.len().min(64 << 10);
        while !raw.is_char_boundary(end) {
            end -= 1;
        }
        self.push_text(raw.get(..end).unwrap_or(""));
        self.fault = Some(fault);
    }

    /// Takes the text buffer out, to be filled by a reader that works on bytes.
    pub(crate) fn take_buffer(&mut self) -> Vec<u8> {
        self.clear();
        std::mem::take(&mut self.text).into_bytes()
    }

    /// Puts a filled buffer back with the end of each cell; letters that are not UTF-8 are marked.
    pub(crate) fn put_buffer(&mut self, bytes: Vec<u8>, ends: &[usize]) {
        match String::from_utf8(bytes) {
            Ok(text) => self.mark_all(text, ends),
            Err(broken) => self.mark_lossy(broken.as_bytes(), ends),
        }
    }

    fn mark_all(&mut self, text: String, ends: &[usize]) {
        self.text = text;
        self.marks.clear();
        let mut start = 0;
        self.marks.extend(ends.iter().map(|&end| {
            let value = if end == start { Value::Empty } else { Value::Text };
            start = end;
            Mark { end, value }
        }));
    }

    fn mark_lossy(&mut self, bytes: &[u8], ends: &[usize]) {
        let mut start = 0;
        for &end in ends {
            let part = bytes.get(start..end).unwrap_or(&[]);
            start = end;
            match std::str::from_utf8(part) {
                Ok(text) => self.push_text(text),
                Err(_) => {
                    self.push(Value::Error(CellFault::Undecodable), &String::from_utf8_lossy(part));
                }
            }
        }
    }

    /// Marks as undecodable each text cell that holds the replacement character.
    pub(crate) fn mark_replaced(&mut self) {
        let mut start = 0;
        for mark in &mut self.marks {
            if self.text.get(start..mark.end).is_some_and(|text| text.contains('\u{FFFD}')) {
                mark.value = Value::Error(CellFault::Undecodable);
            }
            start = mark.end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_keep_their_words_and_places() {
        let mut row = Row::new();
        row.push_text("Айгүл");
        row.push_empty();
        row.push_number(0.525625);
        row.push_bool(true);
        let texts: Vec<_> = row.cells().map(|cell| cell.text.to_owned()).collect();
        assert_eq!(texts, ["Айгүл", "", "0.525625", "true"]);
        assert_eq!(row.cell(2).value, Value::Number(0.525625));
        assert_eq!(row.cell(9).value, Value::Empty);
    }

    #[test]
    fn letters_that_are_not_utf8_are_marked_and_kept() {
        let mut row = Row::new();
        let mut bytes = row.take_buffer();
        bytes.extend_from_slice(b"ok\xff\xfe");
        row.put_buffer(bytes, &[2, 4]);
        assert_eq!(row.cell(0).text, "ok");
        assert_eq!(row.cell(1).value, Value::Error(CellFault::Undecodable));
    }

    #[test]
    fn a_rejected_row_keeps_what_was_written() {
        let mut row = Row::new();
        row.reject(RowFault::UnclosedQuote, "\"Иван;5");
        assert_eq!(row.fault(), Some(&RowFault::UnclosedQuote));
        assert_eq!(row.cell(0).text, "\"Иван;5");
    }
}

//! Streams the rows of one sheet out of its XML.

use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::serial::{NumberKind, push_serial};
use super::workbook::SharedStrings;
use crate::cells::{Row, Value};
use crate::formats::Rows;
use crate::formats::faults::{CellFault, FileFault, RowFault};
use crate::formats::limits::{COLUMNS, SHEET_ROWS};
use crate::formats::xml::{Node, Xml};
use crate::formats::zipped::PartReader;

/// What cells of a sheet refer to.
#[derive(Clone)]
pub(crate) struct Lookups {
    pub(crate) shared: Arc<SharedStrings>,
    pub(crate) kinds: Arc<Vec<NumberKind>>,
    pub(crate) is_1904: bool,
}

/// The rows of a sheet.
pub(crate) struct SheetRows {
    stream: Xml<PartReader>,
    state: State,
    n_rows: u64,
}

impl SheetRows {
    pub(crate) fn new(stream: Xml<PartReader>, lookups: Lookups) -> SheetRows {
        let state = State {
            lookups,
            number: 0,
            kind: CellKind::Number,
            style: 0,
            column: 0,
            is_value: false,
            is_over: false,
            is_done: false,
            is_odd: false,
            depth_is: 0,
            text: String::new(),
        };
        SheetRows { stream, state, n_rows: 0 }
    }
}

impl Rows for SheetRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        row.clear();
        self.state.is_done = false;
        while !self.state.is_over {
            let state = &mut self.state;
            if !self.stream.step(&mut |node| {
                state.see(node, row);
                Ok(())
            })? {
                return Err(FileFault::Truncated);
            }
            if self.state.is_done {
                self.state.is_done = false;
                self.n_rows += 1;
                if self.n_rows > SHEET_ROWS {
                    return Err(FileFault::Bomb);
                }
                if std::mem::take(&mut self.state.is_odd) {
                    let words: Vec<String> = row.cells().map(|cell| cell.text.to_owned()).collect();
                    row.reject(RowFault::Damaged, &words.join("\t"));
                    row.number = self.state.number;
                    return Ok(true);
                }
                if !row.is_blank() {
                    row.trim_right();
                    row.number = self.state.number;
                    return Ok(true);
                }
                row.clear();
            }
        }
        Ok(false)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum CellKind {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    IsoDate,
}

struct State {
    lookups: Lookups,
    number: u64,
    kind: CellKind,
    style: usize,
    column: usize,
    is_value: bool,
    is_over: bool,
    is_done: bool,
    /// Whether a cell of the row stands where another one does, or beyond the last column.
    is_odd: bool,
    depth_is: u32,
    text: String,
}

impl State {
    fn see(&mut self, node: Node<'_>, row: &mut Row) {
        match node {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "c" => self.open_cell(tag, row),
                "v" => self.is_value = true,
                "is" => self.depth_is = 1,
                "t" if self.depth_is == 1 => self.is_value = true,
                "rPh" => self.depth_is = 2,
                "row" => self.open_row(tag),
                _ => {}
            },
            Node::Text(text) if self.is_value => self.text.push_str(text),
            Node::Text(_) => {}
            Node::Close(name) => match name {
                "c" => self.close_cell(row),
                "v" | "t" => self.is_value = false,
                "is" => self.depth_is = 0,
                "rPh" => self.depth_is = 1,
                "row" => self.is_done = true,
                "sheetData" => self.is_over = true,
                "worksheet" => self.is_over = true,
                _ => {}
            },
        }
    }

    fn open_row(&mut self, tag: &BytesStart<'_>) {
        let told = tag.attributes().with_checks(false).flatten().find(|a| a.key.as_ref() == "r");
        let told = told.and_then(|a| a.value.parse::<u64>().ok());
        self.number = told.filter(|n| *n > self.number).unwrap_or(self.number + 1);
        self.column = 0;
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>, row: &Row) {
        self.text.clear();
        self.kind = CellKind::Number;
        self.style = 0;
        self.column = row.len();
        for attribute in tag.attributes().with_checks(false).flatten() {
            match attribute.key.as_ref() {
                "r" => self.column = column_of(&attribute.value).unwrap_or(row.len()),
                "s" => self.style = attribute.value.parse().unwrap_or(0),
                "t" => {
                    self.kind = match attribute.value.as_ref() {
                        "s" => CellKind::Shared,
                        "str" | "inlineStr" => CellKind::Text,
                        "b" => CellKind::Bool,
                        "e" => CellKind::Error,
                        "d" => CellKind::IsoDate,
                        _ => CellKind::Number,
                    }
                }
                _ => {}
            }
        }
    }

    fn close_cell(&mut self, row: &mut Row) {
        self.is_value = false;
        self.depth_is = 0;
        if self.column >= COLUMNS || self.column < row.len() {
            self.is_odd = true;
            return;
        }
        row.pad(self.column);
        let text = self.text.trim_matches(['\n', '\r']);
        match self.kind {
            _ if text.is_empty() => row.push_empty(),
            CellKind::Shared => match text.trim().parse().ok().and_then(|at| self.lookups.shared.get(at)) {
                Some(shared) => push_words(row, shared),
                None => row.push(Value::Error(CellFault::Damaged), text),
            },
            CellKind::Text => push_words(row, text),
            CellKind::Bool => row.push_bool(matches!(text.trim(), "1" | "true" | "TRUE")),
            CellKind::Error => row.push(Value::Error(CellFault::Formula), text),
            CellKind::IsoDate => push_iso(row, text.trim()),
            CellKind::Number => self.push_number(row, text.trim()),
        }
    }

    fn push_number(&self, row: &mut Row, text: &str) {
        let kind = self.lookups.kinds.get(self.style).copied().unwrap_or(NumberKind::Plain);
        match text.parse::<f64>() {
            Ok(number) if kind == NumberKind::Plain && text.bytes().all(|b| b.is_ascii_digit()) => {
                row.push(Value::Number(number), text);
            }
            Ok(number) if number.is_finite() => push_serial(row, number, kind, self.lookups.is_1904),
            _ => row.push_text(text),
        }
    }
}

/// Adds words with the escapes `_x000D_` of control characters undone.
fn push_words(row: &mut Row, text: &str) {
    if !text.contains("_x") {
        return row.push_text(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, escape) = rest.split_at(at);
        plain.push_str(before);
        let code = escape.get(2..6).filter(|_| escape.get(6..7) == Some("_"));
        match code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            Some(letter) => {
                plain.push(letter);
                rest = escape.get(7..).unwrap_or("");
            }
            None => {
                plain.push_str("_x");
                rest = escape.get(2..).unwrap_or("");
            }
        }
    }
    plain.push_str(rest);
    row.push_text(&plain);
}

/// Adds a date written as ISO 8601.
pub(crate) fn push_iso(row: &mut Row, text: &str) {
    let text = text.trim_end_matches('Z');
    if let Ok(date) = text.parse::<jiff::civil::Date>()
        && text.len() <= 10
    {
        row.push_date(date);
    } else if let Ok(at) = text.parse::<jiff::civil::DateTime>() {
        if at.time() == jiff::civil::Time::midnight() {
            row.push_date(at.date())
        } else {
            row.push_datetime(at)
        }
    } else if let Ok(time) = text.parse::<jiff::civil::Time>() {
        row.push(Value::Time(time), &time.to_string());
    } else {
        row.push(Value::Error(CellFault::BadDate), text);
    }
}

/// The column of a reference such as `AB12`, from 0.
fn column_of(reference: &str) -> Option<usize> {
    let mut column = 0_usize;
    for byte in reference.bytes().take_while(u8::is_ascii_alphabetic).take(4) {
        column = column * 26 + usize::from(byte.to_ascii_uppercase() - b'A') + 1;
    }
    column.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_name_columns() {
        for (reference, column) in [("A1", Some(0)), ("Z9", Some(25)), ("AA1", Some(26)), ("12", None)] {
            assert_eq!(column_of(reference), column);
        }
    }

    #[test]
    fn escapes_of_control_characters_are_undone() {
        for (written, plain) in [("a_x000D_b", "a\rb"), ("file_x12", "file_x12"), ("_x005F_x", "_x")] {
            let mut row = Row::new();
            push_words(&mut row, written);
            assert_eq!(row.cell(0).text, plain);
        }
    }
}

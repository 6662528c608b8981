//! CSV that a spreadsheet opens with a double click: separator and decimal mark by language, with a mark of UTF-8.

use std::io::Write;

use super::{Column, Output, RowSink, Target, WriteError, Writing, Written};
use crate::cells::{Cell, Row, Value};
use crate::formats::delimited::is_risky;

/// Comma-separated values.
pub(super) struct Csv;

const FLUSH_BYTES: usize = 128 << 10;

impl Target for Csv {
    fn slug(&self) -> &'static str {
        "csv"
    }

    fn media_type(&self) -> &'static str {
        "text/csv; charset=utf-8"
    }

    fn begin(
        &self,
        output: Output,
        columns: &[Column],
        writing: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError> {
        let has_comma = matches!(writing.language.as_str(), "ru" | "kk");
        let separator = if has_comma { b';' } else { b',' };
        let mut sink = CsvSink { output, buffer: vec![0xEF, 0xBB, 0xBF], separator, has_comma, n_rows: 0 };
        for (at, column) in columns.iter().enumerate() {
            if at > 0 {
                sink.buffer.push(separator);
            }
            sink.words(&column.name);
        }
        sink.buffer.extend_from_slice(b"\r\n");
        Ok(Box::new(sink))
    }
}

struct CsvSink {
    output: Output,
    buffer: Vec<u8>,
    separator: u8,
    has_comma: bool,
    n_rows: u64,
}

impl CsvSink {
    fn cell(&mut self, cell: Cell<'_>) {
        match cell.value {
            Value::Empty => {}
            Value::Number(_) if self.has_comma => {
                self.buffer.extend(cell.text.bytes().map(|byte| if byte == b'.' { b',' } else { byte }));
            }
            Value::Number(_) | Value::Bool(_) | Value::Date(_) | Value::DateTime(_) | Value::Time(_) => {
                self.buffer.extend_from_slice(cell.text.as_bytes());
            }
            Value::Text | Value::Error(_) => self.words(cell.text),
        }
    }

    /// Words, made safe where a spreadsheet would take them for a formula.
    fn words(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let unguarded = bytes.iter().find(|byte| **byte != b'\'');
        let is_risky = unguarded.is_some_and(|byte| is_risky(*byte));
        let is_plain =
            !bytes.iter().any(|byte| *byte == self.separator || matches!(byte, b'"' | b'\n' | b'\r'))
                && !matches!(bytes.first(), Some(b' '))
                && !matches!(bytes.last(), Some(b' '));
        if !is_plain {
            self.buffer.push(b'"');
        }
        if is_risky {
            self.buffer.push(b'\'');
        }
        if is_plain {
            return self.buffer.extend_from_slice(bytes);
        }
        for part in text.split_inclusive('"') {
            self.buffer.extend_from_slice(part.as_bytes());
            if part.ends_with('"') {
                self.buffer.push(b'"');
            }
        }
        self.buffer.push(b'"');
    }
}

impl RowSink for CsvSink {
    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        let mut is_first = true;
        for cell in row.cells() {
            if !is_first {
                self.buffer.push(self.separator);
            }
            is_first = false;
            self.cell(cell);
        }
        self.buffer.extend_from_slice(b"\r\n");
        self.n_rows += 1;
        if self.buffer.len() > FLUSH_BYTES {
            self.output.write_all(&self.buffer)?;
            self.buffer.clear();
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Written, WriteError> {
        self.output.write_all(&self.buffer)?;
        self.output.flush()?;
        Ok(Written { n_rows: self.n_rows, n_cut: 0 })
    }
}

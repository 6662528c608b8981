//! NDJSON: one JSON object a line.

use std::io::Write;

use super::{Column, Output, RowSink, Target, WriteError, Writing, Written};
use crate::cells::{Cell, Row, Value};

/// One JSON object a line.
pub(super) struct NdJson;

impl Target for NdJson {
    fn slug(&self) -> &'static str {
        "ndjson"
    }

    fn media_type(&self) -> &'static str {
        "application/x-ndjson"
    }

    fn is_for_programs(&self) -> bool {
        true
    }

    fn begin(
        &self,
        output: Output,
        columns: &[Column],
        _: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError> {
        let keys = columns
            .iter()
            .map(|column| serde_json::Value::from(column.name.as_str()).to_string())
            .collect();
        Ok(Box::new(JsonSink { output, buffer: Vec::new(), keys, n_rows: 0 }))
    }
}

struct JsonSink {
    output: Output,
    buffer: Vec<u8>,
    keys: Vec<String>,
    n_rows: u64,
}

impl JsonSink {
    fn cell(&mut self, cell: Cell<'_>) -> Result<(), WriteError> {
        match cell.value {
            Value::Empty => self.buffer.extend_from_slice(b"null"),
            Value::Bool(flag) => self.buffer.extend_from_slice(if flag { b"true" } else { b"false" }),
            Value::Number(number) if number.is_finite() && is_json_number(cell.text) => {
                self.buffer.extend_from_slice(cell.text.as_bytes());
            }
            _ => serde_json::to_writer(&mut self.buffer, cell.text)
                .map_err(|e| WriteError::Io(e.to_string()))?,
        }
        Ok(())
    }
}

/// Whether digits stand as JSON wants them (no zeros or plus in front).
fn is_json_number(text: &str) -> bool {
    serde_json::from_str::<serde_json::Number>(text).is_ok()
}

impl RowSink for JsonSink {
    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        self.buffer.push(b'{');
        let mut is_first = true;
        for (at, cell) in row.cells().enumerate() {
            // The first row names every column, so that all of them are known when it is read back.
            if matches!(cell.value, Value::Empty) && self.n_rows > 0 {
                continue;
            }
            if !std::mem::take(&mut is_first) {
                self.buffer.push(b',');
            }
            self.buffer.extend_from_slice(self.keys.get(at).map_or("\"\"", String::as_str).as_bytes());
            self.buffer.push(b':');
            self.cell(cell)?;
        }
        self.buffer.extend_from_slice(b"}\n");
        self.n_rows += 1;
        if self.buffer.len() > 128 << 10 {
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

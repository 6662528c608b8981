//! Parquet for analysis: typed columns that may be empty, in groups of rows, each column packed by itself.
//!
//! Written after the Apache Parquet format 2: data pages of version 1, plain values, gzip.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::parquet_thrift::{Struct, varint};
use super::{Column, ColumnKind, Output, RowSink, Target, WriteError, Writing, Written};
use crate::cells::{Cell, Row, Value};

/// The columnar format of Apache Parquet.
pub(super) struct Parquet;

const MARK: &[u8] = b"PAR1";
const GROUP_ROWS: u32 = 50_000;
const GROUP_BYTES: usize = 24 << 20;
/// Digits behind the point of sums.
const MONEY_SCALE: usize = 4;

const BOOLEAN: i32 = 0;
const INT32: i32 = 1;
const INT64: i32 = 2;
const DOUBLE: i32 = 5;
const BYTE_ARRAY: i32 = 6;
const GZIP: i32 = 2;
const PLAIN: i32 = 0;
const RLE: i32 = 3;

impl Target for Parquet {
    fn slug(&self) -> &'static str {
        "parquet"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.apache.parquet"
    }

    fn is_for_programs(&self) -> bool {
        true
    }

    fn begin(
        &self,
        mut output: Output,
        columns: &[Column],
        _: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError> {
        output.write_all(MARK)?;
        let chunks = columns.iter().map(|column| Chunk::new(column.clone())).collect();
        Ok(Box::new(ParquetSink {
            output,
            at: 4,
            chunks,
            groups: Vec::new(),
            n_open: 0,
            written: Written::default(),
        }))
    }
}

struct ParquetSink {
    output: Output,
    at: i64,
    chunks: Vec<Chunk>,
    groups: Vec<Struct>,
    n_open: u32,
    written: Written,
}

/// One column of the group of rows being gathered.
struct Chunk {
    column: Column,
    values: Vec<u8>,
    present: Bits,
    flags: Bits,
}

/// Bits, the first one lowest.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    n: usize,
}

impl Bits {
    fn push(&mut self, bit: bool) {
        if self.n.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if let Some(last) = self.bytes.last_mut() {
            *last |= u8::from(bit) << (self.n % 8);
        }
        self.n += 1;
    }

    fn clear(&mut self) {
        self.bytes.clear();
        self.n = 0;
    }
}

impl Chunk {
    fn new(column: Column) -> Chunk {
        Chunk { column, values: Vec::new(), present: Bits::default(), flags: Bits::default() }
    }

    /// Adds a cell; gives whether it had words that a typed column has no room for.
    fn push(&mut self, cell: Cell<'_>) -> bool {
        let is_put = match self.column.kind {
            _ if matches!(cell.value, Value::Empty) => false,
            ColumnKind::Text => {
                self.values
                    .extend_from_slice(&u32::try_from(cell.text.len()).unwrap_or(u32::MAX).to_le_bytes());
                self.values.extend_from_slice(cell.text.as_bytes());
                true
            }
            ColumnKind::Number => self.put(cell.number().map(f64::to_le_bytes)),
            ColumnKind::Money => self.put(scaled(cell).map(i64::to_le_bytes)),
            ColumnKind::Date => self.put(days(cell.value).map(i32::to_le_bytes)),
            ColumnKind::DateTime => self.put(micros(cell.value).map(i64::to_le_bytes)),
            ColumnKind::Bool => match cell.value {
                Value::Bool(flag) => {
                    self.flags.push(flag);
                    true
                }
                _ => false,
            },
        };
        self.present.push(is_put);
        !is_put && !cell.is_empty()
    }

    fn put<const N: usize>(&mut self, bytes: Option<[u8; N]>) -> bool {
        self.values.extend(bytes.iter().flatten());
        bytes.is_some()
    }

    /// The page's content: where there are values, then the values.
    fn page(&mut self) -> Vec<u8> {
        let mut levels = Vec::new();
        varint((self.present.bytes.len() as u64) << 1 | 1, &mut levels);
        levels.extend_from_slice(&self.present.bytes);
        let mut page = u32::try_from(levels.len()).unwrap_or(0).to_le_bytes().to_vec();
        page.append(&mut levels);
        page.append(&mut self.values);
        page.append(&mut self.flags.bytes);
        self.present.clear();
        self.flags.clear();
        page
    }

    /// Physical type, and converted type: none for moments, since that would mean UTC and rows have those of a place.
    fn types(&self) -> (i32, Option<i32>) {
        match self.column.kind {
            ColumnKind::Text => (BYTE_ARRAY, Some(0)),
            ColumnKind::Number => (DOUBLE, None),
            ColumnKind::Money => (INT64, Some(5)),
            ColumnKind::Date => (INT32, Some(6)),
            ColumnKind::DateTime => (INT64, None),
            ColumnKind::Bool => (BOOLEAN, None),
        }
    }

    fn schema(&self) -> Struct {
        let (physical, converted) = self.types();
        let element = Struct::default().i32(1, physical).i32(3, 1).text(4, &self.column.name);
        let element = converted.into_iter().fold(element, |element, kind| element.i32(6, kind));
        match self.column.kind {
            ColumnKind::Money => element.i32(7, MONEY_SCALE as i32).i32(8, 18),
            ColumnKind::DateTime => element.nested(10, local_moments()),
            _ => element,
        }
    }
}

/// The logical type of moments without a zone, in millionths of a second.
fn local_moments() -> Struct {
    let micros = Struct::default().nested(2, Struct::default());
    let moments = Struct::default().flag(1, false).nested(2, micros);
    Struct::default().nested(8, moments)
}

/// A sum as a whole number of ten-thousandths, exactly as its digits say.
fn scaled(cell: Cell<'_>) -> Option<i64> {
    let (sign, digits) = cell.text.strip_prefix('-').map_or((1, cell.text), |rest| (-1, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_exact = part.len() <= MONEY_SCALE && (whole.len() + part.len()) > 0;
    if is_exact && whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit()) {
        return format!("{whole}{part:0<MONEY_SCALE$}").parse::<i64>().ok().map(|number| sign * number);
    }
    let number = cell.number()? * 10_f64.powi(MONEY_SCALE as i32);
    (number.abs() < 9e17).then(|| number.round() as i64)
}

fn days(value: Value) -> Option<i32> {
    let date = match value {
        Value::Date(date) => date,
        Value::DateTime(at) => at.date(),
        _ => return None,
    };
    let span = date.duration_since(jiff::civil::date(1970, 1, 1));
    i32::try_from(span.as_secs() / 86_400).ok()
}

fn micros(value: Value) -> Option<i64> {
    let at = match value {
        Value::DateTime(at) => at,
        Value::Date(date) => date.at(0, 0, 0, 0),
        _ => return None,
    };
    i64::try_from(at.duration_since(jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0)).as_micros()).ok()
}

impl ParquetSink {
    /// Writes the rows gathered so far as one group.
    fn close_group(&mut self) -> Result<(), WriteError> {
        let n_rows = std::mem::take(&mut self.n_open);
        if n_rows == 0 {
            return Ok(());
        }
        let (mut described, mut n_bytes) = (Vec::new(), 0);
        for chunk in &mut self.chunks {
            let page = chunk.page();
            let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(&page)?;
            let packed = packer.finish()?;
            let size = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
            let n_values = i32::try_from(n_rows).unwrap_or(0);
            let about = Struct::default().i32(1, n_values).i32(2, PLAIN).i32(3, RLE).i32(4, RLE);
            let head = Struct::default().i32(1, 0).i32(2, size(page.len())).i32(3, size(packed.len()));
            let head = head.nested(5, about).done();
            self.output.write_all(&head)?;
            self.output.write_all(&packed)?;
            let (plain, stored) = ((head.len() + page.len()) as i64, (head.len() + packed.len()) as i64);
            let about = Struct::default()
                .i32(1, chunk.types().0)
                .numbers(2, &[PLAIN, RLE])
                .texts(3, &[&chunk.column.name])
                .i32(4, GZIP)
                .i64(5, i64::from(n_rows))
                .i64(6, plain)
                .i64(7, stored)
                .i64(9, self.at);
            described.push(Struct::default().i64(2, self.at).nested(3, about));
            self.at += stored;
            n_bytes += plain;
        }
        self.groups.push(Struct::default().structs(1, described).i64(2, n_bytes).i64(3, i64::from(n_rows)));
        Ok(())
    }
}

impl RowSink for ParquetSink {
    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        let mut n_bytes = 0;
        for (at, chunk) in self.chunks.iter_mut().enumerate() {
            self.written.n_cut += u64::from(chunk.push(row.cell(at)));
            n_bytes += chunk.values.len();
        }
        self.n_open += 1;
        self.written.n_rows += 1;
        if self.n_open >= GROUP_ROWS || n_bytes > GROUP_BYTES {
            self.close_group()?;
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Written, WriteError> {
        self.close_group()?;
        let n_columns = i32::try_from(self.chunks.len()).unwrap_or(i32::MAX);
        let mut schema = vec![Struct::default().text(4, "schema").i32(5, n_columns)];
        schema.extend(self.chunks.iter().map(Chunk::schema));
        let footer = Struct::default()
            .i32(1, 1)
            .structs(2, schema)
            .i64(3, i64::try_from(self.written.n_rows).unwrap_or(i64::MAX))
            .structs(4, std::mem::take(&mut self.groups))
            .text(6, "kartoteka")
            .done();
        self.output.write_all(&footer)?;
        self.output.write_all(&u32::try_from(footer.len()).unwrap_or(0).to_le_bytes())?;
        self.output.write_all(MARK)?;
        self.output.flush()?;
        Ok(self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_kept_to_the_last_digit() {
        let check = |text: &str, expected: Option<i64>| {
            let value = text.parse().map_or(Value::Text, Value::Number);
            assert_eq!(scaled(Cell { value, text }), expected, "{text}");
        };
        check("1234.5", Some(12_345_000));
        check("-0.05", Some(-500));
        check("7", Some(70_000));
        check("1 234,50", Some(12_345_000));
        check("abc", None);
    }

    #[test]
    fn days_and_moments_are_counted_from_1970() {
        assert_eq!(days(Value::Date(jiff::civil::date(1969, 12, 31))), Some(-1));
        assert_eq!(micros(Value::DateTime(jiff::civil::date(1970, 1, 1).at(0, 0, 1, 0))), Some(1_000_000));
    }
}

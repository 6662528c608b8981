//! Binary workbooks (XLS of all ages, XLSB), read through calamine, which holds them in memory whole.

mod compound;

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use calamine::{
    CellErrorType, Data, Range, Reader, SheetType, SheetVisible, Xls as BiffBook, Xlsb as BinaryBook,
};

use jiff::civil::{DateTime, Time};

use crate::cells::{Row, Value};
use crate::formats::faults::{CellFault, FileFault};
use crate::formats::limits::WHOLE_BYTES;
use crate::formats::settings::{Settings, Table};
use crate::formats::sheets::{Book, open_sheet, settle_sheet};
use crate::formats::source::{Meter, Source};
use crate::formats::xlsx::push_iso;
use crate::formats::xlsx::serial::{NumberKind, push_serial};
use crate::formats::zipped::{Archive, is_zip};
use crate::formats::{Format, Opened, Rows};

/// The format of binary workbooks.
pub struct Xls;

const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

enum Sheets {
    Biff(BiffBook<Cursor<Vec<u8>>>),
    Binary(BinaryBook<Cursor<Vec<u8>>>),
}

struct BinaryWorkbook {
    sheets: Vec<Table>,
    inner: Mutex<Sheets>,
}

impl BinaryWorkbook {
    fn open(source: &Source) -> Result<BinaryWorkbook, FileFault> {
        if source.length() > WHOLE_BYTES {
            return Err(FileFault::Bomb);
        }
        let mut bytes = Vec::new();
        source.open_raw()?.read_to_end(&mut bytes)?;
        if has_encrypted_package(&bytes) {
            return Err(FileFault::Password);
        }
        if bytes.starts_with(COMPOUND) {
            compound::look_over(&bytes)?;
        }
        let inner = guarded(|| {
            if is_zip(&bytes) {
                BinaryBook::new(Cursor::new(bytes)).map(Sheets::Binary).map_err(|e| fault(&e.to_string()))
            } else {
                BiffBook::new(Cursor::new(bytes)).map(Sheets::Biff).map_err(|e| fault(&e.to_string()))
            }
        })?;
        let metadata = match &inner {
            Sheets::Biff(book) => book.sheets_metadata(),
            Sheets::Binary(book) => book.sheets_metadata(),
        };
        let sheets = metadata
            .iter()
            .filter(|sheet| matches!(sheet.typ, SheetType::WorkSheet | SheetType::MacroSheet))
            .map(|sheet| Table {
                name: sheet.name.clone(),
                n_rows: None,
                is_hidden: sheet.visible != SheetVisible::Visible,
            })
            .collect();
        Ok(BinaryWorkbook { sheets, inner: Mutex::new(inner) })
    }
}

/// Runs a reader of others; should it panic on a broken file, that is told as damage (so the program must be
/// built with panics that unwind).
fn guarded<T>(read: impl FnOnce() -> Result<T, FileFault>) -> Result<T, FileFault> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Err(FileFault::Damaged("workbook".to_owned())))
}

fn fault(words: &str) -> FileFault {
    let small = words.to_lowercase();
    if small.contains("password") {
        FileFault::Password
    } else if small.contains("past end")
        || small.contains("end of stream")
        || small.contains("failed to fill")
    {
        FileFault::Truncated
    } else {
        FileFault::Damaged(words.chars().take(120).collect())
    }
}

/// Whether a compound file wraps an encrypted Office Open XML package.
fn has_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let directory = bytes
        .get(0x30..0x34)
        .and_then(|at| <[u8; 4]>::try_from(at).ok())
        .map_or(0, |at| (u64::from(u32::from_le_bytes(at)) + 1) * 512);
    let from = usize::try_from(directory).unwrap_or(0).min(bytes.len());
    let part = bytes.get(from..bytes.len().min(from + (64 << 10))).unwrap_or(&[]);
    bytes.starts_with(COMPOUND) && part.windows(name.len()).any(|window| window == name)
}

impl Book for BinaryWorkbook {
    fn sheets(&self) -> Vec<Table> {
        self.sheets.clone()
    }

    fn rows(&self, at: usize, meter: &Meter) -> Result<Box<dyn Rows>, FileFault> {
        let name = &self.sheets.get(at).ok_or(FileFault::NoTables)?.name;
        let mut inner = self.inner.lock().map_err(|_| FileFault::Damaged(name.clone()))?;
        let range = guarded(|| match &mut *inner {
            Sheets::Biff(book) => book.worksheet_range(name).map_err(|e| fault(&e.to_string())),
            Sheets::Binary(book) => {
                check_extent(book, name)?;
                book.worksheet_range(name).map_err(|e| fault(&e.to_string()))
            }
        })?;
        meter.set(0);
        let first = range.start().unwrap_or((0, 0));
        Ok(Box::new(RangeRows { range: Arc::new(range), at: 0, first }))
    }
}

/// Goes through a sheet's cells once, to see that its rectangle is not far larger than what is in it.
fn check_extent(book: &mut BinaryBook<Cursor<Vec<u8>>>, name: &str) -> Result<(), FileFault> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| fault(&e.to_string()))?;
    let (mut n_cells, mut least, mut most) = (0, (u32::MAX, u32::MAX), (0, 0));
    while let Some(cell) = reader.next_cell().map_err(|e| fault(&e.to_string()))? {
        let (row, column) = cell.get_position();
        least = (least.0.min(row), least.1.min(column));
        most = (most.0.max(row), most.1.max(column));
        n_cells += 1;
    }
    let span = |least: u32, most: u32| u64::from(most.saturating_sub(least)) + 1;
    compound::check_area(span(least.0, most.0), span(least.1, most.1), n_cells)
}

struct RangeRows {
    range: Arc<Range<Data>>,
    at: usize,
    first: (u32, u32),
}

impl Rows for RangeRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        let (height, width) = self.range.get_size();
        while self.at < height {
            row.clear();
            row.pad(self.first.1 as usize);
            for column in 0..width {
                push_data(row, self.range.get((self.at, column)).unwrap_or(&Data::Empty));
            }
            row.number = u64::from(self.first.0) + self.at as u64 + 1;
            self.at += 1;
            if !row.is_blank() {
                row.trim_right();
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn push_data(row: &mut Row, data: &Data) {
    match data {
        Data::Empty => row.push_empty(),
        Data::String(text) => row.push_text(text),
        Data::Int(number) => row.push(Value::Number(*number as f64), &number.to_string()),
        Data::Float(number) => row.push_number(*number),
        Data::Bool(flag) => row.push_bool(*flag),
        Data::DateTime(at) if at.is_duration() => {
            push_serial(row, at.as_f64(), NumberKind::Duration, false)
        }
        Data::DateTime(at) if at.as_f64() < 1.0 => push_serial(row, at.as_f64(), NumberKind::Time, false),
        Data::DateTime(at) => push_moment(row, at),
        Data::DateTimeIso(text) => push_iso(row, text),
        Data::DurationIso(text) => row.push_text(text),
        Data::Error(error) => row.push(Value::Error(CellFault::Formula), error_text(error)),
    }
}

/// A serial number of either calendar, which only the reader knows.
fn push_moment(row: &mut Row, at: &calamine::ExcelDateTime) {
    let (year, month, day, hour, minute, second, ms) = at.to_ymd_hms_milli();
    let small = |n: u8| i8::try_from(n).unwrap_or(-1);
    let moment = i16::try_from(year).ok().and_then(|year| {
        let nanos = i32::from(ms) * 1_000_000;
        DateTime::new(year, small(month), small(day), small(hour), small(minute), small(second), nanos).ok()
    });
    match moment {
        Some(moment) if moment.time() == Time::midnight() => row.push_date(moment.date()),
        Some(moment) => row.push_datetime(moment),
        None => row.push(Value::Error(CellFault::BadDate), &crate::cells_numbers::number_text(at.as_f64())),
    }
}

fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

impl Format for Xls {
    fn slug(&self) -> &'static str {
        "xls"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xls", "xlsb", "xlt"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        if head.starts_with(COMPOUND) {
            return 0.8;
        }
        let is_biff = matches!(head, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) && source.ending() == "xls";
        let is_binary =
            is_zip(head) && Archive::open(source).is_ok_and(|archive| archive.has("xl/workbook.bin"));
        match (is_biff, is_binary) {
            (_, true) => 1.0,
            (true, _) => 0.7,
            _ => 0.0,
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        if settings.table.is_none() || settings.header_row.is_none() {
            settle_sheet(&BinaryWorkbook::open(source)?, settings)?;
        }
        Ok(None)
    }

    fn tables(&self, source: &Source) -> Result<Vec<Table>, FileFault> {
        Ok(BinaryWorkbook::open(source)?.sheets())
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        open_sheet(&BinaryWorkbook::open(source)?, settings, meter)
    }
}

//! What all workbooks share: which sheet holds the clients, and which of its rows names the columns.

use super::delimited::{Replayed, read_ahead};
use super::faults::FileFault;
use super::header::{column_names, find_header};
use super::settings::{Settings, Table};
use super::source::Meter;
use super::{Opened, Rows};
use crate::cells::Row;

/// Sheets looked into when the likeliest is sought.
const SHEETS_TRIED: usize = 20;

/// A workbook that can be opened at any of its sheets.
pub(crate) trait Book {
    /// The sheets in their order.
    fn sheets(&self) -> Vec<Table>;
    /// All rows of the sheet at a place from 0, blank ones left out but counted.
    fn rows(&self, at: usize, meter: &Meter) -> Result<Box<dyn Rows>, FileFault>;
}

/// Settles the sheet and the heading, as far as they are not chosen.
pub(crate) fn settle_sheet(book: &dyn Book, settings: &mut Settings) -> Result<(), FileFault> {
    let sheets = book.sheets();
    let at = match &settings.table {
        Some(name) => place_of(&sheets, name)?,
        None => likeliest(book, &sheets)?,
    };
    settings.table = sheets.get(at).map(|sheet| sheet.name.clone());
    if settings.header_row.is_none() {
        let rows = first_rows(book.rows(at, &Meter::default())?.as_mut())?;
        settings.header_row =
            Some(find_header(&rows).and_then(|at| rows.get(at)).map_or(0, |row| row.number));
    }
    Ok(())
}

fn place_of(sheets: &[Table], name: &str) -> Result<usize, FileFault> {
    let found = sheets.iter().position(|sheet| sheet.name == name);
    found.ok_or_else(|| FileFault::NoSuchTable(name.to_owned()))
}

/// The sheet whose first rows hold most cells; hidden ones only if nothing else has any.
fn likeliest(book: &dyn Book, sheets: &[Table]) -> Result<usize, FileFault> {
    if sheets.is_empty() {
        return Err(FileFault::NoTables);
    }
    let mut best: Option<(usize, usize)> = None;
    let mut first_fault = None;
    for (at, sheet) in sheets.iter().enumerate().take(SHEETS_TRIED) {
        let found = book.rows(at, &Meter::default()).and_then(|mut rows| first_rows(rows.as_mut()));
        match found {
            Ok(rows) => {
                let cells: usize =
                    rows.iter().map(|row| row.cells().filter(|cell| !cell.is_empty()).count()).sum();
                let score = if sheet.is_hidden { cells.min(1) } else { cells * 2 };
                if best.is_none_or(|(_, other)| score > other) {
                    best = Some((at, score));
                }
            }
            Err(fault) => first_fault = first_fault.or(Some(fault)),
        }
    }
    best.map(|(at, _)| at).ok_or_else(|| first_fault.unwrap_or(FileFault::NoTables))
}

fn first_rows(rows: &mut dyn Rows) -> Result<Vec<Row>, FileFault> {
    Ok(read_ahead(rows, 0)?.0)
}

/// Opens the sheet that the settings name.
pub(crate) fn open_sheet(book: &dyn Book, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
    let sheets = book.sheets();
    let at = match &settings.table {
        Some(name) => place_of(&sheets, name)?,
        None => 0,
    };
    let mut rows = book.rows(at, meter)?;
    let header_row = settings.header_row.unwrap_or(0);
    let (mut first, fault) = read_ahead(rows.as_mut(), header_row)?;
    let has_heading = header_row > 0 && first.first().is_some_and(|row| row.number == header_row);
    let heading = has_heading.then(|| first.remove(0));
    let width = first.iter().filter(|row| row.fault().is_none()).map(Row::len).max().unwrap_or(0);
    first.reverse();
    let columns = column_names(heading.as_ref(), width);
    Ok(Opened { columns, rows: Box::new(Replayed { first, fault, rows }), warnings: Vec::new() })
}

impl Rows for Box<dyn Rows> {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        self.as_mut().next(row)
    }
}

//! XLSX with types and a frozen heading, each row written to disk at once.

use jiff::civil::{DateTime, Time, date};
use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet, XlsxError};

use super::{Column, ColumnKind, Output, RowSink, Target, WriteError, Writing, Written};
use crate::cells::{Cell, Row, Value};

/// A workbook of Office Open XML.
pub(super) struct Xlsx;

const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
const MOST_LETTERS: usize = 32_767;

impl Target for Xlsx {
    fn slug(&self) -> &'static str {
        "xlsx"
    }

    fn media_type(&self) -> &'static str {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }

    fn begin(
        &self,
        output: Output,
        columns: &[Column],
        writing: &Writing,
    ) -> Result<Box<dyn RowSink>, WriteError> {
        if columns.len() > MOST_COLUMNS {
            return Err(WriteError::TooManyColumns(MOST_COLUMNS));
        }
        let mut workbook = Workbook::new();
        workbook.use_zip_large_file(true);
        if let Some(folder) = &writing.scratch {
            workbook.set_tempdir(folder).map_err(fault)?;
        }
        let looks = Looks {
            heading: Format::new().set_bold(),
            money: Format::new().set_num_format("#,##0.00"),
            date: Format::new().set_num_format("dd.mm.yyyy"),
            datetime: Format::new().set_num_format("dd.mm.yyyy hh:mm:ss"),
            time: Format::new().set_num_format("hh:mm:ss"),
        };
        if !writing.mark.is_empty() {
            workbook.set_properties(&DocProperties::new().set_comment(&writing.mark));
        }
        let title = sheet_title(&writing.title);
        let columns = columns.to_vec();
        let mut sink = XlsxSink {
            output,
            workbook,
            looks,
            columns,
            title,
            n_sheets: 0,
            next: 0,
            written: Written::default(),
        };
        sink.turn()?;
        Ok(Box::new(sink))
    }
}

struct Looks {
    heading: Format,
    money: Format,
    date: Format,
    datetime: Format,
    time: Format,
}

struct XlsxSink {
    output: Output,
    workbook: Workbook,
    looks: Looks,
    columns: Vec<Column>,
    title: String,
    n_sheets: usize,
    next: u32,
    written: Written,
}

impl XlsxSink {
    /// Begins the next sheet, the first one too.
    fn turn(&mut self) -> Result<(), WriteError> {
        self.n_sheets += 1;
        let name = if self.n_sheets == 1 {
            self.title.clone()
        } else {
            format!("{} {}", self.title, self.n_sheets)
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory().map_err(fault)?;
        sheet.set_name(name).map_err(fault)?;
        sheet.set_freeze_panes(1, 0).map_err(fault)?;
        for (column, at) in self.columns.iter().zip(0_u16..) {
            let width = match column.kind {
                ColumnKind::DateTime => 20.0,
                ColumnKind::Date | ColumnKind::Number | ColumnKind::Money => 12.0,
                ColumnKind::Bool => 8.0,
                ColumnKind::Text => (column.name.chars().count() as f64 + 2.0).clamp(18.0, 40.0),
            };
            sheet.set_column_width(at, width).map_err(fault)?;
            sheet.write_string_with_format(0, at, &column.name, &self.looks.heading).map_err(fault)?;
        }
        self.next = 1;
        Ok(())
    }
}

impl Looks {
    /// Writes one cell; gives whether its text had to be cut.
    fn put(
        &self,
        sheet: &mut Worksheet,
        place: (u32, u16),
        cell: Cell<'_>,
        kind: ColumnKind,
    ) -> Result<bool, XlsxError> {
        let (row, column) = place;
        match cell.value {
            Value::Empty => {}
            Value::Number(number) if number.is_finite() && keeps(number, cell.text) => {
                if kind == ColumnKind::Money {
                    sheet.write_number_with_format(row, column, number, &self.money)?;
                } else {
                    sheet.write_number(row, column, number)?;
                }
            }
            Value::Bool(flag) => {
                sheet.write_boolean(row, column, flag)?;
            }
            Value::Date(day) if day.year() >= 1900 => {
                let serial = serial(day.to_datetime(Time::midnight()));
                sheet.write_number_with_format(row, column, serial, &self.date)?;
            }
            Value::DateTime(at) if at.year() >= 1900 => {
                sheet.write_number_with_format(row, column, serial(at), &self.datetime)?;
            }
            Value::Time(time) => {
                let part = serial(date(1899, 12, 30).to_datetime(time));
                sheet.write_number_with_format(row, column, part.fract().abs(), &self.time)?;
            }
            _ => return put_words(sheet, place, cell.text),
        }
        Ok(false)
    }
}

fn put_words(sheet: &mut Worksheet, place: (u32, u16), text: &str) -> Result<bool, XlsxError> {
    // Only a text of many bytes can have too many letters, so others need no counting.
    let cut = if text.len() > MOST_LETTERS {
        text.char_indices().nth(MOST_LETTERS).map(|(at, _)| at)
    } else {
        None
    };
    let kept = cut.and_then(|at| text.get(..at)).unwrap_or(text);
    sheet.write_string(place.0, place.1, kept)?;
    Ok(cut.is_some())
}

/// Whether a double keeps all digits of the text; a code of 20 digits does not fit and goes out as words.
fn keeps(number: f64, text: &str) -> bool {
    text.len() <= 15 || text.bytes().filter(u8::is_ascii_digit).count() <= 17 && text.parse() == Ok(number)
}

/// Days since 30 December 1899; before March 1900 the day that never was is taken off.
fn serial(at: DateTime) -> f64 {
    let start = date(1899, 12, 30).to_datetime(Time::midnight());
    let days = at.duration_since(start).as_secs_f64() / 86_400.0;
    if (1.0..61.0).contains(&days) { days - 1.0 } else { days }
}

/// A name that a sheet may have: at most 28 letters (room for a number), none of `[]:*?/\`.
fn sheet_title(title: &str) -> String {
    let clean: String =
        title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(28).collect();
    if clean.trim().is_empty() { "Sheet1".to_owned() } else { clean.trim().to_owned() }
}

fn fault(error: XlsxError) -> WriteError {
    match error {
        XlsxError::IoError(error) => error.into(),
        XlsxError::ZipError(error) => WriteError::from(std::io::Error::from(error)),
        other => WriteError::Io(other.to_string()),
    }
}

impl RowSink for XlsxSink {
    fn row(&mut self, row: &Row) -> Result<(), WriteError> {
        if self.next >= MOST_ROWS {
            self.turn()?;
        }
        let sheet = self.workbook.worksheet_from_index(self.n_sheets - 1).map_err(fault)?;
        for ((cell, column), at) in row.cells().zip(&self.columns).zip(0_u16..) {
            let is_cut = self.looks.put(sheet, (self.next, at), cell, column.kind).map_err(fault)?;
            self.written.n_cut += u64::from(is_cut);
        }
        self.next += 1;
        self.written.n_rows += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Written, WriteError> {
        self.workbook.save_to_writer(&mut self.output).map_err(fault)?;
        self.output.flush()?;
        Ok(self.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_the_serials_of_spreadsheets() {
        let check = |at: DateTime, expected: f64| assert_eq!(serial(at), expected);
        check(date(2021, 1, 1).at(0, 0, 0, 0), 44197.0);
        check(date(2021, 1, 1).at(18, 0, 0, 0), 44197.75);
        check(date(1900, 1, 1).at(0, 0, 0, 0), 1.0);
        check(date(1900, 3, 1).at(0, 0, 0, 0), 61.0);
    }

    #[test]
    fn titles_are_made_fit_for_sheets() {
        assert_eq!(sheet_title("Клиенты: [все]/2025?"), "Клиенты все2025");
        assert_eq!(sheet_title("???"), "Sheet1");
    }
}

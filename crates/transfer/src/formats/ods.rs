//! OpenDocument workbooks (ODS), streamed out of their one content part.

use quick_xml::events::BytesStart;

use super::faults::{CellFault, FileFault};
use super::limits::COLUMNS;
use super::settings::{Settings, Table};
use super::sheets::{Book, open_sheet, settle_sheet};
use super::source::{Meter, Source};
use super::xlsx::push_iso;
use super::xml::{Node, Xml, attribute};
use super::zipped::{Archive, PartReader, is_zip};
use super::{Format, Opened, Rows};
use crate::cells::{Row, Value};

/// The format of ODS workbooks.
pub struct Ods;

/// Cells of a sheet that may stand for another one written once, before it is an attack.
const MOST_REPEATED: u64 = 30_000_000;

const MEDIA_TYPE: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

struct OpenDocument<'a> {
    source: &'a Source,
    archive: Archive,
    sheets: Vec<Table>,
}

impl<'a> OpenDocument<'a> {
    fn open(source: &'a Source) -> Result<OpenDocument<'a>, FileFault> {
        let archive = Archive::open(source)?;
        refuse_encrypted(source, &archive)?;
        let mut sheets = Vec::new();
        let mut stream = content(source, &archive, &Meter::default())?;
        let mut depth = 0_u32;
        while stream.step(&mut |node| {
            match node {
                Node::Open(tag) if tag.local_name().as_ref() == "table" => {
                    depth += 1;
                    if depth == 1 {
                        let name = attribute(tag, "name").unwrap_or_default();
                        sheets.push(Table { name, n_rows: None, is_hidden: false });
                    }
                }
                Node::Close("table") => depth = depth.saturating_sub(1),
                _ => {}
            }
            Ok(())
        })? {}
        Ok(OpenDocument { source, archive, sheets })
    }
}

fn content(source: &Source, archive: &Archive, meter: &Meter) -> Result<Xml<PartReader>, FileFault> {
    Ok(Xml::new(archive.part(source, "content.xml", u64::MAX, meter)?))
}

fn refuse_encrypted(source: &Source, archive: &Archive) -> Result<(), FileFault> {
    if !archive.has("META-INF/manifest.xml") {
        return Ok(());
    }
    let mut stream =
        Xml::new(archive.part(source, "META-INF/manifest.xml", 16 << 20, &Meter::default())?);
    while stream.step(&mut |node| match node {
        Node::Open(tag) if tag.local_name().as_ref() == "encryption-data" => Err(FileFault::Password),
        _ => Ok(()),
    })? {}
    Ok(())
}

impl Book for OpenDocument<'_> {
    fn sheets(&self) -> Vec<Table> {
        self.sheets.clone()
    }

    fn rows(&self, at: usize, meter: &Meter) -> Result<Box<dyn Rows>, FileFault> {
        let stream = content(self.source, &self.archive, meter)?;
        Ok(Box::new(TableRows { stream, state: State { wanted: at + 1, ..State::default() }, repeats: 0 }))
    }
}

/// The rows of one table.
struct TableRows {
    stream: Xml<PartReader>,
    state: State,
    /// How often the row that was just given is still to be given.
    repeats: u64,
}

#[derive(Default)]
struct State {
    wanted: usize,
    n_tables: usize,
    depth: u32,
    number: u64,
    row_repeats: u64,
    cell: Option<OpenCell>,
    is_note: bool,
    is_done: bool,
    is_over: bool,
    blanks: usize,
    n_repeated: u64,
}

#[derive(Default)]
struct OpenCell {
    kind: String,
    value: Option<String>,
    repeats: usize,
    text: String,
    n_paragraphs: usize,
    is_error: bool,
}

impl Rows for TableRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        if self.repeats > 0 {
            self.repeats -= 1;
            row.number += 1;
            return Ok(true);
        }
        row.clear();
        while !self.state.is_over {
            let state = &mut self.state;
            if !self.stream.step(&mut |node| {
                state.see(node, row);
                Ok(())
            })? {
                return Err(FileFault::Truncated);
            }
            if std::mem::take(&mut self.state.is_done) {
                let first = self.state.number + 1;
                self.state.number = self.state.number.saturating_add(self.state.row_repeats);
                if !row.is_blank() {
                    row.number = first;
                    self.repeats = self.state.row_repeats.min(1 << 20) - 1;
                    self.state.n_repeated += self.repeats * row.len() as u64;
                    if self.state.n_repeated > MOST_REPEATED {
                        return Err(FileFault::Bomb);
                    }
                    return Ok(true);
                }
                row.clear();
            }
        }
        Ok(false)
    }
}

impl State {
    fn see(&mut self, node: Node<'_>, row: &mut Row) {
        let is_inside = self.n_tables == self.wanted && self.depth == 1;
        match node {
            Node::Open(tag) => match tag.local_name().as_ref() {
                "table" => {
                    self.depth += 1;
                    self.n_tables += usize::from(self.depth == 1);
                }
                "table-row" if is_inside => {
                    self.row_repeats = count(tag, "number-rows-repeated").max(1);
                    self.blanks = 0;
                }
                "table-cell" | "covered-table-cell" if is_inside => self.cell = Some(open_cell(tag)),
                "annotation" => self.is_note = true,
                name => self.see_inside_cell(name, tag),
            },
            Node::Text(text) if !self.is_note => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.n_paragraphs > 0) {
                    cell.text.push_str(text);
                }
            }
            Node::Text(_) => {}
            Node::Close(name) => match name {
                "table" => {
                    self.is_over = is_inside;
                    self.depth = self.depth.saturating_sub(1);
                }
                "annotation" => self.is_note = false,
                "table-cell" | "covered-table-cell" if is_inside => {
                    if let Some(cell) = self.cell.take() {
                        self.close_cell(cell, row);
                    }
                }
                "table-row" if is_inside => self.is_done = true,
                _ => {}
            },
        }
    }

    fn see_inside_cell(&mut self, name: &str, tag: &BytesStart<'_>) {
        let Some(cell) = self.cell.as_mut().filter(|_| !self.is_note) else { return };
        match name {
            "p" => {
                if cell.n_paragraphs > 0 {
                    cell.text.push('\n');
                }
                cell.n_paragraphs += 1;
            }
            "s" => {
                let n = count(tag, "c").clamp(1, 1000);
                cell.text.extend((0..n).map(|_| ' '));
            }
            "tab" => cell.text.push('\t'),
            "line-break" => cell.text.push('\n'),
            _ => {}
        }
    }

    fn close_cell(&mut self, cell: OpenCell, row: &mut Row) {
        if cell.kind.is_empty() && cell.text.is_empty() {
            self.blanks = self.blanks.saturating_add(cell.repeats);
            return;
        }
        let n = cell.repeats.min(COLUMNS.saturating_sub(row.len() + self.blanks.min(COLUMNS)));
        if n > 0 {
            row.pad(row.len() + self.blanks);
        }
        self.blanks = 0;
        // A long text repeated over thousands of columns would be an attack on memory.
        let n = if cell.text.len() > 4096 { n.min(16) } else { n };
        self.n_repeated += n.saturating_sub(1) as u64;
        (0..n).for_each(|_| push_cell(row, &cell));
    }
}

fn open_cell(tag: &BytesStart<'_>) -> OpenCell {
    let mut cell = OpenCell { repeats: 1, ..OpenCell::default() };
    for attribute in tag.attributes().with_checks(false).flatten() {
        let name: &str = attribute.key.as_ref();
        match (name, attribute.key.local_name().as_ref()) {
            ("calcext:value-type", _) => cell.is_error = attribute.value == "error",
            (_, "value-type") => cell.kind = attribute.value.to_string(),
            (_, "value" | "date-value" | "time-value" | "boolean-value") => {
                cell.value = Some(attribute.value.to_string());
            }
            (_, "string-value") => cell.text = attribute.value.to_string(),
            (_, "number-columns-repeated") => {
                cell.repeats = attribute.value.parse::<usize>().unwrap_or(1).clamp(1, COLUMNS);
            }
            _ => {}
        }
    }
    cell
}

fn push_cell(row: &mut Row, cell: &OpenCell) {
    let value = cell.value.as_deref().unwrap_or_default();
    if cell.is_error || (cell.kind == "float" && cell.text.starts_with('#')) {
        return row.push(Value::Error(CellFault::Formula), &cell.text);
    }
    match cell.kind.as_str() {
        "float" | "currency" | "percentage" => match value.parse::<f64>() {
            Ok(number) if number.is_finite() => row.push_number(number),
            _ => row.push_text(&cell.text),
        },
        "date" => push_iso(row, value),
        "time" => push_span(row, value, &cell.text),
        "boolean" => row.push_bool(value == "true"),
        _ => row.push_text(&cell.text),
    }
}

/// A time of day or a longer span, written as `PT12H30M05S`.
fn push_span(row: &mut Row, value: &str, shown: &str) {
    let span = value.parse::<jiff::Span>().ok();
    let time = span.and_then(|span| jiff::civil::Time::midnight().checked_add(span).ok());
    match time {
        Some(time) => row.push(Value::Time(time), &time.to_string()),
        None => row.push_text(if shown.is_empty() { value } else { shown }),
    }
}

fn count(tag: &BytesStart<'_>, name: &str) -> u64 {
    attribute(tag, name).and_then(|text| text.parse().ok()).unwrap_or(1)
}

impl Format for Ods {
    fn slug(&self) -> &'static str {
        "ods"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["ods", "ots"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        if !is_zip(head) {
            return 0.0;
        }
        if head.windows(MEDIA_TYPE.len()).take(256).any(|window| window == MEDIA_TYPE) {
            return 1.0;
        }
        let is_named = self.endings().contains(&source.ending().as_str());
        match Archive::open(source) {
            Ok(archive) if archive.has("content.xml") => 0.6,
            Err(_) if is_named => 0.5,
            _ => 0.0,
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        if settings.table.is_none() || settings.header_row.is_none() {
            settle_sheet(&OpenDocument::open(source)?, settings)?;
        }
        Ok(None)
    }

    fn tables(&self, source: &Source) -> Result<Vec<Table>, FileFault> {
        Ok(OpenDocument::open(source)?.sheets())
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        open_sheet(&OpenDocument::open(source)?, settings, meter)
    }
}

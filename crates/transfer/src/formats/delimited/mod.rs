//! Delimited text: CSV, TSV and their kin with any separator, quoting and encoding.

mod dialect;
mod parse;
mod reading;

use std::io::Read;

use super::faults::FileFault;
use super::header::{LOOKED_AT, column_names, find_header};
use super::settings::Settings;
use super::source::{Meter, Source};
use super::{Format, Opened, Rows, Warning};
use crate::cells::Row;
use crate::text::{encoding_named, guess_encoding};
use crate::text_decoding::Utf8Reader;
use dialect::{Chosen, declared_separator, find_dialect};
pub(crate) use parse::{Dialect, is_risky};
use reading::TextRows;

const SAMPLE_BYTES: usize = 256 << 10;

/// The format of delimited text.
pub struct Delimited;

impl Format for Delimited {
    fn slug(&self) -> &'static str {
        "delimited"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv", "txt", "tab"]
    }

    fn sniff(&self, head: &[u8], _source: &Source) -> f64 {
        if is_text(head) { 0.3 } else { 0.0 }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        let surety = settle_encoding(source, settings)?;
        let sample = sample(source, settings)?;
        let is_whole = sample.len() < SAMPLE_BYTES;
        let byte = |c: Option<char>| c.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii);
        let chosen = Chosen {
            separator: byte(settings.separator),
            quote: settings.quote.as_ref().map(|quote| byte(quote.chars().next())),
            escape: byte(settings.escape),
        };
        let dialect = find_dialect(&sample, is_whole, chosen);
        settings.separator = Some(char::from(dialect.separator));
        settings.quote = Some(dialect.quote.map(char::from).map(String::from).unwrap_or_default());
        settings.escape = dialect.escape.map(char::from);
        if settings.header_row.is_none() {
            let rows = first_rows(&sample, dialect);
            settings.header_row =
                Some(find_header(&rows).and_then(|at| rows.get(at)).map_or(0, |row| row.number));
        }
        Ok(surety)
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        let name = settings.encoding.as_deref().unwrap_or("UTF-8");
        let encoding = encoding_named(name).ok_or_else(|| FileFault::UnknownEncoding(name.to_owned()))?;
        let text = Utf8Reader::new(source.open(meter)?, encoding);
        let mut rows = TextRows::new(text, dialect_of(settings));
        if encoding != encoding_rs::UTF_8 {
            rows.mark_replaced();
        }
        let header = settings.header_row.unwrap_or(0);
        let (mut first, fault) = read_ahead(&mut rows, header)?;
        let is_declaration =
            |row: &Row| row.number == 1 && row.len() <= 2 && row.cell(0).text.starts_with("sep=");
        first.retain(|row| !is_declaration(row));
        let has_heading = header > 0 && first.first().is_some_and(|row| row.number == header);
        let heading = has_heading.then(|| first.remove(0));
        let width = first.iter().filter(|row| row.fault().is_none()).map(Row::len).max().unwrap_or(0);
        let columns = column_names(heading.as_ref(), if heading.is_some() { 0 } else { width });
        rows.expect_width(columns.len());
        first.reverse();
        Ok(Opened {
            columns,
            rows: Box::new(Replayed { first, fault, rows }),
            warnings: Vec::<Warning>::new(),
        })
    }
}

/// Rows that were read ahead to find the heading, then the rest.
pub(crate) struct Replayed<T> {
    /// Rows read ahead, the next one last.
    pub(crate) first: Vec<Row>,
    /// What was met when reading ahead; told after the rows before it.
    pub(crate) fault: Option<FileFault>,
    /// The rest.
    pub(crate) rows: T,
}

impl<T: Rows> Rows for Replayed<T> {
    fn next(&mut self, row: &mut Row) -> Result<bool, FileFault> {
        if let Some(ahead) = self.first.pop() {
            *row = ahead;
            return Ok(true);
        }
        match self.fault.take() {
            Some(fault) => Err(fault),
            None => self.rows.next(row),
        }
    }
}

/// Reads ahead from the row `from` on, as far as a heading is sought; a fault behind some rows is kept for later.
pub(crate) fn read_ahead(
    rows: &mut dyn Rows,
    from: u64,
) -> Result<(Vec<Row>, Option<FileFault>), FileFault> {
    let (mut row, mut first) = (Row::new(), Vec::new());
    while first.len() < LOOKED_AT {
        match rows.next(&mut row) {
            Ok(true) if row.number >= from => first.push(row.clone()),
            Ok(true) => {}
            Ok(false) => break,
            Err(fault) if first.is_empty() => return Err(fault),
            Err(fault) => return Ok((first, Some(fault))),
        }
    }
    Ok((first, None))
}

/// Settles the encoding of a text file from its content, if none is chosen.
pub(crate) fn settle_encoding(source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
    if let Some(name) = &settings.encoding {
        let known = encoding_named(name).ok_or_else(|| FileFault::UnknownEncoding(name.clone()))?;
        settings.encoding = Some(known.name().to_owned());
        return Ok(None);
    }
    let mut pieces = vec![source.head(SAMPLE_BYTES)?];
    pieces.extend(source.pieces(8, 64 << 10)?);
    let guess = guess_encoding(&pieces);
    settings.encoding = Some(guess.encoding.name().to_owned());
    Ok(Some(guess.confidence))
}

fn sample(source: &Source, settings: &Settings) -> Result<Vec<u8>, FileFault> {
    let name = settings.encoding.as_deref().unwrap_or("UTF-8");
    let encoding = encoding_named(name).ok_or_else(|| FileFault::UnknownEncoding(name.to_owned()))?;
    let mut sample = Vec::new();
    Utf8Reader::new(source.open(&Meter::default())?, encoding)
        .take(SAMPLE_BYTES as u64)
        .read_to_end(&mut sample)?;
    Ok(sample)
}

fn first_rows(sample: &[u8], dialect: Dialect) -> Vec<Row> {
    let mut reader = TextRows::new(sample, dialect);
    let (mut row, mut rows) = (Row::new(), Vec::new());
    let declared = declared_separator(sample).is_some();
    while rows.len() < LOOKED_AT && matches!(reader.next(&mut row), Ok(true)) {
        if !(declared && row.number == 1) {
            rows.push(row.clone());
        }
    }
    rows
}

fn dialect_of(settings: &Settings) -> Dialect {
    let byte = |c: Option<char>| c.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii);
    Dialect {
        separator: byte(settings.separator).unwrap_or(b','),
        quote: byte(settings.quote.as_ref().and_then(|quote| quote.chars().next())),
        escape: byte(settings.escape),
    }
}

/// Beginnings of files that have no control characters and yet are no tables.
const MARKED_UP: [&[u8]; 8] =
    [b"%PDF", b"%!PS", b"{\\rtf", b"<!doctype", b"<html", b"<table", b"<?xml", b"<svg"];

/// Whether bytes may be text of any encoding: hardly any control characters, or UTF-16; text in the markup of
/// another kind of file is none.
pub(crate) fn is_text(head: &[u8]) -> bool {
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let odd =
        head.iter().filter(|b| **b < 32 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0c | 0x1a)).count();
    if odd * 200 <= head.len() {
        return !is_marked_up(head);
    }
    let guess = guess_encoding(&[head.to_vec()]);
    let is_wide = guess.encoding == encoding_rs::UTF_16LE || guess.encoding == encoding_rs::UTF_16BE;
    is_wide && is_text_wide(head, guess.encoding)
}

fn is_marked_up(head: &[u8]) -> bool {
    let text = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head).trim_ascii_start();
    MARKED_UP
        .iter()
        .any(|mark| text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
}

fn is_text_wide(head: &[u8], encoding: &'static encoding_rs::Encoding) -> bool {
    let text = encoding.decode_without_bom_handling(head).0;
    let odd = text.chars().filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')).count();
    odd * 100 <= text.chars().count()
}

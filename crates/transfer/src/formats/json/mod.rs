//! JSON: an array of objects, or one object a line (NDJSON); nested objects become dotted columns.

mod flatten;
mod split;

use std::io::Read;

use super::delimited::{is_text, settle_encoding};
use super::faults::{FileFault, RowFault};
use super::settings::Settings;
use super::source::{Meter, Source};
use super::sparse::{Record, Records, lay_out};
use super::{Format, Opened};
use crate::text::encoding_named;
use crate::text_decoding::Utf8Reader;
use flatten::flatten;
use split::{Piece, Splitter};

/// The format of one JSON array or object.
pub struct Json;

/// The format of one JSON object a line.
pub struct NdJson;

struct JsonRecords<R> {
    splitter: Splitter<R>,
    piece: Vec<u8>,
    number: u64,
}

impl<R: Read + Send> Records for JsonRecords<R> {
    fn next(&mut self, record: &mut Record) -> Result<bool, FileFault> {
        loop {
            let piece = self.splitter.next(&mut self.piece)?;
            if matches!(piece, Piece::End) {
                return Ok(false);
            }
            self.number += 1;
            if self.piece.iter().all(u8::is_ascii_whitespace) && matches!(piece, Piece::Whole) {
                continue;
            }
            record.number = self.number;
            record.fault = match piece {
                Piece::TooLong => Some(RowFault::TooLong),
                Piece::Cut => Some(RowFault::BadJson("EOF".to_owned())),
                _ => flatten(&self.piece, record).err().map(RowFault::BadJson),
            }
            .map(|fault| (fault, self.raw()));
            return Ok(true);
        }
    }
}

impl<R> JsonRecords<R> {
    fn raw(&self) -> String {
        let n = self.piece.len().min(64 << 10);
        String::from_utf8_lossy(self.piece.get(..n).unwrap_or(&[])).into_owned()
    }
}

fn records(
    source: &Source,
    settings: &Settings,
    meter: &Meter,
    is_lines: bool,
) -> Result<Box<dyn Records>, FileFault> {
    let name = settings.encoding.as_deref().unwrap_or("UTF-8");
    let encoding = encoding_named(name).ok_or_else(|| FileFault::UnknownEncoding(name.to_owned()))?;
    let text = Utf8Reader::new(source.open(meter)?, encoding);
    let splitter = Splitter::new(text, is_lines);
    Ok(Box::new(JsonRecords { splitter, piece: Vec::new(), number: 0 }))
}

fn open(source: &Source, settings: &Settings, meter: &Meter, is_lines: bool) -> Result<Opened, FileFault> {
    let first = records(source, settings, &Meter::default(), is_lines)?;
    lay_out(first, records(source, settings, meter, is_lines)?, &[])
}

/// The beginning of a text without blanks, if it is text at all.
fn beginning(head: &[u8]) -> Option<&[u8]> {
    let head = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head);
    let head = head.trim_ascii_start();
    (matches!(head, [b'{' | b'[', ..]) && is_text(head)).then_some(head)
}

/// Whether the first line is an object by itself and something like it follows.
fn is_lines(head: &[u8]) -> bool {
    let mut lines = head.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
    let is_object = |line: &[u8]| flatten(line.trim_ascii(), &mut Record::default()).is_ok();
    let first = lines.next().is_some_and(is_object);
    first && lines.next().is_some_and(|line| line.trim_ascii_start().starts_with(b"{"))
}

impl Format for Json {
    fn slug(&self) -> &'static str {
        "json"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        let Some(head) = beginning(head) else { return 0.0 };
        let second = head.get(1..).map(<[u8]>::trim_ascii_start).and_then(|rest| rest.first().copied());
        let is_likely = match head.first() {
            Some(b'[') => matches!(second, Some(b'{' | b']')),
            _ => matches!(second, Some(b'"' | b'}')),
        };
        match (is_likely, source.ending() == "json") {
            (true, true) => 0.9,
            (true, false) => 0.7,
            (false, true) => 0.4,
            (false, false) => 0.0,
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        settle_encoding(source, settings)
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        open(source, settings, meter, false)
    }
}

impl Format for NdJson {
    fn slug(&self) -> &'static str {
        "ndjson"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["ndjson", "jsonl"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        let is_named = self.endings().contains(&source.ending().as_str());
        match beginning(head) {
            Some(head) if is_lines(head) => 0.95,
            Some([b'{', ..]) if is_named => 0.92,
            _ => 0.0,
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        settle_encoding(source, settings)
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        open(source, settings, meter, true)
    }
}

//! Contact cards: vCard 2.1, 3.0 and 4.0 as telephones, mail programs and address books write them.

mod card;
mod property;

use std::io::{BufRead, BufReader, Read};

use encoding_rs::{Encoding, UTF_8};

use super::delimited::settle_encoding;
use super::faults::{FileFault, RowFault};
use super::limits::ROW_BYTES;
use super::settings::Settings;
use super::source::{Meter, Source};
use super::sparse::{Record, Records, lay_out};
use super::{Format, Opened};
use crate::text::encoding_named;
use crate::text_decoding::Utf8Reader;
use card::{USUAL, lay_out_card};
use property::{Property, is_base64, is_quoted_printable, parse_property};

/// The format of vCard files.
pub struct VCard;

struct Cards<R> {
    input: BufReader<R>,
    encoding: &'static Encoding,
    ahead: Vec<u8>,
    has_ahead: bool,
    number: u64,
}

enum Line {
    End,
    Whole,
    TooLong,
}

impl<R: Read> Cards<R> {
    fn new(input: R, encoding: &'static Encoding) -> Cards<R> {
        let input = BufReader::with_capacity(64 << 10, input);
        Cards { input, encoding, ahead: Vec::new(), has_ahead: false, number: 0 }
    }

    /// One line as it lies in the file, without its end.
    fn physical(&mut self, line: &mut Vec<u8>) -> Result<Line, FileFault> {
        line.clear();
        if std::mem::take(&mut self.has_ahead) {
            std::mem::swap(line, &mut self.ahead);
            return Ok(Line::Whole);
        }
        let (mut is_long, mut has_any) = (false, false);
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(if has_any { end_of(line, is_long) } else { Line::End });
            }
            has_any = true;
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(&[]);
            is_long |= line.len() + part.len() > ROW_BYTES;
            if !is_long {
                line.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                return Ok(end_of(line, is_long));
            }
        }
    }

    /// One property: a line with the folded lines that continue it.
    fn logical(&mut self, line: &mut Vec<u8>) -> Result<Line, FileFault> {
        let first = self.physical(line)?;
        if !matches!(first, Line::Whole) {
            return Ok(first);
        }
        let is_printable = is_quoted_printable(line);
        let is_binary = is_base64(line);
        let mut next = Vec::new();
        loop {
            match self.physical(&mut next)? {
                Line::End => return Ok(Line::Whole),
                Line::TooLong => return Ok(Line::TooLong),
                Line::Whole => {}
            }
            let is_joined = is_printable && line.last() == Some(&b'=');
            let is_folded = matches!(next.first(), Some(b' ' | b'\t'));
            if is_joined {
                line.pop();
                line.extend_from_slice(&next);
            } else if is_folded || (is_binary && !next.is_empty() && !next.contains(&b':')) {
                line.extend_from_slice(next.get(usize::from(is_folded)..).unwrap_or(&[]));
            } else {
                self.ahead = next;
                self.has_ahead = true;
                return Ok(Line::Whole);
            }
            if line.len() > ROW_BYTES {
                return Ok(Line::TooLong);
            }
        }
    }
}

fn end_of(line: &mut Vec<u8>, is_long: bool) -> Line {
    while line.last() == Some(&b'\r') {
        line.pop();
    }
    if is_long { Line::TooLong } else { Line::Whole }
}

/// What is known of the card being read.
#[derive(Default)]
struct Draft {
    properties: Vec<Property>,
    raw: Vec<u8>,
    bytes: usize,
    depth: u32,
    is_too_long: bool,
}

impl Draft {
    fn keep(&mut self, line: &[u8]) {
        self.bytes += line.len();
        if self.raw.len() < (64 << 10) {
            self.raw.extend_from_slice(line);
            self.raw.push(b'\n');
        }
    }

    fn fault(&self, fault: RowFault) -> Option<(RowFault, String)> {
        Some((fault, String::from_utf8_lossy(&self.raw).into_owned()))
    }
}

impl<R: Read + Send> Records for Cards<R> {
    fn next(&mut self, record: &mut Record) -> Result<bool, FileFault> {
        let (mut line, mut draft) = (Vec::new(), Draft::default());
        loop {
            let state = self.logical(&mut line)?;
            if matches!(state, Line::End) {
                if draft.bytes == 0 {
                    return Ok(false);
                }
                record.fault = draft.fault(RowFault::BrokenCard);
                break;
            }
            if draft.depth == 0 && line.trim_ascii().is_empty() {
                continue;
            }
            draft.keep(&line);
            draft.is_too_long |= matches!(state, Line::TooLong) || draft.bytes > ROW_BYTES;
            if draft.is_too_long {
                draft.properties.clear();
            }
            if take_line(&line, self.encoding, &mut draft) {
                if draft.is_too_long {
                    record.fault = draft.fault(RowFault::TooLong);
                } else {
                    lay_out_card(&draft.properties, record);
                }
                break;
            }
        }
        self.number += 1;
        record.number = self.number;
        Ok(true)
    }
}

/// Takes one line into the draft; `true` when it ends the card.
fn take_line(line: &[u8], encoding: &'static Encoding, draft: &mut Draft) -> bool {
    let marks = |mark: &[u8]| line.trim_ascii().eq_ignore_ascii_case(mark);
    if marks(b"BEGIN:VCARD") {
        draft.depth += 1;
        return false;
    }
    if marks(b"END:VCARD") {
        draft.depth = draft.depth.saturating_sub(1);
        return draft.depth == 0;
    }
    if draft.depth == 1
        && !draft.is_too_long
        && let Some(property) = parse_property(line, encoding)
    {
        draft.properties.push(property);
    }
    false
}

fn records(source: &Source, settings: &Settings, meter: &Meter) -> Result<Box<dyn Records>, FileFault> {
    let name = settings.encoding.as_deref().unwrap_or("UTF-8");
    let encoding = encoding_named(name).ok_or_else(|| FileFault::UnknownEncoding(name.to_owned()))?;
    let input = source.open(meter)?;
    let is_wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
    Ok(if is_wide || encoding == UTF_8 {
        Box::new(Cards::new(Utf8Reader::new(input, encoding), UTF_8))
    } else {
        Box::new(Cards::new(input, encoding))
    })
}

impl Format for VCard {
    fn slug(&self) -> &'static str {
        "vcard"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["vcf", "vcard"]
    }

    fn sniff(&self, head: &[u8], source: &Source) -> f64 {
        let begins = |text: &[u8]| {
            let text = text.trim_ascii_start();
            text.get(..11).is_some_and(|begin| begin.eq_ignore_ascii_case(b"BEGIN:VCARD"))
        };
        let plain = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head);
        let wide: Vec<u8> =
            head.iter().copied().filter(|b| !matches!(b, 0 | 0xFE | 0xFF)).take(64).collect();
        match (begins(plain) || begins(&wide), source.ending() == "vcf") {
            (true, _) => 1.0,
            (false, true) if plain.windows(6).any(|w| w.eq_ignore_ascii_case(b"BEGIN:")) => 0.6,
            _ => 0.0,
        }
    }

    fn settle(&self, source: &Source, settings: &mut Settings) -> Result<Option<f64>, FileFault> {
        settle_encoding(source, settings)
    }

    fn open(&self, source: &Source, settings: &Settings, meter: &Meter) -> Result<Opened, FileFault> {
        lay_out(records(source, settings, &Meter::default())?, records(source, settings, meter)?, &USUAL)
    }
}

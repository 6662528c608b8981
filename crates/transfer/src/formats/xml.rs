//! Reads XML as a stream of events in bounded memory.

use std::io::{BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::faults::{FileFault, TooMuch};
use super::limits::ROW_BYTES;

/// An XML stream whose single nodes may not grow without end.
pub(crate) struct Xml<R: BufRead> {
    reader: Reader<Metered<R>>,
    since: Arc<AtomicU64>,
    buffer: Vec<u8>,
}

/// One event as it is handed to a reader of XML.
pub(crate) enum Node<'a> {
    /// `<a>`, or the first half of `<a/>`.
    Open(&'a BytesStart<'a>),
    /// `</a>`, or the second half of `<a/>`; with the local name.
    Close(&'a str),
    /// Text between them, entities and all resolved, in pieces.
    Text(&'a str),
}

impl<R: BufRead> Xml<R> {
    /// A reader of UTF-8 XML.
    pub(crate) fn new(inner: R) -> Xml<R> {
        let since = Arc::new(AtomicU64::new(0));
        let mut reader = Reader::from_reader(Metered { inner, since: Arc::clone(&since) });
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = true;
        Xml { reader, since, buffer: Vec::new() }
    }

    /// Reads one event and shows it to `see`; `false` at the end of the stream.
    ///
    /// # Errors
    /// Damaged XML, a node that is too long, or what `see` gives.
    pub(crate) fn step(
        &mut self,
        see: &mut dyn FnMut(Node<'_>) -> Result<(), FileFault>,
    ) -> Result<bool, FileFault> {
        self.buffer.clear();
        self.since.store(0, Ordering::Relaxed);
        match self.reader.read_event_into(&mut self.buffer).map_err(xml_fault)? {
            Event::Start(tag) => see(Node::Open(&tag))?,
            Event::Empty(tag) => {
                see(Node::Open(&tag))?;
                see(Node::Close(tag.local_name().as_ref()))?;
            }
            Event::End(tag) => see(Node::Close(tag.local_name().as_ref()))?,
            Event::Text(text) => see(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => see(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(name) => {
                let letter = name.resolve_char_ref().ok().flatten();
                let named = match name.into_inner().as_ref() {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    "nbsp" => Some('\u{a0}'),
                    _ => letter,
                };
                let mut room = [0; 4];
                see(Node::Text(named.unwrap_or('\u{FFFD}').encode_utf8(&mut room)))?;
            }
            Event::Eof => return Ok(false),
            _ => {}
        }
        Ok(true)
    }
}

/// The value of an attribute by its local name, entities resolved.
pub(crate) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    let raw: &str = &found.value;
    Some(quick_xml::escape::unescape(raw).map_or_else(|_| raw.to_owned(), std::borrow::Cow::into_owned))
}

fn xml_fault(error: quick_xml::Error) -> FileFault {
    match error {
        quick_xml::Error::Io(error) => match error.get_ref() {
            Some(inner) if inner.is::<TooMuch>() => FileFault::Bomb,
            _ => std::io::Error::new(error.kind(), error.to_string()).into(),
        },
        quick_xml::Error::Syntax(_) => FileFault::Truncated,
        other => FileFault::Damaged(other.to_string()),
    }
}

/// Counts bytes since the last event and stops a node without end.
struct Metered<R> {
    inner: R,
    since: Arc<AtomicU64>,
}

impl<R: BufRead> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.inner.read(buffer)
    }
}

impl<R: BufRead> BufRead for Metered<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.since.load(Ordering::Relaxed) > ROW_BYTES as u64 {
            return Err(std::io::Error::other(TooMuch));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, n: usize) {
        self.since.fetch_add(n as u64, Ordering::Relaxed);
        self.inner.consume(n);
    }
}

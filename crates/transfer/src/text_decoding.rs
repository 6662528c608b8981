//! Turns a stream of any encoding into a stream of UTF-8, in small steps.

use std::io::Read;

use encoding_rs::{Decoder, Encoding, UTF_8};

/// Room that a decoder needs to put down any one letter, in bytes.
const LONGEST_LETTER: usize = 16;

/// Reads bytes of one encoding and gives UTF-8; a mark of byte order in front is taken off.
pub struct Utf8Reader<R> {
    inner: R,
    decoder: Option<Decoder>,
    packed: Vec<u8>,
    at: usize,
    is_over: bool,
    is_begun: bool,
    spill: Vec<u8>,
    /// Whether letters were met that the encoding does not know (only of encodings other than UTF-8).
    pub has_replaced: bool,
}

impl<R: Read> Utf8Reader<R> {
    /// A reader of `inner`, whose bytes are in `encoding`; UTF-8 goes through as it is.
    pub fn new(inner: R, encoding: &'static Encoding) -> Utf8Reader<R> {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_with_bom_removal());
        Utf8Reader {
            inner,
            decoder,
            packed: Vec::new(),
            at: 0,
            is_over: false,
            is_begun: false,
            spill: Vec::new(),
            has_replaced: false,
        }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        self.packed.resize(32 << 10, 0);
        let n = self.inner.read(&mut self.packed)?;
        self.packed.truncate(n);
        self.at = 0;
        self.is_over = n == 0;
        Ok(())
    }

    fn decode(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if self.at >= self.packed.len() && !self.is_over {
                self.refill()?;
            }
            let Some(decoder) = &mut self.decoder else { return Ok(0) };
            let input = self.packed.get(self.at..).unwrap_or(&[]);
            let (result, n_read, n_written, replaced) = decoder.decode_to_utf8(input, buffer, self.is_over);
            self.at += n_read;
            self.has_replaced |= replaced;
            let is_finished = self.is_over && result == encoding_rs::CoderResult::InputEmpty;
            if is_finished {
                self.decoder = None;
                self.packed.clear();
            }
            if n_written > 0 || is_finished {
                return Ok(n_written);
            }
        }
    }

    /// Reads UTF-8 through, without the mark in front.
    fn pass(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.is_begun {
            self.is_begun = true;
            let mut mark = Vec::with_capacity(3);
            (&mut self.inner).take(3).read_to_end(&mut mark)?;
            if !mark.is_empty() && mark != [0xEF, 0xBB, 0xBF] {
                self.spill = mark;
                return Ok(self.pour(buffer));
            }
        }
        self.inner.read(buffer)
    }

    /// Gives out what was decoded beyond the room that was asked for.
    fn pour(&mut self, buffer: &mut [u8]) -> usize {
        let n = self.spill.len().min(buffer.len());
        for (to, from) in buffer.iter_mut().zip(self.spill.drain(..n)) {
            *to = from;
        }
        n
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if !self.spill.is_empty() {
            return Ok(self.pour(buffer));
        }
        if buffer.is_empty() || (self.is_over && self.decoder.is_none()) {
            return Ok(0);
        }
        if self.decoder.is_none() {
            return self.pass(buffer);
        }
        if buffer.len() >= LONGEST_LETTER {
            return self.decode(buffer);
        }
        let mut room = [0_u8; LONGEST_LETTER];
        let n = self.decode(&mut room)?;
        self.spill.extend(room.iter().take(n));
        Ok(self.pour(buffer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(encoding: &'static Encoding, bytes: &[u8], expected: &str) {
        let mut text = String::new();
        Utf8Reader::new(bytes, encoding).read_to_string(&mut text).unwrap();
        assert_eq!(text, expected);
    }

    #[test]
    fn marks_in_front_are_taken_off() {
        check(UTF_8, "\u{feff}да".as_bytes(), "да");
        check(UTF_8, "да".as_bytes(), "да");
        check(UTF_8, b"a", "a");
        check(UTF_8, b"", "");
        check(encoding_rs::UTF_16LE, &[0xff, 0xfe, 0x41, 0, 0x10, 0x04], "AА");
        check(encoding_rs::UTF_16BE, &[0, 0x41, 0x04, 0x10], "AА");
        check(encoding_rs::WINDOWS_1251, &[0xC0, 0xE0], "Аа");
    }

    #[test]
    fn long_texts_come_whole() {
        let text = "Алматы, ".repeat(30_000);
        let bytes = encoding_rs::KOI8_R.encode(&text).0;
        check(encoding_rs::KOI8_R, &bytes, &text);
    }
}

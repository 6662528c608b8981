//! Cuts a stream of JSON into its records without holding more than one of them.

use std::io::{BufRead, BufReader, Read};

use crate::formats::faults::FileFault;
use crate::formats::limits::ROW_BYTES;

/// One record as it stands in the file.
pub(crate) enum Piece {
    /// The end of the file.
    End,
    /// A record is in the buffer.
    Whole,
    /// A record longer than the limit; its beginning is in the buffer.
    TooLong,
    /// The file ended inside the record in the buffer.
    Cut,
}

/// Lines of NDJSON, elements of one JSON array, or objects one after another.
pub(crate) struct Splitter<R> {
    input: BufReader<R>,
    is_lines: bool,
    is_begun: bool,
    is_single: bool,
    is_over: bool,
}

impl<R: Read> Splitter<R> {
    pub(crate) fn new(input: R, is_lines: bool) -> Splitter<R> {
        let input = BufReader::with_capacity(64 << 10, input);
        Splitter { input, is_lines, is_begun: false, is_single: false, is_over: false }
    }

    /// Reads the next record into the buffer.
    pub(crate) fn next(&mut self, record: &mut Vec<u8>) -> Result<Piece, FileFault> {
        record.clear();
        if self.is_lines {
            return self.line(record);
        }
        if !self.is_begun {
            self.is_begun = true;
            self.begin()?;
        }
        if self.is_over { Ok(Piece::End) } else { self.element(record) }
    }

    fn line(&mut self, record: &mut Vec<u8>) -> Result<Piece, FileFault> {
        let mut is_long = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(if record.is_empty() { Piece::End } else { whole(is_long) });
            }
            let end = chunk.iter().position(|byte| *byte == b'\n');
            let part = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or(&[]);
            is_long |= record.len() + part.len() > ROW_BYTES;
            if !is_long {
                record.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                return Ok(whole(is_long));
            }
        }
    }

    /// Goes to the first record: into the array at the top, if there is one.
    fn begin(&mut self) -> Result<(), FileFault> {
        self.skip_blanks()?;
        match self.peek()? {
            Some(b'[') => self.input.consume(1),
            _ => self.is_single = true,
        }
        Ok(())
    }

    fn element(&mut self, record: &mut Vec<u8>) -> Result<Piece, FileFault> {
        self.skip_blanks()?;
        while self.peek()? == Some(b',') {
            self.input.consume(1);
            self.skip_blanks()?;
        }
        match self.peek()? {
            None if self.is_single => Ok(Piece::End),
            None => {
                self.is_over = true;
                Err(FileFault::Truncated)
            }
            Some(b']') if !self.is_single => {
                self.is_over = true;
                Ok(Piece::End)
            }
            Some(_) => self.value(record),
        }
    }

    /// Takes one value: up to where its brackets close, or for a bare word up to a comma or bracket.
    fn value(&mut self, record: &mut Vec<u8>) -> Result<Piece, FileFault> {
        let mut state = Nesting::default();
        let mut is_long = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                self.is_over = true;
                return Ok(Piece::Cut);
            }
            let (used, is_end) = state.pass(chunk);
            // A bracket that closes nothing is a record of its own, so that reading goes on behind it.
            let used = if used == 0 && record.is_empty() { 1 } else { used };
            is_long |= record.len() + used > ROW_BYTES;
            if !is_long {
                record.extend_from_slice(chunk.get(..used).unwrap_or(&[]));
            }
            self.input.consume(used);
            if is_end {
                return Ok(whole(is_long));
            }
        }
    }

    fn skip_blanks(&mut self) -> Result<(), FileFault> {
        loop {
            let chunk = self.input.fill_buf()?;
            let n = chunk.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
            let is_all = n == chunk.len() && n > 0;
            self.input.consume(n);
            if !is_all {
                return Ok(());
            }
        }
    }

    fn peek(&mut self) -> Result<Option<u8>, FileFault> {
        Ok(self.input.fill_buf()?.first().copied())
    }
}

fn whole(is_long: bool) -> Piece {
    if is_long { Piece::TooLong } else { Piece::Whole }
}

/// Depth of brackets outside of strings.
#[derive(Default)]
struct Nesting {
    depth: u64,
    is_string: bool,
    is_escaped: bool,
}

impl Nesting {
    /// Goes through a chunk; gives how many bytes belong to the value and whether it ends there.
    fn pass(&mut self, chunk: &[u8]) -> (usize, bool) {
        for (at, byte) in chunk.iter().enumerate() {
            if self.is_string {
                match byte {
                    _ if self.is_escaped => self.is_escaped = false,
                    b'\\' => self.is_escaped = true,
                    b'"' => {
                        self.is_string = false;
                        if self.depth == 0 {
                            return (at + 1, true);
                        }
                    }
                    _ => {}
                }
                continue;
            }
            match byte {
                b'"' => self.is_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth == 0 => return (at, true),
                b'}' | b']' => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return (at + 1, true);
                    }
                }
                b',' if self.depth == 0 => return (at, true),
                _ => {}
            }
        }
        (chunk.len(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, is_lines: bool, expected: &[&str]) {
        let mut splitter = Splitter::new(text.as_bytes(), is_lines);
        let (mut record, mut found) = (Vec::new(), Vec::new());
        while matches!(splitter.next(&mut record), Ok(Piece::Whole)) {
            found.push(String::from_utf8(record.clone()).unwrap());
        }
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn records_are_cut_where_they_end() {
        check("{\"a\":1}\n{\"a\":2}", true, &["{\"a\":1}", "{\"a\":2}"]);
        check("[{\"a\":\"}]\\\"\"} , {\"b\":[1,2]}]", false, &["{\"a\":\"}]\\\"\"}", "{\"b\":[1,2]}"]);
        check("[1, \"x\"]", false, &["1", "\"x\""]);
        check("{\"a\":1}", false, &["{\"a\":1}"]);
        check("[]", false, &[]);
        check("}{}", false, &["}", "{}"]);
        check("[1}", false, &["1", "}"]);
    }
}

//! A file in blocks of whole records.

use std::io::Read;

use super::fields::Cutter;

/// About so much text is parsed at a time: it stays in the caches of a core.
const SIZE: usize = 1 << 20;
/// A record longer than this is a quote that was never closed.
const LONGEST: usize = 64 << 20;

/// The rest of a file.
pub(super) struct Blocks {
    reader: Box<dyn Read + Send>,
    cutter: Cutter,
    carried: Vec<u8>,
    is_done: bool,
    /// Blocks that were parsed, to be filled again: fresh memory is slow to come by.
    spent: Vec<Vec<u8>>,
}

impl Blocks {
    /// Blocks of what `reader` gives, which begins at a record.
    pub fn new(reader: Box<dyn Read + Send>, separator: u8) -> Self {
        Self {
            reader,
            cutter: Cutter { separator, fields: 1 },
            carried: Vec::new(),
            is_done: false,
            spent: Vec::new(),
        }
    }

    /// Takes back a block that is no longer needed.
    pub fn give_back(&mut self, block: Vec<u8>) {
        self.spent.push(block);
    }

    /// The next block; `None` at the end.
    pub fn next(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        if self.is_done {
            return Ok(None);
        }
        let mut block = self.spent.pop().unwrap_or_default();
        block.clear();
        block.reserve(SIZE + self.carried.len() + 1);
        block.append(&mut self.carried);
        loop {
            let read = self.reader.by_ref().take(SIZE as u64).read_to_end(&mut block)?;
            if read == 0 || block.len() > LONGEST {
                self.is_done = true;
                return Ok(Some(block).filter(|block| !block.is_empty()));
            }
            let whole = self.cutter.whole_records(&block);
            if whole > 0 {
                self.carried.extend(block.drain(whole..));
                return Ok(Some(block));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn blocks_put_together_are_the_file_and_end_at_records() {
        let text: String = (0..200_000).map(|i| format!("{i},\"some\ntext {i}\",x\n")).collect();
        let mut blocks = Blocks::new(Box::new(Cursor::new(text.clone().into_bytes())), b',');
        let mut all = Vec::new();
        let mut n = 0;
        while let Some(block) = blocks.next().unwrap() {
            assert!(block.ends_with(b",x\n"));
            all.extend(block);
            n += 1;
        }
        assert!(n > 3);
        assert_eq!(all, text.into_bytes());
    }
}

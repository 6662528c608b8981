//! From whoever writes a file to whoever reads it, so that a store takes it in as it is written, in flat memory.

use std::io::{ErrorKind, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Pieces that may wait to be read.
const WAITING: usize = 4;
/// The size of a piece, in bytes.
const PIECE: usize = 1 << 16;

/// A pipe: what is written into one end comes out of the other. The file ends well only when [`End::well`] says so; a pipe
/// whose writers have merely gone breaks, so that half a file is never taken for a whole one.
pub(super) fn pipe() -> (Writing, Reading, End) {
    let (sender, receiver) = sync_channel(WAITING);
    let writing = Writing { sender: sender.clone(), buffer: Vec::with_capacity(PIECE) };
    (writing, Reading { receiver, piece: Vec::new(), at: 0, is_over: false }, End(sender))
}

/// Where a file is written to.
pub(super) struct Writing {
    sender: SyncSender<Option<Vec<u8>>>,
    buffer: Vec<u8>,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.buffer, Vec::with_capacity(PIECE));
        self.sender.send(Some(piece)).map_err(|_| ErrorKind::BrokenPipe.into())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        // Whoever reads has gone away when this fails, and says why.
        let _gone = self.flush();
    }
}

/// Where it is read.
pub(super) struct Reading {
    receiver: Receiver<Option<Vec<u8>>>,
    piece: Vec<u8>,
    at: usize,
    is_over: bool,
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.piece.len() && !self.is_over {
            match self.receiver.recv() {
                Ok(Some(piece)) => (self.piece, self.at) = (piece, 0),
                Ok(None) => self.is_over = true,
                Err(_) => return Err(ErrorKind::BrokenPipe.into()),
            }
        }
        let left = self.piece.get(self.at..).unwrap_or_default();
        let n = left.len().min(into.len());
        if let (Some(to), Some(from)) = (into.get_mut(..n), left.get(..n)) {
            to.copy_from_slice(from);
        }
        self.at += n;
        Ok(n)
    }
}

/// Who says that the file is whole.
pub(super) struct End(SyncSender<Option<Vec<u8>>>);

impl End {
    /// The file is whole.
    pub(super) fn well(self) {
        // Whoever reads has gone away when this fails, and says why.
        let _gone = self.0.send(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(is_whole: bool) -> std::io::Result<Vec<u8>> {
        let (mut writing, mut reading, end) = pipe();
        std::thread::spawn(move || {
            for n in 0..100_000_u32 {
                writing.write_all(&n.to_le_bytes()).unwrap();
            }
            drop(writing);
            if is_whole {
                end.well();
            }
        });
        let mut all = Vec::new();
        reading.read_to_end(&mut all).map(|_| all)
    }

    #[test]
    fn what_is_written_comes_out_and_half_of_it_is_an_error() {
        let all = through(true).unwrap();
        assert_eq!((all.len(), all.get(8..12)), (400_000, Some(&2_u32.to_le_bytes()[..])));
        assert_eq!(through(false).unwrap_err().kind(), ErrorKind::BrokenPipe);
    }
}

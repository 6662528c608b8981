//! The contract of every store of files.

use crate::{FileError, FileKey, media};
use sha2::{Digest as _, Sha256};
use std::io::{Read, Write};
use std::ops::Range;
use std::path::PathBuf;

/// A file that a store has taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFile {
    /// Under which key it is kept: the SHA-256 of the content.
    pub key: FileKey,
    /// How many bytes it has.
    pub size: u64,
    /// Its type, told from the content, such as `image/png`.
    pub media_type: &'static str,
}

/// A file opened for reading.
pub struct Opened {
    /// How many bytes the whole file has.
    pub size: u64,
    /// The bytes asked for.
    pub reader: Box<dyn Read + Send>,
}

/// Keeps files by their content; safe to use from many threads, each call may block.
pub trait Store: Send + Sync {
    /// Reads a file through and keeps it; when this returns it survives a power cut. A file of more than `at_most` bytes
    /// leaves nothing behind.
    ///
    /// # Errors
    /// [`FileError::TooLarge`], or whatever the disk or the server has against it.
    fn put(&self, reader: &mut dyn Read, at_most: u64) -> Result<StoredFile, FileError>;

    /// Opens a file, or the bytes of a range of it; a range past the end is cut there.
    ///
    /// # Errors
    /// [`FileError::Missing`] when there is no such file.
    fn open(&self, key: &FileKey, range: Option<Range<u64>>) -> Result<Opened, FileError>;

    /// Where a file lies on this machine, to be read there as long as it is not deleted; `None` when it lies elsewhere.
    fn path_of(&self, _key: &FileKey) -> Option<PathBuf> {
        None
    }

    /// Removes a file; one that is not there is no error.
    ///
    /// # Errors
    /// Whatever the disk or the server has against it.
    fn delete(&self, key: &FileKey) -> Result<(), FileError>;

    /// Names every file with its size, in the order of the keys, until `visit` says `false`.
    ///
    /// # Errors
    /// Whatever the disk or the server has against it, or `visit`.
    fn each(&self, visit: &mut dyn FnMut(FileKey, u64) -> Result<bool, FileError>)
    -> Result<(), FileError>;

    /// Whether files can be kept here now; writes and removes a small one.
    ///
    /// # Errors
    /// What stands in the way.
    fn check(&self) -> Result<(), FileError> {
        let stored = self.put(&mut &b"Kartoteka looks whether it may write here."[..], 1_000)?;
        self.delete(&stored.key)
    }
}

/// Whether a file still is what its key says; reads it through.
///
/// # Errors
/// [`FileError::Missing`] when there is no such file, or whatever hinders the reading.
pub fn is_whole(store: &dyn Store, key: &FileKey) -> Result<bool, FileError> {
    let mut opened = store.open(key, None)?;
    Ok(copy(&mut opened.reader, &mut std::io::sink(), u64::MAX)?.key == *key)
}

/// Copies `reader` to `writer` and tells what went by.
pub(crate) fn copy(
    reader: &mut dyn Read,
    writer: &mut dyn Write,
    at_most: u64,
) -> Result<StoredFile, FileError> {
    let mut digest = Sha256::new();
    let mut head = Vec::with_capacity(media::HEAD);
    let mut buffer = vec![0; 65_536];
    let mut size = 0;
    loop {
        let n = match reader.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => n,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(FileError::Broken(error.to_string())),
        };
        let part = buffer.get(..n).unwrap_or_default();
        size += n as u64;
        if size > at_most {
            return Err(FileError::TooLarge(at_most));
        }
        digest.update(part);
        let wanted = (media::HEAD - head.len()).min(n);
        head.extend_from_slice(part.get(..wanted).unwrap_or_default());
        writer.write_all(part).map_err(|e| FileError::of_disk(&e))?;
    }
    let key = FileKey::of_digest(&digest.finalize());
    Ok(StoredFile { key, size, media_type: media::of_content(&head) })
}

/// A range within a file of `size` bytes: where it begins and how long it is.
pub(crate) fn within(range: Option<Range<u64>>, size: u64) -> (u64, u64) {
    let range = range.unwrap_or(0..size);
    let (start, end) = (range.start.min(size), range.end.min(size));
    (start, end.saturating_sub(start))
}

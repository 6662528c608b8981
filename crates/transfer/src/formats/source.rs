//! Where the bytes come from: a file on disk or bytes in memory, unpacked from gzip if need be.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::faults::{FileFault, ReadError, TooMuch};
use super::limits;

/// A readable file with the name that people gave it.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    origin: Origin,
    length: u64,
    is_packed: bool,
}

#[derive(Clone, Debug)]
enum Origin {
    Path(PathBuf),
    Bytes(Arc<[u8]>),
}

/// Bytes that can be read from any place.
pub(crate) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// How many bytes of the file have been taken in; shared by the reader and whoever shows progress.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<AtomicU64>);

impl Meter {
    /// Bytes of the file taken in so far.
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    pub(crate) fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(crate) fn set(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }
}

impl Source {
    /// A file on disk, under its own name.
    ///
    /// # Errors
    /// `Io` if it cannot be opened, `Empty` if nothing is in it.
    pub fn file(path: &Path) -> Result<Source, ReadError> {
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Source::at(path, &name)
    }

    /// A file on disk, under the name that a person gave it (uploads have other names on disk).
    ///
    /// # Errors
    /// `Io` if it cannot be opened, `Empty` if nothing is in it.
    pub fn at(path: &Path, name: &str) -> Result<Source, ReadError> {
        let length = std::fs::metadata(path)
            .map_err(|error| fault_in(name, FileFault::Io(error.to_string())))?
            .len();
        Source::checked(name, Origin::Path(path.to_owned()), length)
    }

    /// Bytes in memory under a file's name.
    ///
    /// # Errors
    /// `Empty` if there are none.
    pub fn bytes(name: &str, bytes: &[u8]) -> Result<Source, ReadError> {
        Source::checked(name, Origin::Bytes(bytes.into()), bytes.len() as u64)
    }

    fn checked(name: &str, origin: Origin, length: u64) -> Result<Source, ReadError> {
        let mut source = Source { name: name.to_owned(), origin, length, is_packed: false };
        if length == 0 {
            return Err(source.error(FileFault::Empty));
        }
        let head = source.head(4).map_err(|fault| source.error(fault))?;
        source.is_packed = head.starts_with(&[0x1f, 0x8b]);
        Ok(source)
    }

    /// The file's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Length of the file in bytes, as it lies (packed).
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Ending of the name in small letters without the dot; `gz` of a packed file is looked through.
    pub fn ending(&self) -> String {
        let name = self.name.to_lowercase();
        let name = if self.is_packed { name.strip_suffix(".gz").unwrap_or(&name) } else { &name };
        name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_owned())
    }

    pub(crate) fn error(&self, fault: FileFault) -> ReadError {
        fault_in(&self.name, fault)
    }

    /// The file as it lies.
    pub(crate) fn open_raw(&self) -> Result<Box<dyn ReadSeek>, FileFault> {
        Ok(match &self.origin {
            Origin::Path(path) => Box::new(File::open(path).map_err(|e| FileFault::Io(e.to_string()))?),
            Origin::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    /// The file's content from its beginning, unpacked, counted by the meter.
    pub(crate) fn open(&self, meter: &Meter) -> Result<Box<dyn Read + Send>, FileFault> {
        let raw = Counted { inner: self.open_raw()?, meter: meter.clone() };
        if !self.is_packed {
            return Ok(Box::new(raw));
        }
        let unpacked = flate2::read::MultiGzDecoder::new(BufReader::with_capacity(1 << 16, raw));
        Ok(Box::new(Bounded {
            inner: unpacked,
            n_out: 0,
            n_in: InBytes::Meter(meter.clone()),
            most: u64::MAX,
        }))
    }

    /// Up to `most` bytes from the beginning of the content.
    pub(crate) fn head(&self, most: usize) -> Result<Vec<u8>, FileFault> {
        let mut head = Vec::new();
        self.open(&Meter::default())?.take(most as u64).read_to_end(&mut head)?;
        Ok(head)
    }

    /// Up to `n` further pieces of `size` bytes from places spread over the file; none of a packed one.
    pub(crate) fn pieces(&self, n: u64, size: u64) -> Result<Vec<Vec<u8>>, FileFault> {
        let mut pieces = Vec::new();
        if self.is_packed || self.length < 2 * size {
            return Ok(pieces);
        }
        let mut raw = self.open_raw()?;
        for at in 1..=n {
            raw.seek(SeekFrom::Start((self.length - size) / n * at))?;
            let mut piece = Vec::new();
            (&mut raw).take(size).read_to_end(&mut piece)?;
            pieces.push(piece);
        }
        Ok(pieces)
    }
}

fn fault_in(name: &str, fault: FileFault) -> ReadError {
    ReadError { file: name.to_owned(), row: None, fault }
}

/// Counts what is read through it.
pub(crate) struct Counted<R> {
    pub(crate) inner: R,
    pub(crate) meter: Meter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.meter.add(n);
        Ok(n)
    }
}

/// Packed bytes against which unpacked ones are weighed.
pub(crate) enum InBytes {
    /// As counted while they are read.
    Meter(Meter),
    /// Known from the archive's list.
    Known(u64),
}

/// Stops a stream that unpacks to too much.
pub(crate) struct Bounded<R> {
    pub(crate) inner: R,
    pub(crate) n_out: u64,
    pub(crate) n_in: InBytes,
    pub(crate) most: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.n_out += n as u64;
        let n_in = match &self.n_in {
            InBytes::Meter(meter) => meter.bytes(),
            InBytes::Known(bytes) => *bytes,
        };
        let is_bomb = self.n_out > limits::FREE_BYTES && self.n_out / limits::RATIO > n_in;
        if is_bomb || self.n_out > self.most {
            return Err(std::io::Error::other(TooMuch));
        }
        Ok(n)
    }
}

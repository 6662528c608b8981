//! The parts of a zip archive, each as a stream of its own that stops before it becomes a bomb.

use std::collections::HashMap;
use std::io::{BufReader, Read, Seek, SeekFrom};

use super::faults::FileFault;
use super::source::{Bounded, Counted, InBytes, Meter, ReadSeek, Source};

/// An archive's list of parts.
pub(crate) struct Archive {
    parts: HashMap<String, Part>,
}

#[derive(Clone, Copy, Debug)]
struct Part {
    start: u64,
    packed: u64,
    is_deflated: bool,
}

/// A part as it is read.
pub(crate) type PartReader = BufReader<Bounded<Box<dyn Read + Send>>>;

impl Archive {
    /// Reads the list of a source's parts.
    pub(crate) fn open(source: &Source) -> Result<Archive, FileFault> {
        let mut archive = zip::ZipArchive::new(BufReader::new(source.open_raw()?)).map_err(zip_fault)?;
        let mut parts = HashMap::new();
        for at in 0..archive.len().min(100_000) {
            let entry = archive.by_index_raw(at).map_err(zip_fault)?;
            if entry.encrypted() {
                return Err(FileFault::Password);
            }
            let method = entry.compression();
            let is_deflated = method == zip::CompressionMethod::Deflated;
            let (Some(start), true) =
                (entry.data_start(), is_deflated || method == zip::CompressionMethod::Stored)
            else {
                continue;
            };
            let name = entry.name().map_err(zip_fault)?.replace('\\', "/");
            let name = name.trim_start_matches('/').to_lowercase();
            parts.insert(name, Part { start, packed: entry.compressed_size(), is_deflated });
        }
        Ok(Archive { parts })
    }

    /// Whether there is a part of this name (letters of any size).
    pub(crate) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&name.to_lowercase())
    }

    /// Bytes of the part as packed.
    pub(crate) fn packed_bytes(&self, name: &str) -> u64 {
        self.parts.get(&name.to_lowercase()).map_or(0, |part| part.packed)
    }

    /// Opens a part that unpacks to at most `most` bytes; what is read of the file is counted by the meter.
    pub(crate) fn part(
        &self,
        source: &Source,
        name: &str,
        most: u64,
        meter: &Meter,
    ) -> Result<PartReader, FileFault> {
        let part = self
            .parts
            .get(&name.to_lowercase())
            .ok_or_else(|| FileFault::Damaged(format!("{name} is missing")))?;
        let mut raw: Box<dyn ReadSeek> = source.open_raw()?;
        raw.seek(SeekFrom::Start(part.start))?;
        let counted = Counted { inner: raw.take(part.packed), meter: meter.clone() };
        let inner: Box<dyn Read + Send> = if part.is_deflated {
            let packed = BufReader::with_capacity(64 << 10, counted);
            Box::new(flate2::bufread::DeflateDecoder::new(packed))
        } else {
            Box::new(counted)
        };
        let bounded = Bounded { inner, n_out: 0, n_in: InBytes::Known(part.packed), most };
        Ok(BufReader::with_capacity(64 << 10, bounded))
    }
}

/// Whether the beginning of a file is that of a zip archive.
pub(crate) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// What goes wrong with an archive's list, in our words.
pub(crate) fn zip_fault(error: zip::result::ZipError) -> FileFault {
    match error {
        zip::result::ZipError::Io(error) => error.into(),
        zip::result::ZipError::InvalidPassword => FileFault::Password,
        zip::result::ZipError::InvalidArchive(_) => FileFault::Truncated,
        other => FileFault::Damaged(other.to_string()),
    }
}

/// An archive with these parts.
#[cfg(test)]
pub(crate) fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], most: u64) -> Result<usize, FileFault> {
        let source = Source::bytes("a.zip", bytes).unwrap();
        let archive = Archive::open(&source)?;
        let mut text = Vec::new();
        archive.part(&source, "A.xml", most, &Meter::default())?.read_to_end(&mut text)?;
        Ok(text.len())
    }

    #[test]
    fn parts_are_found_whatever_the_size_of_letters() {
        assert_eq!(read(&zip_of(&[("a.XML", b"<a/>")]), 100), Ok(4));
    }

    #[test]
    fn a_part_that_unpacks_to_too_much_is_stopped() {
        let zeros = vec![0_u8; 1 << 20];
        assert_eq!(read(&zip_of(&[("a.xml", &zeros)]), 1 << 19), Err(FileFault::Bomb));
        let many = vec![0_u8; 80 << 20];
        assert_eq!(read(&zip_of(&[("a.xml", &many)]), u64::MAX), Err(FileFault::Bomb));
    }

    #[test]
    fn a_cut_archive_is_called_truncated() {
        let whole = zip_of(&[("a.xml", &[7; 5000])]);
        assert_eq!(read(&whole[..whole.len() / 2], 1 << 20), Err(FileFault::Truncated));
    }
}

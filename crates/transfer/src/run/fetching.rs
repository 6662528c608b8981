//! Files of runs in the house's store: kept when they come, copied out to be read.

use super::record::{ImportError, Run, disk};
use crate::formats::Source;
use files::{FileKey, Store};
use std::io::Read;
use tempfile::NamedTempFile;

/// The largest file taken in, in bytes.
pub const LARGEST: u64 = 16 << 30;

/// A file copied out of the store; it goes when this is dropped.
pub struct Fetched {
    file: NamedTempFile,
    name: String,
}

impl Fetched {
    /// The file under the name that people gave it.
    ///
    /// # Errors
    /// [`ImportError::File`].
    pub fn source(&self) -> Result<Source, ImportError> {
        Ok(Source::at(self.file.path(), &self.name)?)
    }
}

/// Keeps a file in the store; gives its key and length.
///
/// # Errors
/// [`ImportError::Store`] when the disk is full or refuses.
pub fn keep(store: &dyn Store, reader: &mut dyn Read) -> Result<(String, u64), ImportError> {
    let stored = store.put(reader, LARGEST).map_err(|error| ImportError::Store(error.to_string()))?;
    Ok((stored.key.to_string(), stored.size))
}

/// Copies the file of a run out of the store.
///
/// # Errors
/// [`ImportError::Missing`] when the house does not keep it; [`ImportError::Store`].
pub fn fetch(store: &dyn Store, run: &Run) -> Result<Fetched, ImportError> {
    let key: FileKey =
        run.file_key.as_deref().and_then(|text| text.parse().ok()).ok_or(ImportError::Missing)?;
    let mut opened = store.open(&key, None).map_err(|error| ImportError::Store(error.to_string()))?;
    let mut file = NamedTempFile::new().map_err(|error| disk(&error, &run.file))?;
    std::io::copy(&mut opened.reader, &mut file).map_err(|error| disk(&error, &run.file))?;
    Ok(Fetched { file, name: run.file.clone() })
}

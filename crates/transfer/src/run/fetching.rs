//! Files of runs in the house's store: kept when they come, read where they lie.

use super::record::{ImportError, Run, disk};
use crate::formats::Source;
use files::{FileKey, Store};
use std::io::Read;
use std::path::PathBuf;
use tempfile::NamedTempFile;

/// The largest file taken in, in bytes.
pub const LARGEST: u64 = 16 << 30;

/// A file of the store, ready to be read; a copy goes when this is dropped.
pub struct Fetched {
    place: Place,
    name: String,
}

enum Place {
    /// Where the store keeps it.
    There(PathBuf),
    /// Copied from a store that lies elsewhere.
    Copied(NamedTempFile),
}

impl Fetched {
    /// The file under the name that people gave it.
    ///
    /// # Errors
    /// [`ImportError::File`].
    pub fn source(&self) -> Result<Source, ImportError> {
        let path = match &self.place {
            Place::There(path) => path,
            Place::Copied(file) => file.path(),
        };
        Ok(Source::at(path, &self.name)?)
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

/// The file of a run: where it lies, or a copy of it when the store lies elsewhere.
///
/// # Errors
/// [`ImportError::Missing`] when the house does not keep it; [`ImportError::Store`].
pub fn fetch(store: &dyn Store, run: &Run) -> Result<Fetched, ImportError> {
    let key: FileKey =
        run.file_key.as_deref().and_then(|text| text.parse().ok()).ok_or(ImportError::Missing)?;
    let place = match store.path_of(&key) {
        Some(path) => Place::There(path),
        None => Place::Copied(copied(store, &key, run)?),
    };
    Ok(Fetched { place, name: run.file.clone() })
}

fn copied(store: &dyn Store, key: &FileKey, run: &Run) -> Result<NamedTempFile, ImportError> {
    let mut opened = store.open(key, None).map_err(|error| ImportError::Store(error.to_string()))?;
    let mut file = NamedTempFile::new().map_err(|error| disk(&error, &run.file))?;
    std::io::copy(&mut opened.reader, &mut file).map_err(|error| disk(&error, &run.file))?;
    Ok(file)
}

//! A store in memory, for tests.

use crate::store::{copy, within};
use crate::{FileError, FileKey, Opened, Store, StoredFile};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Keeps files as long as it lives.
#[derive(Debug, Default)]
pub struct MemoryStore {
    files: Mutex<BTreeMap<FileKey, Arc<[u8]>>>,
}

impl MemoryStore {
    fn files(&self) -> MutexGuard<'_, BTreeMap<FileKey, Arc<[u8]>>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn put(&self, reader: &mut dyn Read, at_most: u64) -> Result<StoredFile, FileError> {
        let mut bytes = Vec::new();
        let stored = copy(reader, &mut bytes, at_most)?;
        self.files().insert(stored.key.clone(), bytes.into());
        Ok(stored)
    }

    fn open(&self, key: &FileKey, range: Option<Range<u64>>) -> Result<Opened, FileError> {
        let bytes = self.files().get(key).cloned().ok_or_else(|| FileError::Missing(key.clone()))?;
        let size = bytes.len() as u64;
        let (start, length) = within(range, size);
        let mut cursor = Cursor::new(bytes);
        cursor.set_position(start);
        Ok(Opened { size, reader: Box::new(cursor.take(length)) })
    }

    fn delete(&self, key: &FileKey) -> Result<(), FileError> {
        self.files().remove(key);
        Ok(())
    }

    fn each(
        &self,
        visit: &mut dyn FnMut(FileKey, u64) -> Result<bool, FileError>,
    ) -> Result<(), FileError> {
        let all: Vec<_> =
            self.files().iter().map(|(key, bytes)| (key.clone(), bytes.len() as u64)).collect();
        for (key, size) in all {
            if !visit(key, size)? {
                break;
            }
        }
        Ok(())
    }
}

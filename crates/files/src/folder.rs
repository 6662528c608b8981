//! A store in a folder: each file under the digest of its content, in two levels of folders.

use crate::store::{copy, within};
use crate::{FileError, FileKey, Opened, Store, StoredFile};
use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// Where files lie while they come in; on the same disk, so that taking them over is one step.
const COMING: &str = "coming";

static NEXT: AtomicU64 = AtomicU64::new(0);

/// Keeps files in a folder.
#[derive(Debug)]
pub struct FolderStore {
    root: PathBuf,
}

impl FolderStore {
    /// Opens the folder; makes it when it is missing, and clears away what killed processes left half-done in it.
    ///
    /// # Errors
    /// [`FileError::Denied`] and others when the folder cannot be made or read.
    pub fn open(root: &Path) -> Result<Self, FileError> {
        let store = Self { root: root.to_path_buf() };
        let coming = root.join(COMING);
        fs::create_dir_all(&coming).map_err(|e| store.error(&e))?;
        for path in sorted(&coming).map_err(|e| store.error(&e))? {
            // The lock went with the process that held it; a file that cannot be removed now can be the next time.
            if File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
                let _later = fs::remove_file(&path);
            }
        }
        Ok(store)
    }

    fn error(&self, error: &std::io::Error) -> FileError {
        let named = std::io::Error::new(error.kind(), format!("{}: {error}", self.root.display()));
        FileError::of_disk(&named)
    }

    fn path(&self, key: &FileKey) -> PathBuf {
        self.root.join(key.path())
    }

    /// Moves a file that came in whole to its place, so that a power cut leaves it there or not at all.
    fn take_over(&self, coming: &Coming, key: &FileKey) -> std::io::Result<()> {
        let path = self.path(key);
        if path.exists() {
            return Ok(());
        }
        let folder = path.parent().unwrap_or(&self.root);
        fs::create_dir_all(folder)?;
        coming.file.sync_all()?;
        fs::rename(&coming.path, &path)?;
        File::open(folder)?.sync_all()
    }
}

/// A file on its way in, locked as long as somebody writes to it; what is not taken over is removed.
struct Coming {
    path: PathBuf,
    file: File,
}

impl Coming {
    fn new(folder: &Path) -> std::io::Result<Self> {
        loop {
            let name = format!("{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = folder.join(name);
            let file = match File::create_new(&path) {
                Ok(file) => file,
                // Left by a killed process that had our number.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
                Err(error) => return Err(error),
            };
            file.lock()?;
            // Whoever opened the folder before the lock was there may have taken the file for a dead one's.
            if path.exists() {
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for Coming {
    fn drop(&mut self) {
        // It is not there any more when it was taken over.
        let _taken = fs::remove_file(&self.path);
    }
}

impl Store for FolderStore {
    fn put(&self, reader: &mut dyn Read, at_most: u64) -> Result<StoredFile, FileError> {
        let mut coming = Coming::new(&self.root.join(COMING)).map_err(|e| self.error(&e))?;
        let stored = copy(reader, &mut coming.file, at_most)?;
        self.take_over(&coming, &stored.key).map_err(|e| self.error(&e))?;
        Ok(stored)
    }

    fn open(&self, key: &FileKey, range: Option<Range<u64>>) -> Result<Opened, FileError> {
        let mut file = File::open(self.path(key)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => FileError::Missing(key.clone()),
            _ => self.error(&error),
        })?;
        let size = file.metadata().map_err(|e| self.error(&e))?.len();
        let (start, length) = within(range, size);
        file.seek(SeekFrom::Start(start)).map_err(|e| self.error(&e))?;
        Ok(Opened { size, reader: Box::new(file.take(length)) })
    }

    fn path_of(&self, key: &FileKey) -> Option<PathBuf> {
        Some(self.path(key)).filter(|path| path.is_file())
    }

    fn delete(&self, key: &FileKey) -> Result<(), FileError> {
        match fs::remove_file(self.path(key)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(self.error(&error)),
            _ => Ok(()),
        }
    }

    fn each(
        &self,
        visit: &mut dyn FnMut(FileKey, u64) -> Result<bool, FileError>,
    ) -> Result<(), FileError> {
        for outer in sorted(&self.root).map_err(|e| self.error(&e))? {
            if outer.file_name().is_none_or(|name| name.len() != 2) {
                continue;
            }
            for inner in sorted(&outer).map_err(|e| self.error(&e))? {
                for path in sorted(&inner).map_err(|e| self.error(&e))? {
                    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
                    let Ok(key) = name.parse() else { continue };
                    // It may be deleted at this very moment, and is then no longer ours to name.
                    let Ok(about) = fs::metadata(&path) else { continue };
                    if !visit(key, about.len())? {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }
}

/// What is in a folder, in the order of names; nothing when it is no folder.
fn sorted(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut all: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    all.sort();
    Ok(all)
}

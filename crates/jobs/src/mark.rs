//! A runner's mark: on SQLite a locked file beside the base, which proves that the runner lives.
//!
//! The lock is the operating system's and goes with the process, however that ends. A process that only stands still
//! (a laptop that sleeps) keeps it, so its jobs are never given to a second one.

use db::{DatabaseUrl, Db, DbError, Trouble};
use kernel::{Millis, RawId, Setting};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// The name of a runner and the proof that it lives.
pub(crate) struct Mark {
    pub(crate) id: RawId,
    folder: Option<PathBuf>,
    _lock: Option<File>,
}

impl Mark {
    /// Makes a fresh mark for a runner of this base.
    pub(crate) fn new(db: &Db, setting: &Setting) -> Result<Self, DbError> {
        let id: RawId = setting.id();
        let DatabaseUrl::Sqlite(path) = db.url() else {
            return Ok(Self { id, folder: None, _lock: None });
        };
        let folder = path.with_extension("runners");
        let lock = locked(&folder, id).map_err(|e| DbError {
            trouble: Trouble::Denied,
            detail: format!("{}: {e}", folder.display()),
        })?;
        Ok(Self { id, folder: Some(folder), _lock: Some(lock) })
    }

    /// Whether another runner is dead: proved by its lock, or, without one, taken from the end of its lease.
    pub(crate) fn is_dead(&self, other: RawId, lease_ends_at: Millis, now: Millis) -> bool {
        let Some(folder) = &self.folder else { return lease_ends_at < now };
        let path = file_of(folder, other);
        let Ok(file) = File::open(&path) else { return true };
        match file.try_lock() {
            Ok(()) => {
                // A file left behind is harmless, it would only be looked at again.
                let _left = std::fs::remove_file(&path);
                true
            }
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(_)) => lease_ends_at < now,
        }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _left = std::fs::remove_file(file_of(folder, self.id));
        }
    }
}

/// Whether a runner that lives works on this base just now: its file must not be put in another's place. Always `false` on
/// PostgreSQL, where marks are not files.
pub fn is_served(url: &DatabaseUrl) -> bool {
    let DatabaseUrl::Sqlite(path) = url else { return false };
    let Ok(marks) = std::fs::read_dir(path.with_extension("runners")) else { return false };
    let mut files = marks.flatten().filter_map(|entry| File::open(entry.path()).ok());
    files.any(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

fn file_of(folder: &Path, id: RawId) -> PathBuf {
    folder.join(format!("{id}.lock"))
}

fn locked(folder: &Path, id: RawId) -> std::io::Result<File> {
    std::fs::create_dir_all(folder)?;
    let file = File::create(file_of(folder, id))?;
    file.lock()?;
    Ok(file)
}

//! Moving a whole base: to the other database, into one file of backup, and back out of it.
//!
//! [`move_whole`] copies every table with its history and proves that both sides are equal. [`back_up`] works while others
//! write; the file it makes is a zip whose parts lie uncompressed: `base.sqlite`, `files/..` under their digests, and
//! `manifest.json` with everything needed to check it. A base on PostgreSQL is moved into the file as a SQLite base, so
//! that one kind of backup can be restored onto either. [`Checked::open`] proves a backup before anything is touched, and
//! [`Checked::restore`] puts it in place.

mod error;
mod manifest;
mod pack;
mod place;
mod store;
mod unpack;

#[cfg(test)]
mod tests;

pub use error::ArchiveError;
pub use manifest::Manifest;
pub use pack::back_up;
pub use place::Restored;
pub use store::rebuild_search;
pub use unpack::Checked;

use db::{Db, MoveError, MovedTable};
use std::path::{Path, PathBuf};

/// Moves a base into an untouched one and builds its search anew; `tell` hears of each table and its rows so far.
///
/// # Errors
/// [`MoveError`]; after one, `to` is half full and of no use.
pub fn move_whole(from: &Db, to: &Db, tell: impl FnMut(&str, u64)) -> Result<Vec<MovedTable>, MoveError> {
    let moved = db::move_base(from, to, tell)?;
    to.write(rebuild_search)?;
    Ok(moved)
}

/// A file that is removed with this value, with what SQLite may lay beside it.
#[derive(Debug)]
pub(crate) struct Temporary(PathBuf);

impl Temporary {
    /// Takes the place of `beside` with one more ending; what a crash left there is removed.
    pub(crate) fn beside(beside: &Path, ending: &str) -> Self {
        let temporary = Self(with_ending(beside, ending));
        temporary.remove();
        temporary
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    fn remove(&self) {
        for ending in ["", "-wal", "-shm"] {
            // What is not there need not be removed.
            let _missing = std::fs::remove_file(with_ending(&self.0, ending));
        }
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        self.remove();
    }
}

/// A path with something hung onto its last name.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

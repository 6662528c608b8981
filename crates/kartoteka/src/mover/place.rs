//! Putting a proved backup in place of a base.

use super::manifest::FILES;
use super::pack::sync_folder;
use super::{ArchiveError, Checked, Temporary, move_whole, store, with_ending};
use db::{DatabaseUrl, Db, Options};
use files::Store;
use kernel::Setting;
use std::path::{Path, PathBuf};

/// What a restoring did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// Where the base that stood there before was put aside; `None` when there was none, or on PostgreSQL.
    pub set_aside: Option<PathBuf>,
    /// Steps that brought the older base up to date.
    pub steps: Vec<&'static str>,
}

impl Checked {
    /// Whether a backup may be put in this place: nobody works there, and it is empty or `is_forced`. Asked before the
    /// backup is proved, because that takes longer.
    ///
    /// # Errors
    /// [`ArchiveError::InUse`] and [`ArchiveError::NotEmpty`].
    pub fn may_restore(url: &DatabaseUrl, is_forced: bool) -> Result<(), ArchiveError> {
        if jobs::is_served(url) {
            return Err(ArchiveError::InUse(url.to_string()));
        }
        let is_there = match url {
            DatabaseUrl::Sqlite(path) => path.exists(),
            DatabaseUrl::Postgres(_) => true,
        };
        if is_forced || !is_there {
            return Ok(());
        }
        let is_untouched = Db::open(url, Options::default())?.read(db::is_untouched)?;
        if is_untouched { Ok(()) } else { Err(ArchiveError::NotEmpty(url.to_string())) }
    }

    /// Puts files and base in place. A SQLite base that stood there is put aside under another name; one on PostgreSQL
    /// is emptied.
    ///
    /// # Errors
    /// Those of [`Checked::may_restore`]; what the disk, the server or the store of files have against it.
    pub fn restore(
        mut self,
        url: &DatabaseUrl,
        files: &dyn Store,
        setting: &Setting,
        is_forced: bool,
    ) -> Result<Restored, ArchiveError> {
        Self::may_restore(url, is_forced)?;
        // Files first: a card must never name a file that is not there.
        for key in &self.files {
            let mut part = self.zip.by_name(&format!("{FILES}{key}"))?;
            files.put(&mut part, u64::MAX)?;
        }
        let base = Db::open(&DatabaseUrl::Sqlite(self.base.path().to_path_buf()), Options::default())?;
        let steps = db::migrate(&base, setting.now())?;
        let set_aside = match url {
            DatabaseUrl::Postgres(_) => {
                fill(&base, url, setting)?;
                None
            }
            DatabaseUrl::Sqlite(path) => {
                // Closed, so that all of it is in the one file.
                drop(base);
                put_in_place(&self.base, path, setting)?
            }
        };
        Ok(Restored { set_aside, steps })
    }
}

fn fill(base: &Db, url: &DatabaseUrl, setting: &Setting) -> Result<(), ArchiveError> {
    let to = Db::open(url, Options::default())?;
    db::migrate(&to, setting.now())?;
    to.write(store::clear)?;
    move_whole(base, &to, |_, _| {})?;
    Ok(())
}

fn put_in_place(base: &Temporary, path: &Path, setting: &Setting) -> Result<Option<PathBuf>, ArchiveError> {
    let disk = ArchiveError::disk(path);
    let set_aside = path.exists().then(|| with_ending(path, &format!(".before-{}", setting.now())));
    if let Some(aside) = &set_aside {
        // The log of a base that was not closed belongs to it and goes with it.
        for ending in ["-wal", "-shm", ""] {
            let from = with_ending(path, ending);
            if from.exists() {
                std::fs::rename(&from, with_ending(aside, ending)).map_err(&disk)?;
            }
        }
    }
    std::fs::rename(base.path(), path).map_err(&disk)?;
    sync_folder(path).map_err(&disk)?;
    Ok(set_aside)
}

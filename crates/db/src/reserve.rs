//! A little room kept beside a base on SQLite, given up when the disk is full, so that the base can still be opened and read:
//! to open it after a crash SQLite has to write down where in its log each page lies.

use std::path::{Path, PathBuf};

/// Bytes kept: as much as the index of a log of a hundred megabytes needs.
const BYTES: usize = 256 << 10;

fn file_of(base: &Path) -> PathBuf {
    base.with_extension("reserve")
}

/// Keeps the room, unless it is kept already or there is none.
pub(crate) fn keep(base: &Path) {
    let path = file_of(base);
    if !path.exists() && std::fs::write(&path, vec![1; BYTES]).is_err() {
        // Half a reserve would never be made whole.
        let _none = std::fs::remove_file(&path);
    }
}

/// Gives the room up; whether there was any.
pub(crate) fn give_up(base: &Path) -> bool {
    std::fs::remove_file(file_of(base)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_kept_once_and_given_up_once() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("kartoteka.sqlite");
        keep(&base);
        assert_eq!(std::fs::metadata(file_of(&base)).unwrap().len(), BYTES as u64);
        assert!(give_up(&base) && !give_up(&base));
    }
}

//! A copy of a SQLite base, made while others write to it.

use crate::{DatabaseUrl, Db, DbError, Options, Trouble, sqlite};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long to wait before the copy is tried again when the base is locked.
const PAUSE: Duration = Duration::from_millis(50);

impl Db {
    /// Copies the base, as it stands at one moment, into a file, new or empty, that needs no log beside it. Writers are not held
    /// up: the copy is one reading.
    ///
    /// # Errors
    /// [`Trouble::Other`] on PostgreSQL, which has no file; [`Trouble::Full`]; [`Trouble::Taken`] when the file has content.
    pub fn snapshot_to(&self, path: &Path) -> Result<(), DbError> {
        let DatabaseUrl::Sqlite(own) = self.url() else {
            return Err(DbError::new(Trouble::Other, "only a SQLite base is one file"));
        };
        if std::fs::metadata(path).is_ok_and(|file| file.len() > 0) {
            return Err(DbError::new(Trouble::Taken, format!("{} exists", path.display())));
        }
        let from = sqlite::open_reader(own, Options::default())?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut to = Connection::open_with_flags(path, flags)?;
        {
            let backup = Backup::new(&from, &mut to)?;
            // All pages in one step: between two steps a writer could come, and the copy would begin anew.
            while backup.step(-1)? != StepResult::Done {
                std::thread::sleep(PAUSE);
            }
        }
        to.pragma_update(None, "journal_mode", "DELETE")?;
        to.close().map_err(|(_, error)| error)?;
        let file = std::fs::File::open(path).and_then(|file| file.sync_all());
        file.map_err(|e| DbError::new(Trouble::Full, format!("{}: {e}", path.display())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_whole_though_others_write() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
        db.write(|tx| tx.batch("CREATE TABLE note (no INTEGER PRIMARY KEY, text TEXT)")).unwrap();
        let copy = folder.path().join("copy.sqlite");
        std::thread::scope(|scope| {
            let (told, begun) = std::sync::mpsc::channel();
            let writer = db.clone();
            scope.spawn(move || {
                for n in 0..300 {
                    // Two rows at a time: a copy with an odd number was made in the middle of a change.
                    writer
                        .write(move |tx| {
                            tx.execute("INSERT INTO note (text) VALUES ('a')", &[])?;
                            tx.execute("INSERT INTO note (text) VALUES ('b')", &[])
                        })
                        .unwrap();
                    if n == 20 {
                        told.send(()).unwrap();
                    }
                }
            });
            begun.recv().unwrap();
            db.snapshot_to(&copy).unwrap();
        });
        assert_eq!(db.snapshot_to(&copy).unwrap_err().trouble, Trouble::Taken);
        let copy = Db::open(&DatabaseUrl::Sqlite(copy), Options::default()).unwrap();
        let n = copy.read(|tx| tx.number("SELECT count(*) FROM note", &[])).unwrap();
        assert!(n >= 40 && n % 2 == 0, "{n}");
        assert_eq!(copy.read(crate::faults).unwrap(), Vec::<String>::new());
    }
}

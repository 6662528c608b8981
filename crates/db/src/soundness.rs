//! Whether a base is sound: its pages and references, and the steps it has been through.

use crate::migrate::migrations;
use crate::{DbError, Dialect, Tx};
use sha2::{Digest as _, Sha256};

/// Faults named at most.
const MOST: usize = 20;

/// The steps of a base beside those that this binary knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Steps {
    /// Those it has been through, in order.
    pub applied: Vec<String>,
    /// Those it has yet to go through, in order.
    pub missing: Vec<&'static str>,
    /// Those that only a newer Kartoteka knows.
    pub unknown: Vec<String>,
    /// Those that said something else when it went through them.
    pub altered: Vec<String>,
}

/// The steps that a base has been through.
///
/// # Errors
/// Any [`DbError`].
pub fn steps(tx: &mut Tx<'_>) -> Result<Steps, DbError> {
    let mut steps = Steps::default();
    let mut digests = Vec::new();
    if crate::tables(tx)?.iter().any(|name| name == "migrations") {
        let sql = "SELECT name, digest FROM migrations ORDER BY name";
        digests = tx.rows(sql, &[], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    }
    let dialect = tx.dialect();
    for (name, digest) in digests {
        match migrations().iter().find(|step| step.name == name) {
            None => steps.unknown.push(name.clone()),
            Some(step) => {
                let sql = if dialect == Dialect::Sqlite { step.sqlite } else { step.postgres };
                let wanted: String = Sha256::digest(sql).iter().map(|b| format!("{b:02x}")).collect();
                if wanted != digest {
                    steps.altered.push(name.clone());
                }
            }
        }
        steps.applied.push(name);
    }
    let is_missing = |name: &&str| !steps.applied.iter().any(|applied| applied == name);
    steps.missing = migrations().iter().map(|step| step.name).filter(is_missing).collect();
    Ok(steps)
}

/// What is broken in the base itself, in the database's words, at most twenty; empty when it is sound. Reads all of a
/// SQLite base.
///
/// # Errors
/// Any [`DbError`]; [`crate::Trouble::Corrupt`] when the base is so broken that it cannot be asked.
pub fn faults(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    match tx.dialect() {
        Dialect::Sqlite => {
            let mut found = tx.rows(&format!("PRAGMA integrity_check({MOST})"), &[], |row| row.get::<String>(0))?;
            found.retain(|words| words != "ok");
            tx.each("PRAGMA foreign_key_check", &[], |row| {
                let (from, to): (String, String) = (row.get(0)?, row.get(2)?);
                found.push(format!("a row of {from} refers to a missing row of {to}"));
                Ok(found.len() < MOST)
            })?;
            Ok(found)
        }
        Dialect::Postgres => tx.rows(
            "SELECT 'the index ' || indexrelid::regclass::text || ' is not valid' FROM pg_index WHERE NOT indisvalid",
            &[],
            |row| row.get(0),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DatabaseUrl, Db, Options, migrate};

    fn base(folder: &tempfile::TempDir) -> Db {
        Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap()
    }

    #[test]
    fn steps_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let db = base(&folder);
        assert_eq!(db.read(steps).unwrap().missing.len(), migrations().len());
        migrate(&db, 1).unwrap();
        let sound = db.read(steps).unwrap();
        assert_eq!((sound.missing.len(), sound.unknown.len(), sound.altered.len()), (0, 0, 0));
        db.write(|tx| {
            tx.batch(
                "DELETE FROM migrations WHERE name = '0002_jobs_queue';
                 UPDATE migrations SET digest = 'x' WHERE name = '0001_journal_base';
                 INSERT INTO migrations VALUES ('9999_tomorrow_more', 'x', 1);",
            )
        })
        .unwrap();
        let broken = db.read(steps).unwrap();
        assert_eq!(broken.missing, ["0002_jobs_queue"]);
        assert_eq!(broken.altered, ["0001_journal_base"]);
        assert_eq!(broken.unknown, ["9999_tomorrow_more"]);
    }

    #[test]
    fn a_reference_into_nothing_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let db = base(&folder);
        db.write(|tx| {
            tx.batch(
                "CREATE TABLE card (no INTEGER PRIMARY KEY);
                 CREATE TABLE note (no INTEGER PRIMARY KEY, card BIGINT REFERENCES card (no));",
            )
        })
        .unwrap();
        assert_eq!(db.read(faults).unwrap(), Vec::<String>::new());
        let other = rusqlite::Connection::open(folder.path().join("kartoteka.sqlite")).unwrap();
        other.execute_batch("PRAGMA foreign_keys = OFF; INSERT INTO note VALUES (1, 7)").unwrap();
        assert_eq!(db.read(faults).unwrap(), ["a row of note refers to a missing row of card"]);
    }

    #[test]
    fn a_damaged_page_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kartoteka.sqlite");
        let db = base(&folder);
        db.write(|tx| {
            tx.batch("CREATE TABLE note (no INTEGER PRIMARY KEY, text TEXT); CREATE INDEX by_text ON note (text)")?;
            for _ in 0..2_000 {
                tx.execute("INSERT INTO note (text) VALUES ('a note long enough to fill some pages')", &[])?;
            }
            Ok::<_, DbError>(())
        })
        .unwrap();
        let copy = folder.path().join("copy.sqlite");
        db.snapshot_to(&copy).unwrap();
        drop(db);
        let mut bytes = std::fs::read(&copy).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle..middle + 2_000].fill(0xff);
        std::fs::write(&copy, bytes).unwrap();
        assert!(path.exists());
        let damaged = Db::open(&DatabaseUrl::Sqlite(copy), Options::default()).unwrap();
        assert!(!matches!(damaged.read(faults), Ok(found) if found.is_empty()));
    }
}

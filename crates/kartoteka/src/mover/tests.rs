//! Backups made, harmed and restored, on both databases.

use super::*;
use db::{DatabaseUrl, Dialect, Options, params};
use files::{FolderStore, MemoryStore, Store};
use journal::Entry;
use kernel::{Actor, Setting};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use tempfile::TempDir;

fn open(url: &DatabaseUrl) -> Db {
    let db = Db::open(url, Options::default()).unwrap();
    db::migrate(&db, 1).unwrap();
    db
}

/// A base with a few entries of the journal and a card of the search.
fn fill(db: &Db) {
    db.write(|tx| {
        let setting = Setting::real();
        let entries = (0..20).map(|n| {
            Entry::now(&setting, "test.done", ("test", setting.id()), &serde_json::json!({ "n": n }))
        });
        journal::append_many(tx, &setting, &Actor::system(), entries.collect())?;
        let id = setting.id::<kernel::RawId>();
        tx.execute(
            "INSERT INTO customers (no, id, kind, name, name_key, sheet, search, revision, created_at, updated_at)
             VALUES (1, $1, 'person', 'Әлия', 'алия', '{}', 'алия aliia', 1, 1, 1)",
            params![id],
        )?;
        rebuild_search(tx)
    })
    .unwrap();
}

fn sqlite(folder: &TempDir) -> DatabaseUrl {
    DatabaseUrl::in_folder(folder.path())
}

/// A filled SQLite base with two files, and its backup.
fn backed_up() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let db = open(&sqlite(&folder));
    fill(&db);
    let files = FolderStore::open(&folder.path().join("files")).unwrap();
    files.put(&mut &b"a photo"[..], 100).unwrap();
    files.put(&mut &b"a contract"[..], 100).unwrap();
    let path = folder.path().join("base.backup");
    let manifest = back_up(&db, &files, &Setting::real(), &path, |_, _| {}).unwrap();
    assert_eq!((manifest.n_files, manifest.journal_seq, manifest.tables["journal"]), (2, 20, 20));
    (folder, path)
}

fn found_in_search(db: &Db) -> i64 {
    let sql = match db.dialect() {
        Dialect::Sqlite => "SELECT count(*) FROM search WHERE search MATCH 'али'",
        Dialect::Postgres => "SELECT count(*) FROM customers WHERE search LIKE '%али%'",
    };
    db.read(|tx| tx.number(sql, &[])).unwrap()
}

#[test]
fn a_backup_is_one_file_and_comes_back_whole() {
    let (folder, path) = backed_up();
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains(".backup.")), "{names:?}");
    let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&path).unwrap());
    assert_eq!(mode & 0o777, 0o600, "nobody else on the machine may read it");
    let target = tempfile::tempdir().unwrap();
    let (url, files) = (sqlite(&target), MemoryStore::default());
    let checked = Checked::open(&path, &target.path().join("kartoteka.sqlite")).unwrap();
    let restored = checked.restore(&url, &files, &Setting::real(), false).unwrap();
    assert_eq!(restored, Restored { set_aside: None, steps: Vec::new() });
    let db = open(&url);
    assert_eq!(db.read(journal::verify).unwrap().n_entries, 20);
    assert_eq!(found_in_search(&db), 1);
    let mut n_files = 0;
    files
        .each(&mut |_, _| {
            n_files += 1;
            Ok(true)
        })
        .unwrap();
    assert_eq!(n_files, 2);
}

#[test]
fn a_backup_is_not_written_over_another() {
    let (folder, path) = backed_up();
    let db = open(&sqlite(&folder));
    let again = back_up(&db, &MemoryStore::default(), &Setting::real(), &path, |_, _| {});
    assert!(matches!(again, Err(ArchiveError::Exists(_))));
}

#[test]
fn a_base_in_use_or_with_something_in_it_is_not_written_over() {
    let (folder, path) = backed_up();
    let (url, target) = (sqlite(&folder), folder.path().join("kartoteka.sqlite"));
    assert!(matches!(Checked::may_restore(&url, false), Err(ArchiveError::NotEmpty(_))));
    let plan = jobs::Plan { jobs: Vec::new(), recurring: Vec::new(), n_workers: 1 };
    let runner = jobs::Runner::start(&open(&url), &Setting::real(), plan).unwrap();
    assert!(matches!(Checked::may_restore(&url, true), Err(ArchiveError::InUse(_))));
    assert!(runner.close(std::time::Duration::from_secs(10)));

    let checked = Checked::open(&path, &target).unwrap();
    let restored = checked.restore(&url, &MemoryStore::default(), &Setting::real(), true).unwrap();
    let aside = restored.set_aside.unwrap();
    assert_eq!(open(&DatabaseUrl::Sqlite(aside)).read(journal::head).unwrap(), 20);
    assert_eq!(open(&url).read(journal::head).unwrap(), 20);
}

/// Harms a backup and gives what is said of it.
fn said_of(harm: impl Fn(&mut Vec<u8>)) -> String {
    let (folder, path) = backed_up();
    let mut bytes = std::fs::read(&path).unwrap();
    harm(&mut bytes);
    std::fs::write(&path, bytes).unwrap();
    let target = folder.path().join("other.sqlite");
    let error = Checked::open(&path, &target).map(|checked| checked.manifest).unwrap_err();
    assert!(!with_ending(&target, ".restoring").exists());
    error.to_string()
}

fn place_of(bytes: &[u8], words: &[u8]) -> usize {
    bytes.windows(words.len()).position(|part| part == words).unwrap()
}

#[test]
fn every_harm_to_a_backup_is_found() {
    let check = |harm: &dyn Fn(&mut Vec<u8>), wanted: &str| {
        let said = said_of(harm);
        assert!(said.contains(wanted), "{said}");
    };
    check(&|bytes| bytes.truncate(bytes.len() / 2), "not a backup");
    check(&|bytes| *bytes = b"Dear madam, this is a letter".to_vec(), "not a backup");
    check(
        &|bytes| {
            let at = place_of(bytes, b"a contract");
            bytes[at] = b'A';
        },
        "damaged: files/",
    );
    check(
        &|bytes| {
            let at = place_of(bytes, b"test.done");
            bytes[at] = b'T';
        },
        "damaged: base.sqlite",
    );
    check(
        &|bytes| {
            let at = place_of(bytes, b"\"n_files\": 2");
            bytes[at + 11] = b'3';
        },
        "damaged: manifest.json",
    );
}

/// Writes the backup anew with another manifest, as somebody with intent would.
fn with_manifest(path: &Path, change: impl Fn(&mut Manifest)) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut other = zip::ZipWriter::new(tempfile::tempfile().unwrap());
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "manifest.json" {
            let mut manifest: Manifest = serde_json::from_slice(&bytes).unwrap();
            change(&mut manifest);
            bytes = serde_json::to_vec(&manifest).unwrap();
        }
        other.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        other.write_all(&bytes).unwrap();
    }
    let mut file = other.finish().unwrap();
    file.seek(SeekFrom::Start(0)).unwrap();
    std::io::copy(&mut file, &mut std::fs::File::create(path).unwrap()).unwrap();
}

#[test]
fn a_manifest_that_lies_is_found() {
    let check = |change: &dyn Fn(&mut Manifest), wanted: &str| {
        let (folder, path) = backed_up();
        with_manifest(&path, change);
        let error = Checked::open(&path, &folder.path().join("other.sqlite")).unwrap_err().to_string();
        assert!(error.contains(wanted), "{error}");
    };
    check(&|manifest| manifest.format = 2, "newer");
    check(&|manifest| manifest.n_files = 1, "files are missing");
    check(&|manifest| manifest.journal_seq = 19, "another base");
    check(&|manifest| manifest.base_size += 1, "base.sqlite is not what it was");
}

#[test]
fn a_base_goes_from_postgres_into_a_backup_and_back_onto_postgres() {
    let (Ok(from), Ok(to)) = (testbase::url_for_test("backup_from"), testbase::url_for_test("backup_to"))
    else {
        eprintln!("skipped: there is no PostgreSQL on this machine");
        return;
    };
    let (from_url, to_url) =
        (DatabaseUrl::Postgres(from.url.clone()), DatabaseUrl::Postgres(to.url.clone()));
    let db = open(&from_url);
    fill(&db);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("base.backup");
    let files = MemoryStore::default();
    back_up(&db, &files, &Setting::real(), &path, |_, _| {}).unwrap();
    assert!(matches!(Checked::may_restore(&from_url, false), Err(ArchiveError::NotEmpty(_))));
    for _ in 0..2 {
        let checked = Checked::open(&path, &folder.path().join("other.sqlite")).unwrap();
        checked.restore(&to_url, &files, &Setting::real(), true).unwrap();
        let restored = open(&to_url);
        assert_eq!(restored.read(journal::verify).unwrap().n_entries, 20);
        assert_eq!(found_in_search(&restored), 1);
    }
}

#[test]
fn a_base_moves_to_postgres_and_back_with_its_search() {
    let Ok(middle) = testbase::url_for_test("moved_whole") else {
        eprintln!("skipped: there is no PostgreSQL on this machine");
        return;
    };
    let (start, end) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (start, end) = (open(&sqlite(&start)), open(&sqlite(&end)));
    fill(&start);
    let middle = open(&DatabaseUrl::Postgres(middle.url.clone()));
    let there = move_whole(&start, &middle, |_, _| {}).unwrap();
    let back = move_whole(&middle, &end, |_, _| {}).unwrap();
    assert_eq!(there.len(), back.len());
    assert_eq!([&start, &middle, &end].map(found_in_search), [1, 1, 1]);
    assert!(end.read(journal::verify).unwrap().flaws.is_empty());
}

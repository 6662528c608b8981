//! The promises of the writer and the readers, tried on SQLite; the story tests try them on PostgreSQL.

use super::*;

fn base(folder: &tempfile::TempDir) -> Db {
    let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
    db.write(|tx| tx.batch("CREATE TABLE note (no INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)"))
        .unwrap();
    db
}

fn count(db: &Db) -> i64 {
    db.read(|tx| tx.number("SELECT count(*) FROM note", &[])).unwrap()
}

#[test]
fn parameters_are_numbered_not_named() {
    let folder = tempfile::tempdir().unwrap();
    let db = base(&folder);
    let answer =
        db.read(|tx| tx.first("SELECT $2 || $1", params!["a", "b"], |row| row.get::<String>(0))).unwrap();
    assert_eq!(answer.as_deref(), Some("ba"));
}

#[test]
fn a_failed_change_leaves_its_neighbours_in_the_group_alone() {
    let folder = tempfile::tempdir().unwrap();
    let db = base(&folder);
    std::thread::scope(|scope| {
        for n in 0..40 {
            let db = db.clone();
            scope.spawn(move || {
                let text = format!("note {}", n / 2);
                db.write(move |tx| tx.execute("INSERT INTO note (text) VALUES ($1)", params![&text]))
            });
        }
    });
    assert_eq!(count(&db), 20);
}

#[test]
fn a_panic_in_a_change_undoes_it_and_the_writer_lives_on() {
    let folder = tempfile::tempdir().unwrap();
    let db = base(&folder);
    let answer: Result<(), DbError> = db.write(|tx| {
        tx.execute("INSERT INTO note (text) VALUES ('x')", &[])?;
        panic!("on purpose");
    });
    assert!(answer.is_err());
    assert_eq!(count(&db), 0);
    db.write(|tx| tx.execute("INSERT INTO note (text) VALUES ('y')", &[])).unwrap();
    assert_eq!(count(&db), 1);
}

#[test]
fn a_reader_cannot_write() {
    let folder = tempfile::tempdir().unwrap();
    let db = base(&folder);
    let error = db.read(|tx| tx.execute("DELETE FROM note", &[])).unwrap_err();
    assert_eq!(error.trouble, Trouble::Denied);
    let error = db.question("DELETE FROM note", QueryLimits::default(), |_, _| Ok(())).unwrap_err();
    assert_eq!(error.trouble, Trouble::Denied);
}

#[test]
fn a_question_stops_at_its_limits() {
    let folder = tempfile::tempdir().unwrap();
    let db = base(&folder);
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    let few = QueryLimits { n_rows: 3, ..QueryLimits::default() };
    assert!(db.question(endless, few, |_, _| Ok(())).unwrap().is_cut);
    let short = QueryLimits { time: std::time::Duration::from_millis(20), ..QueryLimits::default() };
    let counted = format!("{endless} WHERE i < 0");
    assert_eq!(db.question(&counted, short, |_, _| Ok(())).unwrap_err().trouble, Trouble::TooLong);
}

#[test]
fn a_file_that_is_no_base_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.sqlite");
    std::fs::write(&path, "Dear madam, this is not a database at all, it is a letter. ".repeat(40))
        .unwrap();
    let error = Db::open(&DatabaseUrl::Sqlite(path), Options::default()).err().unwrap();
    assert_eq!(error.trouble, Trouble::Corrupt);
}

#[test]
fn a_dropped_base_is_one_whole_file() {
    let folder = tempfile::tempdir().unwrap();
    let db = base(&folder);
    db.write(|tx| tx.execute("INSERT INTO note (text) VALUES ('kept')", &[])).unwrap();
    drop(db);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["kartoteka.sqlite"]);
}

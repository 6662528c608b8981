//! A base with every kind of value goes there and back and stays the same.

use super::*;
use crate::{DatabaseUrl, Kind, Options, migrate, params};
use kernel::RawId;

/// An open base and whatever must live as long.
struct Base(Db, #[expect(dead_code, reason = "held until the test ends")] Box<dyn std::any::Any>);

fn sqlite() -> Base {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&DatabaseUrl::in_folder(folder.path()), Options::default()).unwrap();
    migrate(&db, 1).unwrap();
    Base(db, Box::new(folder))
}

fn postgres(name: &str) -> Option<Base> {
    let database = testbase::url_for_test(name).inspect_err(|why| eprintln!("skipped: {why}")).ok()?;
    let db = Db::open(&DatabaseUrl::Postgres(database.url.clone()), Options::default()).unwrap();
    migrate(&db, 1).unwrap();
    Some(Base(db, Box::new(database)))
}

/// Puts entries of all kinds of values into tables of ours, and makes the base a used one.
fn fill(db: &Db) {
    db.write(|tx| {
        for n in 0..50_u128 {
            let id = RawId::from_u128(n << 64 | 77);
            let text = ["", "Әлия\t\\ \"O'Brien\"\r\n", "plain", "\u{feff}Ёж"][n as usize % 4];
            tx.execute(
                "INSERT INTO jobs (id, kind, payload, state, run_at, n_attempts, max_attempts, n_done,
                                   is_stop_requested, created_by, created_at)
                 VALUES ($1, 'test', $2, 'done', $3, 0, 1, 0, $4, $5, 1)",
                params![id, text, i64::MIN + n as i64, n % 2 == 0, (n % 3 == 0).then_some(id)],
            )?;
        }
        tx.execute(
            "INSERT INTO journal (seq, at, actor_kind, verb, subject_kind, subject_id, payload_digest, digest)
             VALUES (1, 2, 'system', 'x', 'y', $1, $2, $3)",
            params![RawId::from_u128(5), &[0_u8, 1, 255, 92][..], &[][..] as &[u8]],
        )?;
        tx.execute("INSERT INTO journal_head (one, seq, digest) VALUES (1, 1, $1)", params![&[9_u8; 32]])
    })
    .unwrap();
}

fn sums(moved: Vec<MovedTable>) -> Vec<(String, u64, String)> {
    let mut all: Vec<_> =
        moved.into_iter().map(|table| (table.name, table.n_rows, table.checksum)).collect();
    all.sort();
    all
}

#[test]
fn a_base_goes_to_the_other_database_and_back_unchanged() {
    let Some(middle) = postgres("moving_there") else { return };
    let (start, end, end_again) = (sqlite(), sqlite(), postgres("moving_back").unwrap());
    fill(&start.0);
    let there = sums(move_base(&start.0, &middle.0, |_, _| {}).unwrap());
    let back = sums(move_base(&middle.0, &end.0, |_, _| {}).unwrap());
    let between = sums(move_base(&middle.0, &end_again.0, |_, _| {}).unwrap());
    assert_eq!(there, back);
    assert_eq!(there, between);
    assert!(there.iter().any(|(name, n_rows, _)| name == "jobs" && *n_rows == 50));
}

#[test]
fn a_base_in_use_is_not_filled() {
    let (start, used) = (sqlite(), sqlite());
    fill(&start.0);
    fill(&used.0);
    assert!(matches!(move_base(&start.0, &used.0, |_, _| {}), Err(MoveError::NotEmpty(_))));
}

#[test]
fn a_base_that_is_behind_is_brought_up_to_date_first() {
    let (start, end) = (sqlite(), sqlite());
    start.0.write(|tx| tx.execute("DELETE FROM migrations WHERE name LIKE '0002%'", &[])).unwrap();
    let error = move_base(&start.0, &end.0, |_, _| {}).unwrap_err();
    assert!(matches!(error, MoveError::Behind { step, .. } if step == "0002_jobs_queue"));
}

#[test]
fn every_difference_changes_the_sum() {
    let sum = |rows: &[Vec<Cell>]| {
        let mut sum = Sum::default();
        rows.iter().for_each(|row| sum.add(row));
        sum
    };
    let text = |t: &str| Cell::Text(t.to_owned());
    let (one, two) = (vec![text("ab"), text("c")], vec![text("a"), text("bc")]);
    assert_eq!(sum(&[one.clone(), two.clone()]), sum(&[two.clone(), one.clone()]));
    assert_ne!(sum(std::slice::from_ref(&one)), sum(std::slice::from_ref(&two)));
    assert_ne!(sum(&[one.clone(), one.clone()]), sum(&[two.clone(), two]));
    assert_ne!(sum(&[vec![Cell::Null, text("")]]), sum(&[vec![text(""), Cell::Null]]));
    assert_eq!(sum(&[vec![Cell::Bool(true)]]), sum(&[vec![Cell::Int(1)]]));
}

#[test]
fn tables_come_after_those_they_refer_to() {
    let base = sqlite();
    base.0
        .write(|tx| {
            tx.batch(
                "CREATE TABLE a_note (no BIGINT PRIMARY KEY, z BIGINT REFERENCES z_note (no));
                 CREATE TABLE z_note (no BIGINT PRIMARY KEY, before BIGINT REFERENCES z_note (no));",
            )
        })
        .unwrap();
    let tables = base.0.read(describe).unwrap();
    let place = |name: &str| tables.iter().position(|table| table.name == name).unwrap();
    assert!(place("z_note") < place("a_note"));
    let jobs = &tables[place("jobs")];
    assert_eq!(jobs.key, ["id"]);
    assert!(jobs.columns.iter().any(|c| c.name == "is_stop_requested" && c.kind == Kind::Bool));
}

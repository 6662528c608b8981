//! Bases harmed in every way that a check looks for, on both databases.

use super::*;
use crate::speaking::CATALOGUE;
use db::{DatabaseUrl, Options};
use files::MemoryStore;
use journal::Entry;
use kernel::{Actor, DAY_MS, HOUR_MS, SystemChance, TravelClock};
use std::collections::BTreeSet;
use std::sync::Arc;
use words::{Lang, Words};

/// The moment of all these tests, not far from now: PostgreSQL has a clock of its own.
fn setting() -> Setting {
    Setting::new(Arc::new(TravelClock::at(Setting::real().now())), Arc::new(SystemChance))
}

/// A base with a card, a file, a job and some history.
fn healthy(url: &DatabaseUrl, files: &MemoryStore) -> Db {
    let db = Db::open(url, Options::default()).unwrap();
    let (setting, key) = (setting(), files.put(&mut &b"a photo"[..], 100).unwrap().key);
    db::migrate(&db, setting.now()).unwrap();
    db.write(move |tx| {
        let id = setting.id::<kernel::RawId>();
        let entries = (0..5)
            .map(|_| Entry::now(&setting, "customer.created", ("customer", id), &serde_json::Value::Null));
        journal::append_many(tx, &setting, &Actor::system(), entries.collect())?;
        tx.execute(
            "INSERT INTO customers (no, id, kind, name, name_key, sheet, search, revision, created_at, updated_at)
             VALUES (1, $1, 'person', 'Anna', 'anna', '{}', 'anna', 1, 1, 1)",
            db::params![id],
        )?;
        tx.execute("INSERT INTO traits (field_no, key, customer_no) VALUES (1, 'anna', 1)", &[])?;
        tx.execute(
            "INSERT INTO customer_files (id, customer_id, name, media_type, size, stored_as, is_photo, created_at)
             VALUES ($1, $1, 'a.txt', 'text/plain', 7, $2, $3, 1)",
            db::params![id, key.as_str(), false],
        )?;
        let read = access::reading::Read {
            at: 1,
            user: id,
            how: access::reading::How::Card,
            subject: Some(id),
            n: 1,
            what: String::new(),
        };
        access::reading::write(tx, &setting, &[read])?;
        jobs::enqueue(tx, &setting, jobs::New::of("test", &()))?;
        crate::mover::rebuild_search(tx)
    })
    .unwrap();
    db
}

/// What is found in a base after harm was done to it.
fn found_after(url: &DatabaseUrl, harm: &'static str, setting: &Setting) -> Vec<&'static str> {
    let files = MemoryStore::default();
    let db = healthy(url, &files);
    db.write(move |tx| tx.batch(harm)).unwrap();
    let patient = Patient { db: &db, files: Ok(&files), folder: "/".into(), setting };
    look_over(&patient).into_iter().flat_map(|looked| looked.findings).map(|finding| finding.slug).collect()
}

#[track_caller]
fn check(harm: &'static str, wanted: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(found_after(&DatabaseUrl::in_folder(folder.path()), harm, &setting()), wanted, "{harm}");
    match testbase::url_for_test("doctor") {
        Ok(database) => {
            let wanted: Vec<_> = wanted.iter().copied().filter(|slug| *slug != "cards-search").collect();
            let url = DatabaseUrl::Postgres(database.url.clone());
            assert_eq!(found_after(&url, harm, &setting()), wanted, "{harm} on PostgreSQL");
        }
        Err(why) => eprintln!("skipped on PostgreSQL: {why}"),
    }
}

#[test]
fn a_healthy_base_has_no_finding() {
    check("", &[]);
}

#[test]
fn harm_to_the_history_is_found() {
    check("DELETE FROM journal WHERE seq = 2", &["journal-missing"]);
    check("UPDATE journal SET verb = 'x' WHERE seq = 2", &["journal-altered"]);
    check("DELETE FROM journal WHERE seq = 5", &["journal-end"]);
    check("DELETE FROM migrations WHERE name = '0002_jobs_queue'", &["steps-missing"]);
    check("INSERT INTO migrations VALUES ('9999_tomorrow_more', 'x', 1)", &["steps-unknown"]);
    check("UPDATE migrations SET digest = 'x' WHERE name = '0002_jobs_queue'", &["steps-altered"]);
}

#[test]
fn harm_to_cards_is_found() {
    check("DELETE FROM customers", &["cards-traits", "cards-search"]);
    check("UPDATE customers SET no = 2", &["cards-traits", "cards-search"]);
    check(
        "INSERT INTO past_facts (no, customer_no, field_no, fact, ended_at, ended_by, ending)
         VALUES (1, 9, 1, '{}', 1, 1, 'x')",
        &["cards-past"],
    );
    check(
        "INSERT INTO relations (id, kind, from_id, to_id, role, dates, created_at)
         SELECT id, 'x', id, subject_id, '', '', 1 FROM customers JOIN journal ON seq = 1;
         UPDATE relations SET to_id = (SELECT id FROM jobs)",
        &["cards-relations"],
    );
    check(
        "UPDATE customer_files SET stored_as = '0000000000000000000000000000000000000000000000000000000000000000'",
        &["files-missing"],
    );
    check("UPDATE customer_files SET stored_as = 'photo.png'", &["files-damaged"]);
}

#[test]
fn what_hinders_the_work_is_found() {
    check("UPDATE jobs SET state = 'dead'", &["jobs-dead"]);
    check("UPDATE jobs SET run_at = 1", &["jobs-overdue"]);
    check("UPDATE jobs SET state = 'running', lease_until = 1", &["jobs-stuck"]);
}

#[test]
fn a_clock_that_went_back_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let past = Setting::new(Arc::new(TravelClock::at(setting().now() - HOUR_MS)), Arc::new(SystemChance));
    assert_eq!(found_after(&DatabaseUrl::in_folder(folder.path()), "", &past), ["clock-behind"]);
    let Ok(database) = testbase::url_for_test("doctor_clock") else {
        return eprintln!("skipped: there is no PostgreSQL on this machine");
    };
    let tomorrow =
        Setting::new(Arc::new(TravelClock::at(setting().now() + DAY_MS)), Arc::new(SystemChance));
    let found = found_after(&DatabaseUrl::Postgres(database.url.clone()), "", &tomorrow);
    assert_eq!(found, ["jobs-overdue", "clock-apart"]);
}

#[test]
fn what_can_be_made_anew_is_repaired() {
    let folder = tempfile::tempdir().unwrap();
    let files = MemoryStore::default();
    let db = healthy(&DatabaseUrl::in_folder(folder.path()), &files);
    db.write(|tx| tx.batch("UPDATE customers SET no = 2")).unwrap();
    db.write(repair).unwrap();
    let setting = setting();
    let patient = Patient { db: &db, files: Ok(&files), folder: folder.path().into(), setting: &setting };
    assert!(is_sound(&look_over(&patient)));
}

#[test]
fn every_finding_and_its_remedy_is_said_in_every_language() {
    let words = Words::new(&[CATALOGUE]);
    let slugs: Vec<_> = CHECKS.iter().flat_map(|check| check.findings()).chain(&["failed"]).collect();
    assert_eq!(slugs.iter().collect::<BTreeSet<_>>().len(), slugs.len());
    for lang in Lang::ALL {
        let say = words.say(lang, jiff::tz::TimeZone::UTC);
        for slug in &slugs {
            let finding = Finding::broken(slug, 2, "x");
            assert!(
                !format!("{}{}", finding.said(&say), finding.remedy(&say)).contains('⟦'),
                "{lang:?} {slug}"
            );
        }
    }
    let checks: BTreeSet<_> = CHECKS.iter().map(|check| check.slug()).collect();
    assert_eq!(checks.len(), CHECKS.len());
}

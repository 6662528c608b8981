//! What goes wrong around the program is said in words with what to do, and ends it with the promised code.

use std::path::Path;
use std::process::Command;

use db::{DatabaseUrl, Db, DbError, Options};
use serde_json::json;

use crate::house::{Ended, House, Place, program};

const OWNER: &str = "owner@dastarkhan.example";

/// The words of the person's own language that each trouble is told in, and the code it ends with.
fn check(ended: &Ended, code: i32, words: &str) {
    assert_eq!(ended.code, Some(code), "{ended:?}");
    assert!(ended.complained.contains(words), "{ended:?}");
    assert!(!ended.complained.contains("panicked"), "{ended:?}");
}

#[test]
fn a_missing_postgres_is_said_to_be_missing() {
    let url = "postgres://nobody@127.0.0.1:1/none";
    for words in
        [&["serve", "--listen", "127.0.0.1:0"][..], &["doctor"], &["migrate"], &["customers", "list"]]
    {
        let ended = Ended::of(program(words).args(["--database", url]));
        check(&ended, 1, "The database cannot be reached");
    }
}

#[test]
fn a_reader_that_stops_reading_ends_the_program_in_silence() {
    let mut command = program(&["analyze", "--list"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let ended = command.stdout(writer).stderr(std::process::Stdio::piped()).output().unwrap();
    let complained = String::from_utf8(ended.stderr).unwrap();
    assert_eq!((ended.status.code(), complained.as_str()), (Some(0), ""));
}

#[test]
fn a_missing_base_is_not_made_by_looking_for_it() {
    let place = Place::on_sqlite();
    for words in [
        &["doctor"][..],
        &["sql", "select 1"],
        &["backup", "never.backup"],
        &["customers", "list"],
        &["user", "list"],
        &["demo", "remove"],
        &["token", "create", "--user", OWNER, "--scope", "all"],
        &["export", "customers", "--out", "never.csv"],
    ] {
        check(&place.run(words), 2, "There is no base at");
    }
    assert!(!place.path("kartoteka.sqlite").exists());
}

#[test]
fn a_list_that_nobody_reads_to_its_end_is_no_failure() {
    let mut child = program(&["analyze", "--list"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[test]
fn somebody_who_is_not_there_and_a_scope_that_is_not_are_named() {
    let place = Place::on_sqlite();
    place.run(&["migrate"]).done();
    let words = ["token", "create", "--user", OWNER, "--scope"];
    check(&place.run(&[&words[..], &["all"]].concat()), 3, OWNER);
    place.run(&["user", "add", "--email", OWNER, "--name", "Айгерім", "--role", "owner"]).done();
    check(&place.run(&[&words[..], &["everything"]].concat()), 3, "customers, ");
    check(&place.run(&["user", "disable", "nobody@dastarkhan.example"]), 3, "nobody@dastarkhan.example");
}

#[test]
fn a_file_that_is_no_base_is_left_as_it_is() {
    let place = Place::on_sqlite();
    let letter = "Құрметті Әлия Қасымқызы! ".repeat(400);
    std::fs::write(place.path("kartoteka.sqlite"), &letter).unwrap();
    for words in
        [&["serve", "--listen", "127.0.0.1:0"][..], &["doctor"], &["migrate"], &["customers", "list"]]
    {
        check(&place.run(words), 1, "The database file is damaged");
    }
    assert_eq!(std::fs::read_to_string(place.path("kartoteka.sqlite")).unwrap(), letter);
}

#[test]
fn a_damaged_base_is_found_by_the_doctor() {
    let place = Place::on_sqlite();
    place.run(&["demo", "load"]).done();
    place.is_sound();
    damage(&place.path("kartoteka.sqlite"));
    let ended = place.run(&["doctor"]);
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.said.contains("restore the last backup"), "{ended:?}");
    assert!(!ended.complained.contains("panicked"), "{ended:?}");
}

/// Overwrites the second half of a file, as a bad disk might.
fn damage(path: &Path) {
    let mut bytes = std::fs::read(path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..].fill(0x5A);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_base_held_by_another_process_is_said_to_be_held() {
    let place = Place::on_sqlite();
    place.run(&["migrate"]).done();
    let url: DatabaseUrl = place.url().parse().unwrap();
    let holder = Db::open(&url, Options::default()).unwrap();
    let mut add = place.command(&["customers", "add", "--fact", "family=Омарова"]);
    let ended = holder.write(move |tx| {
        tx.execute("UPDATE journal_head SET one = one", &[])?;
        Ok::<_, DbError>(Ended::of(&mut add))
    });
    check(&ended.unwrap(), 1, "The database is held by another process");
}

#[test]
fn a_full_disk_stops_a_beginning_before_anything_is_there() {
    let place = Place::on_sqlite();
    let ended = Ended::of(&mut cramped(&place.command(&["serve", "--listen", "127.0.0.1:0"]), 40));
    check(&ended, 1, "The disk is full");
    let house = House::serve(&place);
    assert_eq!(
        house.nobody().get("/health").status,
        200,
        "with room again it begins as if nothing had been"
    );
    house.stop();
}

#[test]
fn a_disk_that_fills_refuses_writes_and_loses_nothing() {
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    let kilobytes = std::fs::metadata(place.path("kartoteka.sqlite")).unwrap().len() / 1_024 + 400;
    let serve = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    let house = House::begin(cramped(&serve, kilobytes)).unwrap();
    let client = house.program(&token);
    let long = "ұзақ әңгіме ".repeat(500);
    let mut kept = Vec::new();
    let refused = loop {
        let customer = json!({ "facts": { "family": format!("Омарова{}", kept.len()), "needs": long } });
        let answer = client.give("POST", "/api/v1/customers", &customer);
        match answer.status {
            201 => kept.push(answer.value()["id"].as_str().unwrap().to_owned()),
            _ => break answer,
        }
        assert!(kept.len() < 1_000, "the disk never fills");
    };
    assert_eq!(refused.status, 507, "{}", refused.body);
    let still = client.json("/api/v1/customers?total=exact&limit=500");
    assert_eq!(still["total"], kept.len(), "reading goes on");
    house.kill();
    let house = House::serve(&place);
    let client = house.program(&token);
    kept.iter().for_each(|id| drop(client.get(&format!("/api/v1/customers/{id}")).ok()));
    let one_more = json!({ "facts": { "family": "Соңғы" } });
    assert_eq!(
        client.give("POST", "/api/v1/customers", &one_more).status,
        201,
        "with room again it goes on"
    );
    house.stop();
    place.is_sound();
}

/// The same command on a disk with room for files of so many kilobytes.
fn cramped(command: &Command, kilobytes: u64) -> Command {
    let mut shell = Command::new("bash");
    // A file that would grow beyond gets an error in place of the signal that would end the process.
    shell.args([
        "-c",
        "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"",
        "cramped",
        &kilobytes.to_string(),
    ]);
    shell.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell
}

#[test]
fn a_taken_address_is_said_to_be_taken() {
    let place = Place::on_sqlite();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    check(&place.run(&["serve", "--listen", &address]), 1, "Choose another with --listen");
}

#[test]
fn wrong_use_and_bad_input_have_codes_of_their_own() {
    let place = Place::on_sqlite();
    check(&Ended::of(&mut program(&["sing"])), 2, "sing");
    check(&Ended::of(program(&["serve"]).args(["--database", "mysql://x"])), 2, "sqlite:");
    place.run(&["migrate"]).done();
    check(&place.run(&["sql", "delete from journal"]), 3, "cannot be answered");
    let ended = place.run(&["customers", "add", "--fact", "iin=850321400129"]);
    check(&ended, 3, "iin");
    let letter = place.path("letter.backup");
    std::fs::write(&letter, "Dear madam, this is a letter").unwrap();
    check(&place.run(&["restore", letter.to_str().unwrap()]), 3, "not a backup");
}

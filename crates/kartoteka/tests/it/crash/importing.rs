//! A server that is killed while files come in, are stopped, go on and are taken back, and while what they brought is
//! merged, loses no row and doubles none; the same on both databases. On PostgreSQL only a lease of a minute tells that a
//! server is dead: the minute is made to pass at once.

use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::dice::Dice;
use super::importer::Importer;
use super::sheet::{Clients, Known};
use super::{OWNER, all_cards, n_importing};
use crate::client::Client;
use crate::house::{House, Place, is_for};

/// The longest that a server lives, in ms: about as long as a file takes.
const LONGEST_MS: u64 = 1_500;

#[test]
fn a_server_killed_over_sqlite_while_files_come_in_loses_no_row_and_doubles_none() {
    if is_for("sqlite") {
        crash(&Place::on_sqlite(), n_importing());
    }
}

#[test]
fn a_server_killed_over_postgres_while_files_come_in_loses_no_row_and_doubles_none() {
    if is_for("postgres")
        && let Some(place) = Place::on_postgres("crash_importing")
    {
        crash(&place, n_importing().div_ceil(2));
    }
}

fn crash(place: &Place, n_crashes: u64) {
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    let (mut dice, mut importer) = (Dice::new(23), Importer::new());
    for _ in 0..n_crashes {
        let house = House::serve(place);
        let (done, heard) = channel();
        std::thread::scope(|scope| {
            let (client, importer) = (house.program(&token), &mut importer);
            scope.spawn(move || importer.work_until_killed(&client, &done));
            let end = Instant::now() + Duration::from_millis(dice.roll(LONGEST_MS));
            while let Some(left) = end.checked_duration_since(Instant::now()) {
                // Whether a step was done meanwhile does not matter: the moment is the dice's.
                let _one_more = heard.recv_timeout(left);
            }
            house.kill();
        });
        place.end_leases();
    }
    let house = House::serve(place);
    let client = house.program(&token);
    importer.finish(&client);
    check_the_whole(place, &client, importer.clients());
    house.stop();
    place.is_sound();
    eprintln!(
        "{n_crashes} crashes, {} files: {} stopped, {} taken back, {} mergings; {} clients stand",
        importer.n_files() - 1,
        importer.n_stopped,
        importer.n_undone,
        importer.n_merged,
        importer.clients().len()
    );
}

/// Compares every card with what the files brought, neither more nor fewer.
fn check_the_whole(place: &Place, client: &Client, clients: &Clients) {
    let mut found = Clients::new();
    for card in all_cards(client).values() {
        let facts = &card["facts"];
        let phones = facts["phone"].as_array().unwrap();
        assert_eq!(phones.len(), 1, "{card}");
        let known = Known {
            family: word(&facts["family"]).unwrap_or_default(),
            city: word(&facts["city"]).unwrap_or_default(),
            email: word(&facts["email"]),
        };
        let is_there = found.insert(word(&phones[0]).unwrap_or_default(), known);
        assert!(is_there.is_none(), "doubled: {card}");
    }
    for (phone, known) in clients {
        assert_eq!(found.remove(phone).as_ref(), Some(known), "{phone}");
    }
    assert!(found.is_empty(), "nobody brought these: {found:?}");
    let unequal =
        "select count(*) from import_runs where n_read <> n_new + n_merged + n_unchanged + n_rejected
                   or n_rejected <> (select count(*) from import_rejects where run_no = no and not is_in)
                   or n_new <> (select count(*) from import_rows where run_no = no and is_new)";
    assert_eq!(place.sql(unequal), ["0"], "what is counted is what is kept");
    let twice = "select count(*) from customers where revision <>
                 (select count(*) from journal where journal.subject_id = customers.id)";
    assert_eq!(place.sql(twice), ["0"], "each change has exactly one entry in the journal");
}

/// A fact of one value, or the first of several.
fn word(value: &Value) -> Option<String> {
    let one = if value.is_array() { &value[0] } else { value };
    one.as_str().map(str::to_owned)
}

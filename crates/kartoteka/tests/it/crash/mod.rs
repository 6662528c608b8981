//! A server that is killed at random moments while clients write loses nothing that it acknowledged.
//!
//! `KARTOTEKA_CRASHES` says how many times it is killed, `KARTOTEKA_CRASHES_IMPORTING` how many of a hundred of them while
//! files come in. Every deed bears an `Idempotency-Key`; one whose answer never came is sent again, with the same key, to
//! the server that was started anew.

mod deed;
mod dice;
mod importer;
mod importing;
mod ordering;
mod selling;
mod sheet;
mod writer;

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::client::{Client, encoded};
use crate::house::{House, Place, is_for};
use dice::Dice;
use writer::Writer;

const OWNER: &str = "owner@dastarkhan.example";
const N_WRITERS: u64 = 4;
const N_CRASHES: u64 = 40;
/// Of a hundred crashes, those while files come in.
const IMPORTING: u64 = 30;
/// The doctor reads the whole base and its whole journal, so it comes after every so many crashes.
const DOCTOR_EVERY: u64 = 10;
/// Customers that are looked for by name at the end.
const N_SOUGHT: usize = 200;
const PATIENCE: Duration = Duration::from_secs(180);

#[test]
fn a_server_killed_over_sqlite_loses_no_acknowledged_change() {
    if is_for("sqlite") {
        crash(&Place::on_sqlite(), n_crashes() - n_importing());
    }
}

#[test]
fn a_server_killed_over_postgres_loses_no_acknowledged_change() {
    if is_for("postgres")
        && let Some(place) = Place::on_postgres("crash")
    {
        crash(&place, n_crashes());
    }
}

fn n_crashes() -> u64 {
    std::env::var("KARTOTEKA_CRASHES").map_or(N_CRASHES, |n| n.parse().unwrap())
}

/// How many of the crashes come while files do.
fn n_importing() -> u64 {
    let share = std::env::var("KARTOTEKA_CRASHES_IMPORTING").map_or(IMPORTING, |n| n.parse().unwrap());
    n_crashes() * share / 100
}

fn crash(place: &Place, n_crashes: u64) {
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    let mut dice = Dice::new(7);
    let mut writers: Vec<_> = (0..N_WRITERS).map(Writer::new).collect();
    for n in 1..=n_crashes {
        let house = House::serve(place);
        let (acknowledged, heard) = channel();
        std::thread::scope(|scope| {
            for writer in &mut writers {
                let (client, acknowledged) = (house.program(&token), acknowledged.clone());
                scope.spawn(move || writer.write_until_killed(&client, &acknowledged));
            }
            drop(acknowledged);
            wait_for_a_moment(&heard, &mut dice);
            house.kill();
        });
        if n % DOCTOR_EVERY == 0 {
            place.is_sound();
        }
    }
    let house = House::serve(place);
    let client = house.program(&token);
    for writer in &mut writers {
        writer.finish(&client);
    }
    check_the_whole(place, &client, &writers);
    house.stop();
    place.is_sound();
    tell(n_crashes, &writers);
}

/// Waits until some deeds are acknowledged and then a little longer, into the middle of others.
fn wait_for_a_moment(heard: &Receiver<()>, dice: &mut Dice) {
    for _ in 0..dice.roll(30) {
        heard.recv_timeout(PATIENCE).unwrap();
    }
    // Whether one more is acknowledged meanwhile does not matter.
    let _one_more = heard.recv_timeout(Duration::from_micros(dice.roll(4_000)));
}

/// Compares every card of the base with what the writers were promised, neither more nor fewer.
fn check_the_whole(place: &Place, client: &Client, writers: &[Writer]) {
    let mut found = all_cards(client);
    for card in writers.iter().flat_map(Writer::cards) {
        let view = found.remove(&card.id).unwrap_or_else(|| panic!("lost: {card:?}"));
        card.check(&view);
    }
    assert!(found.is_empty(), "nobody was promised these: {found:?}");
    let twice = "select count(*) from customers where revision <>
                 (select count(*) from journal where journal.subject_id = customers.id)";
    assert_eq!(place.sql(twice), ["0"], "each change has exactly one entry in the journal");
    check_search(client, writers);
}

fn check_search(client: &Client, writers: &[Writer]) {
    let cards: Vec<_> = writers.iter().flat_map(Writer::cards).filter(|card| !card.is_archived).collect();
    for card in cards.iter().step_by(cards.len() / N_SOUGHT + 1) {
        let page = client.json(&format!("/api/v1/customers?q={}", encoded(&card.family)));
        let ids: Vec<_> = page["items"].as_array().unwrap().iter().map(|item| &item["id"]).collect();
        assert_eq!(ids, [card.id.as_str()], "search for {}", card.family);
    }
}

fn all_cards(client: &Client) -> HashMap<String, Value> {
    let mut cards = HashMap::new();
    for archived in ["false", "true"] {
        let mut cursor = String::new();
        loop {
            let page = client.json(&format!("/api/v1/customers?limit=500&archived={archived}{cursor}"));
            for item in page["items"].as_array().unwrap() {
                cards.insert(item["id"].as_str().unwrap().to_owned(), item.clone());
            }
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={}", encoded(next));
        }
    }
    cards
}

fn tell(n_crashes: u64, writers: &[Writer]) {
    let n_deeds: u64 = writers.iter().map(|writer| writer.n_acknowledged).sum();
    let n_repeated: u64 = writers.iter().map(|writer| writer.n_repeated).sum();
    let n_lost: u64 = writers.iter().map(|writer| writer.n_answers_lost).sum();
    eprintln!(
        "{n_crashes} crashes, {n_deeds} acknowledged deeds kept; {n_repeated} deeds sent again, \
         {n_lost} of them had been done before"
    );
}

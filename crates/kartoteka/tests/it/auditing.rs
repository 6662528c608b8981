//! What the audit says: of changes, every verb that the demo company has in its journal in words, in each language; of
//! readings, those of what lies on a card too.

use crate::client::Client;
use crate::house::{House, Place};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const OWNER: &str = "owner@dastarkhan.example";

#[test]
fn every_change_is_told_in_words() {
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    place.run(&["demo", "load"]).done();
    let verbs = place.sql("select distinct verb from journal order by verb");
    assert!(verbs.len() > 30, "{verbs:?}");
    let house = House::serve(&place);
    let owner = house.person(OWNER);
    for lang in ["ru", "kk", "en"] {
        let reader = owner.with("accept-language", lang);
        let said = |verb: &String| {
            let page = reader.get(&format!("/audit/changes?verb={verb}"));
            assert_eq!(page.status, 200, "{verb}: {}", page.body);
            !page.body.contains("<code>") && page.body.contains("<th scope=\"row\">")
        };
        let silent: Vec<_> = verbs.iter().filter(|verb| !said(verb)).collect();
        assert!(silent.is_empty(), "{lang}: told as they stand in the base: {silent:?}");
    }
    let kinds = owner.get("/audit/changes?verb=deal.");
    assert!(kinds.body.contains("<th scope=\"row\">") && !kinds.body.contains("⟦"), "{}", kinds.body);
    house.stop();
}

/// Asks until the audit tells of as many readings, which are written down once a second.
#[track_caller]
fn readings(owner: &Client, (customer, n): (&str, usize)) -> Vec<(String, String)> {
    let begun = Instant::now();
    loop {
        let found = owner.json(&format!("/api/v1/reads?customer={customer}"));
        let items = found["items"].as_array().unwrap();
        let told =
            |one: &Value| (one["how"].as_str().unwrap().into(), one["what"].as_str().unwrap().into());
        if items.len() >= n {
            return items.iter().rev().map(told).collect();
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{found}");
    }
}

#[test]
fn whoever_reads_letters_and_calls_of_a_client_is_seen() {
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    let house = House::serve(&place);
    let owner = house.program(&token);
    let facts = json!({ "facts": { "family": "Петров" } });
    let client = owner.give("POST", "/api/v1/customers", &facts).ok()["id"].as_str().unwrap().to_owned();
    let call = json!({ "kind": "call", "customer": client, "text": "Звонит из дома +7 701 555 00 12" });
    let call = owner.give("POST", "/api/v1/interactions", &call).ok()["id"].as_str().unwrap().to_owned();
    owner.json(&format!("/api/v1/interactions?customer={client}"));
    owner.json(&format!("/api/v1/interactions/{call}"));
    let person = house.person(OWNER);
    assert_eq!(person.get(&format!("/interactions/{call}")).status, 200);
    let seen = readings(&owner, (&client, 3));
    let one = |how: &str| (how.to_owned(), "interactions".to_owned());
    assert_eq!(seen, [one("list"), one("card"), one("card")]);
    let page = person.with("accept-language", "ru").get(&format!("/audit?customer={client}"));
    assert!(page.body.contains("касания"), "{}", page.body);
    house.stop();
}

//! A person is erased, and then every byte of the data folder is searched for what was known of them.

mod known;

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Client;
use crate::house::{House, Place, is_for};

const FIRST: &str = "owner@dastarkhan.example";
const SECOND: &str = "second@dastarkhan.example";
const PATIENCE: Duration = Duration::from_secs(60);

/// Everything personal that is known of the client, as it is typed or kept; each of it must be found before and not after.
const PERSONAL: &[&str] = &[
    "Ерсейтова",
    "Гүлжанат",
    "Бекболатова",
    "77017654321",
    "77019998877",
    "guljanat.e",
    "bekbolatova.g",
    "Самал-2, дом 97",
    "разводит ирисы",
    "любит жасминовый чай",
    "Перезвонить насчёт ирисов",
    "домофон сорок семь",
    "оставила зонтик",
    "203.0.113.77",
    "паспорт лежит в сейфе",
    "каталог чайных роз",
    "Ирисы Ерсейтовой",
    "Гүлжанат и её сад",
    "перешлите bekbolatova.g",
    "спрашивала про жасмин",
    "письмо от Гүлжанат",
    "договор Бекболатовой",
    "сад на Самал-2",
];

#[test]
fn an_erased_person_is_nowhere_in_the_data_folder() {
    if !is_for("sqlite") {
        return;
    }
    let place = Place::on_sqlite();
    let gone = known_and_erased(&place, &|place, text| folder_has(place, text));
    place.is_sound();
    assert_eq!(place.sql("select count(*) from orders"), ["1"], "{gone}");
}

#[test]
fn an_erased_person_is_in_no_table_of_postgres() {
    if is_for("postgres")
        && let Some(place) = Place::on_postgres("erasing")
    {
        known_and_erased(&place, &|place, text| {
            tables_have(place, text).or_else(|| folder_has(place, text))
        });
        place.is_sound();
    }
}

/// Makes a client known in every way there is, has them erased, and searches; gives their id.
fn known_and_erased(place: &Place, has: &dyn Fn(&Place, &str) -> Option<String>) -> String {
    for email in [FIRST, SECOND] {
        place.add_person(email, "owner");
    }
    let house = House::serve(place);
    let id = becomes_known(&house, place);
    let owner = house.person(FIRST);
    let asked = json!({ "reason": "Ерсейтова просит стереть", "is_erasure": true });
    assert_eq!(owner.give("PUT", &format!("/api/v1/customers/{id}/removal"), &asked).status, 204);
    let waiting = owner.json("/api/v1/removals");
    assert!(waiting[0]["due_at"].as_str() > waiting[0]["ripe_at"].as_str(), "{waiting}");
    house.stop();
    for text in PERSONAL.iter().chain(known::PERSONAL) {
        assert!(has(place, text).is_some(), "{text} was never there, so that its absence says nothing");
    }
    a_week_passes(place);
    let house = House::serve(place);
    let agree = format!("/api/v1/customers/{id}/removal/consent");
    assert_eq!(house.person(FIRST).give("PUT", &agree, &Value::Null).status, 403, "not one's own request");
    let agreed = house.person(SECOND).give("PUT", &agree, &Value::Null);
    assert_eq!(agreed.status, 204, "{}", agreed.body);
    let owner = house.person(SECOND);
    until(|| {
        let jobs = owner.json("/api/v1/jobs?limit=500");
        jobs["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|job| job["kind"] == "customers.wipe" && job["state"] == "done")
    });
    let card = owner.json(&format!("/api/v1/customers/{id}"));
    assert_eq!(card["name"], "", "{card}");
    assert!(card["facts"].get("family").is_none() && card["facts"].get("orders").is_some(), "{card}");
    house.stop();
    let every = PERSONAL.iter().chain(known::PERSONAL);
    let left: Vec<_> = every.filter_map(|text| Some((text, has(place, text)?))).collect();
    assert!(left.is_empty(), "still there: {left:#?}");
    id
}

fn becomes_known(house: &House, place: &Place) -> String {
    let owner = house.person(FIRST);
    let add = |facts: Value| {
        let sent = owner.with("idempotency-key", &facts.to_string());
        sent.give("POST", "/api/v1/customers", &json!({ "facts": facts })).ok()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let id = add(json!({ "family": "Ерсейтова", "given": "Гүлжанат", "phone": ["8 701 765 43 21"],
        "email": ["guljanat.e@mail.example"], "address": ["Самал-2, дом 97"], "hobby": ["разводит ирисы"] }));
    let own = format!("/api/v1/customers/{id}");
    let say = |method: &str, path: &str, body: &Value| {
        let answer = owner.give(method, path, body);
        assert!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.body);
        answer
    };
    say("PATCH", &own, &json!({ "facts": { "family": "Бекболатова", "city": "Алматы" } }));
    say("POST", &format!("{own}/notes"), &json!({ "note": "любит жасминовый чай" }));
    let other = add(json!({ "family": "Бекболатова", "given": "Гүлжанат", "phone": ["8 701 999 88 77"],
        "email": ["bekbolatova.g@mail.example"] }));
    say("POST", &format!("{own}/merges"), &json!({ "from": other }));
    let husband = add(json!({ "family": "Абаев" }));
    let tie = json!({ "kind": "spouse", "other": husband, "role": "домофон сорок семь" });
    say("POST", &format!("{own}/relations"), &tie);
    let task = json!({ "kind": "call", "title": "Перезвонить насчёт ирисов", "customer": id, "due_on": "2026-12-01" });
    say("POST", "/api/v1/tasks", &task);
    let lines = json!([{ "name": "Пиала", "quantity": 2, "price": "1500" }]);
    say("POST", "/api/v1/orders", &json!({ "customer": id, "lines": lines, "note": "оставила зонтик" }));
    let said = json!({ "purpose": "marketing", "channels": ["email"], "state": "given", "address": "203.0.113.77" });
    say("POST", &format!("{own}/consents"), &said);
    let sent =
        owner.send("POST", &format!("{own}/files?name=a.txt"), ("text/plain", "паспорт лежит в сейфе"));
    assert!(sent.status < 300, "{}", sent.body);
    let mail = json!({ "host": "127.0.0.1", "port": 1, "security": "plain", "user": "", "from_email": "a@firm.test",
        "house": "https://crm.firm.test" });
    say("PUT", "/api/v1/firm/mail", &mail);
    say("POST", "/api/v1/letters", &json!({ "customer": id, "text": "каталог чайных роз" }));
    assert_eq!(owner.get("/customers?q=guljanat.e").status, 200, "a search is noted");
    typed_about(&owner, &id);
    known::elsewhere((&owner, &house.person(SECOND)), &id);
    let beside = tempfile::tempdir().unwrap();
    let file = beside.path().join("clients.csv");
    std::fs::write(&file, "Фамилия;Имя;Телефон\nЕрсейтова;Гүлжанат;8 701 765 43 21\n").unwrap();
    place.run(&["import", file.to_str().unwrap(), "--json"]).done();
    id
}

/// What staff type about a client elsewhere than on the card: lists, segments, exports, deals, what was said, drafts.
fn typed_about(owner: &Client, id: &str) {
    let say = |method: &str, path: &str, body: &Value| {
        let answer = owner.give(method, path, body);
        assert!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.body);
        answer.value()
    };
    let phone = json!({ "field": "phone", "is": "+77017654321" });
    let view = json!({ "name": "Гүлжанат и её сад +77017654321", "filter": phone });
    say("POST", "/api/v1/views", &view);
    let segment = json!({ "name": "Ирисы Ерсейтовой Гүлжанат", "note": "перешлите bekbolatova.g@mail.example",
        "condition": phone });
    say("POST", "/api/v1/segments", &segment);
    let export =
        json!({ "format": "csv", "filter": phone, "reason": "перешлите bekbolatova.g@mail.example" });
    let export = say("POST", "/api/v1/exports", &export);
    let path = format!("/api/v1/exports/{}", export["id"].as_str().unwrap());
    until(|| owner.json(&path)["state"] == "done");
    let deal = json!({ "customer": id, "title": "сад на Самал-2" });
    say("POST", "/api/v1/deals", &deal);
    let talk = json!({ "kind": "call", "customer": id, "subject": "письмо от Гүлжанат", "text": "спрашивала про жасмин" });
    say("POST", "/api/v1/interactions", &talk);
    let file = "ФИО;Телефон\nдоговор Бекболатовой Гүлжанат;8 701 765 43 21\n";
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"Бекболатова Гүлжанат.csv\"";
    let body = format!("--part\r\n{head}\r\n\r\n{file}\r\n--part--\r\n");
    let drafted = owner.send("POST", "/import", ("multipart/form-data; boundary=part", &body));
    assert_eq!(drafted.status, 303, "{}", drafted.body);
}

/// Lets the waiting time pass without waiting.
fn a_week_passes(place: &Place) {
    let url = place.url().parse().unwrap();
    let db = db::Db::open(&url, db::Options::default()).unwrap();
    let week = 8 * 86_400_000_i64;
    db.write(move |tx| {
        tx.execute("UPDATE removal_requests SET asked_at = asked_at - $1", &[db::Value::Int(week)])
    })
    .unwrap();
}

fn until(is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "the jobs never ended");
        std::thread::yield_now();
    }
}

/// The first file of the data folder that holds a text, in the bytes that it has there.
fn folder_has(place: &Place, text: &str) -> Option<String> {
    walk(&place.path("."), text)
}

fn walk(folder: &Path, text: &str) -> Option<String> {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let found = if path.is_dir() {
            walk(&path, text)
        } else {
            let bytes = std::fs::read(&path).unwrap();
            let is_here = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            is_here.then(|| path.display().to_string())
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

/// The first table that holds a text in any of its columns.
fn tables_have(place: &Place, text: &str) -> Option<String> {
    let tables = place.sql("select table_name from information_schema.tables where table_schema = current_schema() and table_type = 'BASE TABLE'");
    let hex = text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let look = |table: &String| {
        let row = "(t.*)::text";
        format!(
            "select '{table}' where exists (select 1 from {table} t where {row} like '%{text}%' or {row} like '%{hex}%')"
        )
    };
    let looks: Vec<_> = tables.iter().map(look).collect();
    place.sql(&looks.join(" union all ")).into_iter().next()
}

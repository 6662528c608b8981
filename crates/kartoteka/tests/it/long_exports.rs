//! A long export while the server is killed again and again: its file is there whole or not at all, and is fetched in pieces.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::client::Client;
use crate::house::{House, Place, is_for};

const OWNER: &str = "owner@dastarkhan.example";
const N_CLIENTS: usize = 20_000;
const N_CRASHES: u64 = 5;
const PATIENCE: Duration = Duration::from_secs(120);

#[test]
fn a_server_killed_while_it_exports_gives_the_whole_file_in_the_end() {
    if !is_for("sqlite") {
        return;
    }
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let mut lines = "Фамилия;Телефон\n".to_owned();
    for n in 0..N_CLIENTS {
        lines.push_str(&format!("Клиентов{n};+7701{n:07}\n"));
    }
    let file = place.path("clients.csv");
    std::fs::write(&file, lines).unwrap();
    place.run(&["import", file.to_str().unwrap()]).done();
    let token = place.token(OWNER, "all");
    let house = House::serve(&place);
    let wished = json!({ "format": "ndjson", "columns": ["name", "phone"] });
    let asked = house.program(&token).give("POST", "/api/v1/exports", &wished).ok();
    let path = format!("/api/v1/exports/{}", asked["id"].as_str().unwrap());
    house.kill();
    for n in 0..N_CRASHES {
        let house = House::serve(&place);
        let client = house.program(&token);
        let end = Instant::now() + Duration::from_millis(40 * n);
        // Whether it is done meanwhile does not matter: what is told of it must be so.
        while Instant::now() < end {
            is_whole_or_not_there(&client, &path);
        }
        house.kill();
    }
    let house = House::serve(&place);
    let client = house.program(&token);
    let begun = Instant::now();
    while client.json(&path)["state"] != "done" {
        assert!(begun.elapsed() < PATIENCE, "{}", client.json(&path));
        std::thread::yield_now();
    }
    assert_eq!(client.json(&path)["rows"], N_CLIENTS);
    is_whole_or_not_there(&client, &path);
    house.stop();
    let coming = place.path("files/coming");
    assert_eq!(std::fs::read_dir(coming).unwrap().count(), 0, "nothing half-done is left");
    place.is_sound();
}

fn is_whole_or_not_there(client: &Client, path: &str) {
    let told: Value = client.json(path);
    let content = format!("{path}/content");
    let answer = client.with("range", "bytes=0-3").send("GET", &content, ("", ""));
    match told["state"].as_str() {
        Some("done") => {
            assert_eq!(answer.status, 206, "{}", answer.body);
            let size = told["bytes"].as_i64().unwrap();
            assert_eq!(answer.header("content-range"), format!("bytes 0-3/{size}"));
            let rest = client.with("range", "bytes=4-").send("GET", &content, ("", ""));
            let whole = format!("{}{}", answer.body, rest.body);
            assert_eq!(whole.lines().count(), N_CLIENTS);
            assert!(whole.ends_with("}\n"), "{}", whole.chars().rev().take(80).collect::<String>());
        }
        // The job may have ended between the two questions.
        _ => assert!(matches!(answer.status, 409 | 206), "{}", answer.body),
    }
}

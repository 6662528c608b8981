//! A request that is sent twice with one `Idempotency-Key` is carried out once.

use serde_json::json;

use crate::house::{House, Place};

const OWNER: &str = "owner@dastarkhan.example";

#[test]
fn a_repeated_request_is_answered_again_and_done_once() {
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let house = House::serve(&place);
    let owner = house.person(OWNER);
    let customer = json!({ "facts": { "family": "Омарова" } });
    let team = json!({ "name": "Сату" });
    let seller = json!({ "name": "Нұрлан", "email": "n@dastarkhan.example", "role": "seller", "password": crate::house::PASSWORD });
    for (path, body) in [("/api/v1/customers", &customer), ("/api/v1/teams", &team)] {
        let sent = [1, 2].map(|_| owner.with("idempotency-key", "one").give("POST", path, body));
        assert_eq!((sent[0].status, sent[1].status), (201, 201), "{path}: {}", sent[1].body);
        assert_eq!(
            (&sent[0].body, sent[0].header("etag")),
            (&sent[1].body, sent[1].header("etag")),
            "{path}"
        );
        assert_eq!(sent[1].header("idempotency-replayed"), "true", "{path}");
    }
    assert_eq!(owner.json("/api/v1/customers?total=exact")["total"], 1);
    assert_eq!(owner.json("/api/v1/teams")["items"].as_array().unwrap().len(), 1);
    let other = owner.with("idempotency-key", "one").give("POST", "/api/v1/customers", &seller);
    assert_eq!(other.status, 422, "a key belongs to one request: {}", other.body);
    house.stop();
}

#[test]
fn a_repeated_import_export_or_segment_is_made_once() {
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let house = House::serve(&place);
    let owner = house.person(OWNER);
    // A program draws another boundary for each try.
    let sent = ["cut", "slice"].map(|boundary| {
        let head = "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"";
        let body = format!("--{boundary}\r\n{head}\r\n\r\nФИО\nОмарова Асель\n\r\n--{boundary}--\r\n");
        let kind = format!("multipart/form-data; boundary={boundary}");
        owner.with("idempotency-key", "file").send("POST", "/api/v1/imports", (&kind, &body))
    });
    assert_eq!((sent[0].status, sent[1].status), (202, 202), "{}", sent[1].body);
    assert_eq!(sent[1].header("idempotency-replayed"), "true");
    let export = json!({ "format": "csv", "columns": ["name"] });
    let condition = json!({ "field": "family", "is": "Омарова" });
    let segment = json!({ "name": "Омаровы", "condition": condition });
    for (path, body, status) in [("/api/v1/exports", &export, 202), ("/api/v1/segments", &segment, 201)] {
        let sent = [1, 2].map(|_| owner.with("idempotency-key", "one").give("POST", path, body));
        assert_eq!((sent[0].status, sent[1].status), (status, status), "{path}: {}", sent[1].body);
        assert_eq!(sent[1].header("idempotency-replayed"), "true", "{path}");
    }
    for table in ["import_runs", "export_files", "segments where name = 'Омаровы'"] {
        assert_eq!(place.sql(&format!("select count(*) from {table}")), ["1"], "{table}");
    }
    house.stop();
}

#[test]
fn an_answer_with_a_secret_is_not_kept() {
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let house = House::serve(&place);
    let owner = house.person(OWNER);
    let token = json!({ "name": "Сайт", "scopes": ["customers:read"] });
    let seller = json!({ "name": "Нұрлан", "email": "n@dastarkhan.example", "role": "seller" });
    for (path, body) in [("/api/v1/tokens", &token), ("/api/v1/users", &seller)] {
        let sent = [1, 2].map(|_| owner.with("idempotency-key", "two").give("POST", path, body).status);
        assert_eq!(sent, [201, 409], "{path}");
    }
    assert_eq!(owner.json("/api/v1/tokens")["items"].as_array().unwrap().len(), 1);
    assert_eq!(place.sql("select count(*) from idempotency where body is not null"), ["0"]);
    house.stop();
}

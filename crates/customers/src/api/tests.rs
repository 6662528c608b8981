//! What the card's screens do, done by a program through the router of the house.

use crate::builtin::TAG;
use crate::testing::{base, deed, house, person_named, staff};
use crate::{CustomerId, listing};
use axum::Router;
use axum::body::{Body, to_bytes};
use db::Db;
use http::{Method, Request, StatusCode, header};
use kernel::Level;
use serde_json::{Value, json};
use tower::ServiceExt as _;

struct Program {
    house: Router,
    runtime: tokio::runtime::Runtime,
}

impl Program {
    fn of(db: &Db, level: Level) -> Self {
        Self { house: house(db.clone(), staff(1, level)), runtime: tokio::runtime::Runtime::new().unwrap() }
    }

    fn bytes(&self, method: Method, path: &str, body: &[u8]) -> (StatusCode, http::HeaderMap, Vec<u8>) {
        let request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        let request = request.header(header::COOKIE, "session=known").body(Body::from(body.to_vec()));
        self.runtime.block_on(async {
            let (head, body) = self.house.clone().oneshot(request.unwrap()).await.unwrap().into_parts();
            (head.status, head.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
        })
    }

    /// Sends JSON, checks the status and gives what was answered.
    fn check(&self, (method, path): (Method, &str), body: &Value, status: u16) -> Value {
        let sent = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let (answered, _, bytes) = self.bytes(method.clone(), path, &sent);
        let text = String::from_utf8_lossy(&bytes);
        assert_eq!(answered.as_u16(), status, "{method} {path}: {text}");
        assert!(!text.contains('⟦'), "{method} {path} asks for a text that is not there: {text}");
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    fn get(&self, path: &str) -> Value {
        self.check((Method::GET, path), &Value::Null, 200)
    }

    fn post(&self, path: &str, body: &Value, status: u16) -> Value {
        self.check((Method::POST, path), body, status)
    }

    fn delete(&self, path: &str, status: u16) -> Value {
        self.check((Method::DELETE, path), &Value::Null, status)
    }
}

fn tags(db: &Db, id: CustomerId) -> Vec<String> {
    let card = deed(db, move |tx, act| listing::get(tx, act, id)).unwrap();
    card.sheet.of(TAG).map(|fact| fact.value.clone()).collect()
}

#[test]
fn a_relation_is_read_from_both_customers_until_it_ends() {
    let (_folder, db) = base();
    let (one, other) = (person_named(&db, "Омарова").id, person_named(&db, "Абаев").id);
    let program = Program::of(&db, Level::Write);
    let of_one = format!("/customers/{one}/relations");
    let sent = json!({
        "kind": "spouse", "other": other, "dates": [{ "what": "той", "on": "1984-03-12" }],
    });
    let added = program.post(&of_one, &sent, 201);
    assert_eq!(added["words"], "spouse of");
    let seen = program.get(&format!("/customers/{other}/relations"));
    assert_eq!((&seen[0]["other"], &seen[0]["is_forward"]), (&json!(one), &json!(false)));
    program.post(&of_one, &sent, 422);
    for nobody in ["x", "00000000-0000-0000-0000-000000000000"] {
        program.post(&of_one, &json!({ "kind": "spouse", "other": nobody }), 422);
    }
    let relation = added["id"].as_str().unwrap();
    program.delete(&format!("/customers/{}/relations/{relation}", person_named(&db, "Чужая").id), 404);
    assert!(program.get(&of_one)[0]["ended_at"].is_null(), "nothing is done through a stranger's card");
    program.delete(&format!("{of_one}/{relation}"), 204);
    assert!(program.get(&of_one)[0]["ended_at"].is_string());
    program.delete(&format!("{of_one}/{relation}/ending"), 204);
    assert!(program.get(&of_one)[0]["ended_at"].is_null());
    let kind = program.post("/relation-kinds", &json!({ "label": "сват", "reverse": "сватья" }), 201);
    let kinds = program.get("/relation-kinds");
    assert!(kinds.as_array().unwrap().contains(&kind));
}

#[test]
fn a_note_is_written_and_withdrawn_by_its_author() {
    let (_folder, db) = base();
    let id = person_named(&db, "Омарова").id;
    let program = Program::of(&db, Level::Write);
    let notes = format!("/customers/{id}/notes");
    program.post(&notes, &json!({ "note": " " }), 422);
    let seq = program.post(&notes, &json!({ "note": "Любит зелёный чай" }), 201)["seq"].as_i64().unwrap();
    program.delete(&format!("{notes}/{}", seq + 1), 404);
    program.delete(&format!("{notes}/{seq}"), 204);
}

#[test]
fn a_file_comes_back_as_it_was_and_is_never_run() {
    let (_folder, db) = base();
    let id = person_named(&db, "Омарова").id;
    let program = Program::of(&db, Level::Write);
    let files = format!("/customers/{id}/files");
    let evil = b"<script>steal()</script>";
    let (status, _, added) = program.bytes(Method::POST, &format!("{files}?name=a.html"), evil);
    assert_eq!(status, StatusCode::CREATED);
    let added: Value = serde_json::from_slice(&added).unwrap();
    let path = format!("{files}/{}", added["id"].as_str().unwrap());
    let (_, headers, bytes) = program.bytes(Method::GET, &path, b"");
    assert_eq!(bytes, evil);
    assert_eq!(headers[header::CONTENT_TYPE], "application/octet-stream");
    assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    program.check((Method::PUT, &format!("/customers/{id}/photo?name=me.png")), &json!("x"), 422);
    program.delete(&path, 204);
    program.check((Method::GET, &path), &Value::Null, 404);
    assert_eq!(program.delete(&format!("{path}/removal"), 200), added);
    assert_eq!(program.bytes(Method::GET, &path, b"").2, evil);
    program.post(&format!("{files}?name=empty"), &Value::Null, 422);
}

#[test]
fn what_is_not_known_is_asked_for() {
    let (_folder, db) = base();
    let id = person_named(&db, "Омарова").id;
    let known = Program::of(&db, Level::Read).get(&format!("/customers/{id}/knowledge"));
    assert_eq!(known["questions"][0]["field"], "given");
    assert!((0.0..1.0).contains(&known["completeness"].as_f64().unwrap()));
}

#[test]
fn a_field_is_added_arranged_and_put_away() {
    let (_folder, db) = base();
    let program = Program::of(&db, Level::Arrange);
    let sent = json!({ "kind": "text", "label": "Tea", "keeps_days": 90 });
    assert_eq!(program.post("/fields", &sent, 201)["slug"], "tea");
    program.post("/fields", &sent, 422);
    let arranged = json!({ "label": "Best tea", "keeps_days": null });
    let field = program.check((Method::PATCH, "/fields/tea"), &arranged, 200);
    assert_eq!(
        (&field["label"], &field["keeps_days"], &field["worth"]),
        (&json!("Best tea"), &Value::Null, &json!(0.3))
    );
    let away = program.check((Method::PUT, "/fields/tea/archiving"), &Value::Null, 200);
    assert_eq!(away["is_archived"], true);
    assert_eq!(program.delete("/fields/tea/archiving", 200)["is_archived"], false);
    program.check((Method::PATCH, "/fields/name"), &json!({}), 404);
    program.post("/fields", &json!({ "kind": "text", "label": "Cake" }), 201);
    let order = |program: &Program| {
        let all = program.get("/fields");
        let slugs = all.as_array().unwrap().iter().map(|field| field["slug"].as_str().unwrap().to_owned());
        slugs.filter(|slug| ["tea", "cake"].contains(&slug.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(order(&program), ["tea", "cake"]);
    program.post("/fields/cake/moves", &json!({ "is_up": true }), 200);
    assert_eq!(order(&program), ["cake", "tea"]);
    Program::of(&db, Level::Write).post("/fields", &sent, 403);
}

#[test]
fn a_reader_keeps_views_of_their_own_and_shares_none() {
    let (_folder, db) = base();
    let program = Program::of(&db, Level::Read);
    let own = json!({ "name": "Hot", "filter": { "field": "warmth", "is": "hot" }, "sort": "-changed" });
    let view = program.post("/views", &own, 201);
    assert_eq!(program.get("/views"), json!([view]));
    program.post("/views", &json!({ "name": "All", "is_shared": true }), 403);
    program.post("/views", &json!({ "name": "Odd", "filter": { "field": "odd", "is": "x" } }), 422);
    program.post("/views", &json!({ "name": "Odd", "columns": ["odd"] }), 422);
    let path = format!("/views/{}", view["id"].as_str().unwrap());
    let named = json!({ "name": "Hotter", "sort": "made" });
    let changed = program.check((Method::PUT, &path), &named, 200);
    assert_eq!((&changed["name"], &changed["filter"]), (&json!("Hotter"), &Value::Null));
    program.check((Method::PUT, "/views/00000000-0000-7000-8000-000000000000"), &named, 404);
    program.delete(&path, 204);
    assert_eq!(program.get("/views"), json!([]));
}

#[test]
fn many_are_changed_at_once_and_stand_as_before_when_it_is_taken_back() {
    let (_folder, db) = base();
    let (one, other) = (person_named(&db, "Омарова").id, person_named(&db, "Абаев").id);
    let program = Program::of(&db, Level::Write);
    let tag = json!({ "do": "add", "field": "tag", "value": "VIP" });
    program.post("/customers/many", &json!({ "edit": tag }), 422);
    let named = json!({ "ids": [one, one], "edit": tag });
    assert_eq!(program.post("/customers/many", &named, 200)["n"], 1);
    let done = program.post("/customers/many", &json!({ "filter": { "all": [] }, "edit": tag }), 200);
    assert_eq!((done["n"].as_i64(), tags(&db, other)), (Some(1), vec!["VIP".to_owned()]));
    let path = format!("/customers/many/{}", done["id"].as_str().unwrap());
    assert_eq!(program.delete(&path, 200), json!({ "n": 1, "n_left": 0, "job": null }));
    assert_eq!((tags(&db, one).len(), tags(&db, other).len()), (1, 0));
    assert_eq!(program.get(&path)["is_undone"], true);
    program.delete(&path, 404);
    let odd = json!({ "ids": [one], "edit": { "do": "set", "field": "odd", "value": 1 } });
    program.post("/customers/many", &odd, 422);
}

#[test]
fn customers_are_merged_their_old_address_leads_on_and_they_part_again() {
    let (_folder, db) = base();
    let (one, other) = (person_named(&db, "Омарова"), person_named(&db, "Умарова"));
    let program = Program::of(&db, Level::Write);
    let merges = format!("/customers/{}/merges", one.id);
    let sent = json!({ "from": other.id, "from_revision": 9 });
    program.post(&merges, &sent, 412);
    program.post(&merges, &json!({ "from": one.id }), 422);
    program.post(&merges, &json!({ "from": other.id, "choices": { "odd": "loser" } }), 422);
    let sent = json!({ "from": other.id, "from_revision": 1, "choices": { "family": "loser" } });
    let merged = program.post(&merges, &sent, 200);
    assert_eq!(
        (&merged["customer"]["name"], &merged["customer"]["revision"]),
        (&json!("Умарова"), &json!(2))
    );
    for (method, path) in [(Method::GET, ""), (Method::PATCH, ""), (Method::GET, "/timeline?limit=5")] {
        let (status, headers, _) = program.bytes(method, &format!("/customers/{}{path}", other.id), b"{}");
        assert_eq!(status, StatusCode::TEMPORARY_REDIRECT);
        assert_eq!(headers[header::LOCATION], format!("/api/v1/customers/{}{path}", one.id));
    }
    let listed = program.get(&merges);
    let undo = format!("{merges}/{}", listed[0]["id"].as_str().unwrap());
    let parted = program.delete(&undo, 200);
    assert_eq!(
        (&parted["customer"]["name"], &parted["returned"]["name"]),
        (&json!("Омарова"), &json!("Умарова"))
    );
    assert_eq!(program.get(&format!("/customers/{}", other.id))["revision"], 3);
    program.delete(&undo, 404);
    Program::of(&db, Level::Read).post(&merges, &json!({ "from": other.id }), 403);
}

#[test]
fn duplicates_are_searched_denied_and_matched() {
    let (_folder, db) = base();
    let (one, other) = (person_named(&db, "Омарова"), person_named(&db, "Омарова"));
    let program = Program::of(&db, Level::Arrange);
    program.post("/customers/duplicates/search", &Value::Null, 202);
    assert_eq!(program.get("/customers/duplicates"), json!({ "items": [], "next": null }));
    let denial = format!("/customers/duplicates/{}/{}/denial", one.id, other.id);
    program.check((Method::PUT, &denial), &Value::Null, 204);
    program.delete(&denial, 204);
    program.delete(&format!("/customers/duplicates/{}/x/denial", one.id), 404);
    let found = program.post("/customers/match", &json!({ "facts": { "phone": ["87011234567"] } }), 200);
    assert_eq!(found, json!([]));
    program.post("/customers/match", &json!({ "facts": { "odd": "x" } }), 422);
    program.post("/customers/duplicates/merging", &json!({ "at_least": 0.2 }), 422);
    let run = program.post("/customers/duplicates/merging", &json!({ "at_least": 0.9 }), 202);
    let path = format!("/customers/duplicates/merging/{}", run["id"].as_str().unwrap());
    assert_eq!(program.get(&path)["is_undone"], false);
    assert_eq!(program.delete(&path, 202)["is_undone"], true);
    assert_eq!(program.get("/customers/duplicates/sample?at_least=0.9"), json!({ "n": 0, "pairs": [] }));
    Program::of(&db, Level::Write).post("/customers/duplicates/merging", &json!({ "at_least": 0.9 }), 403);
}

#[test]
fn a_refused_phone_stays_refused_through_a_merge_and_back() {
    let (_folder, db) = base();
    let (one, other) = (person_named(&db, "Омарова"), person_named(&db, "Умарова"));
    let program = Program::of(&db, Level::Write);
    let phones = json!({ "facts": { "phone": ["+77011234567", "+77017654321"] } });
    for id in [one.id, other.id] {
        program.check((Method::PATCH, &format!("/customers/{id}")), &phones, 200);
    }
    let refuse = json!({ "value": "8 701 123 45 67", "usage": { "is_refused": true } });
    program.check((Method::PUT, &format!("/customers/{}/facts/phone/usage", other.id)), &refuse, 200);
    let odd = json!({ "value": "87770000000", "usage": {} });
    program.check((Method::PUT, &format!("/customers/{}/facts/phone/usage", other.id)), &odd, 404);
    let refused = |id: CustomerId| {
        let facts = program.get(&format!("/customers/{id}/facts"));
        let is_refused = |fact: &&Value| fact["usage"]["is_refused"] == true;
        facts
            .as_array()
            .unwrap()
            .iter()
            .filter(is_refused)
            .map(|fact| fact["value"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!((refused(one.id).len(), refused(other.id)), (0, vec![json!("+77011234567")]));
    let merges = format!("/customers/{}/merges", one.id);
    let merged = program.post(&merges, &json!({ "from": other.id }), 200);
    assert_eq!(refused(one.id), [json!("+77011234567")]);
    program.delete(&format!("{merges}/{}", merged["merge"]["id"].as_str().unwrap()), 200);
    assert_eq!((refused(one.id), refused(other.id).len()), (vec![json!("+77011234567")], 1));
}

#[test]
fn a_program_records_consents_asks_them_and_confirms_nothing_by_itself() {
    let (_folder, db) = base();
    let id = person_named(&db, "Омарова").id;
    let program = Program::of(&db, Level::Arrange);
    let place = format!("/customers/{id}/consents");
    let text =
        program.post("/consent-purposes/marketing/texts", &json!({ "lang": "kk", "text": "Иә" }), 200);
    let said =
        json!({ "purpose": "marketing", "channels": ["push"], "state": "given", "text": text["id"] });
    let recorded = program.post(&place, &said, 201);
    assert_eq!(recorded[0]["state"], "given");
    let all = program.get(&place);
    assert_eq!((&all["history"][0]["lang"], &all["history"][0]["text"]), (&json!("kk"), &json!("Иә")));
    assert_eq!(program.get(&format!("{place}/may?purpose=marketing&channel=push"))["may"], true);
    let no = program.get(&format!("{place}/may?purpose=marketing&channel=email"));
    assert_eq!(no["why"], "not_asked");
    let path = program.post(&format!("{place}/link"), &Value::Null, 200);
    assert!(path["path"].as_str().unwrap().starts_with("/my-data/"));
    let club = json!({ "label": "Клуб", "is_needed": true, "is_confirmed": true, "keeps_days": 30 });
    program.check((Method::PUT, "/consent-purposes/club"), &club, 200);
    let stranger = CustomerId(kernel::RawId::from_u128(7));
    let consent = json!({ "purpose": "club", "channels": ["push"], "state": "given" });
    let many =
        program.post("/consents/bulk", &json!({ "customers": [id, stranger], "consent": consent }), 200);
    assert_eq!(many[0]["recorded"][0]["state"], "pending");
    assert!(many[0]["recorded"][0]["confirm_path"].as_str().unwrap().contains("/confirm/"));
    assert_eq!(many[1]["recorded"], json!([]));
    program.check((Method::PUT, &format!("{place}/withdrawal")), &Value::Null, 200);
    let no = program.get(&format!("{place}/may?purpose=marketing&channel=push"));
    assert_eq!(no["why"], "said");
    let wrong = json!({ "purpose": "marketing", "channels": ["any"], "state": "given" });
    assert_eq!(program.post(&place, &wrong, 422)["errors"][0]["pointer"], "/channel");
}

#[test]
fn the_first_list_that_a_reader_sorts_by_words_goes_by_the_alphabet_already() {
    let (_folder, db) = base();
    let writer = Program::of(&db, Level::Write);
    for city in ["Шымкент", "Чита", "Цюрих", "Ақтау", "Актау"] {
        let sent = json!({ "kind": "person", "facts": { "family": "Омаров", "city": city } });
        writer.post("/customers", &sent, 201);
    }
    let page = Program::of(&db, Level::Read).get("/customers?sort=city&limit=4");
    let cities: Vec<_> =
        page["items"].as_array().unwrap().iter().map(|card| &card["facts"]["city"]).collect();
    assert_eq!(cities, ["Актау", "Ақтау", "Цюрих", "Чита"]);
    assert!(page.get("order_is_rough").is_none());
    let path = format!("/customers?sort=city&cursor={}", page["next"].as_str().unwrap());
    assert_eq!(writer.get(&path)["items"][0]["facts"]["city"], "Шымкент");
}

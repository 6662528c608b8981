//! Pages as people meet them: rates that cannot end so, one's own figures, calls scored again.

use http::{Method, StatusCode};
use serde_json::json;
use testkit::{Answer, TestApp, Visitor, run};

static HOUSE: &[&web::Capability] = &[
    &access::CAPABILITY,
    &customers::CAPABILITY,
    &orders::CAPABILITY,
    &deals::CAPABILITY,
    &TALKS,
    &EARNINGS,
    &FIELDS,
];

/// The words of fields, which stand in no capability.
static FIELDS: web::Capability = web::Capability {
    slug: "fields",
    catalogue: fields::CATALOGUE,
    nav: &[],
    arranged: &[],
    pages: web::Routes::new,
    api: web::Operations::new,
    jobs: Vec::new,
};

/// Interactions, whose jobs wait for the whole house.
static TALKS: web::Capability = web::Capability { jobs: Vec::new, ..interactions::CAPABILITY };

/// This capability, which works when it is asked.
static EARNINGS: web::Capability = web::Capability { jobs: Vec::new, ..crate::CAPABILITY };

fn house() -> TestApp {
    let app = TestApp::empty(HOUSE);
    app.write(|tx, _| customers::install(tx)).unwrap();
    app
}

async fn made(who: &Visitor<'_>, path: &str, body: serde_json::Value) -> String {
    let answer = who.json(Method::POST, path, &body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.body);
    answer.json()["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_rate_that_cannot_end_so_says_why_in_its_row() {
    run(rate_that_cannot_end());
}

async fn rate_that_cannot_end() {
    let app = house();
    let owner = app.visitor("owner").await;
    let rate = json!({ "pays": { "on": "revenue", "percent": "5" }, "from_on": "2026-10-19" });
    let id = made(&owner, "/api/v1/earnings/rates", rate).await;
    let end = |on: &'static str| {
        let path = format!("/earnings/rates/{id}/end");
        let owner = owner.clone();
        async move { owner.post(&path, &[("until_on", on)]).await }
    };
    let said = |answer: Answer, sentence: &str| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(sentence), "{}", answer.body);
        answer.body
    };
    let body = said(end("2020-01-01").await, "Последний день раньше первого.");
    assert!(body.contains("value=\"2020-01-01\""), "what was typed stays: {body}");
    said(end("").await, "Укажите последний день");
    let path = format!("/api/v1/earnings/rates/{id}/end");
    let answer = owner.json(Method::PUT, &path, &json!({ "until_on": "2020-01-01" })).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert_eq!(end("2026-11-30").await.status, StatusCode::SEE_OTHER);
    assert_eq!(end("").await.status, StatusCode::SEE_OTHER, "it goes on for ever again");
}

#[test]
fn a_call_is_scored_again_from_what_was_answered_and_its_month_is_shown() {
    run(call_scored_again());
}

async fn call_scored_again() {
    let app = house();
    let (owner, leader, seller) =
        (app.visitor("owner").await, app.visitor("owner").await, app.visitor("seller").await);
    let card = json!({ "facts": { "family": "Омарова", "responsible": seller.user.unwrap().to_string() } });
    let customer = made(&seller, "/api/v1/customers", card).await;
    let call = json!({ "kind": "call", "customer": customer, "at": "2026-10-05T06:00:00Z" });
    let call = made(&seller, "/api/v1/interactions", call).await;
    let items =
        json!([{ "text": "Представился", "weight": 1 }, { "text": "Спросил о нуждах", "weight": 3 }]);
    let list = json!({ "name": "Первый звонок", "items": items });
    let list = made(&owner, "/api/v1/earnings/check-lists", list).await;
    let form = format!("/earnings/scores/new?interaction={call}");
    let own = seller.get(&form).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN);
    assert!(own.body.contains("Свой звонок или письмо оценить нельзя"), "{}", own.body);
    let sent = [("interaction", &*call), ("check_list", &*list), ("done", "1"), ("note", "Спешил")];
    let scored = owner.post("/earnings/scores", &sent).await;
    let person = seller.user.unwrap();
    assert_eq!(scored.location(), format!("/earnings/scores?person={person}&month=2026-10"));
    let path = format!("/interactions/{call}/files");
    let body = "--cut\r\nContent-Disposition: form-data; name=\"file\"; filename=\"call.mp3\"\r\n\r\n\
        ID3\x04\0\0\0\0\0\0 voice\r\n--cut--\r\n";
    let added =
        seller.send(Method::POST, &path, ("multipart/form-data; boundary=cut", body.to_owned())).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let again = leader.get(&form).await.body;
    assert!(again.contains("<audio") && again.contains(&path), "{again}");
    assert!(again.contains("value=\"1\" checked") && !again.contains("value=\"0\" checked"), "{again}");
    assert!(again.contains("value=\"Спешил\"") && again.contains("Уже оценил(а)"), "{again}");
}

#[test]
fn what_was_typed_of_a_check_list_stays_when_somebody_was_faster() {
    run(check_list_typed());
}

async fn check_list_typed() {
    let app = house();
    let owner = app.visitor("owner").await;
    let items = json!([{ "text": "Представился", "weight": 1 }]);
    let list =
        made(&owner, "/api/v1/earnings/check-lists", json!({ "name": "Звонок", "items": items })).await;
    let path = format!("/earnings/check-lists/{list}");
    let typed = |items: &'static str, revision: &'static str| {
        let (path, owner) = (path.clone(), owner.clone());
        let sent = [("name", "Звонок"), ("items", items), ("revision", revision)];
        async move { owner.post(&path, &sent).await }
    };
    assert_eq!(typed("Представился = 2", "1").await.status, StatusCode::SEE_OTHER);
    let late = typed("Спросил о нуждах = 3", "1").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["«Представился = 2»", ">Спросил о нуждах = 3</textarea>", "name=\"revision\" value=\"2\""]
    {
        assert!(late.body.contains(part), "{part}: {}", late.body);
    }
    assert!(!late.body.contains("«Звонок»"), "the name is the same: {}", late.body);
    assert_eq!(typed("Спросил о нуждах = 3", "2").await.status, StatusCode::SEE_OTHER);
}

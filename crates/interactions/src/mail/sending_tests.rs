//! Letters from cards go out once, and the answer to one comes back to the card.

use super::tests::{customer, house, laid, lay, look, waiting};
use crate::mail::{self as room};
use access::outlook::{self, Outlook};
use access::roles::SELLER;
use http::{Method, StatusCode};
use kernel::Actor;
use mail::{MailError, MemoryPost};
use serde_json::{Value, json};
use testkit::{TestApp, run};

pub(super) fn with_account(app: &TestApp) {
    run(async {
        let account = json!({
            "host": "smtp.firm.kz", "user": "u", "password": "p", "from_email": "crm@firm.kz",
            "house": "https://crm.firm.kz",
        });
        let owner = app.visitor("owner").await;
        let answer = owner.json(Method::PUT, "/api/v1/firm/mail", &account).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    });
}

pub(super) fn ask(app: &TestApp, method: Method, path: &str, body: &Value) -> (StatusCode, Value) {
    run(async {
        let owner = app.visitor("owner").await;
        let answer = owner.json(method, path, body).await;
        let value = if answer.body.is_empty() { Value::Null } else { answer.json() };
        (answer.status, value)
    })
}

pub(super) fn work(app: &TestApp) {
    jobs::run_due(&app.app.db, &app.app.setting, vec![room::sending(&app.app)]).unwrap();
}

fn state(app: &TestApp, id: &str) -> String {
    let (_, told) = ask(app, Method::GET, &format!("/api/v1/letters/{id}"), &json!({}));
    told["delivery"].as_str().unwrap().to_owned()
}

fn written(app: &TestApp, ivan: &str) -> String {
    let new = json!({ "customer": ivan, "subject": "Прайс", "text": "Добрый день!" });
    let (status, told) = ask(app, Method::POST, "/api/v1/letters", &new);
    assert_eq!(status, StatusCode::ACCEPTED, "{told}");
    told["interaction"].as_str().unwrap().to_owned()
}

#[test]
fn a_letter_goes_out_once_and_its_answer_lies_on_the_same_card() {
    let (app, ivan) = house();
    with_account(&app);
    let id = written(&app, &ivan);
    work(&app);
    work(&app);
    let sent = app.app.offer::<MemoryPost>().unwrap().sent();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].0.to, ["ivan@client.kz"]);
    let out = mail::parse(&sent[0].1);
    assert_eq!((out.subject.as_str(), state(&app, &id).as_str()), ("Прайс", "sent"));
    let head = format!(
        "From: secretary@client.kz\nMessage-ID: <9@c>\nIn-Reply-To: <{}>\nSubject: Re",
        out.message_id.unwrap()
    );
    lay(&app, &head, "thanks");
    look(&app);
    assert_eq!(
        (laid(&app).len(), waiting(&app).len()),
        (2, 0),
        "the answer lies on the card by its thread"
    );
}

#[test]
fn a_letter_that_may_have_been_taken_is_sent_again_by_a_person_only() {
    let (app, ivan) = house();
    with_account(&app);
    let post = app.app.offer::<MemoryPost>().unwrap().clone();
    post.break_after_taking(true);
    let id = written(&app, &ivan);
    work(&app);
    work(&app);
    assert_eq!((post.sent().len(), state(&app, &id).as_str()), (1, "uncertain"));
    post.break_after_taking(false);
    let (status, _) = ask(&app, Method::POST, &format!("/api/v1/letters/{id}/again"), &json!({}));
    assert_eq!(status, StatusCode::ACCEPTED);
    work(&app);
    let ids: Vec<_> = post.sent().iter().map(|(_, bytes)| mail::parse(bytes).message_id).collect();
    assert_eq!((ids.len(), state(&app, &id).as_str()), (2, "sent"));
    assert_eq!(ids[0], ids[1], "by its id receivers know a double");
}

#[test]
fn a_letter_is_refused_for_now_or_for_good() {
    let (app, ivan) = house();
    with_account(&app);
    let post = app.app.offer::<MemoryPost>().unwrap().clone();
    let id = written(&app, &ivan);
    post.fail(Some(MailError::TimedOut));
    work(&app);
    assert_eq!(state(&app, &id), "waiting");
    let words = "550 no such person".to_owned();
    post.fail(Some(MailError::AddressRefused {
        address: "ivan@client.kz".into(),
        words,
        is_for_good: true,
    }));
    app.clock.forward(kernel::HOUR_MS);
    work(&app);
    assert_eq!((state(&app, &id).as_str(), post.sent().len()), ("failed", 0));
}

#[test]
fn a_letter_whose_sending_was_stopped_did_not_go_and_may_be_sent_again() {
    let (app, ivan) = house();
    with_account(&app);
    let id = written(&app, &ivan);
    assert_eq!(state(&app, &id), "waiting");
    let stopped = app.write(|tx, setting| {
        let filter = jobs::Filter { kind: Some("interactions.send_mail"), ..jobs::Filter::default() };
        let job = jobs::list(tx, filter, kernel::PageSize::DEFAULT, None)?.items.remove(0);
        jobs::stop(tx, setting, &Actor::console(), job.id)
    });
    stopped.unwrap();
    work(&app);
    assert_eq!(state(&app, &id), "failed");
    let page = run(async { app.visitor("owner").await.get(&format!("/interactions/{id}")).await.body });
    assert!(page.contains("Отправку остановили") && page.contains(&format!("/interactions/{id}/again")));
    let (_, undecided) = ask(&app, Method::GET, "/api/v1/letters", &json!({}));
    assert_eq!(undecided["items"].as_array().map(Vec::len), Some(1), "{undecided}");
    run(async { app.visitor("owner").await.post(&format!("/interactions/{id}/again"), &[]).await });
    assert_eq!(state(&app, &id), "waiting");
    work(&app);
    assert_eq!(
        (state(&app, &id).as_str(), app.app.offer::<MemoryPost>().unwrap().sent().len()),
        ("sent", 1)
    );
}

#[test]
fn without_an_account_or_an_address_nothing_is_written_down() {
    let (app, ivan) = house();
    let new = |customer: &str, text: &str| json!({ "customer": customer, "text": text });
    let send = |body: Value| ask(&app, Method::POST, "/api/v1/letters", &body).0;
    assert_eq!(send(new(&ivan, "hello")), StatusCode::UNPROCESSABLE_ENTITY);
    with_account(&app);
    let silent = customer(&app, "Безмолвный", "");
    assert_eq!(send(new(&silent, "hello")), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(send(new(&ivan, " ")), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(laid(&app).len(), 0);
}

fn consent(app: &TestApp, customer: &str, purpose: &str, state: &str) {
    let said = json!({ "purpose": purpose, "channels": ["email"], "state": state });
    let (status, told) = ask(app, Method::POST, &format!("/api/v1/customers/{customer}/consents"), &said);
    assert_eq!(status, StatusCode::CREATED, "{told}");
}

#[test]
fn a_client_who_wants_no_offers_is_still_answered_and_one_who_wants_no_letters_is_not() {
    let (app, ivan) = house();
    with_account(&app);
    consent(&app, &ivan, "marketing", "refused");
    let first = written(&app, &ivan);
    work(&app);
    assert_eq!(state(&app, &first), "sent");
    let second = written(&app, &ivan);
    consent(&app, &ivan, "service", "withdrawn");
    work(&app);
    assert_eq!(state(&app, &second), "failed", "it is asked at the moment of sending");
    let new = json!({ "customer": ivan, "text": "hello" });
    let (status, told) = ask(&app, Method::POST, "/api/v1/letters", &new);
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    assert_eq!(app.app.offer::<MemoryPost>().unwrap().sent().len(), 1);
    let (_, list) = ask(&app, Method::GET, "/api/v1/letters", &json!({}));
    assert_eq!(list["items"][0]["interaction"], second.as_str());
}

#[test]
fn a_letter_that_is_removed_before_it_went_does_not_go() {
    let (app, ivan) = house();
    with_account(&app);
    let id = written(&app, &ivan);
    let (status, _) = ask(&app, Method::DELETE, &format!("/api/v1/interactions/{id}"), &json!({}));
    assert!(status.is_success());
    work(&app);
    assert_eq!(app.app.offer::<MemoryPost>().unwrap().sent(), []);
}

#[test]
fn a_control_record_that_is_written_to_raises_an_alarm() {
    let (app, ivan) = house();
    with_account(&app);
    let (status, _) = ask(&app, Method::PUT, &format!("/api/v1/canaries/{ivan}"), &json!({}));
    assert!(status.is_success());
    written(&app, &ivan);
    let (_, alarms) = ask(&app, Method::GET, "/api/v1/alarms", &json!({}));
    assert_eq!(alarms["items"][0]["customer"], ivan.as_str(), "{alarms}");
    assert!(alarms["items"][0]["cause"].to_string().contains("mail"), "{alarms}");
}

#[test]
fn whoever_sees_addresses_masked_writes_without_seeing_them() {
    let (app, ivan) = house();
    with_account(&app);
    let decided = app.write(|tx, setting| {
        let held = outlook::of(tx, &SELLER)?;
        let wanted = Outlook { masked: vec!["email".into()], scope: access::Scope::All, ..held };
        outlook::decide(tx, setting, &Actor::console(), wanted)
    });
    assert_eq!(decided.unwrap().masked, ["email"]);
    run(async {
        let seller = app.visitor("seller").await;
        let page = seller.get(&format!("/interactions/letter?customer={ivan}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("ivan@client.kz"), "{}", page.body);
        let sent =
            seller.post("/interactions/letter", &[("customer", &ivan), ("text", "Добрый день")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        let id = sent.location().rsplit('/').next().unwrap().to_owned();
        for path in
            ["/api/v1/interactions".to_owned(), format!("/interactions/{id}"), "/interactions".into()]
        {
            let told = seller.get(&path).await;
            assert!(
                told.status.is_success() && !told.body.contains("ivan@client.kz"),
                "{path}: {}",
                told.body
            );
        }
    });
    work(&app);
    assert_eq!(app.app.offer::<MemoryPost>().unwrap().sent()[0].0.to, ["ivan@client.kz"]);
}

#[test]
fn a_letter_goes_by_the_box_that_is_nearest_and_its_copy_is_known_again() {
    let (app, ivan) = house();
    with_account(&app);
    let (_, team) = ask(&app, Method::POST, "/api/v1/teams", &json!({ "name": "Опт" }));
    let shared = json!({
        "email": "opt@firm.kz", "host": "imap.firm.kz", "password": "p", "team": team["id"],
        "smtp_host": "smtp.firm.kz",
    });
    let (status, told) = ask(&app, Method::POST, "/api/v1/mail-boxes", &shared);
    assert_eq!(status, StatusCode::CREATED, "{told}");
    run(async {
        let (owner, seller) = (app.visitor("owner").await, app.visitor("seller").await);
        let wishes = json!({ "scope": "all" });
        owner.json(Method::PATCH, "/api/v1/roles/seller", &wishes).await;
        let path = format!("/api/v1/users/{}", seller.user.unwrap());
        let moved = owner.json(Method::PATCH, &path, &json!({ "team": team["id"] })).await;
        assert_eq!(moved.status, StatusCode::OK, "{}", moved.body);
        let (theirs, stranger) =
            (json!({ "customer": ivan, "text": "1" }), json!({ "customer": ivan, "text": "2" }));
        seller.json(Method::POST, "/api/v1/letters", &theirs).await;
        owner.json(Method::POST, "/api/v1/letters", &stranger).await;
    });
    work(&app);
    let post = app.app.offer::<MemoryPost>().unwrap();
    let mut from: Vec<_> = post.sent().into_iter().map(|(envelope, _)| envelope.from).collect();
    from.sort_unstable();
    assert_eq!(from, ["crm@firm.kz", "opt@firm.kz"]);
    for (_, bytes) in post.sent() {
        post.lay(&bytes);
    }
    look(&app);
    assert_eq!(
        (laid(&app).len(), waiting(&app).len()),
        (2, 0),
        "a copy that came into a box is no other letter"
    );
}

#[test]
fn what_came_into_a_team_s_box_is_seen_by_the_team() {
    let (app, _) = house();
    let (_, team) = ask(&app, Method::POST, "/api/v1/teams", &json!({ "name": "Опт" }));
    let (_, boxes) = ask(&app, Method::GET, "/api/v1/mail-boxes", &json!({}));
    let path = format!("/api/v1/mail-boxes/{}", boxes["items"][0]["id"].as_str().unwrap());
    let shared = json!({ "email": "sales@firm.kz", "host": "imap.firm.kz", "team": team["id"] });
    let (status, told) = ask(&app, Method::PUT, &path, &shared);
    assert_eq!((status, &told["team"]), (StatusCode::OK, &team["id"]), "{told}");
    lay(&app, "From: new@client.kz\nMessage-ID: <1@x>\nSubject: whose", "a");
    look(&app);
    run(async {
        let (owner, mine, other) =
            (app.visitor("owner").await, app.visitor("seller").await, app.visitor("seller").await);
        let path = format!("/api/v1/users/{}", mine.user.unwrap());
        owner.json(Method::PATCH, &path, &json!({ "team": team["id"] })).await;
        let n = async |who: &testkit::Visitor<'_>| {
            who.get("/api/v1/mail-tray").await.json()["items"].as_array().unwrap().len()
        };
        assert_eq!((n(&owner).await, n(&mine).await, n(&other).await), (1, 1, 0));
    });
}

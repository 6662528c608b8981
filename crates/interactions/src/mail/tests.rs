//! Letters find their cards, wait in the tray where they find none, and are written down once whatever happens.

use crate::mail as room;
use crate::{Direction, reading};
use customers::{Desk, Kind, NewValue, builtin, changing};
use http::{Method, StatusCode};
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::Actor;
use mail::{MailError, MemoryPost};
use serde_json::json;
use std::sync::Arc;
use testkit::{TestApp, run};

static HOUSE: &[&web::Capability] = &[&access::CAPABILITY, &customers::CAPABILITY, &INTERACTIONS];

/// This capability, which claims the job that the binary makes over the whole house.
static INTERACTIONS: web::Capability = web::Capability {
    jobs: || vec![Arc::new(Claimed("interactions.read_mail")), Arc::new(Claimed("interactions.send_mail"))],
    slug: crate::RIGHT,
    catalogue: crate::CATALOGUE,
    nav: &[],
    arranged: &[],
    pages: crate::pages::routes,
    api: crate::api::router,
};

struct Claimed(&'static str);

impl Job for Claimed {
    fn kind(&self) -> &'static str {
        self.0
    }

    fn run(&self, _: &Work) -> Result<Outcome, JobError> {
        Ok(Outcome::DONE)
    }
}

/// A house with a box and a customer with this address.
pub(super) fn house() -> (TestApp, String) {
    let app = TestApp::empty(HOUSE);
    app.app.db.write(customers::install).unwrap();
    run(async {
        let owner = app.owner().await;
        let sent = json!({ "email": "sales@firm.kz", "host": "imap.firm.kz", "password": "жасырын" });
        let answer = owner.json(Method::POST, "/api/v1/mail-boxes", &sent).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        assert!(!answer.body.contains("жасырын"));
    });
    let id = customer(&app, "Петров", "ivan@client.kz");
    (app, id)
}

pub(super) fn customer(app: &TestApp, family: &'static str, email: &'static str) -> String {
    let made = app.write(move |tx, setting| {
        let act = Desk::default().act(tx, (setting, &Actor::console()), &web::Firm::default())?;
        let known = [(builtin::FAMILY, NewValue::new(family)), (builtin::EMAIL, NewValue::new(email))];
        changing::create(tx, &act, Kind::Person, &known)
    });
    made.unwrap().id.to_string()
}

pub(super) fn look(app: &TestApp) {
    let job = New::of("interactions.read_mail", &()).attempts(1);
    app.write(|tx, setting| jobs::enqueue(tx, setting, job)).unwrap();
    jobs::run_due(&app.app.db, &app.app.setting, vec![room::job(&app.app)]).unwrap();
}

pub(super) fn lay(app: &TestApp, head: &str, text: &str) {
    let post = app.app.offer::<MemoryPost>().unwrap();
    let letter = format!("To: sales@firm.kz\n{head}").replace('\n', "\r\n");
    post.lay(format!("{letter}\r\n\r\n{text}\r\n").as_bytes());
}

/// Every interaction as its subject, its direction and its outcome, the latest first.
pub(super) fn laid(app: &TestApp) -> Vec<(String, Option<Direction>, Option<String>)> {
    let found = app.write(|tx, setting| {
        let act = Desk::default().act(tx, (setting, &Actor::console()), &web::Firm::default())?;
        reading::page(tx, &act, &reading::Query::default(), (None, kernel::PageSize::DEFAULT))
    });
    found.unwrap().items.into_iter().map(|one| (one.subject, one.direction, one.outcome)).collect()
}

pub(super) fn waiting(app: &TestApp) -> Vec<(room::UnsortedId, String)> {
    let found = app.write(|tx, setting| {
        let act = Desk::default().act(tx, (setting, &Actor::console()), &web::Firm::default())?;
        room::open(tx, &act)
    });
    found.unwrap().into_iter().map(|one| (one.id, one.subject)).collect()
}

#[test]
fn a_letter_lies_on_the_card_of_its_sender_and_the_answer_to_it_by_thread() {
    let (app, _) = house();
    lay(&app, "From: Ivan <IVAN@Client.kz>\nMessage-ID: <1@client.kz>\nSubject: offer", "hello");
    lay(
        &app,
        "From: other@client.kz\nMessage-ID: <2@x>\nIn-Reply-To: <1@client.kz>\nSubject: from home",
        "hi",
    );
    look(&app);
    let mut subjects: Vec<_> =
        laid(&app).into_iter().map(|(subject, direction, _)| (subject, direction)).collect();
    subjects.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(
        subjects,
        [("from home".to_owned(), Some(Direction::In)), ("offer".to_owned(), Some(Direction::In))]
    );
    assert_eq!(waiting(&app), []);
}

#[test]
fn nothing_is_written_down_twice_though_the_server_numbers_anew() {
    let (app, _) = house();
    lay(&app, "From: ivan@client.kz\nMessage-ID: <1@client.kz>\nSubject: one", "a");
    lay(&app, "From: ivan@client.kz\nSubject: without an id", "b");
    look(&app);
    look(&app);
    app.app.offer::<MemoryPost>().unwrap().renumber();
    look(&app);
    assert_eq!(laid(&app).len(), 2);
}

#[test]
fn what_no_card_is_known_for_waits_and_a_stranger_s_campaign_does_not() {
    let (app, ivan) = house();
    lay(&app, "From: new@client.kz\nMessage-ID: <1@x>\nSubject: hello", "a");
    lay(&app, "From: news@shop.kz\nMessage-ID: <2@x>\nList-Unsubscribe: <https://x>\nSubject: sale", "b");
    lay(&app, "From: second@client.kz\nMessage-ID: <3@x>\nSubject: second", "c");
    look(&app);
    let tray = waiting(&app);
    let mut subjects: Vec<_> = tray.iter().map(|(_, subject)| subject.as_str()).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["hello", "second"]);
    run(async {
        let owner = app.visitor("owner").await;
        let page = owner.get("/interactions/tray").await;
        assert!(page.body.contains("hello") && page.body.contains("new@client.kz"));
        let (hello, _) = tray.iter().find(|(_, subject)| subject == "hello").unwrap();
        let (second, _) = tray.iter().find(|(_, subject)| subject == "second").unwrap();
        let card = json!({ "customer": ivan });
        let answer = owner.json(Method::PUT, &format!("/api/v1/mail-tray/{hello}/card"), &card).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
        let made = owner.post(&format!("/interactions/tray/{second}/new"), &[]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    });
    assert_eq!((laid(&app).len(), waiting(&app).len()), (2, 0));
    look(&app);
    assert_eq!((laid(&app).len(), waiting(&app).len()), (2, 0), "and it is not read again");
}

#[test]
fn an_address_of_two_cards_is_not_guessed() {
    let (app, _) = house();
    customer(&app, "Тёзка", "ivan@client.kz");
    lay(&app, "From: ivan@client.kz\nMessage-ID: <1@x>\nSubject: whose", "a");
    look(&app);
    assert_eq!((laid(&app).len(), waiting(&app).len()), (0, 1));
}

#[test]
fn a_loop_of_auto_replies_is_written_down_and_never_answered() {
    let (app, _) = house();
    for n in 0..20 {
        let head = format!(
            "From: ivan@client.kz\nMessage-ID: <{n}@x>\nAuto-Submitted: auto-replied\nSubject: away {n}"
        );
        lay(&app, &head, "I am away");
        look(&app);
    }
    let laid = laid(&app);
    assert_eq!(laid.len(), 20);
    assert!(laid.iter().all(|one| one.2.as_deref() == Some("auto_reply")), "nobody takes it for an answer");
    assert_eq!(app.app.offer::<MemoryPost>().unwrap().sent(), []);
}

#[test]
fn a_letter_of_fifty_megabytes_is_kept_by_its_head() {
    let (app, _) = house();
    lay(&app, "From: ivan@client.kz\nMessage-ID: <1@x>\nSubject: films", &"0123456789".repeat(5_000_000));
    look(&app);
    let told = ("films".to_owned(), Some(Direction::In), Some("too_large".to_owned()));
    assert_eq!(laid(&app), [told], "whoever looks at the card learns that the rest is elsewhere");
}

#[test]
fn what_is_left_of_a_letter_too_large_is_not_shown_as_a_file() {
    let (app, id) = house();
    let head = "From: ivan@client.kz\nMessage-ID: <1@x>\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=b";
    let body = format!(
        "--b\nContent-Disposition: attachment; filename=film.mp4\n\n{}\n--b--",
        "0123456789".repeat(5_000_000)
    );
    lay(&app, head, &body);
    look(&app);
    run(async {
        let owner = app.visitor("owner").await;
        let list = owner.get(&format!("/api/v1/interactions?customer={id}")).await.json();
        let one = list["items"][0]["id"].as_str().unwrap().to_owned();
        let files = owner.get(&format!("/api/v1/interactions/{one}/files")).await.json();
        assert_eq!(files, json!([]));
    });
}

#[test]
fn a_box_says_in_words_what_is_wrong() {
    let (app, _) = house();
    app.app.offer::<MemoryPost>().unwrap().fail(Some(MailError::SignInRefused("no such user".into())));
    look(&app);
    run(async {
        let owner = app.visitor("owner").await;
        let boxes = owner.get("/api/v1/mail-boxes").await.json();
        let told = boxes["items"][0]["trouble"].as_str().unwrap().to_owned();
        assert!(!told.starts_with("mail-"), "{told}");
        let id = boxes["items"][0]["id"].as_str().unwrap().to_owned();
        let tried =
            owner.json(Method::POST, &format!("/api/v1/mail-boxes/{id}/test"), &json!({})).await.json();
        assert!(tried["detail"].as_str().unwrap().contains("no such user"));
        let page = owner.post(&format!("/interactions/mail/{id}/test"), &[]).await;
        assert!(page.body.contains("no such user") && !page.body.contains("жасырын"));
        let seller = app.visitor("seller").await;
        assert_eq!(seller.get("/interactions/mail").await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_letter_that_cannot_be_kept_goes_to_the_tray_whole_and_holds_nothing_up() {
    let (app, _) = house();
    run(async {
        let owner = app.visitor("owner").await;
        let page = owner.post("/interactions/kinds/letter/away", &[("is_away", "1")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    });
    lay(&app, "From: ivan@client.kz\nMessage-ID: <1@x>\nSubject: poison", "a");
    lay(&app, "From: new@client.kz\nMessage-ID: <2@x>\nSubject: behind it", "b");
    look(&app);
    assert_eq!((laid(&app).len(), waiting(&app).len()), (0, 0), "it is tried again at first");
    look(&app);
    look(&app);
    let mut subjects: Vec<_> = waiting(&app).into_iter().map(|(_, subject)| subject).collect();
    subjects.sort_unstable();
    assert_eq!(subjects, ["behind it", "poison"]);
    look(&app);
    assert_eq!(waiting(&app).len(), 2, "and not laid there twice");
    run(async {
        let owner = app.visitor("owner").await;
        let tray = owner.get("/api/v1/mail-tray").await.json();
        let items = tray["items"].as_array().unwrap();
        let poison = items.iter().find(|one| one["subject"] == "poison").unwrap();
        assert_eq!((poison["n_files"].as_u64(), poison["is_whole"].as_bool()), (Some(1), Some(false)));
        let trouble = poison["trouble"].as_str().unwrap();
        assert!(!trouble.is_empty() && !trouble.starts_with("interactions-"), "{trouble}");
    });
}

#[test]
fn a_client_is_made_of_a_stranger_by_a_program_too() {
    let (app, _) = house();
    lay(&app, "From: Пётр <new@client.kz>\nMessage-ID: <1@x>\nSubject: hello", "a");
    look(&app);
    let (id, _) = waiting(&app).pop().unwrap();
    run(async {
        let owner = app.visitor("owner").await;
        let made = owner.json(Method::POST, &format!("/api/v1/mail-tray/{id}/customer"), &json!({})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
        let card =
            owner.get(&format!("/api/v1/customers/{}", made.json()["customer"].as_str().unwrap())).await;
        assert!(card.body.contains("Пётр") && card.body.contains("new@client.kz"), "{}", card.body);
    });
    assert_eq!((laid(&app).len(), waiting(&app).len()), (1, 0));
}

#[test]
fn the_html_of_a_letter_is_shown_apart_and_cannot_act() {
    let (app, _) = house();
    let html = "<p>offer</p><script>steal()</script><img src=\"https://spy.example/p.png\">";
    let head =
        "From: ivan@client.kz\nMessage-ID: <1@x>\nSubject: html\nContent-Type: text/html; charset=utf-8";
    lay(&app, head, html);
    look(&app);
    run(async {
        let owner = app.visitor("owner").await;
        let list = owner.get("/api/v1/interactions").await.json();
        let id = list["items"][0]["id"].as_str().unwrap().to_owned();
        let page = owner.get(&format!("/interactions/{id}")).await;
        assert!(
            page.body.contains("<iframe") && page.body.contains("sandbox=\"allow-popups\""),
            "{}",
            page.body
        );
        let frame = owner.get(&format!("/interactions/{id}/html")).await;
        assert!(frame.body.contains("<p>offer</p>"), "{}", frame.body);
        assert!(!frame.body.contains("steal") && !frame.body.contains("spy.example"), "{}", frame.body);
        let policy = frame.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
        let told = owner.get(&format!("/api/v1/letters/{id}/html")).await.json();
        assert!(told["html"].as_str().unwrap().contains("<p>offer</p>"));
    });
}

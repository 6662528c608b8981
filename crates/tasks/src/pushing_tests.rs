//! Browsers are told once of what is due, and forgotten when they are gone.

use crate::pushing;
use crate::reminding_tests::promised;
use crate::store::pushes as table;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{Method, StatusCode};
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::{HOUR_MS, RawId};
use push::{MemoryPusher, PushError};
use serde_json::{Value, json};
use std::sync::Arc;
use testkit::{TestApp, run};

static HOUSE: &[&web::Capability] = &[&access::CAPABILITY, &customers::CAPABILITY, &TASKS];

/// This capability, which claims the job that the binary makes over the whole house.
static TASKS: web::Capability = web::Capability {
    jobs: || vec![Arc::new(Claimed)],
    slug: crate::RIGHT,
    catalogue: crate::CATALOGUE,
    nav: &[],
    arranged: &[],
    pages: crate::pages::routes,
    api: crate::api::router,
};

struct Claimed;

impl Job for Claimed {
    fn kind(&self) -> &'static str {
        "tasks.push"
    }

    fn run(&self, _: &Work) -> Result<Outcome, JobError> {
        Ok(Outcome::DONE)
    }
}

fn look(app: &TestApp, pusher: &MemoryPusher) {
    let new = New::of("tasks.push", &()).attempts(1);
    app.write(|tx, setting| jobs::enqueue(tx, setting, new)).unwrap();
    let job = pushing::job(&app.app, Arc::new(pusher.clone()));
    jobs::run_due(&app.app.db, &app.app.setting, vec![job]).unwrap();
}

fn browser(name: &str) -> Value {
    let key = [&[4_u8][..], &[9; 64]].concat();
    json!({
        "name": name, "endpoint": format!("https://push.example/{name}"),
        "p256dh": URL_SAFE_NO_PAD.encode(key), "auth": URL_SAFE_NO_PAD.encode([7; 16]),
    })
}

fn subscribed(app: &TestApp, names: &[&str]) -> RawId {
    run(async {
        let owner = app.owner().await;
        for name in names {
            let answer = owner.json(Method::POST, "/api/v1/tasks/browsers", &browser(name)).await;
            assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.body);
        }
        owner.user.unwrap()
    })
}

fn n_browsers(app: &TestApp, user: RawId) -> usize {
    app.write(move |tx, _| table::of(tx, user)).unwrap().len()
}

#[test]
fn every_browser_is_told_once_and_in_time() {
    let (app, pusher) = (TestApp::empty(HOUSE), MemoryPusher::default());
    look(&app, &pusher);
    let owner = subscribed(&app, &["phone", "desk"]);
    let id = promised(&app, owner, ("2026-11-21", "12:20"), "Позвонить в ресторан");
    look(&app, &pusher);
    assert_eq!(pusher.sent(), [], "it is early yet");
    app.clock.forward(HOUR_MS / 6);
    look(&app, &pusher);
    look(&app, &pusher);
    let sent = pusher.sent();
    assert_eq!(sent.len(), 2, "{sent:?}");
    let told: Value = serde_json::from_slice(&sent[0].1).unwrap();
    assert_eq!(told["title"], "Позвонить в ресторан");
    assert_eq!(told["url"], format!("/tasks/{id}"));
}

#[test]
fn a_browser_that_is_gone_is_forgotten_and_a_service_that_is_away_is_tried_again() {
    let (app, pusher) = (TestApp::empty(HOUSE), MemoryPusher::default());
    look(&app, &pusher);
    let owner = subscribed(&app, &["phone"]);
    promised(&app, owner, ("2026-11-21", "12:05"), "Написать");
    pusher.fail(Some(PushError::Unreachable));
    look(&app, &pusher);
    pusher.fail(None);
    look(&app, &pusher);
    assert_eq!((pusher.sent().len(), n_browsers(&app, owner)), (1, 1));
    promised(&app, owner, ("2026-11-21", "12:06"), "Ещё раз");
    pusher.fail(Some(PushError::Gone));
    look(&app, &pusher);
    assert_eq!(n_browsers(&app, owner), 0);
}

#[test]
fn a_person_has_browsers_of_their_own_added_and_forgotten_on_the_page_too() {
    let (app, pusher) = (TestApp::empty(HOUSE), MemoryPusher::default());
    look(&app, &pusher);
    run(async {
        let owner = app.owner().await;
        let page = owner.get("/tasks/browsers").await;
        assert!(page.body.contains("data-push=\""), "{}", page.body);
        let without = owner.post("/tasks/browsers", &[("endpoint", "")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let inside = json!({ "endpoint": "https://127.0.0.1/", "p256dh": "x", "auth": "x" });
        let answer = owner.json(Method::POST, "/api/v1/tasks/browsers", &inside).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let made = owner.json(Method::POST, "/api/v1/tasks/browsers", &browser("desk")).await.json();
        let id = made["id"].as_str().unwrap();
        let other = app.visitor("seller").await;
        let path = format!("/api/v1/tasks/browsers/{id}");
        assert_eq!(other.json(Method::DELETE, &path, &json!({})).await.status, StatusCode::NOT_FOUND);
        let gone = owner.post(&format!("/tasks/browsers/{id}/forget"), &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER);
        let list = owner.get("/api/v1/tasks/browsers").await.json();
        assert_eq!(list["items"], json!([]));
        assert!(list["public_key"].is_string());
        let worker = owner.get("/tasks/push-worker.js").await;
        assert!(worker.headers["content-type"].to_str().unwrap().starts_with("text/javascript"));
    });
}

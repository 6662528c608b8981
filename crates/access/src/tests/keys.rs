//! Sessions and tokens: how long they open the door, and how soon they stop.

use super::{empty, write};
use crate::{Refusal, staff};
use http::{Method, StatusCode};
use kernel::{Actor, DAY_MS};
use serde_json::json;
use testkit::{PASSWORD, TestApp, Visitor};

async fn token(visitor: &Visitor<'_>, scopes: &[&str]) -> String {
    let body = json!({ "name": "Сайт", "scopes": scopes });
    let made = visitor.json(Method::POST, "/api/v1/tokens", &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    made.json()["token"].as_str().unwrap().to_owned()
}

async fn opens(app: &TestApp, key: &str) -> bool {
    app.program(key).get("/api/v1/me").await.status == StatusCode::OK
}

#[tokio::test]
async fn a_session_ends_when_idle_and_at_the_latest_after_ninety_days() {
    let app = empty();
    let owner = app.visitor("owner").await;
    for _ in 0..6 {
        app.clock.forward(13 * DAY_MS);
        assert_eq!(owner.get("/me").await.status, StatusCode::OK);
    }
    app.clock.forward(13 * DAY_MS);
    assert_eq!(owner.get("/me").await.status, StatusCode::SEE_OTHER);
    let seller = app.visitor("seller").await;
    app.clock.forward(14 * DAY_MS);
    assert_eq!(seller.get("/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_closes_the_door_at_once() {
    let app = empty();
    let owner = app.visitor("owner").await;
    assert_eq!(owner.get("/me").await.status, StatusCode::OK);
    assert_eq!(owner.post("/sign-out", &[]).await.location(), "/sign-in");
    assert_eq!(owner.get("/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn disabling_and_changed_rights_count_at_once() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let seller = app.visitor("seller").await;
    let key = token(&seller, &["all"]).await;
    let id = seller.user.unwrap();
    assert_eq!(seller.get("/staff").await.status, StatusCode::OK);
    let none = owner.post(&format!("/staff/{id}/rights"), &[("right.staff", "none")]).await;
    assert_eq!(none.status, StatusCode::SEE_OTHER, "{}", none.body);
    assert_eq!(seller.get("/staff").await.status, StatusCode::FORBIDDEN);
    assert!(opens(&app, &key).await);
    owner.post(&format!("/staff/{id}/disable"), &[]).await;
    assert_eq!(seller.get("/me").await.status, StatusCode::SEE_OTHER);
    assert!(!opens(&app, &key).await);
    owner.post(&format!("/staff/{id}/enable"), &[]).await;
    assert!(!opens(&app, &key).await);
}

#[tokio::test]
async fn a_change_by_another_process_counts_within_five_seconds() {
    let app = empty();
    app.visitor("owner").await;
    let seller = app.visitor("seller").await;
    let id = crate::UserId(seller.user.unwrap());
    assert_eq!(seller.get("/me").await.status, StatusCode::OK);
    write(&app, move |tx, setting| staff::disable(tx, setting, &Actor::console(), id)).unwrap();
    app.clock.forward(5_000);
    assert_eq!(seller.get("/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let email = app.app.db.read(crate::user::all).unwrap()[0].email.clone();
    let answer = app.nobody().post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
    let other = app.browser(answer.cookie("session").unwrap());
    assert_eq!(other.get("/me").await.status, StatusCode::OK);
    let wrong = owner.post("/me/password", &[("current", "not this"), ("password", "ещё один хлеб")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let changed = owner.post("/me/password", &[("current", PASSWORD), ("password", "ещё один хлеб")]).await;
    assert_eq!(changed.location(), "/me");
    assert_eq!(owner.get("/me").await.status, StatusCode::OK);
    assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_token_may_no_more_than_its_scopes_and_makes_no_tokens() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let check = async |scopes: &[&str], expected: [StatusCode; 3]| {
        let program = app.program(&token(&owner, scopes).await);
        let read = program.get("/api/v1/users").await.status;
        let write =
            program.json(Method::POST, "/api/v1/teams", &json!({ "name": scopes.join(" ") })).await.status;
        let own = program.json(Method::PATCH, "/api/v1/me", &json!({ "theme": "dark" })).await.status;
        assert_eq!([read, write, own], expected, "{scopes:?}");
        let more =
            program.json(Method::POST, "/api/v1/tokens", &json!({ "name": "x", "scopes": ["all"] })).await;
        assert_eq!(more.status, StatusCode::FORBIDDEN);
    };
    let (ok, made, no) = (StatusCode::OK, StatusCode::CREATED, StatusCode::FORBIDDEN);
    check(&["all"], [ok, made, ok]).await;
    check(&["read"], [ok, no, no]).await;
    check(&["staff"], [ok, made, no]).await;
    check(&["staff:read", "me"], [ok, no, ok]).await;
    check(&["firm"], [no, no, no]).await;
}

#[tokio::test]
async fn a_token_stops_at_its_end_and_when_it_is_revoked() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let end = jiff::Timestamp::from_millisecond(app.app.setting.now() + DAY_MS).unwrap().to_string();
    let body = json!({ "name": "На день", "scopes": ["all"], "expires_at": end });
    let made = owner.json(Method::POST, "/api/v1/tokens", &body).await.json();
    let key = made["token"].as_str().unwrap();
    assert!(opens(&app, key).await);
    app.clock.forward(DAY_MS);
    assert!(!opens(&app, key).await);
    let key = token(&owner, &["all"]).await;
    let listed = owner.get("/api/v1/tokens").await.json();
    let id = listed["items"][0]["id"].as_str().unwrap().to_owned();
    assert!(opens(&app, &key).await);
    owner.send(Method::DELETE, &format!("/api/v1/tokens/{id}"), ("", String::new())).await;
    assert!(!opens(&app, &key).await);
}

#[tokio::test]
async fn no_secret_is_kept_in_clear() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let key = token(&owner, &["all"]).await;
    let journal = app.app.db.read(|tx| journal::since(tx, 0, 1_000)).unwrap();
    let told = journal.iter().map(|record| record.payload.to_string()).collect::<String>();
    assert!(
        !told.contains(&key) && !told.contains(PASSWORD) && !told.contains("argon2") && !told.contains('@')
    );
    let file = std::fs::read(folder(&app)).unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(!text.contains(&key) && !text.contains(PASSWORD));
    let verdict = app.app.db.read(journal::verify).unwrap();
    assert_eq!(verdict.flaws, []);
    write(&app, |_, _| Ok::<_, Refusal>(())).unwrap();
}

fn folder(app: &TestApp) -> std::path::PathBuf {
    match app.app.db.url() {
        db::DatabaseUrl::Sqlite(path) => path.with_extension("sqlite-wal"),
        db::DatabaseUrl::Postgres(_) => panic!("this house stands on SQLite"),
    }
}

//! The operations under `/api/v1`, on both databases.

use super::{HOUSE, empty};
use axum::body::Body;
use http::{Method, Request, StatusCode, header};
use serde_json::json;
use testkit::TestApp;

async fn story(app: &TestApp) {
    let owner = app.visitor("owner").await;
    let team = owner.json(Method::POST, "/api/v1/teams", &json!({ "name": "Продажи" })).await;
    assert_eq!(team.status, StatusCode::CREATED, "{}", team.body);
    let team_id = team.json()["id"].clone();
    let new = json!({ "email": "Dana@A.kz", "name": "Дана", "role": "seller", "team": team_id });
    let added = owner.json(Method::POST, "/api/v1/users", &new).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    assert!(added.json()["invitation"].as_str().unwrap().starts_with("/invitation/"));
    let path = format!("/api/v1/users/{}", added.json()["id"].as_str().unwrap());
    let rights = owner.json(Method::PUT, &format!("{path}/rights"), &json!({ "firm": "read" })).await;
    assert_eq!(rights.json()["rights"]["firm"], "read");
    let placed = owner.json(Method::PATCH, &path, &json!({ "role": "manager", "team": null })).await;
    assert_eq!((&placed.json()["role"], &placed.json()["team"]), (&json!("manager"), &json!(null)));
    assert_eq!(placed.json()["scope"], "team");
    for (method, expected) in [(Method::PUT, false), (Method::DELETE, true)] {
        let answer = owner.send(method, &format!("{path}/disabling"), ("", String::new())).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
        assert_eq!(owner.get(&path).await.json()["disabled_at"].is_null(), expected);
    }
    assert_eq!(owner.get("/api/v1/users").await.json()["items"].as_array().unwrap().len(), 2);
    let removed = format!("/api/v1/teams/{}", team_id.as_str().unwrap());
    assert_eq!(
        owner.send(Method::DELETE, &removed, ("", String::new())).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(owner.get("/api/v1/teams").await.json()["items"], json!([]));
    assert_eq!(owner.get("/api/v1/sessions").await.json()["items"].as_array().unwrap().len(), 1);
    let me = owner.json(Method::PATCH, "/api/v1/me", &json!({ "lang": "kk", "zone": "Asia/Aqtobe" })).await;
    assert_eq!((&me.json()["lang"], &me.json()["zone"]), (&json!("kk"), &json!("Asia/Aqtobe")));
}

#[tokio::test]
async fn people_are_kept_by_the_api() {
    story(&empty()).await;
}

#[test]
fn people_are_kept_by_the_api_on_postgres() {
    if let Some(app) = TestApp::empty_on_postgres("access_api", HOUSE) {
        testkit::run(story(&app));
    }
}

#[tokio::test]
async fn a_change_that_would_be_lost_is_refused() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let read = owner.get("/api/v1/me").await;
    let tag = read.headers.get(header::ETAG).unwrap().clone();
    let change = async |name: &str| {
        let request = Request::patch("/api/v1/me").header(header::IF_MATCH, tag.clone());
        owner.request(request.body(Body::from(json!({ "name": name }).to_string())).unwrap()).await.status
    };
    assert_eq!(change("Айгүл").await, StatusCode::OK);
    assert_eq!(change("Сауле").await, StatusCode::PRECONDITION_FAILED);
}

#[tokio::test]
async fn wrong_input_names_its_field() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let check = async |path: &str, body: serde_json::Value, pointer: &str| {
        let answer = owner.json(Method::POST, path, &body).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        assert_eq!(answer.headers.get(header::CONTENT_TYPE).unwrap(), "application/problem+json");
        assert_eq!(answer.json()["errors"][0]["pointer"], pointer);
    };
    check("/api/v1/users", json!({ "email": "x", "name": "Я", "role": "seller" }), "/email").await;
    check("/api/v1/users", json!({ "email": "x@a.kz", "name": " ", "role": "seller" }), "/name").await;
    check("/api/v1/users", json!({ "email": "x@a.kz", "name": "Я", "role": "boss" }), "/role").await;
    check("/api/v1/teams", json!({ "name": "" }), "/name").await;
    check("/api/v1/tokens", json!({ "name": "x", "scopes": ["everything"] }), "/scopes").await;
    let unreadable = owner.json(Method::POST, "/api/v1/teams", &json!({ "title": "x" })).await;
    assert_eq!(unreadable.status, StatusCode::BAD_REQUEST);
    assert_eq!(owner.get("/api/v1/users/nobody").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn no_operation_opens_to_nobody() {
    let app = empty();
    app.visitor("owner").await;
    let description = crate::api::router().description(utoipa::openapi::OpenApi::default(), "/api/v1");
    let described = serde_json::to_value(&description).unwrap();
    for (path, item) in described["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let Ok(method) = Method::from_bytes(method.to_uppercase().as_bytes()) else { continue };
            let asked = path.replace("{id}", "0197a3c0-0000-7000-8000-000000000000");
            let answer = app.nobody().send(method.clone(), &asked, ("application/json", "{}".into())).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
        }
    }
}

//! Pages as people meet them: a task that somebody else was faster with.

use http::{Method, StatusCode};
use serde_json::json;
use testkit::{TestApp, run};

static HOUSE: &[&web::Capability] = &[&access::CAPABILITY, &customers::CAPABILITY, &crate::CAPABILITY];

#[test]
fn what_was_typed_of_a_task_stays_when_somebody_was_faster() {
    run(typed_stays());
}

async fn typed_stays() {
    let app = TestApp::empty(HOUSE);
    app.write(|tx, _| customers::install(tx)).unwrap();
    let owner = app.owner().await;
    let new = json!({ "kind": "call", "title": "Позвонить", "due_on": "2026-11-23" });
    let made = owner.json(Method::POST, "/api/v1/tasks", &new).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let page = format!("/tasks/{}", made.json()["id"].as_str().unwrap());
    let typed = |title: &'static str, revision: &'static str| {
        let sent = [("kind", "call"), ("title", title), ("due_on", "2026-11-23"), ("revision", revision)];
        let (page, owner) = (page.clone(), owner.clone());
        async move { owner.post(&page, &sent).await }
    };
    assert_eq!(typed("Позвонить утром", "1").await.status, StatusCode::SEE_OTHER);
    let late = typed("Позвонить вечером", "1").await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("«Позвонить утром»"), "what stands now is told: {}", late.body);
    assert!(late.body.contains("value=\"Позвонить вечером\""), "what was typed stays: {}", late.body);
    assert!(late.body.contains("name=\"revision\" value=\"2\""), "{}", late.body);
    assert_eq!(typed("Позвонить вечером", "2").await.status, StatusCode::SEE_OTHER);
    assert!(owner.get(&page).await.body.contains("value=\"Позвонить вечером\""));
}

//! Exports that jobs make, as people and programs meet them.

use crate::pages::testing::{house, upload, work};
use http::{HeaderValue, Method, Request, StatusCode, header};
use kernel::HOUR_MS;
use serde_json::json;
use testkit::{Answer, TestApp, Visitor};

/// Brings two clients in.
async fn filled(app: &TestApp, owner: &Visitor<'_>) {
    let path = upload(owner, "/import").await.location().to_owned();
    owner.post(&path, &[("deed", "start")]).await;
    work(app);
}

/// Asks for a list as a program does; gives the path of the export.
async fn asked(visitor: &Visitor<'_>) -> String {
    let wished = json!({ "format": "ndjson", "columns": ["name", "phone"], "reason": "сверка" });
    let answer = visitor.json(Method::POST, "/api/v1/exports", &wished).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.body);
    format!("/api/v1/exports/{}", answer.json()["id"].as_str().unwrap())
}

async fn part(visitor: &Visitor<'_>, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = Request::builder().uri(path).body(axum::body::Body::empty()).unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
    }
    visitor.request(request).await
}

#[tokio::test]
async fn a_list_is_made_by_a_job_and_fetched_in_pieces_for_three_days_by_whoever_asked() {
    let app = house();
    let owner = app.visitor("owner").await;
    filled(&app, &owner).await;
    let path = asked(&owner).await;
    assert_eq!(owner.get(&path).await.json()["state"], "running");
    let file = format!("{path}/content");
    assert_eq!(owner.get(&file).await.status, StatusCode::CONFLICT);
    work(&app);
    let done = owner.get(&path).await.json();
    assert_eq!((&done["state"], &done["rows"], &done["error"]), (&json!("done"), &json!(2), &json!(null)));
    let whole = owner.get(&file).await;
    assert!(whole.body.contains("+77011234567"), "{}", whole.body);
    assert_eq!(done["bytes"], json!(whole.body.len()));
    let tag = whole.headers[header::ETAG].to_str().unwrap().to_owned();
    let head = part(&owner, &file, &[(header::RANGE, "bytes=0-9")]).await;
    let rest = part(&owner, &file, &[(header::RANGE, "bytes=10-"), (header::IF_RANGE, &tag)]).await;
    assert_eq!((head.status, rest.status), (StatusCode::PARTIAL_CONTENT, StatusCode::PARTIAL_CONTENT));
    assert_eq!(format!("{}{}", head.body, rest.body), whole.body);
    let second = app.visitor("owner").await;
    for missing in [
        &path,
        &file,
        &path.replace("/api/v1", ""),
        &file.replace("/api/v1", "").replace("content", "file"),
    ] {
        assert_eq!(second.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    assert_eq!(second.get("/api/v1/exports").await.json()["items"], json!([]));
    app.clock.forward(73 * HOUR_MS);
    assert_eq!(owner.get(&file).await.status, StatusCode::CONFLICT, "its time is over");
    let told = app.app.db.read(|tx| journal::since(tx, 0, 1_000)).unwrap();
    let fetched = told.iter().filter(|entry| entry.verb == "customers.export_fetched").count();
    assert_eq!(fetched, 3, "each fetching is told");
}

#[tokio::test]
async fn a_page_shows_how_far_it_is_and_a_stopped_one_goes_on() {
    let app = house();
    let owner = app.visitor("owner").await;
    filled(&app, &owner).await;
    assert!(owner.get("/exports").await.body.contains("Готовых выгрузок нет"));
    let asked = owner.post("/export/file", &[("format", "csv"), ("way", "later")]).await;
    let path = asked.location().to_owned();
    assert!(path.starts_with("/exports/"), "{path}");
    let shown = owner.get(&path).await.body;
    assert!(shown.contains("data-poll") && shown.contains(&format!("{path}/stop")), "{shown}");
    assert_eq!(owner.post(&format!("{path}/stop"), &[]).await.location(), path);
    work(&app);
    let shown = owner.get(&path).await.body;
    assert!(shown.contains("Остановлено") && shown.contains(&format!("{path}/resume")), "{shown}");
    owner.post(&format!("{path}/resume"), &[]).await;
    work(&app);
    let shown = owner.get(&path).await.body;
    assert!(shown.contains("Готова") && shown.contains(&format!("{path}/file")), "{shown}");
    assert!(owner.get(&format!("{path}/file")).await.body.contains("aigerim@dastarkhan.kz"));
    assert!(owner.get("/exports").await.body.contains(&path));
    assert_eq!(owner.post(&format!("{path}/drop"), &[]).await.location(), "/exports");
    assert_eq!(owner.get(&format!("{path}/file")).await.status, StatusCode::CONFLICT);
    assert!(owner.get(&path).await.body.contains("Удалена"));
}

#[tokio::test]
async fn what_needs_a_second_person_begins_when_they_agree_and_ends_when_rights_do() {
    let app = house();
    let owner = app.visitor("owner").await;
    filled(&app, &owner).await;
    let manager = app.visitor("manager").await;
    let alone = owner
        .json(Method::PATCH, "/api/v1/roles/manager", &json!({ "export_alone": 0, "scope": "all" }))
        .await;
    assert_eq!(alone.status, StatusCode::OK, "{}", alone.body);
    access::forget_everyone();
    let path = asked(&manager).await;
    assert_eq!(manager.get(&path).await.json()["state"], "waiting");
    assert_eq!(asked(&manager).await, path, "the same list is asked for once");
    let requests = owner.get("/api/v1/export-requests").await.json();
    let request = requests["items"][0]["id"].as_str().unwrap().to_owned();
    let agreed =
        owner.json(Method::PUT, &format!("/api/v1/export-requests/{request}/consent"), &json!(null)).await;
    assert!(agreed.status.is_success(), "{}", agreed.body);
    tend(&app);
    assert_eq!(manager.get(&path).await.json()["state"], "running");
    work(&app);
    assert_eq!(manager.get(&format!("{path}/content")).await.status, StatusCode::OK);
    let narrower = json!({ "scope": "own", "export_alone": 100 });
    owner.json(Method::PATCH, "/api/v1/roles/manager", &narrower).await;
    access::forget_everyone();
    let withheld = manager.get(&format!("{path}/content")).await;
    assert_eq!(
        withheld.status,
        StatusCode::CONFLICT,
        "whom they see no longer is not given out in a file of before"
    );
    let path = asked(&manager).await;
    let id = manager.user.unwrap();
    let ended =
        owner.json(Method::PUT, &format!("/api/v1/users/{id}/rights"), &json!({ "export": "none" })).await;
    assert!(ended.status.is_success(), "{}", ended.body);
    work(&app);
    let state =
        app.app.db.read(|tx| super::store::find(tx, path.rsplit('/').next().unwrap().parse().unwrap()));
    assert_eq!(state.unwrap().unwrap().state, super::OutState::Failed);
}

#[tokio::test]
async fn a_consent_is_to_these_columns_and_whoever_asked_learns_of_it() {
    let app = house();
    let owner = app.visitor("owner").await;
    filled(&app, &owner).await;
    let manager = app.visitor("manager").await;
    let role = json!({ "export_alone": 0, "scope": "all" });
    owner.json(Method::PATCH, "/api/v1/roles/manager", &role).await;
    access::forget_everyone();
    let form = [("format", "csv"), ("columns", "name"), ("columns", "city"), ("reason", "сверка")];
    let decide = |at: usize, deed: &'static str| {
        let owner = owner.clone();
        async move {
            let requests = owner.get("/api/v1/export-requests").await.json();
            let id = requests["items"][at]["id"].as_str().unwrap().to_owned();
            let done = owner.post(&format!("/audit/exports/{id}/{deed}"), &[]).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        }
    };
    assert_eq!(manager.post("/export/file", &form).await.location(), "/exports");
    decide(0, "refuse").await;
    let shown = manager.get("/exports").await.body;
    assert!(shown.contains("отказано (owner)") && shown.contains("Город"), "{shown}");
    assert_eq!(manager.post("/export/file", &form).await.location(), "/exports");
    decide(0, "agree").await;
    let shown = manager.get("/exports").await.body;
    assert!(shown.contains("разрешена (owner)") && shown.contains("action=\"/export/file\""), "{shown}");
    let wider = "/api/v1/customers/export?format=csv&columns=name,phone,email&reason=x";
    let wider = manager.get(wider).await;
    assert_eq!(wider.status, StatusCode::CONFLICT, "agreed to other columns: {}", wider.body);
    let sent = [("format", "csv"), ("columns", "city"), ("columns", "name")];
    let file = manager.post("/export/file", &sent).await;
    assert!(file.status == StatusCode::OK && file.body.contains("Сидоров Олег"), "{}", file.body);
}

#[tokio::test]
async fn a_file_is_let_go_when_its_time_is_over_or_somebody_is_erased() {
    let app = house();
    let owner = app.visitor("owner").await;
    filled(&app, &owner).await;
    let count = || {
        let mut n = 0;
        let each = |_, _| {
            n += 1;
            Ok(true)
        };
        let mut each = each;
        app.app.files.each(&mut each).unwrap();
        n
    };
    let before = count();
    let (first, second) = (asked(&owner).await, asked(&owner).await);
    work(&app);
    assert_eq!(count(), before + 2);
    app.write(|tx, _| super::forget(tx, &|_| false)).unwrap();
    for path in [first, second] {
        let gone = owner.get(&path).await.json();
        assert_eq!(gone["state"], "gone");
        assert!(gone["error"].as_str().unwrap().contains("стёрли"), "{gone}");
    }
    let path = asked(&owner).await;
    work(&app);
    app.clock.forward(73 * HOUR_MS);
    tend(&app);
    assert_eq!(owner.get(&path).await.json()["state"], "gone");
    work(&app);
    assert_eq!(count(), before + 2, "its file is wiped, and those that the test kept from the wipe stand");
}

/// Looks after exports as happens each minute.
fn tend(app: &TestApp) {
    app.write(|tx, setting| jobs::enqueue(tx, setting, jobs::New::of("transfer.tend", &())).map(drop))
        .unwrap();
    let tending = super::jobs(&app.app).into_iter().filter(|job| job.kind() == "transfer.tend").collect();
    let due = || jobs::run_due(&app.app.db, &app.app.setting, tending);
    std::thread::scope(|scope| scope.spawn(due).join().unwrap()).unwrap();
}

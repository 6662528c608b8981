//! The dashboard as a file and by letter: to whoever wishes for it, once for each Monday, with a document that opens.

use std::sync::Arc;

use http::{Method, StatusCode};
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::{DAY_MS, HOUR_MS};
use mail::{MailError, MemoryPost};
use serde_json::json;
use testkit::{TestApp, run};
use web::Capability;

static HOUSE: &[&Capability] = &[&access::CAPABILITY, &customers::CAPABILITY, &ANALYTICS];

/// This capability, which claims the job that the binary makes over the whole house.
static ANALYTICS: Capability = Capability {
    jobs: || vec![Arc::new(Claimed)],
    slug: analytics::RIGHT,
    catalogue: analytics::CATALOGUE,
    nav: &[],
    arranged: &[],
    pages: analytics::CAPABILITY.pages,
    api: analytics::CAPABILITY.api,
};

struct Claimed;

impl Job for Claimed {
    fn kind(&self) -> &'static str {
        "analytics.letters"
    }

    fn run(&self, _: &Work) -> Result<Outcome, JobError> {
        Ok(Outcome::DONE)
    }
}

/// One look of the job; what was sent by then, as files' names and beginnings.
fn looked(app: &TestApp) -> Vec<(String, String, bool)> {
    let enqueued =
        app.write(|tx, setting| jobs::enqueue(tx, setting, New::of("analytics.letters", &()).attempts(1)));
    enqueued.unwrap();
    jobs::run_due(&app.app.db, &app.app.setting, vec![analytics::letters::job(&app.app)]).unwrap();
    let sent = app.app.offer::<MemoryPost>().unwrap().sent();
    let read = |(_, bytes): &(mail::Envelope, Vec<u8>)| {
        let letter = mail::parse(bytes);
        let file = &letter.attachments[0];
        (letter.text, file.name.clone(), file.bytes.starts_with(b"%PDF-1.4"))
    };
    sent.iter().map(read).collect()
}

/// A house with an account to send by, whose owner wishes for letters so often.
fn wishing(every: &str) -> TestApp {
    let app = TestApp::empty(HOUSE);
    run(async {
        let owner = app.owner().await;
        let account = json!({
            "host": "smtp.firm.kz", "user": "u", "password": "p", "from_email": "crm@firm.kz", "house": "https://crm.firm.kz",
        });
        assert_eq!(owner.json(Method::PUT, "/api/v1/firm/mail", &account).await.status, StatusCode::OK);
        owner.json(Method::PATCH, "/api/v1/me", &json!({ "lang": "ru", "zone": "Asia/Almaty" })).await;
        let kept = owner.json(Method::PUT, "/api/v1/dashboard/letters", &json!({ "every": every })).await;
        assert_eq!((kept.status, &kept.json()["every"]), (StatusCode::OK, &every.into()));
    });
    app
}

#[test]
fn a_dashboard_comes_once_each_monday_with_a_document() {
    let app = wishing("week");
    // It is Saturday noon.
    assert_eq!(looked(&app).len(), 0, "the Monday before is over");
    app.clock.forward(DAY_MS + 19 * HOUR_MS);
    assert_eq!(looked(&app).len(), 0, "Monday at seven nobody is up");
    app.clock.forward(2 * HOUR_MS);
    let told = looked(&app);
    assert_eq!(told.len(), 1);
    let (text, name, is_document) = &told[0];
    assert!(text.contains("https://crm.firm.kz/dashboard/arrange"), "{text}");
    assert!(name.ends_with(".pdf") && *is_document, "{name}");
    app.clock.forward(5 * HOUR_MS);
    assert_eq!(looked(&app).len(), 1, "nothing twice");
    app.clock.forward(9 * DAY_MS);
    assert_eq!(looked(&app).len(), 2, "a Monday that was missed is made up for");
}

#[test]
fn a_server_that_is_down_is_tried_again_and_whoever_wishes_for_none_gets_none() {
    let app = wishing("month");
    app.clock.forward(10 * DAY_MS);
    app.app.offer::<MemoryPost>().unwrap().fail(Some(MailError::TimedOut));
    assert_eq!(looked(&app).len(), 0);
    app.app.offer::<MemoryPost>().unwrap().fail(None);
    assert_eq!(looked(&app).len(), 1, "the first of December");
    run(async {
        let owner = app.visitor("owner").await;
        let form = [("every", "week")];
        assert_eq!(owner.post("/dashboard/letters", &form).await.status, StatusCode::SEE_OTHER);
        let page = owner.get("/dashboard/arrange").await;
        assert!(page.body.contains("value=\"week\" selected"), "{}", page.body);
        owner.post("/dashboard/letters", &[("every", "never")]).await;
    });
    app.clock.forward(7 * DAY_MS);
    assert_eq!(looked(&app).len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dashboard_is_a_document_and_a_picture() {
    let app = TestApp::empty(HOUSE);
    let owner = app.owner().await;
    for way in ["/dashboard/file", "/api/v1/dashboard/file"] {
        for (kind, starts) in [("pdf", "%PDF-1.4"), ("png", "\u{fffd}PNG")] {
            let file = owner.get(&format!("{way}/{kind}")).await;
            assert_eq!(file.status, StatusCode::OK, "{way} {kind}");
            assert!(file.body.starts_with(starts), "{way} {kind}");
        }
        assert_eq!(owner.get(&format!("{way}/exe")).await.status, StatusCode::NOT_FOUND);
    }
    let table = owner.get("/api/v1/analyses/rfm/file/csv").await;
    assert_eq!(table.status, StatusCode::OK, "{}", table.body);
}

//! Pages as people meet them: what was typed stays when somebody else was faster.

use http::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::{Answer, TestApp, Visitor, run};

static HOUSE: &[&web::Capability] = &[&access::CAPABILITY, &customers::CAPABILITY, &TALKS, &FIELDS];

/// This capability, whose jobs wait for the whole house.
static TALKS: web::Capability = web::Capability { jobs: Vec::new, ..crate::CAPABILITY };

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

fn house() -> TestApp {
    let app = TestApp::empty(HOUSE);
    app.write(|tx, _| customers::install(tx)).unwrap();
    app
}

async fn made(who: &Visitor<'_>, path: &str, body: Value) -> String {
    let answer = who.json(Method::POST, path, &body).await;
    assert!(answer.status.is_success(), "{path}: {}", answer.body);
    answer.json()["id"].as_str().unwrap_or_default().to_owned()
}

/// That the form came again with these parts.
fn again(answer: &Answer, parts: &[&str]) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    for part in parts {
        assert!(answer.body.contains(part), "{part}: {}", answer.body);
    }
}

#[test]
fn what_was_typed_of_a_call_stays_when_somebody_was_faster() {
    run(async {
        let app = house();
        let owner = app.owner().await;
        let card = json!({ "facts": { "family": "Омарова" } });
        let customer = made(&owner, "/api/v1/customers", card).await;
        let call = json!({ "kind": "call", "customer": customer, "at": "2026-10-05T06:00:00Z" });
        let page = format!("/interactions/{}", made(&owner, "/api/v1/interactions", call).await);
        let typed = |what: &'static str, text: &'static str, revision: &'static str| {
            let sent = [("what", what), ("text", text), ("customer", &*customer), ("revision", revision)];
            let sent = sent.map(|(name, value)| (name, value.to_owned()));
            let (page, owner) = (page.clone(), owner.clone());
            async move {
                let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
                owner.post(&page, &sent).await
            }
        };
        assert_eq!(typed("meeting/", "о чайниках", "1").await.status, StatusCode::SEE_OTHER);
        let late = typed("call/", "о пиалах", "1").await;
        again(
            &late,
            &["«Встреча»", "«о чайниках»", ">о пиалах</textarea>", "name=\"revision\" value=\"2\""],
        );
        assert_eq!(typed("call/", "о пиалах", "2").await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn what_was_typed_of_a_kind_stays_when_somebody_was_faster() {
    run(async {
        let app = house();
        let owner = app.owner().await;
        let kept = owner.post("/interactions/kinds", &[("label", "Дегустация"), ("icon", "gift")]).await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let list = owner.get("/interactions/kinds").await.body;
        let (_, rest) = list.split_once("/interactions/kinds/degu").unwrap();
        let page = format!("/interactions/kinds/degu{}", rest.split(['"', '/']).next().unwrap());
        let typed = |label: &'static str, outcomes: &'static str, revision: &'static str| {
            let sent = [("label", label), ("outcomes", outcomes), ("icon", "gift"), ("sent", "1")];
            let (page, owner) = (page.clone(), owner.clone());
            async move { owner.post(&page, &[&sent[..], &[("revision", revision)]].concat()).await }
        };
        assert_eq!(typed("Дегустация чая", "понравилось", "1").await.status, StatusCode::SEE_OTHER);
        let late = typed("Проба", "понравилось\r\nнет", "1").await;
        let told =
            ["«Дегустация чая»", "«понравилось»", "value=\"Проба\"", "name=\"revision\" value=\"2\""];
        again(&late, &told);
        assert_eq!(typed("Проба", "понравилось\r\nнет", "2").await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn what_was_typed_of_a_contact_card_stays_when_somebody_was_faster() {
    run(async {
        let app = house();
        let owner = app.owner().await;
        let page = "/contact-cards";
        let typed =
            |page: String, (name, question): (&'static str, &'static str), revision: &'static str| {
                let sent = [("name", name), ("q0.label", question), ("q0.about", "kind:text"), ("n", "1")];
                let more = [("q0.order", "1"), ("q0.rule", "newest"), ("revision", revision)];
                let owner = owner.clone();
                async move { owner.post(&page, &[sent.as_slice(), &more].concat()).await }
            };
        let first = typed(page.to_owned(), ("Знакомство", "Кто решает?"), "").await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let forms = owner.get("/api/v1/contact-cards/forms").await.json();
        let page = format!("{page}/{}", forms[0]["id"].as_str().unwrap());
        let kept = typed(page.clone(), ("Знакомство", "Кто платит?"), "1").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.body);
        let late = typed(page.clone(), ("Первая встреча", "Кто решает?"), "1").await;
        let told = ["«Знакомство»", "«Кто платит?»", "value=\"Первая встреча\"", "value=\"Кто решает?\""];
        again(&late, &told);
        again(&late, &["name=\"revision\" value=\"2\""]);
        let saved = typed(page, ("Первая встреча", "Кто решает?"), "2").await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    });
}

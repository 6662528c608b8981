//! Every page and operation about a customer, tried by people of another team, by sellers who see only their own, and by
//! their programs: a customer they do not see answers as one that is not there, and is found in no list and no count.

use serde_json::{Value, json};

use super::{OWNER, Tried, all, text};
use crate::client::{Answer, Client};
use crate::house::House;

const SELLER: &str = "seller@dastarkhan.example";
pub(super) const OTHER_TEAM: &str = "other@dastarkhan.example";
const LONER: &str = "loner@dastarkhan.example";

/// An id that no customer has.
pub(super) const MISSING: &str = "0197a3c0-0000-7000-8000-00000000abcd";

/// Has the customer of the house belong to a seller, and hires others who do not see it.
pub(super) fn hidden(tried: &Tried) -> Client {
    for email in [SELLER, OTHER_TEAM, LONER] {
        tried.place.add_person(email, "seller");
    }
    let owner = tried.house.person(OWNER);
    let users = owner.json("/api/v1/users");
    let id = |email: &str| {
        let items = users["items"].as_array().unwrap();
        text(&items.iter().find(|user| user["email"] == email).unwrap()["id"])
    };
    let place = |email: &str, wanted: Value| {
        owner.give("PATCH", &format!("/api/v1/users/{}", id(email)), &wanted).ok();
    };
    let other = owner.give("POST", "/api/v1/teams", &json!({ "name": "Опт" })).ok();
    place(SELLER, json!({ "team": tried.sample.team }));
    place(OTHER_TEAM, json!({ "team": other["id"] }));
    // Of the same team, but told to see only what is theirs.
    place(LONER, json!({ "team": tried.sample.team, "scope": "own" }));
    let facts = json!({ "facts": { "family": "Скрытова", "city": "Тайнинск", "responsible": id(SELLER), "phone": ["+77011234567"] } });
    owner.give("PATCH", &format!("/api/v1/customers/{}", tried.sample.customer), &facts).ok();
    owner
}

/// Everybody who must not learn of the customer.
fn others(tried: &Tried, house: &House) -> Vec<Client> {
    let token = tried.place.token(OTHER_TEAM, "all");
    vec![house.person(OTHER_TEAM), house.person(LONER), house.program(&token)]
}

/// What is seen of an answer, whichever customer was asked for.
fn told(answer: &Answer, customer: &str) -> (u16, String, String) {
    let plain = |text: &str| text.replace(customer, "ID");
    (answer.status, plain(answer.header("location")), plain(&answer.body))
}

#[test]
fn a_hidden_customer_answers_as_a_missing_one() {
    let tried = Tried::new();
    let owner = hidden(&tried);
    let card = format!("/api/v1/customers/{}", tried.sample.customer);
    let state = || {
        (owner.json(&card)["revision"].clone(), owner.json(&format!("{card}/timeline"))["items"].clone())
    };
    let before = state();
    assert_eq!(tried.house.person(SELLER).json(&card)["name"], "Скрытова", "who answers for it sees it");
    let about_one: Vec<_> = all().into_iter().filter(|deed| deed.is_about_customer()).collect();
    assert!(about_one.len() > 30, "{}", about_one.len());
    for who in others(&tried, &tried.house) {
        for deed in &about_one {
            let there = tried.about(&tried.sample.customer).attempt(&who, deed);
            let gone = tried.about(MISSING).attempt(&who, deed);
            assert!(there.status >= 300, "{}: {} {}", deed.name(), there.status, there.body);
            assert_eq!(told(&there, &tried.sample.customer), told(&gone, MISSING), "{}", deed.name());
        }
    }
    assert_eq!(state(), before, "and nothing was done to it");
    tried.house.stop();
}

#[test]
fn no_list_no_count_and_no_search_tells_of_a_hidden_customer() {
    let tried = Tried::new();
    let owner = hidden(&tried);
    let lists: Vec<_> = all().into_iter().filter(|deed| !deed.is_writing()).collect();
    for who in others(&tried, &tried.house) {
        for deed in lists.iter().filter(|deed| !deed.is_about_customer()) {
            let answer = tried.about(MISSING).attempt(&who, deed);
            let is_told = ["Скрытова", "Тайнинск", &tried.sample.customer]
                .iter()
                .any(|word| answer.body.contains(*word));
            assert!(!is_told, "{}: {}", deed.name(), answer.body);
        }
        for query in ["", "&q=%D1%81%D0%BA%D1%80%D1%8B%D1%82", "&q=7011234567", "&q=4567", "&archived=true"]
        {
            let found = who.json(&format!("/api/v1/customers?total=exact{query}"));
            assert_eq!((&found["items"], &found["total"]), (&json!([]), &json!(0)), "{query}");
        }
        assert_eq!(who.json("/api/v1/customers/lookup?q=4567"), json!([]));
        let all =
            json!({ "filter": { "all": [] }, "edit": { "do": "add", "field": "tag", "value": "моё" } });
        assert_eq!(who.give("POST", "/api/v1/customers/many", &all).ok()["n"], 0);
        let named = json!({ "ids": [tried.sample.customer], "edit": { "do": "archive" } });
        assert_eq!(who.give("POST", "/api/v1/customers/many", &named).ok()["n"], 0);
    }
    let card = owner.json(&format!("/api/v1/customers/{}", tried.sample.customer));
    assert_eq!((&card["archived_at"], &card["facts"]["tag"]), (&Value::Null, &Value::Null));
    tried.house.stop();
}

#[test]
fn a_thief_who_sends_the_phone_of_a_hidden_customer_gets_a_card_of_their_own() {
    let tried = Tried::new();
    let owner = hidden(&tried);
    let thief = tried.house.person(LONER);
    let line = json!({ "facts": { "phone": ["+77011234567"] } }).to_string();
    let mut made = Vec::new();
    for wanted in ["new", "unchanged"] {
        let answer = thief.send("POST", "/api/v1/customers/bulk", ("application/x-ndjson", &line));
        let result: Value = serde_json::from_str(answer.body.lines().next().unwrap()).unwrap();
        assert_eq!(result["outcome"], wanted, "{}", answer.body);
        made.push(text(&result["id"]));
    }
    assert_eq!(made[0], made[1], "sent again it is their own card that is found");
    assert_ne!(made[0], tried.sample.customer);
    let stolen = json!({ "id": tried.sample.customer, "facts": { "city": "Астана" } }).to_string();
    let unknown = json!({ "id": MISSING, "facts": { "city": "Астана" } }).to_string();
    let sent =
        |line: &str| thief.send("POST", "/api/v1/customers/bulk", ("application/x-ndjson", line)).body;
    assert_eq!(sent(&stolen), sent(&unknown));
    assert_eq!(
        owner.json("/api/v1/customers?total=exact")["total"],
        2,
        "those who see both may merge them"
    );
    tried.house.stop();
}

//! Deals, interactions, tasks and orders of a customer who is hidden: whoever does not see the customer learns of none of
//! them, in whatever role and however far they see, by page, operation, list, count, search or the words of a refusal.

use serde_json::{Value, json};

use super::sampling::{DEALINGS, Deed, Sample};
use super::{OWNER, Tried, all, text};
use crate::client::{Answer, Client};

const SELLER: &str = "seller@dastarkhan.example";
pub(super) const ROLES: [&str; 5] = ["seller", "manager", "marketer", "analyst", "reader"];
pub(super) const SCOPES: [&str; 3] = ["own", "team", "stage"];
/// An id that nothing has.
const MISSING: &str = "0197a3c0-0000-7000-8000-00000000abcd";
/// What must stand in no answer.
const SECRETS: [&str; 6] =
    ["Скрытова", "Тайнинск", "Тайная посуда", "Шёпот о посуде", "Прошептать о посуде", "Безмолвный заказ"];

/// A house whose customer, with one of each dealing, belongs to a seller; and its owner.
pub(super) fn hidden() -> (Tried, Client, Vec<String>) {
    let tried = Tried::new();
    tried.place.add_person(SELLER, "seller");
    let owner = tried.house.person(OWNER);
    let users = owner.json("/api/v1/users");
    let seller = text(
        &users["items"].as_array().unwrap().iter().find(|user| user["email"] == SELLER).unwrap()["id"],
    );
    owner.give("PATCH", &format!("/api/v1/users/{seller}"), &json!({ "team": tried.sample.team })).ok();
    let customer = &tried.sample.customer;
    let facts = json!({ "facts": { "family": "Скрытова", "city": "Тайнинск", "responsible": seller } });
    owner.give("PATCH", &format!("/api/v1/customers/{customer}"), &facts).ok();
    let made = [
        ("deals", json!({ "customer": customer, "title": "Тайная посуда", "responsible": seller })),
        (
            "interactions",
            json!({ "kind": "call", "customer": customer, "subject": "Шёпот о посуде", "responsible": seller }),
        ),
        (
            "tasks",
            json!({ "kind": "call", "customer": customer, "title": "Прошептать о посуде", "assignee": seller, "due_on": "2026-12-01" }),
        ),
        (
            "orders",
            json!({ "customer": customer, "note": "Безмолвный заказ", "lines": [{ "name": "Пиала", "quantity": 1, "price": "1500" }] }),
        ),
    ];
    let make = |(path, body): (&str, Value)| {
        text(&owner.give("POST", &format!("/api/v1/{path}"), &body).ok()["id"])
    };
    let dealings = made.into_iter().map(make).collect();
    (tried, owner, dealings)
}

/// A new person of another team, of a role, seeing so far.
pub(super) fn other(tried: &Tried, owner: &Client, (role, scope): (&str, &str)) -> Client {
    let email = format!("{role}.{scope}@dastarkhan.example");
    tried.place.add_person(&email, role);
    let users = owner.json("/api/v1/users");
    let id = text(
        &users["items"].as_array().unwrap().iter().find(|user| user["email"] == *email).unwrap()["id"],
    );
    let teams = owner.json("/api/v1/teams");
    let known = teams["items"].as_array().unwrap().iter().find(|team| team["name"] == "Опт").cloned();
    let team = known.unwrap_or_else(|| owner.give("POST", "/api/v1/teams", &json!({ "name": "Опт" })).ok());
    owner
        .give("PATCH", &format!("/api/v1/users/{id}"), &json!({ "team": team["id"], "scope": scope }))
        .ok();
    tried.house.person(&email)
}

fn sample(tried: &Tried, customer: &str, dealings: Vec<String>) -> Sample {
    Sample { dealings, ..tried.about(customer) }
}

/// What is seen of an answer, whichever thing was asked for.
fn told(answer: &Answer, ids: &[String]) -> (u16, String, String) {
    let plain = |text: &str| ids.iter().fold(text.to_owned(), |text, id| text.replace(id, "ID"));
    (answer.status, plain(answer.header("location")), plain(&answer.body))
}

fn tells_nothing(name: &str, answer: &Answer, ids: &[String]) {
    let told = SECRETS.iter().find(|word| answer.body.contains(**word));
    assert_eq!(told, None, "{name}: {}", answer.body);
    let told = ids.iter().find(|id| answer.body.contains(*id));
    assert_eq!(told, None, "{name}: {}", answer.body);
}

#[test]
fn what_is_done_with_a_hidden_customer_answers_as_if_it_were_not_there() {
    let (tried, owner, ids) = hidden();
    let deeds: Vec<Deed> = all();
    let about_one: Vec<&Deed> = deeds.iter().filter(|deed| deed.is_about_dealings()).collect();
    let lists: Vec<&Deed> = deeds
        .iter()
        .filter(|deed| !deed.is_writing() && !deed.is_about_dealings() && !deed.is_about_customer())
        .collect();
    assert!(about_one.len() > 40 && lists.len() > 60, "{} {}", about_one.len(), lists.len());
    let there = sample(&tried, &tried.sample.customer, ids.clone());
    let none = vec![MISSING.to_owned(); DEALINGS.len()];
    let gone = sample(&tried, MISSING, none.clone());
    for role in ROLES {
        for scope in SCOPES {
            let who = other(&tried, &owner, (role, scope));
            for deed in &about_one {
                let name = format!("{role} {scope} {}", deed.name());
                let (first, second) = (there.attempt(&who, deed), gone.attempt(&who, deed));
                assert!(first.status >= 300, "{name}: {} {}", first.status, first.body);
                assert_eq!(told(&first, &ids), told(&second, &none), "{name}");
            }
            for deed in &lists {
                tells_nothing(&format!("{role} {scope} {}", deed.name()), &gone.attempt(&who, deed), &ids);
            }
            finds_nothing(&who, &format!("{role} {scope}"));
        }
    }
    let stands: Vec<u16> = DEALINGS
        .iter()
        .zip(&ids)
        .map(|(name, id)| owner.get(&format!("/api/v1/{name}/{id}")).status)
        .collect();
    assert_eq!(stands, [200; 4], "and nothing was done to any of them");
    tried.house.stop();
}

/// Asks in every way that counts or searches.
fn finds_nothing(who: &Client, name: &str) {
    for path in [
        "/api/v1/deals?q=%D0%A2%D0%B0%D0%B9%D0%BD%D0%B0%D1%8F",
        "/api/v1/deals?state=all",
        "/api/v1/interactions?q=%D0%A8%D1%91%D0%BF%D0%BE%D1%82",
        "/api/v1/tasks?state=all",
        "/api/v1/orders",
        "/api/v1/customers?total=exact",
        "/api/v1/customers/export?format=ndjson",
        "/palette?q=%D0%A2%D0%B0%D0%B9%D0%BD%D0%B0%D1%8F",
    ] {
        let answer = who.get(path);
        tells_nothing(&format!("{name} {path}"), &answer, &[]);
        let body = answer.value();
        let n = body["items"].as_array().map_or(0, Vec::len);
        assert!(answer.status >= 300 || n == 0, "{name} {path}: {}", answer.body);
        assert!(body["total"].as_i64().unwrap_or(0) == 0, "{name} {path}: {}", answer.body);
    }
    let condition = json!({ "condition": { "happened": "deals" } });
    let counted = who.give("POST", "/api/v1/segments/preview", &condition);
    assert!(
        counted.status >= 300 || counted.value()["n"].as_i64().unwrap_or(0) == 0,
        "{name}: {}",
        counted.body
    );
}

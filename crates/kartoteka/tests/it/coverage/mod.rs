//! Every page and every operation, tried by nobody, by the weakest role, by somebody without rights, and by the owner.
//!
//! The lists of exceptions only shrink: a line that no longer holds is a failure like any other.

mod counts;
mod dealings;
mod sampling;
mod sight;
mod work;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::house::{House, Place};
use sampling::{Deed, Sample, every_operation, every_page};

const OWNER: &str = "owner@dastarkhan.example";
const READER: &str = "reader@dastarkhan.example";
const STRANGER: &str = "stranger@dastarkhan.example";

/// What anybody may see and do without being known.
const PUBLIC: &[&str] = &[
    "GET /welcome",
    "POST /welcome",
    "GET /sign-in",
    "POST /sign-in",
    "POST /sign-out",
    "POST /language",
    "GET /invitation/{secret}",
    "POST /invitation/{secret}",
    "GET /tasks/feed.ics",
    "GET /my-data/{token}",
    "POST /my-data/{token}",
    "POST /my-data/{token}/withdraw",
    "GET /my-data/{token}/one-click",
    "POST /my-data/{token}/one-click",
    "GET /my-data/{token}/confirm/{no}/{sign}",
    "POST /my-data/{token}/confirm/{no}/{sign}",
];

/// What everybody who signed in may do, because it is about nobody but themselves or shows nothing of the firm.
const OWN: &[&str] = &[
    "GET /welcome/next",
    "GET /me",
    "POST /me",
    "POST /me/look",
    "POST /me/password",
    "POST /me/sessions/end-others",
    "POST /me/sessions/{id}/end",
    "POST /me/tokens",
    "POST /me/tokens/{id}/end",
    "GET /demo",
    "GET /palette",
    "GET /jobs",
    "GET /api/v1/jobs",
    "GET /api/v1/me",
    "PATCH /api/v1/me",
    "GET /api/v1/sessions",
    "DELETE /api/v1/sessions",
    "DELETE /api/v1/sessions/{id}",
    "GET /api/v1/tokens",
    "POST /api/v1/tokens",
    "DELETE /api/v1/tokens/{id}",
];

/// What somebody who may only read changes all the same, because nobody else sees it.
const OF_READERS: &[&str] = &[
    "POST /customers/views",
    "POST /api/v1/views",
    "POST /api/v1/customers/match",
    "POST /segments/condition",
    "POST /segments/preview",
    "POST /api/v1/segments/preview",
    "POST /tasks/feed",
    "POST /tasks/feed/end",
    "POST /api/v1/tasks/feed",
    "DELETE /api/v1/tasks/feed",
    "POST /tasks/letters",
    "POST /tasks/letters/end",
    "PUT /api/v1/tasks/letters",
    "DELETE /api/v1/tasks/letters",
    "POST /tasks/browsers",
    "POST /api/v1/tasks/browsers",
    "POST /dashboard/arrange",
    "POST /dashboard/add",
    "POST /dashboard/reset",
    "PUT /api/v1/dashboard",
    "DELETE /api/v1/dashboard",
    "POST /dashboard/letters",
    "PUT /api/v1/dashboard/letters",
];

/// A house with a customer, a team and a person of every kind that is tried.
struct Tried {
    place: Place,
    house: House,
    sample: Sample,
}

impl Tried {
    fn new() -> Self {
        let place = Place::on_sqlite();
        place.add_person(OWNER, "owner");
        place.add_person(READER, "reader");
        place.add_person(STRANGER, "reader");
        let house = House::serve(&place);
        let owner = house.person(OWNER);
        let customer = json!({ "facts": { "family": "Омарова", "city": "Алматы" } });
        let customer = owner.give("POST", "/api/v1/customers", &customer).ok();
        let team = owner.give("POST", "/api/v1/teams", &json!({ "name": "Сату" })).ok();
        let users = owner.json("/api/v1/users");
        let stranger =
            users["items"].as_array().unwrap().iter().find(|user| user["email"] == STRANGER).unwrap();
        // Nobody can be kept from themselves.
        let nothing: serde_json::Map<_, _> = kartoteka::capabilities::rights()
            .into_iter()
            .filter(|right| *right != access::ME)
            .map(|right| (right.to_owned(), json!("none")))
            .collect();
        let path = format!("/api/v1/users/{}/rights", text(&stranger["id"]));
        owner.give("PUT", &path, &Value::Object(nothing)).ok();
        let sample = Sample {
            dealings: Vec::new(),
            customer: text(&customer["id"]),
            team: text(&team["id"]),
            user: text(&stranger["id"]),
        };
        Self { place, house, sample }
    }

    /// The same with another customer in the place of the one that is there.
    fn about(&self, customer: &str) -> Sample {
        Sample {
            dealings: Vec::new(),
            customer: customer.to_owned(),
            team: self.sample.team.clone(),
            user: self.sample.user.clone(),
        }
    }

    fn try_each(&self, who: &Client, deeds: &[Deed]) -> Vec<(String, Answer)> {
        deeds.iter().map(|deed| (deed.name(), self.sample.attempt(who, deed))).collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Fails with every deed that was not answered as it should be, and with every exception that is none any more.
fn check(tried: Vec<(String, Answer)>, exceptions: &[&str], is_right: impl Fn(&str, &Answer) -> bool) {
    let exceptions: BTreeSet<_> = exceptions.iter().copied().collect();
    let (excepted, held): (Vec<_>, Vec<_>) =
        tried.iter().partition(|(name, _)| exceptions.contains(name.as_str()));
    let told = |(name, answer): &&(String, Answer)| {
        format!("{name}: {} {}", answer.status, answer.body.chars().take(160).collect::<String>())
    };
    let wrong: Vec<_> = held.iter().filter(|(name, answer)| !is_right(name, answer)).map(told).collect();
    assert!(wrong.is_empty(), "let through:\n{}", wrong.join("\n"));
    let needless: Vec<_> =
        excepted.iter().filter(|(name, answer)| is_right(name, answer)).map(told).collect();
    assert!(needless.is_empty(), "no exceptions any more:\n{}", needless.join("\n"));
}

fn all() -> Vec<Deed> {
    every_page().into_iter().chain(every_operation()).collect()
}

#[test]
fn every_exception_is_a_page_or_an_operation() {
    let names: BTreeSet<_> = all().iter().map(Deed::name).collect();
    for exception in PUBLIC.iter().chain(OWN).chain(OF_READERS) {
        assert!(names.contains(*exception), "{exception}");
    }
}

#[test]
fn nobody_gets_in_without_a_key() {
    let tried = Tried::new();
    let nobody = tried.house.nobody();
    check(tried.try_each(&nobody, &every_page()), PUBLIC, |_, answer| {
        answer.status == 303 && answer.header("location").starts_with("/sign-in?next=")
    });
    for client in [nobody, tried.house.program("kt_nobody")] {
        check(tried.try_each(&client, &every_operation()), &[], |_, answer| {
            answer.status == 401 && answer.header("content-type") == "application/problem+json"
        });
    }
    tried.house.stop();
}

#[test]
fn a_reader_changes_nothing() {
    let tried = Tried::new();
    let state = || tried.place.sql("select seq from journal_head");
    let before = state();
    let about_others = |deed: &Deed| {
        deed.is_writing() && !PUBLIC.iter().chain(OWN).chain(OF_READERS).any(|own| deed.name() == *own)
    };
    let deeds: Vec<_> = all().into_iter().filter(about_others).collect();
    let reader = tried.house.person(READER);
    let signed_in = state();
    assert_ne!(before, signed_in, "the journal tells of a sign-in");
    check(tried.try_each(&reader, &deeds), &[], |_, answer| matches!(answer.status, 403 | 404));
    assert_eq!(state(), signed_in, "and of nothing that a reader tried");
    tried.house.stop();
}

#[test]
fn somebody_without_rights_sees_and_changes_nothing() {
    let tried = Tried::new();
    let deeds: Vec<_> = all().into_iter().filter(|deed| !PUBLIC.contains(&deed.name().as_str())).collect();
    let reading: Vec<_> = deeds
        .into_iter()
        .filter(|deed| !deed.is_writing() || !OWN.contains(&deed.name().as_str()))
        .collect();
    let stranger = tried.house.person(STRANGER);
    let own: Vec<_> = OWN.iter().copied().filter(|name| name.starts_with("GET ")).collect();
    check(tried.try_each(&stranger, &reading), &own, |_, answer| matches!(answer.status, 403 | 404));
    tried.house.stop();
}

#[test]
fn every_page_is_drawn_in_every_language() {
    let tried = Tried::new();
    let owner = tried.house.person(OWNER);
    let pages: Vec<_> = every_page().into_iter().filter(|deed| !deed.is_writing()).collect();
    for lang in ["ru", "kk", "en"] {
        owner.give("PATCH", "/api/v1/me", &json!({ "lang": lang })).ok();
        check(tried.try_each(&owner, &pages), &[], |_, answer| {
            // A text that is missing is drawn as its key in these brackets.
            matches!(answer.status, 200 | 303 | 400 | 404 | 410) && !answer.body.contains('⟦')
        });
    }
    tried.house.stop();
}

//! Commission over the API: who sees whose statement, that nobody approves their own, that two do not both approve, and
//! that every step is refused to whoever may not take it.

use serde_json::{Value, json};

use crate::client::Client;
use crate::house::{House, Place};

const OWNER: &str = "owner@dastarkhan.example";
const SECOND: &str = "second@dastarkhan.example";
const LEADER: &str = "leader@dastarkhan.example";
const SELLER: &str = "seller@dastarkhan.example";
const MATE: &str = "mate@dastarkhan.example";
const MARKETER: &str = "marketer@dastarkhan.example";
const READER: &str = "reader@dastarkhan.example";

const PEOPLE: [(&str, &str); 7] = [
    (OWNER, "owner"),
    (SECOND, "owner"),
    (LEADER, "manager"),
    (SELLER, "seller"),
    (MATE, "seller"),
    (MARKETER, "marketer"),
    (READER, "reader"),
];

/// A house with a rate, in which the leader, the seller and the mate of one team and the owner have each won a deal.
struct Firm {
    house: House,
    /// The base lies in its folder as long as it lives.
    _place: Place,
    owner: Client,
    users: Value,
}

impl Firm {
    fn new() -> Self {
        let place = Place::on_sqlite();
        PEOPLE.iter().for_each(|(email, role)| place.add_person(email, role));
        let house = House::serve(&place);
        let owner = house.person(OWNER);
        let users = owner.json("/api/v1/users")["items"].clone();
        let firm = Self { house, _place: place, owner, users };
        let team = firm.owner.give("POST", "/api/v1/teams", &json!({ "name": "Сату" })).ok();
        for email in [LEADER, SELLER, MATE] {
            firm.place(email, &json!({ "team": team["id"] }));
        }
        let rate = json!({ "pays": { "on": "revenue", "percent": "5" }, "from_on": "2020-01-01" });
        firm.owner.give("POST", "/api/v1/earnings/rates", &rate).ok();
        for email in [OWNER, LEADER, SELLER, MATE] {
            let who = firm.house.person(email);
            let card = json!({ "facts": { "family": "Омарова", "responsible": firm.id(email) } });
            let card = who.give("POST", "/api/v1/customers", &card).ok();
            let deal = json!({ "customer": card["id"], "title": "Пиалы", "amount": "100000 KZT" });
            let deal = who.give("POST", "/api/v1/deals", &deal).ok();
            let path = format!("/api/v1/deals/{}/closure", deal["id"].as_str().unwrap());
            who.give("PUT", &path, &json!({ "is_won": true })).ok();
        }
        firm
    }

    fn id(&self, email: &str) -> String {
        let users = self.users.as_array().unwrap();
        let user = users.iter().find(|user| user["email"] == email).unwrap();
        user["id"].as_str().unwrap().to_owned()
    }

    fn place(&self, email: &str, wanted: &Value) {
        self.owner.give("PATCH", &format!("/api/v1/users/{}", self.id(email)), wanted).ok();
    }

    /// Whose statements somebody sees, by e-mail.
    fn seen_by(&self, email: &str) -> Vec<&'static str> {
        let page = self.house.person(email).json("/api/v1/earnings/statements");
        let items = page["items"].as_array().unwrap().clone();
        let is_seen = |email: &&str| items.iter().any(|one| one["person"] == self.id(email));
        let seen: Vec<_> = PEOPLE.map(|(email, _)| email).into_iter().filter(is_seen).collect();
        assert_eq!(seen.len(), items.len());
        seen
    }

    /// The address of somebody's statement.
    fn statement(&self, email: &str) -> String {
        let page = self.owner.json(&format!("/api/v1/earnings/statements?person={}", self.id(email)));
        format!("/api/v1/earnings/statements/{}", page["items"][0]["id"].as_str().unwrap())
    }

    fn step(&self, who: &str, whose: &str, step: &str) -> u16 {
        let path = format!("{}/{step}", self.statement(whose));
        self.house.person(who).give("PUT", &path, &Value::Null).status
    }
}

#[test]
fn each_role_and_scope_sees_whose_earnings_it_should() {
    let firm = Firm::new();
    let all = [OWNER, LEADER, SELLER, MATE];
    let check = |email: &str, wanted: &[&str]| assert_eq!(firm.seen_by(email), wanted, "{email}");
    check(OWNER, &all);
    check(LEADER, &[LEADER, SELLER, MATE]);
    check(SELLER, &[SELLER]);
    check(MARKETER, &[]);
    check(READER, &[]);
    for (scope, wanted) in [("own", &all[2..3]), ("team", &all[1..]), ("all", &all[..])] {
        firm.place(SELLER, &json!({ "scope": scope }));
        check(SELLER, wanted);
    }
    firm.place(SELLER, &json!({ "scope": "own" }));
    let seller = firm.house.person(SELLER);
    let (mine, others) = (firm.statement(SELLER), firm.statement(MATE));
    assert_eq!((seller.get(&mine).status, seller.get(&others).status), (200, 404));
    let page = others.replace("/api/v1", "");
    assert_eq!(seller.get(&page).status, 404, "nor as a page");
    let progress = |email: &str| format!("/api/v1/earnings/people/{}/progress", firm.id(email));
    assert_eq!((seller.get(&progress(SELLER)).status, seller.get(&progress(MATE)).status), (200, 404));
    let scores = |email: &str| format!("/api/v1/earnings/scores?person={}", firm.id(email));
    assert_eq!((seller.get(&scores(SELLER)).status, seller.get(&scores(MATE)).status), (200, 404));
    let figures = seller.json(&progress(SELLER));
    assert_eq!((&figures["amount"], &figures["deals"]), (&json!("100000.00 KZT"), &json!(1)));
    firm.house.stop();
}

#[test]
fn nobody_approves_their_own_and_the_second_comes_too_late() {
    let firm = Firm::new();
    let check = |who: &str, whose: &str, step: &str, wanted: u16| {
        assert_eq!(firm.step(who, whose, step), wanted, "{who} {whose} {step}");
    };
    check(SECOND, OWNER, "approval", 409);
    check(OWNER, OWNER, "submission", 200);
    check(OWNER, OWNER, "approval", 403);
    check(LEADER, LEADER, "submission", 200);
    check(LEADER, LEADER, "approval", 403);
    check(LEADER, OWNER, "approval", 404);
    check(SELLER, SELLER, "submission", 200);
    check(SELLER, SELLER, "approval", 403);
    check(MATE, SELLER, "approval", 404);
    check(READER, SELLER, "approval", 404);
    firm.place(MATE, &json!({ "scope": "team" }));
    check(MATE, SELLER, "approval", 403);
    let path = firm.statement(SELLER);
    let seen = firm.house.person(LEADER).get(&path).header("etag").to_owned();
    let approve = |who: &str| {
        let client = firm.house.person(who).with("if-match", &seen);
        client.give("PUT", &format!("{path}/approval"), &Value::Null).status
    };
    assert_eq!((approve(LEADER), approve(SECOND)), (200, 412), "two at once: the second sees it changed");
    check(OWNER, SELLER, "approval", 409);
    check(SELLER, SELLER, "payment", 403);
    check(LEADER, SELLER, "payment", 200);
    check(OWNER, SELLER, "payment", 409);
    check(SECOND, OWNER, "approval", 200);
    check(OWNER, OWNER, "payment", 403);
    let back = |who: &str, whose: &str| {
        let path = format!("{}/approval?note=sum", firm.statement(whose));
        firm.house.person(who).send("DELETE", &path, ("", "")).status
    };
    assert_eq!((back(OWNER, OWNER), back(SECOND, OWNER), back(LEADER, SELLER)), (403, 200, 409));
    firm.house.stop();
}

#[test]
fn a_statement_leaves_as_a_file_only_with_whoever_may_take_it_out() {
    let firm = Firm::new();
    let path = firm.statement(SELLER);
    let file = |who: &str, format: &str| {
        firm.house.person(who).get(&format!("{path}/file?format={format}&reason=payroll"))
    };
    let csv = file(OWNER, "csv");
    assert_eq!(csv.status, 200, "{}", csv.body);
    assert!(csv.header("content-disposition").starts_with("attachment; filename=\"statement.csv\""));
    let lines: Vec<&str> = csv.body.lines().collect();
    assert_eq!(lines.len(), 3, "a heading, the one deal, the sum: {}", csv.body);
    assert!(
        lines[1].contains("5000") && lines[2].contains("5000"),
        "five percent of 100 000: {}",
        csv.body
    );
    assert!(lines[2].contains(OWNER) || lines[2].contains("owner"), "it says who took it: {}", lines[2]);
    assert_eq!(file(OWNER, "exe").status, 422);
    assert_eq!((file(SELLER, "csv").status, file(READER, "csv").status), (403, 403));
    firm.house.stop();
}

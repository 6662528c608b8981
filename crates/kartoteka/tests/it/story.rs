//! A week at «Дастархан», a shop of tableware in Almaty, told by what its people do; the same on both databases.

use serde_json::{Value, json};

use crate::client::{Client, encoded};
use crate::house::{House, Place, is_for};

const OWNER: &str = "aigul@dastarkhan.example";
const SELLER: &str = "nurlan@dastarkhan.example";
const OWNERS_PASSWORD: &str = "қазан толы палау";

#[test]
fn a_week_on_sqlite_that_ends_on_postgres() {
    if is_for("sqlite") {
        let place = Place::on_sqlite();
        let week = week(&place);
        comes_back_from_a_backup(&place, &Place::on_sqlite(), &week);
        if let Some(other) = Place::on_postgres("story_moved") {
            moves(&place, &other, &week);
        }
    }
}

#[test]
fn a_week_on_postgres_that_ends_on_sqlite() {
    if is_for("postgres")
        && let Some(place) = Place::on_postgres("story")
    {
        let week = week(&place);
        if let Some(restored) = Place::on_postgres("story_restored") {
            comes_back_from_a_backup(&place, &restored, &week);
        }
        moves(&place, &Place::on_sqlite(), &week);
    }
}

/// What the firm knows at the end of the week.
#[derive(Debug, PartialEq)]
struct Known {
    customers: Value,
    timeline: Value,
    past: Value,
}

impl Known {
    fn of(asker: &Client, aliya: &str) -> Self {
        let of_aliya = |rest: &str| asker.json(&format!("/api/v1/customers/{aliya}/{rest}"));
        Self {
            customers: asker.json("/api/v1/customers?limit=500&total=exact"),
            timeline: of_aliya("timeline"),
            past: of_aliya("facts/past"),
        }
    }
}

struct Week {
    aliya: String,
    known: Known,
}

fn week(place: &Place) -> Week {
    let house = House::serve(place);
    let owner = monday_the_owner_begins(&house);
    let seller = monday_a_seller_is_hired(&house, &owner);
    let aliya = tuesday_the_first_customers_come(&seller);
    wednesday_two_sources_disagree(&house, place, &seller, &aliya);
    thursday_many_come_at_once(&seller);
    thursday_customers_are_found(&seller, &aliya);
    friday_one_leaves_and_comes_back(&seller, &aliya);
    let known = Known::of(&owner, &aliya);
    house.stop();
    place.is_sound();
    Week { aliya, known }
}

fn monday_the_owner_begins(house: &House) -> Client {
    let guest = house.nobody();
    assert_eq!(guest.get("/customers").header("location"), "/welcome");
    let form = [
        ("name", "Айгүл Серікова"),
        ("email", OWNER),
        ("password", OWNERS_PASSWORD),
        ("firm", "Дастархан"),
        ("lang", "kk"),
        ("country", "kz"),
        ("trade", "shop"),
    ];
    let founded = guest.post("/welcome", &form);
    assert_eq!(founded.header("location"), "/welcome/next", "{}", founded.body);
    assert_eq!(guest.post("/welcome", &form).status, 409, "a firm is founded once");
    let owner = house.person_with(OWNER, OWNERS_PASSWORD);
    assert_eq!(owner.get("/customers").status, 200);
    owner
}

fn monday_a_seller_is_hired(house: &House, owner: &Client) -> Client {
    let team = owner.give("POST", "/api/v1/teams", &json!({ "name": "Сату" })).ok();
    let seller = json!({ "name": "Нұрлан Ахметов", "email": SELLER, "role": "seller", "team": team["id"] });
    let hired = owner.give("POST", "/api/v1/users", &seller).ok();
    let invitation = hired["invitation"].as_str().unwrap();
    let password = [("password", crate::house::PASSWORD), ("again", crate::house::PASSWORD)];
    let taken_up = house.nobody().post(invitation, &password);
    assert_eq!(taken_up.status, 303, "{}", taken_up.body);
    assert_eq!(house.nobody().post(invitation, &password).status, 410, "an invitation serves once");
    let seller = house.person(SELLER);
    assert_eq!(seller.get("/firm").status, 403, "a seller does not see the firm's settings");
    assert_eq!(seller.give("POST", "/api/v1/teams", &json!({ "name": "Менің" })).status, 403);
    seller
}

fn tuesday_the_first_customers_come(seller: &Client) -> String {
    let aliya = add(
        seller,
        &json!({ "kind": "person", "facts": {
            "family": "Қасымова", "given": "Әлия", "phone": ["8 701 765 43 21"], "city": "Алматы",
            "birthday": "21.03", "warmth": "hot",
        }}),
    );
    let cafe = json!({ "kind": "organization", "facts": { "short_name": "Көктем кафесі", "bin": "990540004480" } });
    add(seller, &cafe);
    let wrong = seller.give("POST", "/api/v1/customers", &json!({ "facts": { "iin": "850321400129" } }));
    assert_eq!(wrong.status, 422, "{}", wrong.body);
    assert_eq!(wrong.value()["errors"][0]["pointer"], "/facts/iin");
    let card = seller.json(&format!("/api/v1/customers/{aliya}"));
    assert_eq!(card["name"], "Қасымова Әлия");
    assert_eq!(card["facts"]["phone"], json!(["+77017654321"]));
    aliya
}

fn add(seller: &Client, customer: &Value) -> String {
    let made = seller.give("POST", "/api/v1/customers", customer).ok();
    made["id"].as_str().unwrap().to_owned()
}

fn wednesday_two_sources_disagree(house: &House, place: &Place, seller: &Client, aliya: &str) {
    let site = house.program(&place.token(OWNER, "customers"));
    let line = json!({ "facts": { "phone": "+7 (701) 765-43-21", "given": "Әлия", "city": "Астана" } });
    let sent =
        site.send("POST", "/api/v1/customers/bulk?rule=ask", ("application/x-ndjson", &line.to_string()));
    assert_eq!(sent.lines()[0]["outcome"], "merged", "{}", sent.body);
    let path = format!("/api/v1/customers/{aliya}");
    let card = seller.json(&path);
    assert_eq!((&card["has_conflict"], &card["facts"]["city"]), (&json!(true), &json!("Алматы")));

    let settled =
        seller.give("PUT", &format!("{path}/facts/city/settlement"), &json!({ "value": "Астана" })).ok();
    assert_eq!((&settled["has_conflict"], &settled["facts"]["city"]), (&json!(false), &json!("Астана")));
    let past = seller.json(&format!("{path}/facts/past?field=city"));
    assert_eq!((&past[0]["value"], &past[0]["ending"]), (&json!("Алматы"), &json!("settled")));

    let seen = card["revision"].as_i64().unwrap();
    let late = seller.with("if-match", &format!("\"{seen}\"")).give(
        "PATCH",
        &path,
        &json!({ "facts": { "city": "Шымкент" } }),
    );
    assert_eq!(late.status, 412, "somebody settled it meanwhile");
}

fn thursday_many_come_at_once(seller: &Client) {
    let lines: Vec<_> = (0..120)
        .map(|n| {
            let given = ["Дана", "Ержан", "Мөлдір"][n % 3];
            let facts = json!({ "given": given, "family": format!("Клиент{n:03}"), "phone": format!("+7702{n:07}") });
            json!({ "kind": "person", "facts": facts }).to_string()
        })
        .collect();
    let body = lines.join("\n");
    let send = || seller.send("POST", "/api/v1/customers/bulk", ("application/x-ndjson", &body)).lines();
    let outcomes =
        |answers: &[Value]| -> Vec<_> { answers.iter().map(|line| line["outcome"].clone()).collect() };
    assert_eq!(outcomes(&send()), vec![json!("new"); 120]);
    assert_eq!(
        outcomes(&send()),
        vec![json!("unchanged"); 120],
        "sent twice, they are still the same people"
    );
}

fn thursday_customers_are_found(seller: &Client, aliya: &str) {
    let found = |query: &str| {
        let page = seller.json(&format!("/api/v1/customers?q={}", encoded(query)));
        page["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    for query in ["Әлия", "алия касымова", "aliia", "8 701 765 43 21", "+77017654321", "4321"]
    {
        assert!(found(query).contains(&json!(aliya)), "{query}");
    }
    let warm = json!({ "all": [{ "field": "city", "is": "Астана" }, { "field": "warmth", "is": "hot" }] });
    let filtered =
        seller.json(&format!("/api/v1/customers?total=exact&filter={}", encoded(&warm.to_string())));
    assert_eq!((&filtered["total"], &filtered["items"][0]["id"]), (&json!(1), &json!(aliya)));
    let nobody = json!({ "not": { "any": [{ "field": "kind", "is": "person" }, { "field": "kind", "is": "organization" }] } });
    let filtered =
        seller.json(&format!("/api/v1/customers?total=exact&filter={}", encoded(&nobody.to_string())));
    assert_eq!(filtered["total"], 0);
}

fn friday_one_leaves_and_comes_back(seller: &Client, aliya: &str) {
    let path = format!("/api/v1/customers/{aliya}");
    let total = || seller.json("/api/v1/customers?total=exact")["total"].as_i64().unwrap();
    let before = total();
    seller.send("PUT", &format!("{path}/archiving"), ("", "")).ok();
    assert_eq!(total(), before - 1);
    seller.send("DELETE", &format!("{path}/archiving"), ("", "")).ok();
    assert_eq!(total(), before);
    let timeline = seller.json(&format!("{path}/timeline"));
    let verbs: Vec<_> =
        timeline["items"].as_array().unwrap().iter().map(|entry| entry["verb"].clone()).collect();
    let told = [
        "customer.restored",
        "customer.archived",
        "conflict.settled",
        "customer.changed",
        "customer.created",
    ];
    assert_eq!(verbs, told, "newest first, nothing left out");
}

/// A backup is made while the house serves, and another house that begins with it knows all that this one knew.
fn comes_back_from_a_backup(place: &Place, other: &Place, week: &Week) {
    let house = House::serve(place);
    let file = place.path("friday.backup");
    let file = file.to_str().unwrap();
    place.run(&["backup", file]).done();
    house.stop();
    other.run(&["restore", file]).done();
    knows_the_same(other, week);
    let again = other.run(&["restore", file]);
    assert_eq!(again.code, Some(1), "what is there is not written over: {}", again.complained);
}

/// The base goes over to the other database with all its history, and the doctor finds nothing.
fn moves(place: &Place, other: &Place, week: &Week) {
    let ended =
        crate::house::program(&["migrate", "--from", &place.url(), "--to", &other.url()]).output().unwrap();
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let moved = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(moved.lines().any(|line| line.starts_with("customers\t122\t")), "{moved}");
    knows_the_same(other, week);
}

fn knows_the_same(place: &Place, week: &Week) {
    place.is_sound();
    let house = House::serve(place);
    let owner = house.person_with(OWNER, OWNERS_PASSWORD);
    assert_eq!(Known::of(&owner, &week.aliya), week.known);
    let found = owner.json(&format!("/api/v1/customers?q={}", encoded("алия")));
    assert_eq!(found["items"][0]["id"], week.aliya.as_str(), "the search came along");
    house.stop();
}

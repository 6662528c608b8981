//! The list and what is done from it, through the router, as a browser would.

use crate::builtin::{EMAIL, FAMILY, GIVEN, PHONE, TAG, WARMTH};
use crate::listing::{self, Query};
use crate::testing::{base, deed, house, staff};
use crate::{CustomerError, CustomerId, Kind, NewValue, changing};
use axum::body::Body;
use db::Db;
use http::{Request, StatusCode, header};
use kernel::{Actor, Level};
use tower::ServiceExt as _;

struct Answered {
    status: StatusCode,
    place: String,
    toast: bool,
    text: String,
}

struct Browser {
    house: axum::Router,
    fragment: &'static str,
}

impl Browser {
    fn new(db: &Db, who: Actor) -> Self {
        Self { house: house(db.clone(), who), fragment: "" }
    }

    fn asking(&self, fragment: &'static str) -> Self {
        Self { house: self.house.clone(), fragment }
    }

    fn get(&self, path: &str) -> Answered {
        self.send(Request::get(path).body(Body::empty()).unwrap())
    }

    fn post(&self, path: &str, form: &str) -> Answered {
        let request = Request::post(path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request.body(Body::from(form.to_owned())).unwrap())
    }

    fn send(&self, mut request: Request<Body>) -> Answered {
        let headers = request.headers_mut();
        headers.insert(header::COOKIE, "session=known".parse().unwrap());
        if !self.fragment.is_empty() {
            headers.insert("x-fragment", self.fragment.parse().unwrap());
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let response = self.house.clone().oneshot(request).await.unwrap();
            let header = |name| {
                response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
            };
            let (status, place) = (response.status(), header(header::LOCATION));
            let toast = header(header::SET_COOKIE).starts_with("toast=ey");
            let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            Answered { status, place, toast, text: String::from_utf8(bytes.to_vec()).unwrap() }
        })
    }
}

fn person(db: &Db, facts: &[(i64, &str)]) -> CustomerId {
    let values: Vec<_> = facts.iter().map(|(field, value)| (*field, NewValue::new(*value))).collect();
    deed(db, move |tx, act| changing::create(tx, act, Kind::Person, &values)).unwrap().id
}

fn cast(db: &Db) -> [CustomerId; 3] {
    [
        person(db, &[(FAMILY, "Абаев"), (GIVEN, "Серік"), (PHONE, "+77011234567"), (WARMTH, "hot")]),
        person(db, &[(FAMILY, "Омарова"), (EMAIL, "aliya@example.kz"), (29, "Алматы")]),
        person(db, &[(FAMILY, "Ёлкин"), (TAG, "VIP"), (29, "Астана")]),
    ]
}

fn n_tagged(db: &Db, tag: &'static str) -> usize {
    let condition = fields::Condition::field("tag", fields::Operator::Is, [tag]);
    let query = Query { condition, ..Query::default() };
    deed(db, move |tx, act| listing::numbers(tx, act, &query, (0, 5_000))).unwrap().len()
}

fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[test]
fn the_list_shows_everybody_with_ways_to_reach_them() {
    let (_folder, db) = base();
    cast(&db);
    let page = Browser::new(&db, staff(1, Level::Write)).get("/customers");
    assert_eq!(page.status, StatusCode::OK);
    for part in [
        "Абаев Серік",
        "href=\"tel:+77011234567\"",
        "href=\"mailto:aliya@example.kz\"",
        "is-hot",
        "id=\"list-count\">3<",
        "data-inline=",
    ] {
        assert!(page.text.contains(part), "{part}");
    }
    assert!(!page.text.contains('⟦'), "every text has its words");
}

#[test]
fn a_reader_looks_and_does_not_touch_and_a_stranger_is_kept_out() {
    let (_folder, db) = base();
    let [id, ..] = cast(&db);
    let reader = Browser::new(&db, staff(1, Level::Read));
    let page = reader.get("/customers");
    assert!(
        page.text.contains("Омарова")
            && !page.text.contains("data-inline")
            && !page.text.contains("/customers/change")
    );
    assert_eq!(
        reader.post("/customers/change", &format!("id={id}&do=archive")).status,
        StatusCode::FORBIDDEN
    );
    let cell = reader.post(&format!("/customers/{id}/cell?field=city"), "value=X");
    assert_eq!(cell.status, StatusCode::FORBIDDEN);
    let stranger = Browser::new(&db, staff(2, Level::None));
    assert_eq!(stranger.get("/customers").status, StatusCode::FORBIDDEN);
    assert_eq!(stranger.get("/palette?q=").text, "[]");
    assert_eq!(stranger.get("/customers/values?field=city").status, StatusCode::FORBIDDEN);
}

#[test]
fn typing_into_the_search_answers_with_rows_alone() {
    let (_folder, db) = base();
    cast(&db);
    let browser = Browser::new(&db, staff(1, Level::Write)).asking("rows");
    let rows = browser.get(&format!("/customers?q={}", encoded("омар")));
    assert!(rows.text.contains("Омарова") && !rows.text.contains("Абаев") && !rows.text.contains("<html"));
    let nobody = browser.get("/customers?q=zzzz");
    assert!(nobody.text.contains("Nobody was found"));
}

#[test]
fn a_filter_is_built_step_by_step_without_script() {
    let (_folder, db) = base();
    cast(&db);
    let browser = Browser::new(&db, staff(1, Level::Write));
    let adding = browser.get("/customers?add=city");
    assert!(adding.text.contains("<option value=\"Алматы\">"), "values that others have are offered");
    let city = browser.get(&format!("/customers/look?at=&field=city&op=is&value={}", encoded("алматы")));
    assert_eq!(city.status, StatusCode::SEE_OTHER);
    let found = browser.get(&city.place);
    assert!(found.text.contains("Омарова") && !found.text.contains("Абаев"));
    let at = encoded(city.place.split_once('?').unwrap().1);
    let or = browser.get(&format!("/customers/look?at={at}&into=0&field=tag&op=is&value=VIP"));
    let found = browser.get(&or.place);
    assert!(
        found.text.contains("Омарова") && found.text.contains("Ёлкин") && !found.text.contains("Абаев")
    );
}

#[test]
fn a_condition_that_cannot_be_understood_is_shown_with_what_is_wrong() {
    let (_folder, db) = base();
    cast(&db);
    let browser = Browser::new(&db, staff(1, Level::Write));
    for filter in ["{", r#"{"field":"no_such","is":"x"}"#, r#"{"field":"city"}"#] {
        let page = browser.get(&format!("/customers?filter={}", encoded(filter)));
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{filter}");
        assert!(
            page.text.contains("The filter is not understood") && page.text.contains("f-json"),
            "{filter}"
        );
    }
}

#[test]
fn pages_follow_one_another_to_the_end() {
    let (_folder, db) = base();
    for at in 0..120 {
        person(&db, &[(FAMILY, &format!("Фамилия{at:03}"))]);
    }
    let browser = Browser::new(&db, staff(1, Level::Write));
    let (mut path, mut n_rows, mut n_pages) = ("/customers?sort=-name".to_owned(), 0, 0);
    while !path.is_empty() {
        let more = browser.asking("more").get(&path);
        n_rows += more.text.matches("<tr").count();
        n_pages += 1;
        let next = more.text.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
        path = next.unwrap_or_default().replace("&#38;", "&").replace("&amp;", "&");
    }
    assert_eq!((n_rows, n_pages), (120, 3));
    assert!(browser.get("/customers").text.contains("id=\"list-count\">120<"));
}

#[test]
fn a_cell_is_changed_in_its_place() {
    let (_folder, db) = base();
    let [id, ..] = cast(&db);
    let browser = Browser::new(&db, staff(1, Level::Write)).asking("cell");
    let path = |field: &str| format!("/customers/{id}/cell?field={field}&seen=0");
    let city = browser.post(&path("city"), &format!("value={}", encoded("Шымкент")));
    assert_eq!((city.status, city.text.trim()), (StatusCode::OK, "Шымкент"));
    let again = browser.post(&path("city"), "value=Oral");
    assert_eq!(again.text.trim(), "Oral", "one's own change is no conflict");
    let wrong = browser.post(&path("birthday"), "value=xyz");
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let met = browser.post(&path("warmth"), "value=cold");
    assert_eq!(met.status, StatusCode::CONFLICT);
    assert!(met.text.contains("Hot") && met.text.contains("cold"), "{}", met.text);
}

#[test]
fn chosen_rows_are_changed_and_put_back() {
    let (_folder, db) = base();
    let [one, two, _] = cast(&db);
    let browser = Browser::new(&db, staff(1, Level::Write));
    let done = browser.post("/customers/change", &format!("id={one}&id={two}&do=tag&tag=VIP&at=q%3D"));
    assert_eq!((done.status, done.place.as_str()), (StatusCode::SEE_OTHER, "/customers"));
    assert!(done.toast);
    assert_eq!(n_tagged(&db, "VIP"), 3);
    let id = deed(&db, |tx, _| {
        let last = tx.first("SELECT id FROM deeds ORDER BY done_at DESC LIMIT 1", &[], |row| {
            row.get::<kernel::RawId>(0)
        });
        Ok::<_, CustomerError>(last?.unwrap())
    })
    .unwrap();
    let undone = browser.post(&format!("/customers/deeds/{id}/undo"), "at=");
    assert_eq!(undone.status, StatusCode::SEE_OTHER);
    assert_eq!(n_tagged(&db, "VIP"), 1);
}

#[test]
fn everything_that_meets_the_filter_is_changed_at_once_or_by_a_job() {
    let (_folder, db) = base();
    cast(&db);
    crate::testing::hire(&db, 1, "owner");
    let browser = Browser::new(&db, staff(1, Level::Write));
    let at = encoded(&format!("filter={}", encoded(r#"{"field":"city","known":true}"#)));
    browser.post("/customers/change", &format!("all=1&do=tag&tag=X&at={at}"));
    assert_eq!(n_tagged(&db, "X"), 2);
    let many: Vec<_> = (0..2_050).map(|at| format!("Имя{at}")).collect();
    deed(&db, move |tx, act| {
        for name in &many {
            changing::create(tx, act, Kind::Person, &[(GIVEN, NewValue::new(name.as_str()))])?;
        }
        Ok::<_, CustomerError>(())
    })
    .unwrap();
    let begun = browser.post("/customers/change", "all=1&do=tag&tag=Y&at=");
    assert!(begun.place.contains("deed="), "{}", begun.place);
    let page = browser.get(&begun.place);
    assert!(page.text.contains("data-poll=\"/customers/deeds/"));
    jobs::run_due(&db, &kernel::Setting::real(), (crate::CAPABILITY.jobs)()).unwrap();
    assert_eq!(n_tagged(&db, "Y"), 2_053);
    let id = begun.place.split("deed=").nth(1).unwrap();
    let over = browser.asking("poll").get(&format!("/customers/deeds/{id}"));
    assert!(!over.text.contains("data-poll") && over.text.contains("/undo"), "{}", over.text);
}

#[test]
fn a_view_keeps_the_look_of_the_list() {
    let (_folder, db) = base();
    cast(&db);
    let browser = Browser::new(&db, staff(1, Level::Write));
    let at = encoded(&format!("filter={}&sort=-name", encoded(r#"{"field":"tag","is":"VIP"}"#)));
    let nameless = browser.post("/customers/views", &format!("name=&at={at}"));
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text.contains("Give the view a name"));
    let saved = browser.post("/customers/views", &format!("name=Favourites&at={at}"));
    let page = browser.get(&saved.place);
    assert!(
        page.text.contains("Favourites") && page.text.contains("Ёлкин") && !page.text.contains("Абаев")
    );
    let id = saved.place.split("view=").nth(1).unwrap();
    let asked = browser.asking("dialog").get(&format!("/customers/views/{id}?at="));
    assert!(asked.text.contains("Favourites") && !asked.text.contains("<html"));
    let removed = browser.post(&format!("/customers/views/{id}/remove"), "");
    assert!(removed.toast);
    assert!(!browser.get("/customers").text.contains("Favourites"));
}

#[test]
fn the_palette_finds_customers_and_things_to_do() {
    let (_folder, db) = base();
    let [id, ..] = cast(&db);
    let browser = Browser::new(&db, staff(1, Level::Write));
    let found = browser.get("/palette?q=4567");
    assert!(found.text.contains(&format!("/customers/{id}")), "{}", found.text);
    assert!(browser.get("/palette?q=add").text.contains("/customers/new"));
}

#[test]
fn an_empty_base_teaches() {
    let (_folder, db) = base();
    let browser = Browser::new(&db, staff(1, Level::Write));
    assert!(browser.get("/customers").text.contains("Your customers will be here"));
    assert!(browser.get("/customers?view=archived").text.contains("The archive is empty"));
}

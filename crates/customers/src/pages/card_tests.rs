//! The card's pages and deeds, tried through the router of the house.

use crate::testing::{base, deed, house, person_named, staff};
use crate::{
    Customer, CustomerId, Edit, Kind, NewValue, Rule, builtin, changing, listing, noting, relations,
};
use axum::Router;
use axum::body::{Body, to_bytes};
use db::Db;
use http::{Request, StatusCode, header};
use kernel::Level;
use tower::ServiceExt as _;

struct Browser {
    house: Router,
    runtime: tokio::runtime::Runtime,
}

struct Seen {
    status: StatusCode,
    headers: http::HeaderMap,
    body: String,
}

impl Browser {
    fn of(db: &Db, level: Level) -> Self {
        Self { house: house(db.clone(), staff(1, level)), runtime: tokio::runtime::Runtime::new().unwrap() }
    }

    fn send(&self, request: Request<Body>) -> Seen {
        self.runtime.block_on(self.sent(request))
    }

    async fn sent(&self, request: Request<Body>) -> Seen {
        let (head, body) = self.house.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Seen { status: head.status, headers: head.headers, body: String::from_utf8_lossy(&bytes).into() }
    }

    fn get(&self, path: &str) -> Seen {
        let request = Request::get(path).header(header::COOKIE, "session=known").body(Body::empty());
        let seen = self.send(request.unwrap());
        assert!(
            !seen.body.contains('⟦'),
            "{path} asks for a text that is not there: {}",
            around(&seen.body)
        );
        seen
    }

    fn post(&self, path: &str, body: &str) -> Seen {
        let request = Request::post(path)
            .header(header::COOKIE, "session=known")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body.to_owned())).unwrap())
    }

    fn upload(&self, path: &str, field: &str, (name, content): (&str, &[u8])) -> Seen {
        let mut body =
            format!("--x\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n")
                .into_bytes();
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let request = Request::post(path)
            .header(header::COOKIE, "session=known")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=x");
        self.send(request.body(Body::from(body)).unwrap())
    }
}

fn around(body: &str) -> String {
    body.split('⟦').nth(1).unwrap_or_default().chars().take(60).collect()
}

fn card(db: &Db, id: CustomerId) -> Customer {
    deed(db, move |tx, act| listing::get(tx, act, id)).unwrap()
}

fn made(db: &Db, kind: Kind, facts: &[(i64, &str)]) -> Customer {
    let values: Vec<_> = facts.iter().map(|(no, value)| (*no, NewValue::new(*value))).collect();
    deed(db, move |tx, act| changing::create(tx, act, kind, &values)).unwrap()
}

#[test]
fn a_card_is_shown_in_every_tab_and_at_the_side() {
    let (_folder, db) = base();
    let full = made(
        &db,
        Kind::Person,
        &[(builtin::FAMILY, "Омарова"), (builtin::PHONE, "+77011234567"), (29, "Алматы")],
    );
    let bare = made(&db, Kind::Person, &[(builtin::PHONE, "+77017654321")]);
    let firm = made(
        &db,
        Kind::Organization,
        &[(builtin::LEGAL_NAME, "ТОО «Очень длинное название, каких бывает немало»")],
    );
    let browser = Browser::of(&db, Level::Write);
    for one in [&full, &bare, &firm] {
        for tab in ["", "?tab=timeline", "?tab=relations", "?tab=files", "?tab=nothing"] {
            let seen = browser.get(&format!("{}{tab}", one.href()));
            assert_eq!(seen.status, StatusCode::OK, "{tab}");
        }
    }
    assert!(browser.get(&bare.href()).body.contains("+7 701 765 43 21"));
    assert!(browser.get(&full.href()).body.contains("Алматы"));
    let request =
        Request::get(full.href()).header(header::COOKIE, "session=known").header("x-fragment", "drawer");
    let drawer = browser.send(request.body(Body::empty()).unwrap());
    assert!(drawer.body.contains("Омарова") && !drawer.body.contains("<!doctype"));
    assert_eq!(
        browser.get("/customers/0197a3c0-0000-7000-8000-000000000001").status,
        StatusCode::NOT_FOUND
    );
}

#[test]
fn only_what_was_changed_is_written_and_nobodys_change_is_lost() {
    let (_folder, db) = base();
    let one = made(&db, Kind::Person, &[(builtin::FAMILY, "Омарова"), (29, "Алматы")]);
    let (browser, id) = (Browser::of(&db, Level::Write), one.id);
    let path = format!("{}/edit", one.href());
    assert_eq!(browser.get(&path).status, StatusCode::OK);
    let was = "shown=family&was.family=%5B%5B%22%D0%9E%D0%BC%D0%B0%D1%80%D0%BE%D0%B2%D0%B0%22%2Cnull%5D%5D";
    let city_was = "shown=city&was.city=%5B%5B%22%D0%90%D0%BB%D0%BC%D0%B0%D1%82%D1%8B%22%2Cnull%5D%5D";
    let theirs = vec![Edit::Set(29, vec![NewValue::new("Астана")])];
    deed(&db, move |tx, act| changing::change(tx, act, (id, None), &theirs)).unwrap();
    let unmet = format!(
        "revision=1&{was}&family=%D0%90%D0%B1%D0%B0%D0%B9&{city_was}&city=%D0%90%D0%BB%D0%BC%D0%B0%D1%82%D1%8B"
    );
    assert_eq!(browser.post(&path, &unmet).status, StatusCode::SEE_OTHER);
    let stands = card(&db, id);
    assert_eq!((stands.sheet.text(builtin::FAMILY), stands.sheet.text(29)), (Some("Абай"), Some("Астана")));
    let met = format!("revision=1&{city_was}&city=%D0%A8%D1%8B%D0%BC%D0%BA%D0%B5%D0%BD%D1%82");
    let seen = browser.post(&path, &met);
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        seen.body.contains("keep.city") && seen.body.contains("Астана") && seen.body.contains("Шымкент")
    );
    let now = "was.city=%5B%5B%22%D0%90%D1%81%D1%82%D0%B0%D0%BD%D0%B0%22%2Cnull%5D%5D&shown=city";
    let mine = format!("revision=3&{now}&keep.city=mine&city=%D0%A8%D1%8B%D0%BC%D0%BA%D0%B5%D0%BD%D1%82");
    assert_eq!(browser.post(&path, &mine).status, StatusCode::SEE_OTHER);
    assert_eq!(card(&db, id).sheet.text(29), Some("Шымкент"));
}

#[test]
fn a_new_client_is_checked_and_compared_before_it_is_added() {
    let (_folder, db) = base();
    made(&db, Kind::Person, &[(builtin::FAMILY, "Омарова"), (builtin::PHONE, "+77011234567")]);
    let browser = Browser::of(&db, Level::Write);
    for kind in ["person", "organization"] {
        assert_eq!(browser.get(&format!("/customers/new?kind={kind}")).status, StatusCode::OK);
    }
    assert!(browser.get("/customers/alike?phone=8+701+123+45+67").body.contains("Омарова"));
    assert_eq!(browser.get("/customers/check?field=email&value=a@b.kz").status, StatusCode::NO_CONTENT);
    assert_eq!(browser.get("/customers/check?field=email&value=nobody").status, StatusCode::OK);
    let wrong = browser.post("/customers/new?kind=person", "shown=email&was.email=%5B%5D&email=nobody");
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"nobody\""));
    let nothing = browser.post("/customers/new?kind=person", "shown=email&was.email=%5B%5D&email=");
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    let same = "shown=phone&was.phone=%5B%5D&phone=87011234567";
    let alike = browser.post("/customers/new?kind=person", same);
    assert!(alike.body.contains("name=\"anyway\""));
    let added = browser.post("/customers/new?kind=person", &format!("{same}&anyway=1"));
    assert_eq!(added.status, StatusCode::SEE_OTHER);
    let firm = "shown=short_name&was.short_name=%5B%5D&short_name=Tulpar";
    let added = browser.post("/customers/new?kind=organization", firm);
    let href = added.headers[header::LOCATION].to_str().unwrap();
    let id: CustomerId = href.rsplit('/').next().unwrap().parse().unwrap();
    assert_eq!(card(&db, id).kind, Kind::Organization);
}

#[test]
fn facts_are_confirmed_settled_answered_and_taken_back() {
    let (_folder, db) = base();
    let one = made(&db, Kind::Person, &[(builtin::FAMILY, "Омарова"), (29, "almaty")]);
    let (browser, id) = (Browser::of(&db, Level::Write), one.id);
    let rival = vec![Edit::Add(29, NewValue::new("astana"), Rule::Ask)];
    deed(&db, move |tx, act| changing::change(tx, act, (id, None), &rival)).unwrap();
    assert!(browser.get(&one.href()).body.contains("conflict-city"));
    browser.post(&format!("{}/facts/settle?field=city&value=astana", one.href()), "");
    assert_eq!(card(&db, id).sheet.text(29), Some("astana"));
    browser.post(&format!("{}/facts/still-so?field=city&value=astana", one.href()), "");
    assert!(card(&db, id).sheet.first(29).unwrap().confirmed_at.is_some());
    browser.post(&format!("{}/facts/answer", one.href()), "field=given&given=Aliya");
    assert_eq!(card(&db, id).sheet.text(builtin::GIVEN), Some("Aliya"));
    browser.post(&format!("{}/facts/remove", one.href()), "field=given&value=Aliya");
    assert_eq!(card(&db, id).sheet.text(builtin::GIVEN), None);
    browser.post(&format!("{}/archive", one.href()), "");
    assert!(card(&db, id).archived_at.is_some());
    assert_eq!(browser.get(&one.href()).status, StatusCode::OK);
}

#[test]
fn files_are_typed_by_content_and_served_safely() {
    let (_folder, db) = base();
    let one = person_named(&db, "Омарова");
    let browser = Browser::of(&db, Level::Write);
    let evil = b"<script>steal()</script>".as_slice();
    let added = browser.upload(&format!("{}/files", one.href()), "file", ("photo.png", evil));
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = browser.get(&format!("{}?tab=files", one.href()));
    let link = page.body.split("href=\"").find(|part| part.contains("/files/")).unwrap();
    let file = browser.get(link.split('"').next().unwrap());
    let told = |name: &str| file.headers.get(name).unwrap().to_str().unwrap().to_owned();
    assert!(told("content-disposition").starts_with("attachment"));
    assert_eq!(told("content-type"), "application/octet-stream");
    assert_eq!(told("x-content-type-options"), "nosniff");
    assert_eq!(file.body.as_bytes(), evil);
    let refused = browser.upload(&format!("{}/photo", one.href()), "photo", ("me.png", evil));
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice();
    browser.upload(&format!("{}/photo", one.href()), "photo", ("me.png", png));
    let photo = browser.get(&format!("{}/photo", one.href()));
    assert_eq!(photo.headers.get("content-type").unwrap(), "image/png");
}

#[test]
fn relations_notes_and_fields_are_made_through_their_pages() {
    let (_folder, db) = base();
    let (one, firm) =
        (person_named(&db, "Омарова"), made(&db, Kind::Organization, &[(builtin::SHORT_NAME, "Ромашка")]));
    let browser = Browser::of(&db, Level::Arrange);
    let ask = format!("{}/relations/new", one.href());
    assert!(browser.get(&format!("{ask}?q=%D1%80%D0%BE%D0%BC%D0%B0%D1%88")).body.contains("Ромашка"));
    assert_eq!(browser.get(&format!("{ask}?to={}", firm.id)).status, StatusCode::OK);
    let add = format!("{}/relations", one.href());
    let wrong = browser.post(&add, &format!("to={}&kind=works_at&date_on=99.99", firm.id));
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.post(&add, &format!("to={}&kind=works_at.reverse", firm.id));
    let (from, to) = (one.id, firm.id);
    let seen = deed(&db, move |tx, act| relations::of(tx, act, to, 10)).unwrap();
    assert_eq!((seen[0].relation.from, seen[0].relation.to), (to, from));
    assert!(browser.get(&format!("{}?tab=relations", firm.href())).body.contains("Омарова"));
    browser.post(&format!("{}/notes", one.href()), "note=%D0%A7%D0%B0%D0%B9");
    assert!(browser.get(&format!("{}?tab=timeline", one.href())).body.contains("Чай"));
    let long = deed(&db, move |tx, act| noting::write(tx, act, from, "Кофе")).unwrap();
    assert!(long > 0);
    for path in [
        "/customers/fields",
        "/customers/fields/new",
        "/customers/fields/new?kind=choice",
        "/customers/fields/20",
    ] {
        assert_eq!(browser.get(path).status, StatusCode::OK, "{path}");
    }
    let added = browser.post("/customers/fields", "kind=choice&label=Coffee&options=latte%0Araf&worth=0,4");
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    assert!(browser.get("/customers/fields").body.contains("Coffee"));
    let reader = Browser::of(&db, Level::Read);
    assert_eq!(reader.get("/customers/fields").status, StatusCode::FORBIDDEN);
    assert_eq!(reader.get(&format!("{}/edit", one.href())).status, StatusCode::FORBIDDEN);
    assert_eq!(reader.post(&add, "to=&kind=works_at").status, StatusCode::NOT_FOUND);
    assert_eq!(reader.post(&format!("{}/notes", one.href()), "note=x").status, StatusCode::FORBIDDEN);
}

#[test]
fn two_cards_are_compared_merged_and_parted_from_their_pages() {
    let (_folder, db) = base();
    let (one, two) = (person_named(&db, "Омарова"), person_named(&db, "Умарова"));
    let browser = Browser::of(&db, Level::Write);
    assert!(browser.get("/duplicates").body.contains("look alike"), "an empty page teaches");
    let pair = format!("/duplicates/{}/{}", one.id, two.id);
    let seen = browser.get(&pair).body;
    assert!(seen.contains("Омарова") && seen.contains("keep.family"), "{seen}");
    let stale = browser.post(&format!("{pair}/merge"), "revision=1&other_revision=7");
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    let merged = browser.post(&format!("{pair}/merge"), "revision=1&other_revision=1&keep.family=loser");
    assert_eq!(
        (merged.status, &merged.headers[header::LOCATION]),
        (StatusCode::SEE_OTHER, &"/duplicates".parse().unwrap())
    );
    let old = browser.get(&format!("/customers/{}?tab=timeline", two.id));
    assert_eq!(old.status, StatusCode::TEMPORARY_REDIRECT);
    let page = browser.get(&format!("/customers/{}?tab=timeline", one.id)).body;
    assert!(page.contains("Умарова") && page.contains("The card Умарова went in here"), "{page}");
    let undo = page.split("action=\"/merges/").nth(1).unwrap().split('"').next().unwrap();
    let parted = browser.post(&format!("/merges/{undo}"), "at=card");
    assert_eq!(parted.status, StatusCode::SEE_OTHER);
    assert!(browser.get(&format!("/customers/{}", two.id)).body.contains("Умарова"));
    assert_eq!(browser.post(&format!("{pair}/deny"), "").status, StatusCode::SEE_OTHER);
    assert!(browser.get(&pair).body.contains(&format!("{pair}/allow")));
}

#[test]
fn a_client_changes_their_consents_by_their_link_without_signing_in() {
    let (_folder, db) = base();
    let one = made(&db, Kind::Person, &[(builtin::FAMILY, "Омарова"), (builtin::EMAIL, "a@b.kz")]);
    let browser = Browser::of(&db, Level::Arrange);
    let place = format!("{}/consents", one.href());
    assert_eq!(
        browser.post(&place, "purpose=marketing&state=given").status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    browser.post("/customers/consents/texts", "purpose=marketing&lang=en&text=Tea+news");
    let said = browser.post(&place, "purpose=marketing&channel=email&channel=post&state=given&form=shop");
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
    assert!(browser.get("/customers/consents").body.contains("Tea news"));
    assert!(
        browser.get(&format!("{}?tab=timeline&kind=consents", one.href())).body.contains("News and offers")
    );
    let page = browser.get(&place).body;
    let link = page.split("href=\"").find(|part| part.starts_with("/my-data/")).unwrap();
    let link = link.split('"').next().unwrap().to_owned();
    let stranger = |method: &str, path: &str, body: &'static str| {
        let request = Request::builder().method(method).uri(path);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        browser.send(request.body(Body::from(body)).unwrap())
    };
    let shown = stranger("GET", &format!("{link}?lang=en"), "");
    assert!(shown.body.contains("Tea news") && !shown.body.contains("Омарова"), "{}", shown.body);
    assert!(!shown.body.contains('⟦'), "{}", around(&shown.body));
    let may = |channel: &str| {
        let now = kernel::Setting::real().now();
        let answer = db.read(|tx| crate::consents::may(tx, one.id, "marketing", channel, now)).unwrap();
        matches!(answer, crate::consents::May::Allowed(_))
    };
    assert!(may("email"));
    let click = format!("{link}/one-click?purpose=marketing&channel=email");
    let clicked = stranger("POST", &click, "List-Unsubscribe=One-Click");
    assert_eq!(clicked.status, StatusCode::OK);
    assert!(!may("email"));
    stranger("POST", &link, "lang=en&shown=marketing.email&given=marketing.email&shown=service.email");
    assert!(may("email"), "a box that was ticked is a yes");
    stranger("POST", &format!("{link}/withdraw"), "lang=en");
    assert!(!may("email"));
    let wrong = format!("{}x", &link[..link.len() - 1]);
    assert_eq!(stranger("GET", &wrong, "").status, StatusCode::NOT_FOUND);
    let statuses: Vec<StatusCode> = (0..70).map(|_| stranger("GET", &wrong, "").status).collect();
    assert!(statuses.ends_with(&[StatusCode::TOO_MANY_REQUESTS]), "nobody may try for ever");
}

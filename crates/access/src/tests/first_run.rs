//! The first run, from an empty base to the owner's first page.

use super::empty;
use http::StatusCode;
use kernel::{Country, Currency};
use testkit::PASSWORD;
use words::Lang;

const OWNER: [(&str, &str); 7] = [
    ("name", "Айгүл Серікова"),
    ("email", "Aigul@Dastarkhan.kz"),
    ("password", PASSWORD),
    ("firm", "Дастархан"),
    ("lang", "kk"),
    ("country", "kz"),
    ("trade", "hotel"),
];

#[tokio::test]
async fn every_page_of_an_empty_base_leads_to_the_first_run() {
    let app = empty();
    for path in ["/", "/staff", "/me", "/sign-in"] {
        assert_eq!(app.nobody().get(path).await.location(), "/welcome", "{path}");
    }
    assert_eq!(app.nobody().get("/welcome").await.status, StatusCode::OK);
    assert_eq!(app.nobody().get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_first_run_founds_the_firm_and_lets_the_owner_in() {
    let app = empty();
    let answer = app.nobody().post("/welcome", &OWNER).await;
    assert_eq!(
        (answer.status, answer.location()),
        (StatusCode::SEE_OTHER, "/welcome/next"),
        "{}",
        answer.body
    );
    let firm = app.app.firm();
    assert_eq!(
        (firm.name.as_str(), firm.country, firm.currency),
        ("Дастархан", Country::Kz, Currency::KZT)
    );
    assert_eq!((firm.lang, firm.zone.as_str(), firm.trade.as_str()), (Lang::Kk, "Asia/Almaty", "hotel"));
    let owner = app.browser(answer.cookie("session").unwrap());
    let next = owner.get("/welcome/next").await;
    assert!(next.body.contains("Неден бастаймыз?") && next.body.contains("/demo/load"), "{}", next.body);
    assert_eq!(app.nobody().get("/welcome").await.location(), "/");
    assert_eq!(app.nobody().post("/welcome", &OWNER).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost() {
    let app = empty();
    let check = async |field: &str, value: &str, expected: &str| {
        let form = OWNER.map(|(name, typed)| (name, if name == field { value } else { typed }));
        let answer = app.nobody().post("/welcome", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.body.contains(expected), "{}", answer.body);
        assert!(answer.body.contains("Дастархан") && !answer.body.contains(PASSWORD));
    };
    check("name", " ", "Напишите имя").await;
    check("email", "aigul", "не похоже на e-mail").await;
    check("password", "короткий", "короче 10 знаков").await;
    check("password", "Aigul@Dastarkhan.kz", "совпадает с e-mail").await;
    assert!(!app.app.firm().is_founded);
}

#[tokio::test]
async fn a_guest_chooses_the_language_of_the_page() {
    let app = empty();
    let answer = app.nobody().post("/language", &[("lang", "en"), ("next", "/welcome")]).await;
    assert_eq!((answer.location(), answer.cookie("lang")), ("/welcome", Some("en")));
    let unknown = app.nobody().post("/language", &[("lang", "de"), ("next", "/welcome")]).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}

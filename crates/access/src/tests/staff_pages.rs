//! The pages about people, and that each of them asks for a right.

use super::{HOUSE, empty};
use crate::roles::ROLES;
use http::{Method, StatusCode};
use testkit::{PASSWORD, TestApp};

#[tokio::test]
async fn the_owner_adds_a_person_and_gets_a_link_for_them() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let form =
        [("name", "Ерлан"), ("email", "erlan@a.kz"), ("role", "seller"), ("team", ""), ("password", "")];
    let shown = owner.post("/staff", &form).await;
    assert_eq!(shown.status, StatusCode::OK);
    let link = shown.body.split("value=\"").find_map(|part| part.strip_prefix("/invitation/")).unwrap();
    let path = format!("/invitation/{}", link.split('"').next().unwrap());
    let taken = app.nobody().post(&path, &[("password", PASSWORD)]).await;
    let erlan = app.browser(taken.cookie("session").unwrap());
    let staff = erlan.get("/staff").await;
    assert!(staff.body.contains("Ерлан") && !staff.body.contains("id=\"add\""));
    let again = owner.post("/staff", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("уже есть"));
}

#[tokio::test]
async fn the_matrix_reads_as_the_role_says_until_something_else_is_chosen() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let seller = app.visitor("seller").await;
    let path = format!("/staff/{}", seller.user.unwrap());
    let page = owner.get(&path).await;
    assert!(page.body.contains("Продавец видит клиентов своей команды"));
    assert!(page.body.contains("как роль: смотрит"));
    owner.post(&format!("{path}/rights"), &[("right.staff", "arrange"), ("right.firm", "")]).await;
    assert!(owner.get(&path).await.body.contains("value=\"arrange\" selected"));
    let owners = owner.get(&format!("/staff/{}", owner.user.unwrap())).await;
    assert!(!owners.body.contains("id=\"rights\""));
}

#[tokio::test]
async fn the_last_owner_is_told_why_they_cannot_go() {
    let app = empty();
    let owner = app.visitor("owner").await;
    let answer = owner.post(&format!("/staff/{}/disable", owner.user.unwrap()), &[]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert!(answer.body.contains("последний владелец"), "{}", answer.body);
}

#[tokio::test]
async fn every_page_speaks_three_languages_for_every_role() {
    let app = empty();
    let owner = app.visitor("owner").await;
    for role in ROLES {
        let visitor = app.visitor(role.slug).await;
        for lang in ["ru", "kk", "en"] {
            let habits = [("name", "Сауле"), ("lang", lang), ("theme", "dark"), ("density", "compact")];
            assert_eq!(visitor.post("/me", &habits).await.location(), "/me");
            for path in ["/me", "/staff", "/firm", "/welcome/next"] {
                let answer = visitor.get(path).await;
                assert!(
                    [StatusCode::OK, StatusCode::FORBIDDEN].contains(&answer.status),
                    "{path} {}",
                    role.slug
                );
                assert!(!answer.body.contains('⟦'), "{path} {lang}: {}", answer.body);
            }
        }
    }
    assert_eq!(owner.get("/firm").await.status, StatusCode::OK);
}

/// What a route without rights answers: to nobody the way in, to a reader a refusal.
async fn check(app: &TestApp, method: &Method, path: &str) {
    const OPEN: [&str; 6] =
        ["/welcome", "/welcome/next", "/sign-in", "/sign-out", "/language", "/invitation/{secret}"];
    if OPEN.contains(&path) {
        return;
    }
    let id = crate::UserId(kernel::RawId::nil()).to_string();
    let asked = path.replace("{id}", &id);
    let answer = app
        .nobody()
        .send(method.clone(), &asked, ("application/x-www-form-urlencoded", String::new()))
        .await;
    assert_eq!(answer.location().split('?').next(), Some("/sign-in"), "{method} {path}");
}

#[tokio::test]
async fn no_page_opens_to_nobody() {
    let app = empty();
    app.visitor("owner").await;
    for capability in HOUSE {
        for route in (capability.pages)().list() {
            check(&app, &route.method, route.path).await;
        }
    }
}

#[tokio::test]
async fn a_reader_does_nothing_about_people_or_the_firm() {
    let app = empty();
    app.visitor("owner").await;
    let reader = app.visitor("reader").await;
    let id = reader.user.unwrap();
    for (path, form) in [
        ("/staff".to_owned(), vec![("name", "Я"), ("email", "me@a.kz"), ("role", "owner")]),
        (format!("/staff/{id}"), vec![("name", "Я"), ("role", "owner")]),
        (format!("/staff/{id}/rights"), vec![("right.staff", "arrange")]),
        (format!("/staff/{id}/invite"), vec![]),
        (format!("/staff/{id}/disable"), vec![]),
        ("/teams".to_owned(), vec![("team_name", "Мы")]),
        ("/firm".to_owned(), vec![("currency", "USD"), ("zone", "UTC")]),
    ] {
        assert_eq!(reader.post(&path, &form).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

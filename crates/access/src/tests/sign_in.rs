//! Coming in: passwords, failures and rests, invitations.

use super::{empty, person, told, write};
use crate::roles::SELLER;
use crate::{Refusal, invitation};
use http::StatusCode;
use kernel::{Actor, DAY_MS, HOUR_MS};
use testkit::PASSWORD;

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_get_the_same_answer() {
    let app = empty();
    app.visitor("owner").await;
    let nobody = app.nobody();
    let unknown = nobody.post("/sign-in", &[("email", "who@a.kz"), ("password", PASSWORD)]).await;
    let email = app.app.db.read(crate::user::all).unwrap()[0].email.clone();
    let wrong = nobody.post("/sign-in", &[("email", &email), ("password", "not this one")]).await;
    assert_eq!(
        (unknown.status, wrong.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
    assert_eq!(unknown.body.replace("who@a.kz", "X"), wrong.body.replace(&email, "X"));
    let told = app.app.db.read(|tx| journal::since(tx, 0, 1_000)).unwrap();
    assert_eq!(told.iter().filter(|record| record.verb == "user.sign_in_failed").count(), 2);
}

#[tokio::test]
async fn after_five_failures_even_the_right_password_has_to_wait() {
    let app = empty();
    app.visitor("owner").await;
    let email = app.app.db.read(crate::user::all).unwrap()[0].email.clone();
    let nobody = app.nobody();
    for _ in 0..6 {
        let answer = nobody.post("/sign-in", &[("email", &email), ("password", "not this one")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let right = [("email", email.as_str()), ("password", PASSWORD)];
    let early = nobody.post("/sign-in", &right).await;
    assert_eq!(early.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(early.headers.contains_key("retry-after"));
    app.clock.forward(3_000);
    assert_eq!(nobody.post("/sign-in", &right).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn one_address_cannot_try_account_after_account() {
    let app = empty();
    app.visitor("owner").await;
    let nobody = app.nobody();
    for n in 0..21 {
        nobody.post("/sign-in", &[("email", &format!("{n}@a.kz")), ("password", "some password")]).await;
    }
    let answer = nobody.post("/sign-in", &[("email", "fresh@a.kz"), ("password", "some password")]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    app.clock.forward(25 * HOUR_MS);
    let answer = nobody.post("/sign-in", &[("email", "fresh@a.kz"), ("password", "some password")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn after_sign_in_one_gets_where_one_wanted_and_never_out_of_the_house() {
    let app = empty();
    app.visitor("owner").await;
    let email = app.app.db.read(crate::user::all).unwrap()[0].email.clone();
    for (next, expected) in
        [("/staff?x=1", "/staff?x=1"), ("https://evil.example", "/"), ("//evil.example", "/")]
    {
        let form = [("email", email.as_str()), ("password", PASSWORD), ("next", next)];
        assert_eq!(app.nobody().post("/sign-in", &form).await.location(), expected);
    }
    assert_eq!(app.nobody().get("/staff?x=1").await.location(), "/sign-in?next=%2Fstaff%3Fx%3D1");
}

#[tokio::test]
async fn an_invitation_works_once_and_for_three_days() {
    let app = empty();
    app.visitor("owner").await;
    let invite = || {
        write(&app, |tx, setting| {
            let user = match crate::user::by_email(tx, "new@a.kz")? {
                Some(user) => user,
                None => person(tx, setting, "new@a.kz", &SELLER),
            };
            let secret = invitation::invite(tx, setting, &Actor::console(), user.id)?;
            Ok::<_, Refusal>((user.id, format!("/invitation/{}", secret.reveal())))
        })
        .unwrap()
    };
    let (_, late) = invite();
    app.clock.forward(3 * DAY_MS);
    assert_eq!(app.nobody().get(&late).await.status, StatusCode::GONE);
    let (id, path) = invite();
    assert!(app.nobody().get(&path).await.body.contains("Сауле"));
    let weak = app.nobody().post(&path, &[("password", "1234567890")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let taken = app.nobody().post(&path, &[("password", "другой тёплый хлеб")]).await;
    let session = taken.cookie("session").unwrap();
    assert_eq!(app.browser(session).get("/me").await.status, StatusCode::OK);
    assert_eq!(app.nobody().post(&path, &[("password", PASSWORD)]).await.status, StatusCode::GONE);
    let verbs = app.app.db.read(|tx| Ok::<_, db::DbError>(told(tx, id))).unwrap();
    let expected =
        ["user.added", "user.invited", "user.invited", "user.invitation_taken", "user.signed_in"];
    assert_eq!(verbs, expected);
}

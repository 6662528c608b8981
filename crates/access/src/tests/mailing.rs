//! The firm's mail account: kept sealed, changed by those who arrange the firm, tried by a letter.

use super::empty;
use http::{Method, StatusCode};
use mail::{MailError, MemoryPost};
use serde_json::json;

#[tokio::test]
async fn the_password_is_never_told_and_a_test_letter_goes_out() {
    let app = empty();
    let owner = app.owner().await;
    let sent = json!({
        "host": "smtp.firm.kz", "user": "crm@firm.kz", "password": "құпия сөз", "from_name": "Фирма",
        "from_email": "crm@firm.kz", "house": "https://crm.firm.kz/",
    });
    let answer = owner.json(Method::PUT, "/api/v1/firm/mail", &sent).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert!(!answer.body.contains("құпия"));
    let page = owner.get("/firm/mail").await;
    assert!(page.body.contains("smtp.firm.kz") && !page.body.contains("құпия"));
    assert_eq!(answer.json()["port"], 465);
    let tried = owner.json(Method::POST, "/api/v1/firm/mail/test", &json!({})).await;
    assert_eq!(tried.json()["is_sent"], true, "{}", tried.body);
    let post = app.app.offer::<MemoryPost>().unwrap();
    let (envelope, letter) = post.sent().remove(0);
    assert_eq!(envelope.from, "crm@firm.kz");
    assert_eq!(mail::parse(&letter).automatic, Some(mail::Automatic::Notice));
    post.fail(Some(MailError::SignInRefused("535 no".into())));
    let page = owner.post("/firm/mail/test", &[]).await;
    assert!(page.body.contains("535 no"), "what is wrong is said on the page");
}

#[tokio::test]
async fn a_password_at_hand_is_not_sent_to_another_server() {
    let app = empty();
    let owner = app.owner().await;
    let with = |host: &str, password: Option<&str>| json!({ "host": host, "user": "u", "password": password, "from_email": "a@firm.kz", "house": "https://a.kz" });
    let put = async |body| owner.json(Method::PUT, "/api/v1/firm/mail", &body).await.status;
    assert_eq!(put(with("one.kz", None)).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(put(with("one.kz", Some("p"))).await, StatusCode::OK);
    assert_eq!(put(with("one.kz", None)).await, StatusCode::OK);
    assert_eq!(put(with("two.kz", None)).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(put(with("a b", Some("p"))).await, StatusCode::UNPROCESSABLE_ENTITY);
    let seller = app.visitor("seller").await;
    assert_eq!(seller.get("/firm/mail").await.status, StatusCode::FORBIDDEN);
}

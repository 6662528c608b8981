//! Files go along with letters, and what came within one is shown within it and nothing else.

use super::sending_tests::{ask, with_account, work};
use super::tests::{customer, house, laid, lay, look};
use http::{Method, StatusCode};
use mail::MemoryPost;
use serde_json::json;
use testkit::run;

#[test]
fn more_than_servers_take_is_refused_and_so_is_what_lies_on_another_card() {
    let (app, ivan) = house();
    with_account(&app);
    let other = customer(&app, "Другой", "other@client.kz");
    let file = run(async {
        let owner = app.visitor("owner").await;
        let path = format!("/api/v1/customers/{other}/files?name=a.txt");
        let sent = owner.send(Method::POST, &path, ("application/octet-stream", "a".to_owned())).await;
        assert_eq!(sent.status, StatusCode::CREATED, "{}", sent.body);
        sent.json()["id"].clone()
    });
    let large = "AAAA".repeat(5 * 1024 * 1024 / 4);
    let enclosures: Vec<_> =
        (0..5).map(|n| json!({ "name": format!("{n}.bin"), "content": large })).collect();
    for wrong in [
        json!({ "files": [file] }),
        json!({ "enclosures": enclosures }),
        json!({ "enclosures": [{ "name": "a", "content": "не то" }] }),
    ] {
        let mut new = json!({ "customer": ivan, "text": "hello" });
        for (name, value) in wrong.as_object().unwrap() {
            new[name] = value.clone();
        }
        let (status, told) = ask(&app, Method::POST, "/api/v1/letters", &new);
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
    }
    assert_eq!(laid(&app).len(), 0, "nothing was written down");
}

#[test]
fn a_file_chosen_in_the_form_goes_along() {
    let (app, ivan) = house();
    with_account(&app);
    run(async {
        let owner = app.visitor("owner").await;
        let form = format!(
            "--b\r\nContent-Disposition: form-data; name=\"customer\"\r\n\r\n{ivan}\r\n--b\r\n\
             Content-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n--b\r\n\
             Content-Disposition: form-data; name=\"files\"; filename=\"price.txt\"\r\n\r\nprices\r\n--b--\r\n"
        );
        let kind = "multipart/form-data; boundary=b";
        let sent = owner.send(Method::POST, "/interactions/letter", (kind, form)).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    });
    work(&app);
    let sent = app.app.offer::<MemoryPost>().unwrap().sent();
    let letter = mail::parse(&sent[0].1);
    let file = &letter.attachments[0];
    assert_eq!((file.name.as_str(), file.bytes.as_slice()), ("price.txt", b"prices".as_slice()));
}

#[test]
fn the_frame_of_a_letter_draws_its_own_pictures_and_no_others() {
    let (app, _) = house();
    let head = "From: ivan@client.kz\nMessage-ID: <1@c>\nSubject: plan\nMIME-Version: 1.0\n\
                Content-Type: multipart/related; boundary=\"b\"";
    let parts = "--b\nContent-Type: text/html\n\n<img src=\"cid:a%40x\"><img src=\"cid:svg@x\">\
                 <img src=\"https://spy.example/p.png\">\n--b\nContent-Type: image/gif\nContent-ID: <a@x>\n\
                 Content-Transfer-Encoding: base64\n\nR0lGODlhAQABAAAAADs=\n--b\nContent-Type: image/svg+xml\n\
                 Content-ID: <svg@x>\n\n<svg onload=\"steal()\"></svg>\n--b--";
    lay(&app, head, &parts.replace('\n', "\r\n"));
    look(&app);
    let (_, list) = ask(&app, Method::GET, "/api/v1/interactions", &json!({}));
    let id = list["items"][0]["id"].as_str().unwrap();
    run(async {
        let owner = app.visitor("owner").await;
        let page = owner.get(&format!("/interactions/{id}/html")).await;
        let drawn = "src=\"data:image/gif;base64,R0lGODlhAQABAAAAADs=\"";
        assert!(page.body.contains(drawn), "{}", page.body);
        assert_eq!(page.body.matches("src=").count(), 1, "{}", page.body);
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("img-src data:;") && policy.contains("sandbox"), "{policy}");
    });
}

//! Files that go along with letters, and pictures that come within them, through real servers.

use super::{
    add_box, add_customer, arrived, client_hands_over, founded, on_card, send, servers, until, until_state,
};
use crate::house::House;
use serde_json::{Value, json};

/// The smallest picture that there is, and its bytes.
const DOT: &str = "R0lGODlhAQABAAAAADs=";
const DOT_BYTES: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

#[test]
fn files_go_along_with_a_letter_and_with_the_answer_to_one() {
    let Some(servers) = servers() else { return };
    let (place, token) = founded();
    let house = House::serve(&place);
    let owner = house.program(&token);
    add_box(&owner, (servers.imap, servers.smtp));
    let ivan = add_customer(&owner, "Петров");
    let path =
        format!("/api/v1/customers/{ivan}/files?name=%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80.pdf");
    let contract = owner.send("POST", &path, ("application/octet-stream", "%PDF-1.7\ncontract\n"));
    let contract = contract.ok()["id"].clone();
    let dot = json!({ "name": "план зала.gif", "content": DOT });
    let letter = json!({ "customer": ivan, "subject": "Договор", "text": "Внутри.", "files": [contract], "enclosures": [dot] });
    let id = send(&owner, &letter);
    until_state(&owner, &id, "sent");
    let got = until("the letter", || arrived(&servers).pop());
    let came: Vec<_> =
        got.attachments.iter().map(|file| (file.name.as_str(), file.bytes.clone())).collect();
    assert_eq!(
        came,
        [("план зала.gif", DOT_BYTES.to_vec()), ("договор.pdf", b"%PDF-1.7\ncontract\n".to_vec())]
    );
    assert_eq!(got.text, "Внутри.");
    let files = owner.json(&format!("/api/v1/interactions/{id}/files"));
    let names: Vec<_> = files.as_array().unwrap().iter().map(|file| file["name"].clone()).collect();
    assert_eq!(names, ["план зала.gif", "договор.pdf"], "they hang on what was written down");
    let answer = json!({ "answers": id, "text": "И ещё раз.", "enclosures": [{ "name": "a.txt", "content": "0KbQtdC90Ys=" }] });
    let answer = send(&owner, &answer);
    until_state(&owner, &answer, "sent");
    let second =
        until("the second", || arrived(&servers).into_iter().find(|one| one.message_id != got.message_id));
    assert_eq!(second.attachments[0].bytes, "Цены".as_bytes());
    house.stop();
}

#[test]
fn a_picture_within_a_letter_is_shown_where_it_stood() {
    let Some(servers) = servers() else { return };
    let (place, token) = founded();
    let house = House::serve(&place);
    let owner = house.program(&token);
    add_box(&owner, (servers.imap, servers.smtp));
    let ivan = add_customer(&owner, "Петров");
    let letter = format!(
        "From: Ivan <ivan@client.test>\nTo: sales@firm.test\nMessage-ID: <pic@client.test>\nSubject: Plan\n\
         MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n\
         <p>Here:</p><img src=\"cid:plan@x\"><img src=\"https://spy.example/p.png\"><script>steal()</script>\n--b\n\
         Content-Type: image/gif\nContent-ID: <plan@x>\nContent-Disposition: inline; filename=\"plan.gif\"\n\
         Content-Transfer-Encoding: base64\n\n{DOT}\n--b--\n"
    );
    client_hands_over(&servers, letter.replace('\n', "\r\n").as_bytes());
    let came = until("the letter", || {
        owner.give("POST", "/api/v1/mail-boxes/look", &Value::Null).ok();
        on_card(&owner, &ivan).pop()
    });
    let id = came["id"].as_str().unwrap();
    let html = owner.json(&format!("/api/v1/letters/{id}/html"));
    let html = html["html"].as_str().unwrap();
    assert!(!html.contains("spy") && !html.contains("steal"), "{html}");
    let address = html.split("src=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let picture = owner.get(address);
    assert_eq!((picture.status, picture.header("content-type")), (200, "image/gif"), "{html}");
    house.stop();
}

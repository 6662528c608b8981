//! A yes that waits for its client: the letter goes out by itself, once, and its link makes the yes count.

use super::{add_customer, arrived, founded, servers, until};
use crate::client::Client;
use crate::house::House;
use serde_json::{Value, json};

const TEXT: &str = "Я согласен получать письма клуба.";

/// The firm's account for its own letters, a purpose that is confirmed, and the text that was shown; gives its id.
fn prepared(owner: &Client, smtp: u16) -> String {
    let account = json!({
        "host": "127.0.0.1", "port": smtp, "security": "plain", "user": "", "from_name": "Дастархан",
        "from_email": "sales@firm.test", "house": "https://crm.firm.test",
    });
    owner.give("PUT", "/api/v1/firm/mail", &account).ok();
    let club = json!({ "label": "Клуб", "is_needed": true, "is_confirmed": true });
    owner.give("PUT", "/api/v1/consent-purposes/club", &club).ok();
    let text = json!({ "lang": "ru", "text": TEXT });
    let text = owner.give("POST", "/api/v1/consent-purposes/club/texts", &text).ok();
    text["id"].as_str().unwrap().to_owned()
}

fn consents(owner: &Client, customer: &str) -> Value {
    owner.json(&format!("/api/v1/customers/{customer}/consents"))
}

/// What the one who would write is told.
fn may(owner: &Client, customer: &str) -> bool {
    let asked = format!("/api/v1/customers/{customer}/consents/may?purpose=club&channel=email");
    owner.json(&asked)["may"].as_bool().unwrap()
}

#[test]
fn a_yes_counts_once_the_link_of_its_letter_was_pressed() {
    let Some(servers) = servers() else { return };
    let (place, token) = founded();
    let house = House::serve(&place);
    let owner = house.program(&token);
    let text = prepared(&owner, servers.smtp);
    let ivan = add_customer(&owner, "Петров");
    let said = json!({
        "purpose": "club", "channels": ["email"], "state": "given", "text": text, "form": "Анкета на сайте",
        "address": "203.0.113.7",
    });
    let place_of = format!("/api/v1/customers/{ivan}/consents");
    let recorded = owner.give("POST", &place_of, &said).ok();
    assert_eq!(recorded[0]["state"], "pending");
    assert!(!may(&owner, &ivan));

    let letter = until("the letter", || arrived(&servers).pop());
    assert!(letter.subject.contains("Дастархан") && letter.automatic.is_some(), "{}", letter.subject);
    assert!(
        letter.text.contains("Клуб · Электронная почта") && letter.text.contains(TEXT),
        "{}",
        letter.text
    );
    let path = recorded[0]["confirm_path"].as_str().unwrap();
    assert!(letter.text.contains(&format!("https://crm.firm.test{path}\n")), "{}", letter.text);

    // Programs open links before people do.
    let client = house.nobody();
    let page = client.get(path);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Клуб") && page.body.contains(TEXT), "{}", page.body);
    assert!(!may(&owner, &ivan));
    assert_eq!(client.with("sec-fetch-site", "same-origin").post(path, &[]).status, 200);
    assert!(may(&owner, &ivan));
    let history = consents(&owner, &ivan)["history"].clone();
    let proof = (&history[0]["state"], &history[0]["origin"], &history[0]["text"], &history[0]["address"]);
    assert_eq!(proof, (&json!("given"), &json!("client"), &json!(TEXT), &json!("127.0.0.1")));
    assert_eq!((&history[1]["form"], &history[1]["address"]), (&said["form"], &said["address"]));
    assert_eq!(arrived(&servers).len(), 1, "a word is written about once");
    house.stop();
}

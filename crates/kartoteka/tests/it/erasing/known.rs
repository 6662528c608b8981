//! What the rest of the house learns of a client: contact cards, files that were removed, deals and what is paid for them, scores,
//! exports of orders, reminders.

use serde_json::{Value, json};

use super::until;
use crate::client::Client;

/// A key of a browser, as its `PushSubscription` gives it; nobody holds the other half.
const BROWSER_KEY: &str =
    "BL-X8ZcEc_yN3ixpYflakYPURGPEKt3-tALJnP8voTIPQGsEK6cpT53i3L5uqlVP8rXTmFeZJpLVb1kUZY86q0o";

/// What is told here, each found in the data folder before the client is erased and nowhere after.
pub const PERSONAL: &[&str] = &[
    "держит трёх такс",
    "завела волнистого попугая",
    "засушенный ирис номер семь",
    "рецепт жасминового варенья",
    "вычеркнутый разговор про тюльпаны",
    "рассада досталась Ерсейтовой",
    "Рассада тюльпанов для Гүлжанат",
    "тон с Гүлжанат слишком сухой",
    "ведомость: Бекболатова платит",
    "Напомнить Бекболатовой о поливе",
    "вернула пиалу с трещиной",
    "доплатила за открытку",
    "екболатова Гүлжанат",
];

/// Tells of the client wherever there is a place for it.
pub fn elsewhere((owner, second): (&Client, &Client), id: &str) {
    cards_and_files(owner, id);
    score(owner, second, id);
    deal(owner, id);
    money(owner, id);
    reminder(owner, id);
}

fn say(who: &Client, (method, path): (&str, &str), body: &Value) -> Value {
    let answer = who.give(method, path, body);
    assert!(answer.status < 300, "{method} {path}: {} {}", answer.status, answer.body);
    answer.value()
}

fn id_of(told: &Value) -> String {
    told["id"].as_str().unwrap().to_owned()
}

fn attach(who: &Client, to: &str, (name, text): (&str, &str)) {
    let sent = who.send("POST", &format!("{to}/files?name={name}.txt"), ("text/plain", text));
    assert!(sent.status < 300, "{}", sent.body);
    let removed = who.send("DELETE", &format!("{to}/files/{}", id_of(&sent.value())), ("", ""));
    assert!(removed.status < 300, "{}", removed.body);
}

fn cards_and_files(owner: &Client, id: &str) {
    let form = json!({ "name": "Знакомство", "questions": [{ "key": "pets", "label": "Кто живёт дома" }] });
    let form = say(owner, ("POST", "/api/v1/contact-cards/forms"), &form);
    let card = json!({ "form": form["id"], "customer": id, "answers": { "pets": "держит трёх такс" } });
    say(owner, ("POST", "/api/v1/contact-cards"), &card);
    let talk = json!({ "kind": "meeting", "customer": id, "text": "вычеркнутый разговор про тюльпаны" });
    let talk = id_of(&say(owner, ("POST", "/api/v1/interactions"), &talk));
    attach(owner, &format!("/api/v1/interactions/{talk}"), ("herbarium", "засушенный ирис номер семь"));
    say(owner, ("DELETE", &format!("/api/v1/interactions/{talk}")), &Value::Null);
    attach(owner, &format!("/api/v1/customers/{id}"), ("jam", "рецепт жасминового варенья"));
}

fn score(owner: &Client, second: &Client, id: &str) {
    let talk = json!({ "kind": "call", "customer": id });
    let talk = say(owner, ("POST", "/api/v1/interactions"), &talk);
    let list = json!({ "name": "Первый звонок", "items": [{ "text": "Поздоровались", "weight": 1 }] });
    let list = say(second, ("POST", "/api/v1/earnings/check-lists"), &list);
    let score = json!({ "interaction": talk["id"], "check_list": list["id"], "done": [0],
        "note": "тон с Гүлжанат слишком сухой" });
    say(second, ("POST", "/api/v1/earnings/scores"), &score);
}

fn deal(owner: &Client, id: &str) {
    let rate = json!({ "pays": { "on": "revenue", "percent": "5" }, "from_on": "2020-01-01" });
    say(owner, ("POST", "/api/v1/earnings/rates"), &rate);
    let lines = json!([{ "name": "Рассада тюльпанов для Гүлжанат", "quantity": "3", "price": "1500" }]);
    let deal = json!({ "customer": id, "title": "ведомость: Бекболатова платит", "amount": "4500 KZT", "lines": lines });
    let deal = id_of(&say(owner, ("POST", "/api/v1/deals"), &deal));
    let form = &owner.json("/api/v1/contact-cards/forms")[0];
    let card = json!({ "form": form["id"], "customer": id, "subject": format!("deals:{deal}"),
        "answers": { "pets": "завела волнистого попугая" } });
    say(owner, ("POST", "/api/v1/contact-cards"), &card);
    let won = json!({ "is_won": true, "note": "рассада досталась Ерсейтовой" });
    say(owner, ("PUT", &format!("/api/v1/deals/{deal}/closure")), &won);
    let statement = id_of(&owner.json("/api/v1/earnings/statements")["items"][0]);
    say(owner, ("PUT", &format!("/api/v1/earnings/statements/{statement}/submission")), &Value::Null);
    let told = owner.json(&format!("/api/v1/earnings/statements/{statement}"));
    assert_eq!(told["state"], "submitted", "{told}");
}

fn money(owner: &Client, id: &str) {
    let orders = owner.json(&format!("/api/v1/orders?customer={id}"));
    let order = format!("/api/v1/orders/{}", id_of(&orders["items"][0]));
    let paid = json!({ "amount": "3000 KZT", "note": "доплатила за открытку" });
    say(owner, ("POST", &format!("{order}/payments")), &paid);
    let back = json!({ "amount": "1500 KZT", "reason": "вернула пиалу с трещиной" });
    say(owner, ("POST", &format!("{order}/returns")), &back);
    let wished =
        json!({ "of": "orders", "format": "ndjson", "reason": "перешлите bekbolatova.g@mail.example" });
    let export = say(owner, ("POST", "/api/v1/exports"), &wished);
    let path = format!("/api/v1/exports/{}", id_of(&export));
    until(|| owner.json(&path)["state"] == "done");
    let content = owner.get(&format!("{path}/content"));
    // The invisible watermark stands within the name.
    assert!(content.body.contains("екболатова Гүлжанат"), "{}", content.body);
}

/// One that is due is told to a browser whose service cannot be reached, and by a letter that nobody takes.
fn reminder(owner: &Client, id: &str) {
    let browser = json!({ "name": "Chromium", "endpoint": "https://push.invalid/send/one", "p256dh": BROWSER_KEY,
        "auth": "BwcHBwcHBwcHBwcHBwcHBw" });
    say(owner, ("POST", "/api/v1/tasks/browsers"), &browser);
    say(owner, ("PUT", "/api/v1/tasks/letters"), &Value::Null);
    let task = json!({ "kind": "call", "title": "Напомнить Бекболатовой о поливе", "customer": id,
        "due_on": "2026-01-12", "due_time": "10:00" });
    say(owner, ("POST", "/api/v1/tasks"), &task);
}

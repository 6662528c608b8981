//! Letters through the whole house: written on a card, sent by SMTP, read over IMAP, laid on the same card; and what a
//! power cut in the middle of sending does.
//!
//! **The rule.** A letter is handed over once by itself. Whatever may be refused is asked first; then "handing over" is
//! noted, and only then the words are sent. A house that is killed before that note sends the letter when it is served again;
//! one that is killed after it does not, because the server may have taken the letter: it is *uncertain*, and a person decides.

mod confirmed;
mod enclosed;
mod silent;

use std::time::{Duration, Instant};

use jiff::civil::Date;
use mail::{Account, Address, Envelope, Letter, Office as _, Outgoing, RealPost, Security, Since};
use serde_json::{Value, json};
use testbase::letters::{MailServers, PASSWORD, missing};

use crate::client::Client;
use crate::house::{House, Place};
use silent::{Pause, SilentServer};

const OWNER: &str = "owner@dastarkhan.example";
const PATIENCE: Duration = Duration::from_secs(90);
const DAY: Date = Date::constant(2020, 1, 1);

fn servers() -> Option<MailServers> {
    match missing() {
        None => Some(MailServers::start().unwrap()),
        Some(why) => {
            assert!(std::env::var_os("CI").is_none(), "{why}");
            eprintln!("skipped: {why}");
            None
        }
    }
}

/// Asks until there is an answer.
#[track_caller]
fn until<R>(what: &str, mut ask: impl FnMut() -> Option<R>) -> R {
    let begun = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} did not come");
    }
}

fn founded() -> (Place, String) {
    let place = Place::on_sqlite();
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    (place, token)
}

fn add_box(owner: &Client, (imap, smtp): (u16, u16)) {
    let sent = json!({
        "email": "sales@firm.test", "name": "Отдел продаж", "password": PASSWORD,
        "host": "127.0.0.1", "port": imap, "security": "plain",
        "smtp_host": "127.0.0.1", "smtp_port": smtp, "smtp_security": "plain",
    });
    owner.give("POST", "/api/v1/mail-boxes", &sent).ok();
}

fn add_customer(owner: &Client, family: &str) -> String {
    let facts = json!({ "facts": { "family": family, "email": ["ivan@client.test"] } });
    let answer = owner.with("idempotency-key", family).give("POST", "/api/v1/customers", &facts).ok();
    answer["id"].as_str().unwrap().to_owned()
}

/// Sends a letter; gives its interaction.
fn send(owner: &Client, letter: &Value) -> String {
    let told = owner.give("POST", "/api/v1/letters", letter).ok();
    told["interaction"].as_str().unwrap().to_owned()
}

fn state(owner: &Client, id: &str) -> String {
    owner.json(&format!("/api/v1/letters/{id}"))["delivery"].as_str().unwrap().to_owned()
}

#[track_caller]
fn until_state(owner: &Client, id: &str, wanted: &str) {
    until(wanted, || (state(owner, id) == wanted).then_some(()));
}

/// What lies in the client's box.
fn arrived(servers: &MailServers) -> Vec<Letter> {
    let account = Account {
        host: "127.0.0.1".into(),
        port: servers.imap,
        security: Security::Plain,
        user: "ivan@client.test".into(),
        password: PASSWORD.into(),
    };
    let mut letters = Vec::new();
    let since = Since { mark: None, day: DAY };
    let read = RealPost::default().postbox(account).read("INBOX", since, 1_000_000, &mut |fetched| {
        letters.push(mail::parse(&fetched.raw));
        true
    });
    read.unwrap();
    letters
}

/// The client answers a letter from another address of theirs.
fn client_answers(servers: &MailServers, letter: &Letter, text: &str) {
    let own = Outgoing {
        message_id: format!("{text}@client.test"),
        at: 1_795_244_400_000,
        from: Address { name: "Иван".into(), email: "ivan@client.test".into() },
        reply_to: None,
        to: vec![Address::bare("sales@firm.test")],
        cc: Vec::new(),
        subject: format!("Re: {}", letter.subject),
        text: text.into(),
        html: None,
        enclosures: Vec::new(),
        thread: letter.message_id.iter().chain(&letter.thread).cloned().collect(),
        is_automatic: false,
        unsubscribe: None,
    };
    client_hands_over(servers, &own.compose().unwrap());
}

/// The client sends the bytes of a letter to our box.
fn client_hands_over(servers: &MailServers, bytes: &[u8]) {
    let account = Account {
        host: "127.0.0.1".into(),
        port: servers.smtp,
        security: Security::Plain,
        user: String::new(),
        password: String::new(),
    };
    let envelope = Envelope { from: "ivan@client.test".into(), to: vec!["sales@firm.test".into()] };
    let sender = RealPost::default().sender(account, "ivan@client.test");
    sender.begin(&envelope).unwrap().hand_over(bytes).unwrap();
}

fn on_card(owner: &Client, customer: &str) -> Vec<Value> {
    let list = owner.json(&format!("/api/v1/interactions?customer={customer}"));
    list["items"].as_array().unwrap().clone()
}

#[test]
fn a_letter_goes_out_and_its_answer_comes_back_to_the_card() {
    let Some(servers) = servers() else { return };
    let (place, token) = founded();
    let house = House::serve(&place);
    let owner = house.program(&token);
    add_box(&owner, (servers.imap, servers.smtp));
    let ivan = add_customer(&owner, "Петров");
    let first = json!({ "customer": ivan, "subject": "Прайс", "text": "Добрый день!\n.\nЦены внутри." });
    let id = send(&owner, &first);
    until_state(&owner, &id, "sent");
    let got = until("the letter", || arrived(&servers).pop());
    assert_eq!((got.subject.as_str(), got.text.as_str()), ("Прайс", "Добрый день!\n.\nЦены внутри."));
    assert_eq!(got.from.as_ref().unwrap().email, "sales@firm.test");
    // From now on the address is that of two cards, so that only the thread tells.
    add_customer(&owner, "Тёзка");
    client_answers(&servers, &got, "thanks");
    let answer = until("the answer", || {
        owner.give("POST", "/api/v1/mail-boxes/look", &Value::Null).ok();
        on_card(&owner, &ivan).into_iter().find(|one| one["direction"] == "in")
    });
    assert_eq!((&answer["text"], &answer["letter"]["thread"]), (&json!("thanks"), &json!(got.message_id)));
    let back = json!({ "answers": answer["id"], "text": "Пожалуйста!" });
    let back = send(&owner, &back);
    until_state(&owner, &back, "sent");
    let second =
        until("our answer", || arrived(&servers).into_iter().find(|one| one.message_id != got.message_id));
    assert_eq!(second.subject, "Re: Прайс");
    let first = got.message_id.unwrap();
    assert_eq!(second.thread, ["thanks@client.test", first.as_str()], "In-Reply-To, then References");
    assert_eq!(second.text, "Пожалуйста!\n\n> thanks");
    assert_eq!(on_card(&owner, &ivan).len(), 3);
    house.stop();
}

#[test]
fn a_house_killed_again_and_again_while_it_sends_loses_no_letter_and_sends_none_twice() {
    const N: usize = 24;
    let Some(servers) = servers() else { return };
    let (place, token) = founded();
    let mut house = House::serve(&place);
    let mut owner = house.program(&token);
    add_box(&owner, (servers.imap, servers.smtp));
    let ivan = add_customer(&owner, "Петров");
    let ids: Vec<String> = (0..N)
        .map(|n| send(&owner, &json!({ "customer": ivan, "subject": format!("{n}"), "text": "x" })))
        .collect();
    let states = |owner: &Client| ids.iter().map(|id| state(owner, id)).collect::<Vec<_>>();
    for wanted in [2, 5, 9, 14, 20] {
        until("some letters", || {
            let n = states(&owner).iter().filter(|state| *state != "waiting").count();
            (n >= wanted).then_some(())
        });
        house.kill();
        house = House::serve(&place);
        owner = house.program(&token);
    }
    let ended = until("all letters", || {
        let ended = states(&owner);
        let is_open = |state: &String| matches!(state.as_str(), "waiting" | "handing");
        (!ended.iter().any(is_open)).then_some(ended)
    });
    // The server delivers behind its goodbye.
    let subjects = until("the letters that were sent", || {
        let subjects: Vec<String> = arrived(&servers).into_iter().map(|one| one.subject).collect();
        let is_there = |n: usize| subjects.contains(&n.to_string());
        ended.iter().enumerate().all(|(n, state)| state != "sent" || is_there(n)).then_some(subjects)
    });
    for (n, state) in ended.iter().enumerate() {
        let times = subjects.iter().filter(|subject| **subject == n.to_string()).count();
        match state.as_str() {
            "sent" => assert_eq!(times, 1, "letter {n} was sent"),
            "uncertain" => assert!(times <= 1, "letter {n} came {times} times"),
            other => panic!("letter {n} is {other}"),
        }
    }
    let n_uncertain = ended.iter().filter(|state| *state == "uncertain").count();
    eprintln!("5 kills, {N} letters: {} sent, {n_uncertain} uncertain", N - n_uncertain);
    house.stop();
    place.is_sound();
}

#[test]
fn a_letter_that_the_server_may_have_taken_is_sent_again_by_a_person_only() {
    let server = SilentServer::start(Pause::AfterWords);
    let (place, token) = founded();
    let house = House::serve(&place);
    let owner = house.program(&token);
    add_box(&owner, (1, server.port));
    let ivan = add_customer(&owner, "Петров");
    let id = send(&owner, &json!({ "customer": ivan, "text": "hello" }));
    server.wait();
    assert_eq!(state(&owner, &id), "handing");
    house.kill();
    server.never_pause();
    let house = House::serve(&place);
    let owner = house.program(&token);
    until_state(&owner, &id, "uncertain");
    assert_eq!(server.taken().len(), 1);
    assert_eq!(owner.give("POST", &format!("/api/v1/letters/{id}/again"), &Value::Null).status, 202);
    until_state(&owner, &id, "sent");
    let ids: Vec<_> = server.taken().iter().map(|bytes| mail::parse(bytes).message_id).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1], "receivers know a double by its Message-ID");
    house.stop();
}

#[test]
fn a_letter_whose_words_were_not_sent_yet_goes_out_by_itself_after_a_power_cut() {
    let server = SilentServer::start(Pause::BeforeWords);
    let (place, token) = founded();
    let house = House::serve(&place);
    let owner = house.program(&token);
    add_box(&owner, (1, server.port));
    let ivan = add_customer(&owner, "Петров");
    let id = send(&owner, &json!({ "customer": ivan, "text": "hello" }));
    server.wait();
    house.kill();
    server.never_pause();
    let house = House::serve(&place);
    until_state(&house.program(&token), &id, "sent");
    assert_eq!(server.taken().len(), 1);
    house.stop();
}

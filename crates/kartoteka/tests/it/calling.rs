//! Calls over the API: the exchange rings once for each key, a call that it refuses leaves nothing but its alarm, and the
//! number never comes back to whoever does not see it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::client::{Answer, Client};
use crate::house::{House, Place};

const OWNER: &str = "owner@dastarkhan.example";
const SELLER: &str = "seller@dastarkhan.example";
const NUMBER: &str = "7017654321";

/// A telephone exchange on this machine that answers with a status and remembers what it was told.
struct Exchange {
    address: String,
    status: Arc<AtomicU16>,
    told: Arc<Mutex<Vec<Value>>>,
}

impl Exchange {
    fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}/ring", listener.local_addr().unwrap());
        let (status, told) = (Arc::new(AtomicU16::new(200)), Arc::new(Mutex::new(Vec::new())));
        let (answers, hears) = (Arc::clone(&status), Arc::clone(&told));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                answer(stream, answers.load(Ordering::SeqCst), &hears);
            }
        });
        Self { address, status, told }
    }

    /// What it was told since it was asked last.
    fn heard(&self) -> Vec<Value> {
        std::mem::take(&mut *self.told.lock().unwrap())
    }
}

/// Reads one request, remembers its body and answers it.
fn answer(stream: TcpStream, status: u16, told: &Mutex<Vec<Value>>) {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if let Some(said) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = said.trim().parse().unwrap();
        }
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    told.lock().unwrap().push(serde_json::from_slice(&body).unwrap());
    let mut stream = reader.into_inner();
    let said = format!("HTTP/1.1 {status} So\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(said.as_bytes()).unwrap();
}

/// A seller with masked phones, a line and a client that is a control record.
struct Desk {
    house: House,
    _place: Place,
    exchange: Exchange,
    owner: Client,
    seller: Client,
    client: String,
}

impl Desk {
    fn new() -> Self {
        let place = Place::on_sqlite();
        place.add_person(OWNER, "owner");
        place.add_person(SELLER, "seller");
        let house = House::serve(&place);
        let (owner, seller) = (house.person(OWNER), house.person(SELLER));
        let exchange = Exchange::start();
        let users = owner.json("/api/v1/users")["items"].clone();
        let user = users.as_array().unwrap().iter().find(|user| user["email"] == SELLER).unwrap();
        let id = user["id"].as_str().unwrap();
        owner.give("PATCH", "/api/v1/roles/seller", &json!({ "masked": ["phone"] })).ok();
        let arranged = json!({ "address": exchange.address, "authorization": "Bearer s3cret" });
        owner.give("PUT", "/api/v1/telephone-exchange", &arranged).ok();
        owner.give("PUT", &format!("/api/v1/telephone-lines/{id}"), &json!({ "line": "101" })).ok();
        let card =
            json!({ "facts": { "family": "Ким", "phone": [format!("8{NUMBER}")], "responsible": id } });
        let card = owner.give("POST", "/api/v1/customers", &card).ok();
        let client = card["id"].as_str().unwrap().to_owned();
        owner.give("PUT", &format!("/api/v1/canaries/{client}"), &Value::Null).ok();
        Self { house, _place: place, exchange, owner, seller, client }
    }

    fn call(&self, key: &str) -> Answer {
        let body = json!({ "customer": self.client, "anyway": true });
        self.seller.with("idempotency-key", key).give("POST", "/api/v1/calls", &body)
    }

    fn n_interactions(&self) -> usize {
        let path = format!("/api/v1/interactions?customer={}", self.client);
        self.owner.json(&path)["items"].as_array().unwrap().len()
    }

    fn n_alarms(&self) -> usize {
        let alarms = self.owner.json("/api/v1/alarms")["items"].clone();
        let is_call =
            |alarm: &&Value| alarm["cause"]["canary"]["how"] == "call" || alarm["cause"]["how"] == "call";
        alarms.as_array().unwrap().iter().filter(is_call).count()
    }
}

#[test]
fn one_key_rings_once_and_the_number_is_told_to_the_exchange_alone() {
    let desk = Desk::new();
    let sent = [1, 2].map(|_| desk.call("one"));
    assert_eq!((sent[0].status, sent[1].status), (202, 202), "{} {}", sent[0].body, sent[1].body);
    assert_eq!(sent[0].body, sent[1].body);
    assert_eq!(sent[1].header("idempotency-replayed"), "true");
    assert_eq!(desk.exchange.heard(), [json!({ "from": "101", "to": format!("+7{NUMBER}") })]);
    let id = sent[0].value()["interaction"].as_str().unwrap().to_owned();
    let read = desk.seller.get(&format!("/api/v1/interactions/{id}"));
    let card = desk.seller.get(&format!("/api/v1/customers/{}", desk.client));
    for answer in [&sent[0], &sent[1], &read, &card] {
        assert!(answer.status < 300 && !answer.body.contains(&NUMBER[3..]), "{}", answer.body);
    }
    assert_eq!((desk.n_interactions(), desk.n_alarms()), (1, 1));
    desk.house.stop();
}

#[test]
fn a_call_that_the_exchange_refuses_is_taken_back_and_may_be_tried_again_under_its_key() {
    let desk = Desk::new();
    desk.exchange.status.store(500, Ordering::SeqCst);
    let refused = desk.call("one");
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(refused.value()["errors"][0]["pointer"], "/line", "{}", refused.body);
    assert!(!refused.body.contains(&NUMBER[3..]), "{}", refused.body);
    assert_eq!(desk.exchange.heard().len(), 1);
    assert_eq!((desk.n_interactions(), desk.n_alarms()), (0, 1), "whoever tried is known");
    desk.exchange.status.store(200, Ordering::SeqCst);
    let again = desk.call("one");
    assert_eq!(again.status, 202, "nothing was done under this key: {}", again.body);
    assert_eq!((desk.exchange.heard().len(), desk.n_interactions()), (1, 1));
    desk.house.stop();
}

#[test]
fn a_control_record_is_a_client_who_is_there() {
    let desk = Desk::new();
    let nobody = "/api/v1/canaries/0197a3c0-0000-7000-8000-00000000dcba";
    assert_eq!(desk.owner.give("PUT", nobody, &Value::Null).status, 404);
    let known = desk.owner.give("PUT", &format!("/api/v1/canaries/{}", desk.client), &Value::Null);
    assert!(known.status < 300, "{} {}", known.status, known.body);
}

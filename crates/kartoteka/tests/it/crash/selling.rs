//! Deals that are won, changed and opened again while the server is killed: none is lost, and each brings its commission
//! once and no other.

use std::collections::HashMap;
use std::sync::mpsc::{Sender, channel};

use serde_json::{Value, json};

use super::dice::Dice;
use super::writer::SYLLABLES;
use super::{OWNER, n_crashes, wait_for_a_moment};
use crate::client::{Client, encoded};
use crate::house::{House, Place, is_for};

const N_SELLERS: u64 = 3;

/// Of the crashes of the others so many come while deals are won.
const SHARE: u64 = 5;

/// A deal as a client was promised it.
#[derive(Debug, Clone)]
struct Deal {
    id: String,
    title: String,
    tenge: u64,
    is_won: bool,
}

/// One deed; the number is the place of a deal in its client's list.
#[derive(Debug, Clone)]
enum Deed {
    Open(u64),
    Change(usize, u64),
    Win(usize),
    Reopen(usize),
}

/// One client with deals that nobody else touches.
struct Seller {
    no: u64,
    dice: Dice,
    customer: String,
    deals: Vec<Deal>,
    n_deeds: u64,
    n_named: u64,
    unanswered: Option<(String, Deed)>,
}

impl Seller {
    fn new(no: u64, customer: &str) -> Self {
        let dice = Dice::new(500 + no);
        let customer = customer.to_owned();
        Self { no, dice, customer, deals: Vec::new(), n_deeds: 0, n_named: 0, unanswered: None }
    }

    fn sell_until_killed(&mut self, client: &Client, acknowledged: &Sender<()>) {
        if self.ask(client, true).is_err() {
            return;
        }
        loop {
            // Whoever looks has what happened reckoned, which must stand being cut off as well.
            if self.dice.roll(6) == 0
                && client.try_send("GET", "/api/v1/earnings/statements", ("", "")).is_err()
            {
                return;
            }
            let deed = self.choose();
            self.unanswered = Some((format!("sale-{}-{}", self.no, self.n_deeds), deed));
            self.n_deeds += 1;
            if self.ask(client, false).is_err() {
                return;
            }
            // Nobody listens any more once the server is being killed.
            let _is_heard = acknowledged.send(());
        }
    }

    fn choose(&mut self) -> Deed {
        let tenge = (1 + self.dice.roll(5_000)) * 20;
        if self.deals.is_empty() || self.dice.roll(3) == 0 {
            return Deed::Open(tenge);
        }
        let at = usize::try_from(self.dice.roll(self.deals.len() as u64)).unwrap();
        match (self.deals[at].is_won, self.dice.roll(3)) {
            (true, 0) => Deed::Reopen(at),
            (false, 0..2) => Deed::Win(at),
            _ => Deed::Change(at, tenge),
        }
    }

    /// Asks for the deed at hand; it stays at hand until it is answered.
    fn ask(&mut self, client: &Client, is_repeated: bool) -> Result<(), String> {
        let Some((key, deed)) = self.unanswered.clone() else { return Ok(()) };
        let title = named(self.no, self.n_named);
        let (method, path, body) = self.request(&deed, &title);
        let asking = client.with("idempotency-key", &key);
        let answer = asking.try_send(method, &path, ("application/json", &body.to_string()))?;
        let is_done_before = is_repeated && answer.status == 409;
        assert!(
            is_done_before || (200..300).contains(&answer.status),
            "{deed:?}: {} {}",
            answer.status,
            answer.body
        );
        match deed {
            Deed::Open(tenge) => {
                let id = match is_done_before {
                    true => only_titled(client, &title)?,
                    false => {
                        let body: Value = serde_json::from_str(&answer.body).map_err(|e| e.to_string())?;
                        text(&body["id"])
                    }
                };
                self.deals.push(Deal { id, title, tenge, is_won: false });
                self.n_named += 1;
            }
            Deed::Change(at, tenge) => self.deals[at].tenge = tenge,
            Deed::Win(at) => self.deals[at].is_won = true,
            Deed::Reopen(at) => self.deals[at].is_won = false,
        }
        self.unanswered = None;
        Ok(())
    }

    fn request(&self, deed: &Deed, title: &str) -> (&'static str, String, Value) {
        let written = |title: &str, tenge: &u64| json!({ "customer": self.customer, "title": title, "amount": format!("{tenge} KZT") });
        let path = |at: usize, rest: &str| format!("/api/v1/deals/{}{rest}", self.deals[at].id);
        match deed {
            Deed::Open(tenge) => ("POST", "/api/v1/deals".into(), written(title, tenge)),
            Deed::Change(at, tenge) => ("PUT", path(*at, ""), written(&self.deals[*at].title, tenge)),
            Deed::Win(at) => ("PUT", path(*at, "/closure"), json!({ "is_won": true })),
            Deed::Reopen(at) => ("DELETE", path(*at, "/closure"), Value::Null),
        }
    }
}

fn named(no: u64, n: u64) -> String {
    let digits = format!("{no}{n:05}");
    let syllables = digits.bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]);
    format!("Сату{}", syllables.collect::<String>())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn only_titled(client: &Client, title: &str) -> Result<String, String> {
    let path = format!("/api/v1/deals?state=all&q={}", encoded(title));
    let answer = client.try_send("GET", &path, ("", ""))?;
    let page: Value = serde_json::from_str(&answer.body).map_err(|error| error.to_string())?;
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{title}: {items:?}");
    Ok(text(&items[0]["id"]))
}

#[test]
fn a_server_killed_over_sqlite_counts_every_commission_once() {
    if is_for("sqlite") {
        crash(&Place::on_sqlite());
    }
}

#[test]
fn a_server_killed_over_postgres_counts_every_commission_once() {
    if is_for("postgres")
        && let Some(place) = Place::on_postgres("crash_deals")
    {
        crash(&place);
    }
}

fn crash(place: &Place) {
    place.add_person(OWNER, "owner");
    let token = place.token(OWNER, "all");
    let house = House::serve(place);
    let client = house.program(&token);
    let rate = json!({ "pays": { "on": "revenue", "percent": "5" }, "from_on": "2020-01-01" });
    client.give("POST", "/api/v1/earnings/rates", &rate).ok();
    let customer =
        client.give("POST", "/api/v1/customers", &json!({ "facts": { "family": "Омарова" } })).ok();
    let mut sellers: Vec<_> = (0..N_SELLERS).map(|no| Seller::new(no, &text(&customer["id"]))).collect();
    house.stop();
    let mut dice = Dice::new(11);
    for _ in 0..n_crashes().div_ceil(SHARE) {
        let house = House::serve(place);
        let (acknowledged, heard) = channel();
        std::thread::scope(|scope| {
            for seller in &mut sellers {
                let (client, acknowledged) = (house.program(&token), acknowledged.clone());
                scope.spawn(move || seller.sell_until_killed(&client, &acknowledged));
            }
            drop(acknowledged);
            wait_for_a_moment(&heard, &mut dice);
            house.kill();
        });
    }
    let house = House::serve(place);
    let client = house.program(&token);
    for seller in &mut sellers {
        seller.ask(&client, true).unwrap();
    }
    let deals: Vec<&Deal> = sellers.iter().flat_map(|seller| &seller.deals).collect();
    check_deals(&client, &deals);
    check_commission(&client, &deals);
    eprintln!("{} deals kept, each with its commission", deals.len());
    house.stop();
    place.is_sound();
}

fn check_deals(client: &Client, deals: &[&Deal]) {
    for deal in deals {
        let view = client.json(&format!("/api/v1/deals/{}", deal.id));
        assert_eq!(view["amount"], format!("{}.00 KZT", deal.tenge), "{deal:?}");
        assert_eq!(view["closure"]["is_won"] == true, deal.is_won, "{deal:?}");
    }
}

/// One line for each won deal, of five percent, and none besides, whatever was reckoned when.
fn check_commission(client: &Client, deals: &[&Deal]) {
    let page = client.json("/api/v1/earnings/statements?limit=500");
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    for statement in page["items"].as_array().unwrap() {
        let whole = client.json(&format!("/api/v1/earnings/statements/{}", text(&statement["id"])));
        for line in whole["lines"].as_array().unwrap() {
            found.entry(text(&line["deal"])).or_default().push(text(&line["amount"]));
        }
    }
    for deal in deals.iter().filter(|deal| deal.is_won) {
        let lines = found.remove(&deal.id).unwrap_or_else(|| panic!("no commission of {deal:?}"));
        assert_eq!(lines, [format!("{}.00 KZT", deal.tenge / 20)], "{deal:?}");
    }
    assert!(found.is_empty(), "for what nobody won: {found:?}");
}

//! A client that writes, remembers what it was promised, and asks again what was not answered.

use std::sync::mpsc::Sender;

use serde_json::Value;

use super::deed::{Card, Deed};
use super::dice::Dice;
use crate::client::{Answer, Client, encoded};

/// Digits as syllables: names of one length, so that none is found by another's.
pub const SYLLABLES: [&str; 10] = ["ба", "ве", "ги", "до", "ку", "ла", "ме", "ни", "по", "ру"];

/// One client with customers that nobody else touches.
pub struct Writer {
    no: u64,
    dice: Dice,
    cards: Vec<Card>,
    n_named: u64,
    n_deeds: u64,
    /// The deed whose answer never came, with its key.
    unanswered: Option<(String, Deed)>,
    /// Cards written since they were last compared with the base.
    touched: Vec<usize>,
    pub n_acknowledged: u64,
    pub n_repeated: u64,
    pub n_answers_lost: u64,
}

impl Writer {
    pub fn new(no: u64) -> Self {
        Self {
            no,
            dice: Dice::new(100 + no),
            cards: Vec::new(),
            n_named: 0,
            n_deeds: 0,
            unanswered: None,
            touched: Vec::new(),
            n_acknowledged: 0,
            n_repeated: 0,
            n_answers_lost: 0,
        }
    }

    /// The cards that it was promised; those that went into others are none.
    pub fn cards(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| !card.is_gone)
    }

    /// Asks again for what was not answered, compares what was, and goes on writing until nobody answers.
    pub fn write_until_killed(&mut self, client: &Client, acknowledged: &Sender<()>) {
        if self.settle(client).is_err() || self.compare(client).is_err() {
            return;
        }
        loop {
            let deed = self.choose();
            let key = format!("{}-{}", self.no, self.n_deeds);
            self.n_deeds += 1;
            self.unanswered = Some((key, deed));
            if self.ask(client, false).is_err() {
                return;
            }
            // Nobody listens any more once the server is being killed.
            let _is_heard = acknowledged.send(());
        }
    }

    /// Asks for what was not answered; nobody kills the server now.
    pub fn finish(&mut self, client: &Client) {
        self.settle(client).and_then(|()| self.compare(client)).unwrap();
    }

    fn settle(&mut self, client: &Client) -> Result<(), String> {
        if self.unanswered.is_none() {
            return Ok(());
        }
        self.n_repeated += 1;
        self.ask(client, true)
    }

    fn compare(&mut self, client: &Client) -> Result<(), String> {
        while let Some(at) = self.touched.last() {
            let card = &self.cards[*at];
            if card.is_gone {
                self.touched.pop();
                continue;
            }
            card.check(&get(client, &format!("/api/v1/customers/{}", card.id))?);
            self.touched.pop();
        }
        Ok(())
    }

    /// Asks for the deed at hand; it stays at hand until it is answered.
    fn ask(&mut self, client: &Client, is_repeated: bool) -> Result<(), String> {
        let Some((key, deed)) = self.unanswered.clone() else { return Ok(()) };
        let (method, path, kind, body) = deed.request(&self.cards);
        let answer = client.with("idempotency-key", &key).try_send(method, &path, (kind, &body))?;
        let is_done_before = is_repeated && answer.status == 409;
        let new_ids = match &deed {
            Deed::Merge { at, .. } if is_done_before => vec![newest_merge(client, &self.cards[*at].id)?],
            Deed::Merge { .. } => vec![text(&whole(&answer)?["merge"]["id"])],
            // The answer that was lost held the id; the name leads to the card, which must be the only one.
            Deed::Create(card) if is_done_before => vec![only_named(client, &card.family)?],
            Deed::Create(_) => vec![text(&whole(&answer)?["id"])],
            Deed::Bulk { cards, .. } => ids_of(&answer, cards.len(), is_repeated)?,
            _ if is_done_before => Vec::new(),
            Deed::Change { .. } | Deed::Confirm { .. } | Deed::Archive { .. } | Deed::Part { .. } => {
                whole(&answer)?;
                Vec::new()
            }
        };
        self.n_answers_lost += u64::from(is_done_before || answer.header("idempotency-replayed") == "true");
        self.unanswered = None;
        self.n_acknowledged += 1;
        let touched = deed.keep(&mut self.cards, new_ids);
        self.touched.extend(touched);
        Ok(())
    }

    fn choose(&mut self) -> Deed {
        let n = self.n_deeds;
        if self.cards.is_empty() {
            return Deed::Create(self.another());
        }
        let standing: Vec<usize> = (0..self.cards.len()).filter(|at| !self.cards[*at].is_gone).collect();
        let mut one = || standing[usize::try_from(self.dice.roll(standing.len() as u64)).unwrap()];
        let (at, loser) = (one(), one());
        let is_plain = |at: usize| self.cards[at].merged.is_none();
        match self.dice.roll(14) {
            10..12 if !is_plain(at) => Deed::Part { at },
            10..14 if at != loser && is_plain(at) && is_plain(loser) => Deed::Merge { at, loser },
            0..4 => Deed::Create(self.another()),
            4..6 => Deed::Change { at, city: format!("Қала {n}") },
            6..7 => Deed::Confirm { at },
            7..8 => Deed::Archive { at, is_archived: !self.cards[at].is_archived },
            _ => {
                let cards = (0..=self.dice.roll(5)).map(|_| self.another()).collect();
                Deed::Bulk { cards, at, tag: format!("белгі-{n:06}") }
            }
        }
    }

    fn another(&mut self) -> Card {
        let digits = format!("{}{:05}", self.no, self.n_named);
        let syllables = digits.bytes().map(|digit| SYLLABLES[usize::from(digit - b'0')]);
        let family = format!("Сын{}", syllables.collect::<String>());
        let phone = format!("+7701{}{:06}", self.no + 1, self.n_named);
        self.n_named += 1;
        Card { family, phones: vec![phone], ..Card::default() }
    }
}

/// The body of an answer that came whole.
fn whole(answer: &Answer) -> Result<Value, String> {
    assert!((200..300).contains(&answer.status), "{}: {}", answer.status, answer.body);
    serde_json::from_str(&answer.body).map_err(|error| error.to_string())
}

/// The ids of the new cards of a stream; its last line is of the card that was there.
fn ids_of(answer: &Answer, n_new: usize, is_repeated: bool) -> Result<Vec<String>, String> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let lines: Vec<Value> = answer
        .body
        .lines()
        .map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    if lines.len() != n_new + 1 {
        return Err(format!("{} lines of {}", lines.len(), n_new + 1));
    }
    for (at, line) in lines.iter().enumerate() {
        let first = if at < n_new { "new" } else { "merged" };
        let outcome = &line["outcome"];
        assert!(*outcome == first || (is_repeated && *outcome == "unchanged"), "{line}");
    }
    Ok(lines.iter().take(n_new).map(|line| text(&line["id"])).collect())
}

fn only_named(client: &Client, family: &str) -> Result<String, String> {
    let page = get(client, &format!("/api/v1/customers?q={}", encoded(family)))?;
    let items = page["items"].as_array().unwrap();
    assert_eq!(items.len(), 1, "{family}: {items:?}");
    Ok(text(&items[0]["id"]))
}

/// The id of what went into a card last.
fn newest_merge(client: &Client, card: &str) -> Result<String, String> {
    let merges = get(client, &format!("/api/v1/customers/{card}/merges"))?;
    Ok(text(&merges[0]["id"]))
}

fn get(client: &Client, path: &str) -> Result<Value, String> {
    whole(&client.try_send("GET", path, ("", ""))?)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

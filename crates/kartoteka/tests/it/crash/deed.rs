//! What a client asks to have done, and how it is asked.

use serde_json::{Value, json};

/// A card as a client was promised it.
#[derive(Debug, Clone, Default)]
pub struct Card {
    pub id: String,
    pub family: String,
    pub phones: Vec<String>,
    pub city: Option<String>,
    pub tags: Vec<String>,
    pub is_archived: bool,
    pub revision: i64,
    /// Whether it went into another.
    pub is_gone: bool,
    /// What went into it last.
    pub merged: Option<Box<Merged>>,
}

/// A card that went into another, with what stood on the other before.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    pub id: String,
    pub loser: usize,
    pub before: Card,
}

impl Card {
    /// Compares the promise with the card in the base.
    pub fn check(&self, view: &Value) {
        let facts = &view["facts"];
        let mut tags: Vec<_> =
            facts["tag"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        tags.sort_unstable();
        assert_eq!(view["revision"], self.revision, "{self:?}: {view}");
        assert_eq!(facts["family"], self.family.as_str(), "{view}");
        assert_eq!(facts["phone"], json!(self.phones), "{view}");
        assert_eq!(facts["city"].as_str(), self.city.as_deref(), "{view}");
        assert_eq!(tags, self.tags, "{view}");
        assert_eq!(view["archived_at"].is_string(), self.is_archived, "{view}");
    }
}

/// One deed; `at` is the place of a card in its client's list.
#[derive(Debug, Clone)]
pub enum Deed {
    /// A new card.
    Create(Card),
    /// Another city.
    Change { at: usize, city: String },
    /// The family name is still so: counted each time it is done, so that doing it twice shows.
    Confirm { at: usize },
    /// Put away or taken out again.
    Archive { at: usize, is_archived: bool },
    /// Another card goes into this one.
    Merge { at: usize, loser: usize },
    /// What went into it last is a card again.
    Part { at: usize },
    /// New cards, and a tag for one that is there, in one stream.
    Bulk { cards: Vec<Card>, at: usize, tag: String },
}

/// Method, path, type of content and body.
pub type Request = (&'static str, String, &'static str, String);

const JSON: &str = "application/json";

impl Deed {
    /// How it is asked for.
    pub fn request(&self, known: &[Card]) -> Request {
        let path = |at: usize, rest: &str| format!("/api/v1/customers/{}{rest}", known[at].id);
        match self {
            Deed::Create(card) => ("POST", "/api/v1/customers".into(), JSON, line(card).to_string()),
            Deed::Change { at, city } => {
                ("PATCH", path(*at, ""), JSON, json!({ "facts": { "city": city } }).to_string())
            }
            Deed::Confirm { at } => {
                let body = json!({ "value": known[*at].family });
                ("PUT", path(*at, "/facts/family/confirmation"), JSON, body.to_string())
            }
            Deed::Archive { at, is_archived } => {
                let method = if *is_archived { "PUT" } else { "DELETE" };
                (method, path(*at, "/archiving"), "", String::new())
            }
            Deed::Merge { at, loser } => {
                let body = json!({ "from": known[*loser].id, "choices": { "family": "winner", "city": "winner" } });
                ("POST", path(*at, "/merges"), JSON, body.to_string())
            }
            Deed::Part { at } => {
                let id = known[*at].merged.as_ref().map(|merged| merged.id.clone()).unwrap_or_default();
                ("DELETE", path(*at, &format!("/merges/{id}")), "", String::new())
            }
            Deed::Bulk { cards, at, tag } => {
                let tagged = json!({ "id": known[*at].id, "facts": { "tag": [tag] } });
                let lines: String =
                    cards.iter().map(line).chain([tagged]).map(|line| format!("{line}\n")).collect();
                ("POST", "/api/v1/customers/bulk".into(), "application/x-ndjson", lines)
            }
        }
    }

    /// What a client may count on once it is acknowledged; cards that are new get their ids from the answer.
    pub fn keep(self, known: &mut Vec<Card>, new_ids: Vec<String>) -> Vec<usize> {
        let n_known = known.len();
        let touched = match self {
            Deed::Create(card) => {
                known.push(card);
                None
            }
            Deed::Change { at, city } => {
                known[at].city = Some(city);
                Some(at)
            }
            Deed::Confirm { at } => Some(at),
            Deed::Archive { at, is_archived } => {
                known[at].is_archived = is_archived;
                Some(at)
            }
            Deed::Merge { at, loser } => {
                merge(known, (at, loser), new_ids.first().cloned().unwrap_or_default());
                Some(at)
            }
            Deed::Part { at } => {
                let back = part(known, at);
                known[at].revision += 1;
                return vec![at, back];
            }
            Deed::Bulk { cards, at, tag } => {
                known.extend(cards);
                known[at].tags.push(tag);
                Some(at)
            }
        };
        for (card, id) in known[n_known..].iter_mut().zip(new_ids) {
            card.id = id;
            card.revision = 1;
        }
        if let Some(at) = touched {
            known[at].revision += 1;
        }
        touched.into_iter().chain(n_known..known.len()).collect()
    }
}

/// What is promised of a card that another goes into: everything of both, its own family name and city first.
fn merge(known: &mut [Card], (at, loser): (usize, usize), id: String) {
    let (before, gone) = (known[at].clone(), known[loser].clone());
    let card = &mut known[at];
    card.phones.extend(gone.phones);
    card.tags.extend(gone.tags);
    card.tags.sort_unstable();
    card.city = card.city.take().or(gone.city);
    card.is_archived &= gone.is_archived;
    card.merged = Some(Box::new(Merged { id, loser, before }));
    known[loser].is_gone = true;
}

/// What is promised of a card that another is taken out of: as before, with what was written since. Gives the place of
/// the card that is there again.
fn part(known: &mut [Card], at: usize) -> usize {
    let Merged { loser, before, .. } = *known[at].merged.take().unwrap();
    let gone = known[loser].clone();
    let card = &mut known[at];
    card.phones = before.phones;
    card.tags.retain(|tag| !gone.tags.contains(tag));
    let merged_city = before.city.clone().or(gone.city);
    if card.city == merged_city {
        card.city = before.city;
    }
    card.is_archived |= before.is_archived;
    known[loser].is_gone = false;
    // Going and coming back are two changes.
    known[loser].revision += 2;
    loser
}

fn line(card: &Card) -> Value {
    json!({ "kind": "person", "facts": { "family": card.family, "phone": card.phones } })
}

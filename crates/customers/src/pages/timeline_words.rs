//! What an entry of the journal says to people: what changed from what to what, by whom, from where.

use super::card::Room;
use super::card_facts::shown;
use crate::act::Act;
use crate::consents;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::listing::{self, Source};
use crate::merging;
use crate::relations::{self, RelationKind};
use crate::telling::Tellers;
use crate::timeline::Happening;
use db::Tx;
use serde_json::Value;
use std::collections::HashMap;

/// An entry as it is drawn.
pub(super) struct EntryLine {
    pub(super) icon: &'static str,
    pub(super) signal: &'static str,
    pub(super) title: String,
    pub(super) who: String,
    pub(super) when: String,
    pub(super) note: String,
    pub(super) faint: String,
    pub(super) changes: Vec<Change>,
    pub(super) withdraw: String,
}

/// A field that changed.
pub(super) struct Change {
    pub(super) label: String,
    pub(super) from: String,
    pub(super) to: String,
}

/// What a page of entries is told with.
pub(super) struct Words<'w> {
    room: &'w Room<'w>,
    sources: Vec<Source>,
    kinds: Vec<RelationKind>,
    tellers: &'w Tellers,
    others: HashMap<String, String>,
    purposes: HashMap<String, String>,
}

impl<'w> Words<'w> {
    /// Reads the sources, clients and kinds of relations that the entries name.
    pub(super) fn read(
        tx: &mut Tx<'_>,
        room: &'w Room<'w>,
        tellers: &'w Tellers,
        items: &[Happening],
    ) -> Result<Self, CustomerError> {
        let number = |item: &Happening| item.record.payload.get("source").and_then(Value::as_i64);
        let mut numbers: Vec<i64> = items.iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let mut others = HashMap::new();
        for item in items {
            let Some(id) = text(&item.record.payload, "other") else { continue };
            if let (false, Ok(known)) = (others.contains_key(id), id.parse()) {
                let name = name_of(tx, room.act, known)?;
                others.insert(id.to_owned(), name);
            }
        }
        let sources = listing::sources(tx, room.act, &numbers)?;
        let say = &room.visit.say;
        let purposes = consents::purposes(tx, room.act, true)?;
        let purposes = purposes.into_iter().map(|one| (one.slug.clone(), one.name(say))).collect();
        Ok(Self { room, sources, kinds: relations::kinds(tx, room.act)?, tellers, others, purposes })
    }

    /// Says one entry.
    pub(super) fn line(&self, item: &Happening) -> EntryLine {
        let (record, say) = (&item.record, &self.room.visit.say);
        let told = self.tellers.of(&record.verb).map(|teller| teller.tell(record, say));
        let (icon, signal) =
            told.as_ref().map_or_else(|| mark(&record.verb), |told| (told.icon, told.signal));
        let is_note = record.verb == crate::noting::WRITTEN;
        let withdrawn = item.is_withdrawn.then(|| say.t("customers-note-withdrawn-mark"));
        let seq = record.seq;
        EntryLine {
            icon,
            signal,
            title: told.as_ref().map_or_else(|| self.title(item), |told| told.title.clone()),
            who: self.who(item),
            when: say.time(record.at),
            note: match (&told, record.verb.as_str()) {
                (Some(told), _) => Some(told.note.as_str()),
                (None, crate::revealing::REVEALED | "customer.removal_asked") => {
                    text(&record.payload, "reason")
                }
                (None, _) => text(&record.payload, "text").filter(|_| is_note),
            }
            .unwrap_or_default()
            .to_owned(),
            faint: withdrawn.unwrap_or_default(),
            changes: self.changes(&record.payload),
            withdraw: match item.can_withdraw {
                true => format!("{}/notes/{seq}/withdraw", self.room.card.href()),
                false => String::new(),
            },
        }
    }

    fn title(&self, item: &Happening) -> String {
        let (payload, say) = (&item.record.payload, &self.room.visit.say);
        let (kind, name) = (self.relation(payload), self.name(payload));
        let args = [("kind", kind.into()), ("name", name.into()), ("field", self.label(payload).into())];
        match item.record.verb.as_str() {
            "customer.created" => say.t("customers-verb-customer-created"),
            "customer.changed" => say.t("customers-verb-customer-changed"),
            "customer.archived" => say.t("customers-verb-customer-archived"),
            "customer.restored" => say.t("customers-verb-customer-restored"),
            "fact.confirmed" => say.with("customers-verb-fact-confirmed", &args),
            "fact.expired" => say.t("customers-verb-fact-expired"),
            "conflict.settled" => say.with("customers-verb-conflict-settled", &args),
            "note.written" => say.t("customers-verb-note-written"),
            "note.withdrawn" => say.t("customers-verb-note-withdrawn"),
            "relation.added" => say.with("customers-verb-relation-added", &args),
            "relation.ended" => say.with("customers-verb-relation-ended", &args),
            "relation.resumed" => say.with("customers-verb-relation-resumed", &args),
            "file.attached" => say.with("customers-verb-file-attached", &args),
            "file.removed" => say.with("customers-verb-file-removed", &args),
            "file.restored" => say.with("customers-verb-file-restored", &args),
            "customer.revealed" => {
                let slug = text(payload, "revealed").and_then(|slug| self.room.act.fields.slug(slug));
                let label = slug.map(|field| field.label(say)).unwrap_or_default();
                say.with("customers-verb-customer-revealed", &[("field", label.into())])
            }
            "customer.passed" => say.t("customers-verb-customer-passed"),
            "customer.removal_asked" => say.t("customers-verb-removal-asked"),
            "customer.removal_dropped" => say.t("customers-verb-removal-dropped"),
            "retention.applied" => say.t("customers-verb-retention"),
            "customer.erased" => say.t("customers-verb-erased"),
            "consent.recorded" => self.consent(payload),
            "photo.set" => say.t("customers-verb-photo-set"),
            "customer.merged" => say.with("customers-verb-customer-merged", &args),
            "customer.merged_into" => say.with("customers-verb-customer-merged-into", &args),
            "customer.parted" => say.with("customers-verb-customer-parted", &args),
            "customer.returned" => say.with("customers-verb-customer-returned", &args),
            "duplicate.denied" => say.with("customers-verb-duplicate-denied", &args),
            "duplicate.allowed" => say.with("customers-verb-duplicate-allowed", &args),
            other => say.with("customers-verb-other", &[("name", other.into())]),
        }
    }

    fn consent(&self, payload: &Value) -> String {
        let say = &self.room.visit.say;
        let word = |name: &str| text(payload, name).unwrap_or_default();
        let purpose = self.purposes.get(word("purpose")).cloned().unwrap_or_default();
        let args = [
            ("purpose", purpose.into()),
            ("channel", say.t(&format!("customers-channel-{}", word("channel"))).into()),
            ("state", say.t(&format!("customers-consent-is-{}", word("state"))).into()),
        ];
        say.with("customers-verb-consent-recorded", &args)
    }

    /// Who did it, and from where if that says more than the person.
    fn who(&self, item: &Happening) -> String {
        let (record, say) = (&item.record, &self.room.visit.say);
        let person = record.actor_id.map(|id| match self.room.staff.name(id) {
            Some(name) => name.to_owned(),
            None => say.t("customers-actor-gone"),
        });
        let who = match (record.actor_kind.as_str(), person) {
            ("token", Some(name)) => say.with("customers-actor-token", &[("name", name.into())]),
            ("console", _) => say.t("customers-actor-console"),
            (_, Some(name)) => name,
            (_, None) => say.t("customers-actor-system"),
        };
        let source = record.payload.get("source").and_then(Value::as_i64);
        let named = self.sources.iter().find(|known| Some(known.no) == source && !known.name.is_empty());
        match named {
            Some(known) => {
                format!(
                    "{who}, {}: {}",
                    say.t(&format!("customers-source-{}", known.kind.slug())),
                    known.name
                )
            }
            None => who,
        }
    }

    fn relation(&self, payload: &Value) -> String {
        let slug = text(payload, "kind").unwrap_or_default();
        let is_forward = payload.get("is_forward").and_then(Value::as_bool).unwrap_or(true);
        let kind = self.kinds.iter().find(|kind| kind.slug == slug);
        kind.map(|kind| kind.words(is_forward, &self.room.visit.say)).unwrap_or_default()
    }

    fn name(&self, payload: &Value) -> String {
        let other = text(payload, "other").and_then(|id| self.others.get(id));
        other.map(String::as_str).or_else(|| text(payload, "name")).unwrap_or_default().to_owned()
    }

    fn label(&self, payload: &Value) -> String {
        let field = text(payload, "field").and_then(|slug| self.room.act.fields.slug(slug));
        field.map(|field| field.label(&self.room.visit.say)).unwrap_or_default()
    }

    /// The fields that an entry names: changed ones with both values, settled and confirmed ones with what is so.
    fn changes(&self, payload: &Value) -> Vec<Change> {
        let change = |slug: &str, from: &[&str], to: &[&str]| {
            let field = self.room.act.fields.slug(slug)?;
            let words = |values: &[&str]| {
                values.iter().map(|value| shown(self.room, field, value)).collect::<Vec<_>>().join(", ")
            };
            Some(Change { label: field.label(&self.room.visit.say), from: words(from), to: words(to) })
        };
        if let Some(list) = payload.get("fields").and_then(Value::as_array) {
            let of_one = |one: &Value| change(text(one, "field")?, &texts(one, "from"), &texts(one, "to"));
            return list.iter().filter_map(of_one).collect();
        }
        if let Some(list) = payload.get("facts").and_then(Value::as_array) {
            let of_one = |one: &Value| change(one.get(0)?.as_str()?, &[], &[one.get(1)?.as_str()?]);
            return list.iter().filter_map(of_one).collect();
        }
        let one = text(payload, "field").zip(text(payload, "value"));
        one.and_then(|(slug, value)| change(slug, &texts(payload, "lost"), &[value])).into_iter().collect()
    }
}

/// The name of another card; of one that went into a card, as it was called then.
fn name_of(tx: &mut Tx<'_>, act: &Act, id: CustomerId) -> Result<String, CustomerError> {
    match listing::get(tx, act, id) {
        Ok(card) => Ok(card.name),
        Err(CustomerError::Missing) => Ok(merging::name_then(tx, act, id)?.unwrap_or_default()),
        Err(error) => Err(error),
    }
}

fn text<'p>(payload: &'p Value, name: &str) -> Option<&'p str> {
    payload.get(name)?.as_str()
}

fn texts<'p>(payload: &'p Value, name: &str) -> Vec<&'p str> {
    let list = payload.get(name).and_then(Value::as_array);
    list.map(|list| list.iter().filter_map(Value::as_str).collect()).unwrap_or_default()
}

/// The icon of a verb and its signal.
fn mark(verb: &str) -> (&'static str, &'static str) {
    match verb {
        "customer.created" => ("user-plus", "green"),
        "customer.changed" => ("pencil", ""),
        "customer.archived" => ("archive", ""),
        "customer.restored" => ("archive-restore", ""),
        "fact.confirmed" => ("check-check", "green"),
        "fact.expired" => ("clock", "amber"),
        "conflict.settled" => ("git-merge", "green"),
        "note.written" => ("sticky-note", "accent"),
        "note.withdrawn" => ("undo-2", ""),
        "relation.added" | "relation.resumed" => ("link", ""),
        "relation.ended" => ("unlink", ""),
        "file.attached" | "file.restored" => ("paperclip", ""),
        "file.removed" => ("trash-2", ""),
        "customer.revealed" => ("eye", "amber"),
        "customer.passed" => ("users", ""),
        "photo.set" => ("camera", ""),
        "consent.recorded" => ("shield-check", ""),
        "customer.merged" | "customer.merged_into" => ("git-merge", "accent"),
        "customer.parted" | "customer.returned" => ("split", ""),
        "duplicate.denied" => ("unlink", ""),
        "duplicate.allowed" => ("link", ""),
        _ => ("circle", ""),
    }
}

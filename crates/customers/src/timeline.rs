//! The timeline of a card: what the journal tells of it, newest first, a page at a time, of all kinds or of one.
//!
//! A page is one walk backwards along the index of the journal by subject and number, from the number where the page
//! before ended; a card with a hundred thousand entries opens as quickly as one with ten.

use crate::act::Act;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::field::slugs;
use crate::{merging, noting, sight, veiling};
use db::Tx;
use journal::{Filter, Record};
use kernel::Level;
use std::collections::HashSet;

/// Which entries are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// All.
    #[default]
    All,
    /// Notes.
    Notes,
    /// Changes of the card itself.
    Changes,
    /// Relations that began and ended.
    Relations,
    /// Files and photos.
    Files,
    /// Cards that became one, and what was said of pairs.
    Merges,
    /// What the client allowed and refused.
    Consents,
}

slugs!(Kind {
    All => "all", Notes => "notes", Changes => "changes", Relations => "relations", Files => "files",
    Merges => "merges", Consents => "consents",
});

impl Kind {
    /// The verbs of the journal that belong to it; empty for all.
    pub fn verbs(self) -> &'static [&'static str] {
        match self {
            Kind::All => &[],
            Kind::Notes => &[noting::WRITTEN],
            Kind::Changes => &[
                "customer.created",
                "customer.changed",
                "customer.archived",
                "customer.restored",
                "fact.confirmed",
                "fact.expired",
                crate::revealing::REVEALED,
                crate::passing::PASSED,
                "conflict.settled",
            ],
            Kind::Relations => &["relation.added", "relation.ended", "relation.resumed"],
            Kind::Consents => &["consent.recorded"],
            Kind::Files => &["file.attached", "file.removed", "file.restored", "photo.set"],
            Kind::Merges => &[
                "customer.merged",
                "customer.merged_into",
                "customer.parted",
                "customer.returned",
                "duplicate.denied",
                "duplicate.allowed",
            ],
        }
    }
}

/// One entry of the timeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Happening {
    /// As the journal has it.
    pub record: Record,
    /// Whether it is a note that its author withdrew; its text is empty then.
    pub is_withdrawn: bool,
    /// Whether whoever reads may withdraw it.
    pub can_withdraw: bool,
}

/// A page of the timeline.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stretch {
    /// The entries, newest first.
    pub items: Vec<Happening>,
    /// The number from which the next page goes on; `None` on the last one.
    pub next: Option<i64>,
}

/// Reads the entries of a card before a number (`None` for the newest), at most `size`.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn read(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    kind: Kind,
    place: (Option<i64>, usize),
) -> Result<Stretch, CustomerError> {
    read_verbs(tx, act, card, kind.verbs(), place)
}

/// Reads the entries of a card with one of these verbs (all when none is named) before a number, at most `size`.
///
/// # Errors
/// As [`read`].
pub fn read_verbs(
    tx: &mut Tx<'_>,
    act: &Act,
    card: CustomerId,
    verbs: &[&str],
    (before, size): (Option<i64>, usize),
) -> Result<Stretch, CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    sight::must_see(tx, act, card)?;
    let filter = Filter { before, verbs, limit: size + 1 };
    let subjects = subjects(tx, card)?;
    let mut records = Vec::new();
    for subject in &subjects {
        records.extend(journal::of_subject(tx, subject.0, filter)?);
    }
    records.sort_unstable_by_key(|record| std::cmp::Reverse(record.seq));
    let has_more = records.len() > size;
    records.truncate(size);
    let next = records.last().map(|record| record.seq).filter(|_| has_more);
    // That a card came here is told by this card's own entry.
    records.retain(|record| record.verb != "customer.merged_into" || record.subject_id == card.0);
    let mut records = seen(tx, act, records)?;
    records.iter_mut().for_each(|record| veiling::veiled_payload(act, &mut record.payload));
    let has_notes = records.iter().any(|record| record.verb == noting::WRITTEN);
    let mut withdrawn = HashSet::new();
    for subject in subjects.iter().filter(|_| has_notes) {
        withdrawn.extend(noting::withdrawn(tx, *subject)?);
    }
    let items = records.into_iter().map(|mut record| {
        let is_note = record.verb == noting::WRITTEN;
        let is_withdrawn = is_note && withdrawn.contains(&record.seq);
        if is_withdrawn {
            record.payload = serde_json::Value::Null;
        }
        let can_withdraw =
            is_note && !is_withdrawn && act.may(Level::Write) && noting::is_author(act, &record);
        Happening { record, is_withdrawn, can_withdraw }
    });
    Ok(Stretch { items: items.collect(), next })
}

/// The entries without those that tell of a customer who is not seen.
pub(crate) fn seen(tx: &mut Tx<'_>, act: &Act, records: Vec<Record>) -> Result<Vec<Record>, CustomerError> {
    let mut kept = Vec::with_capacity(records.len());
    for record in records {
        let other = record.payload.get("other").and_then(|id| id.as_str()?.parse().ok());
        // One that went into another is seen by whoever sees where it went.
        let other = match other {
            Some(id) => Some(merging::standing(tx, id)?.unwrap_or(id)),
            None => None,
        };
        match other.map(|id| sight::must_see(tx, act, id)) {
            Some(Err(CustomerError::Missing)) => {}
            Some(Err(error)) => return Err(error),
            None | Some(Ok(())) => kept.push(record),
        }
    }
    Ok(kept)
}

/// Whose entries the timeline of a card shows: its own and those of the cards that went into it.
pub(crate) fn subjects(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<CustomerId>, db::DbError> {
    let absorbed = merging::absorbed(tx, card)?;
    Ok(std::iter::once(card).chain(absorbed).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed, person_named};

    #[test]
    fn a_timeline_is_read_page_by_page_newest_first() {
        let (_folder, db) = base();
        let card = person_named(&db, "Омарова").id;
        for n in 0..5 {
            deed(&db, move |tx, act| noting::write(tx, act, card, &format!("заметка {n}"))).unwrap();
        }
        let (mut texts, mut before) = (Vec::new(), None);
        loop {
            let place = (before, 2);
            let page = deed(&db, move |tx, act| read(tx, act, card, Kind::Notes, place)).unwrap();
            texts.extend(
                page.items.iter().map(|item| item.record.payload["text"].as_str().unwrap().to_owned()),
            );
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        let wanted: Vec<String> = (0..5).rev().map(|n| format!("заметка {n}")).collect();
        assert_eq!(texts, wanted);
    }

    #[test]
    fn a_withdrawn_note_is_no_longer_read_out() {
        let (_folder, db) = base();
        let card = person_named(&db, "Омарова").id;
        let seq = deed(&db, move |tx, act| noting::write(tx, act, card, "секрет")).unwrap();
        deed(&db, move |tx, act| noting::withdraw(tx, act, card, seq)).unwrap();
        let page = deed(&db, move |tx, act| read(tx, act, card, Kind::Notes, (None, 10))).unwrap();
        assert!(page.items[0].is_withdrawn && page.items[0].record.payload.is_null());
    }
}

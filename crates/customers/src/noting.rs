//! Notes on a card: what staff learned and agreed; kept in the journal, withdrawn by whoever wrote them.

use crate::act::Act;
use crate::changing::SUBJECT;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use db::Tx;
use journal::{Entry, Filter, Record};
use kernel::Level;
use serde_json::json;
use std::collections::HashSet;
use web::FieldError;

/// The verb of a note in the journal.
pub const WRITTEN: &str = "note.written";
/// The verb of its withdrawal.
pub const WITHDRAWN: &str = "note.withdrawn";

/// The longest note, in letters.
pub const LONGEST: usize = 20_000;

/// Withdrawals of one card that are looked at; a card with more shows the oldest withdrawn notes again.
const MOST_WITHDRAWN: usize = 10_000;

/// Writes a note; gives its number in the journal, by which it can be withdrawn.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`]; [`CustomerError::Invalid`] when it is blank or too long.
pub fn write(tx: &mut Tx<'_>, act: &Act, card: CustomerId, text: &str) -> Result<i64, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let text = text.trim();
    if text.is_empty() {
        return Err(CustomerError::Invalid(vec![FieldError::new("note", "customers-note-empty")]));
    }
    if text.chars().count() > LONGEST {
        let args = vec![("most", LONGEST.to_string().into())];
        let error = FieldError { args, ..FieldError::new("note", "customers-note-long") };
        return Err(CustomerError::Invalid(vec![error]));
    }
    crate::sight::card(tx, act, card)?;
    let entry = Entry::now(&act.setting, WRITTEN, (SUBJECT, card.0), &json!({ "text": text }));
    Ok(journal::append(tx, &act.setting, &act.actor, entry)?)
}

/// Withdraws a note: it stays in the journal and is no longer read out. What is withdrawn already stays so.
///
/// # Errors
/// [`CustomerError::Forbidden`] for anybody but the author; [`CustomerError::Missing`].
pub fn withdraw(tx: &mut Tx<'_>, act: &Act, card: CustomerId, seq: i64) -> Result<(), CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    crate::sight::must_see(tx, act, card)?;
    let (card, note) = note_of(tx, card, seq)?.ok_or(CustomerError::Missing)?;
    if !is_author(act, &note) {
        return Err(CustomerError::Forbidden);
    }
    if withdrawn(tx, card)?.contains(&seq) {
        return Ok(());
    }
    let entry = Entry::now(&act.setting, WITHDRAWN, (SUBJECT, card.0), &json!({ "note": seq }));
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

/// The note of a number on a card, or on one that went into it.
fn note_of(
    tx: &mut Tx<'_>,
    card: CustomerId,
    seq: i64,
) -> Result<Option<(CustomerId, Record)>, db::DbError> {
    for subject in crate::timeline::subjects(tx, card)? {
        let filter = Filter { before: Some(seq.saturating_add(1)), verbs: &[WRITTEN], limit: 1 };
        let found = journal::of_subject(tx, subject.0, filter)?.into_iter().next();
        if let Some(note) = found.filter(|record| record.seq == seq) {
            return Ok(Some((subject, note)));
        }
    }
    Ok(None)
}

/// Whether whoever acts wrote this note.
pub fn is_author(act: &Act, note: &Record) -> bool {
    note.actor_id == act.actor.user && note.actor_id.is_some()
        || note.actor_id.is_none() && note.actor_kind == act.actor.kind.slug()
}

/// The numbers of the notes of a card that were withdrawn.
pub(crate) fn withdrawn(tx: &mut Tx<'_>, card: CustomerId) -> Result<HashSet<i64>, db::DbError> {
    let filter = Filter { before: None, verbs: &[WITHDRAWN], limit: MOST_WITHDRAWN };
    let records = journal::of_subject(tx, card.0, filter)?;
    Ok(records.iter().filter_map(|record| record.payload.get("note")?.as_i64()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{base, deed, deed_of, person_named};
    use kernel::{Actor, ActorKind, Rights, Setting};

    fn seller() -> Actor {
        let rights = Rights::default().with(crate::RIGHT, Level::Write);
        Actor {
            user: Some(Setting::real().id()),
            kind: ActorKind::Person,
            team: None,
            rights,
            sight: kernel::Sight::everything(),
        }
    }

    #[test]
    fn only_the_author_withdraws_a_note() {
        let (_folder, db) = base();
        let (card, author) = (person_named(&db, "Омарова").id, seller());
        let seq = deed_of(&db, &author, move |tx, act| write(tx, act, card, " Любит чай ")).unwrap();
        let by_other = deed_of(&db, &seller(), move |tx, act| withdraw(tx, act, card, seq));
        assert!(matches!(by_other, Err(CustomerError::Forbidden)));
        assert!(matches!(
            deed_of(&db, &author, move |tx, act| withdraw(tx, act, card, seq - 1)),
            Err(CustomerError::Missing)
        ));
        for _ in 0..2 {
            deed_of(&db, &author, move |tx, act| withdraw(tx, act, card, seq)).unwrap();
        }
        assert_eq!(db.read(|tx| withdrawn(tx, card)).unwrap(), HashSet::from([seq]));
    }

    #[test]
    fn a_blank_or_endless_note_is_refused() {
        let (_folder, db) = base();
        let card = person_named(&db, "Омарова").id;
        for text in [String::from(" \n"), "ж".repeat(LONGEST + 1)] {
            let refused = deed(&db, move |tx, act| write(tx, act, card, &text));
            assert!(matches!(refused, Err(CustomerError::Invalid(_))));
        }
    }
}

//! New cards: worked out in full on any thread, then written in one sorted pass.

use crate::act::Act;
use crate::changing::{SUBJECT, derive};
use crate::customer::{Customer, CustomerId, Kind, name_of};
use crate::editing::NewValue;
use crate::error::CustomerError;
use crate::sheet::{Fact, Sheet, SourceNo};
use crate::store::cards::{self, Derived};
use db::Tx;
use journal::Entry;
use kernel::Level;
use serde::Serialize;

/// A card worked out in full, only its number is missing.
pub struct Prepared {
    pub(super) card: Customer,
    pub(super) derived: Derived,
    payload: String,
}

#[derive(Serialize)]
struct Made<'a> {
    kind: &'a str,
    source: SourceNo,
    facts: Vec<(&'a str, &'a str)>,
}

/// Works out a new card; touches no database.
pub fn prepare(act: &Act, source: SourceNo, kind: Kind, values: &[(i64, NewValue)]) -> Prepared {
    let (now, values) = (act.setting.now(), crate::sight::answered_for(act, values));
    let mut facts: Vec<Fact> = Vec::with_capacity(values.len());
    for (field, new) in values.iter() {
        if facts.iter().any(|known| known.field == *field && known.value == new.value) {
            continue;
        }
        facts.push(Fact {
            sure: new.sure.unwrap_or(100).min(100),
            until: new.until,
            doubt: new.doubt.clone(),
            usage: new.usage.clone().map(Box::new),
            ..Fact::new(*field, new.value.clone(), source, now)
        });
    }
    let sheet = Sheet::new(facts);
    let name = name_of(kind, &sheet);
    let derived = derive(kind, &name, &sheet, &act.fields);
    let told = sheet
        .facts()
        .iter()
        .filter_map(|f| Some((act.fields.no(f.field)?.slug.as_str(), f.value.as_str())));
    let made = Made { kind: kind.slug(), source, facts: told.collect() };
    let payload = serde_json::to_string(&made).unwrap_or_default();
    let id: CustomerId = act.setting.id();
    let card = Customer {
        no: 0,
        id,
        kind,
        name,
        sheet,
        revision: 1,
        created_at: now,
        updated_at: now,
        archived_at: None,
    };
    Prepared { card, derived, payload }
}

/// Writes prepared cards with their traits, search texts and journal entries; gives them in the order given.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error; then none of them is written.
pub fn insert(tx: &mut Tx<'_>, act: &Act, batch: Vec<Prepared>) -> Result<Vec<Customer>, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let first = cards::next_no(tx)?;
    let mut batch = batch;
    for (no, prepared) in (first..).zip(&mut batch) {
        prepared.card.no = no;
    }
    let lines: Vec<_> = batch.iter().map(|prepared| (&prepared.card, &prepared.derived)).collect();
    cards::insert(tx, &lines)?;
    let entries = batch
        .iter_mut()
        .map(|prepared| Entry {
            at: prepared.card.created_at,
            verb: "customer.created",
            subject_kind: SUBJECT,
            subject_id: prepared.card.id.0,
            payload: std::mem::take(&mut prepared.payload),
        })
        .collect();
    journal::append_many(tx, &act.setting, &act.actor, entries)?;
    Ok(batch.into_iter().map(|prepared| prepared.card).collect())
}

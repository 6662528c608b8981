//! New cards: worked out in full on any thread, then written many at once.

use super::batch::{Batch, Record};
use super::held::Held;
use super::lines::Lines;
use crate::act::Act;
use crate::builtin;
use crate::changing::{SUBJECT, derive};
use crate::customer::{Customer, CustomerId, CustomerNo, Kind, name_of};
use crate::editing::NewValue;
use crate::error::CustomerError;
use crate::sheet::{Fact, Sheet, SourceNo};
use crate::store::cards::Derived;
use crate::store::many::{self, NewCard};
use db::Tx;
use journal::{Line, Seal};
use kernel::Level;
use serde::Serialize;
use std::sync::Arc;

/// A card worked out in full, only its number is missing.
pub(super) struct Prepared {
    pub(super) card: Customer,
    pub(super) derived: Derived,
    pub(super) payload: String,
    pub(super) seal: Seal,
}

#[derive(Serialize)]
struct Made<'a> {
    kind: &'a str,
    source: SourceNo,
    facts: Vec<(&'a str, &'a str)>,
}

/// Works out a new card; touches no database.
pub(super) fn prepare(act: &Act, source: SourceNo, kind: Kind, values: &[(i64, NewValue)]) -> Prepared {
    let (now, values) = (act.setting.now(), crate::sight::answered_for(act, values));
    let mut facts: Vec<Fact> = Vec::with_capacity(values.len());
    for (field, new) in values.iter() {
        if facts.iter().any(|known| known.field == *field && known.value == new.value) {
            continue;
        }
        facts.push(Fact {
            sure: new.sure.unwrap_or(100).min(100),
            until: new.until.or_else(|| act.fields.no(*field)?.guess_ends(now)),
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
    let seal = Seal::of(&act.setting, &payload);
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
    Prepared { card, derived, payload, seal }
}

/// Makes one card whose facts are of this source; values are as [`crate::typing`] gives them.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error.
pub fn make(
    tx: &mut Tx<'_>,
    act: &Act,
    source: SourceNo,
    (kind, values): (Kind, &[(i64, NewValue)]),
) -> Result<Customer, CustomerError> {
    let prepared = prepare(act, source, kind, values);
    let (mut batch, mut held) = (Batch::new(), Held::new());
    batch.pack(&prepared, None);
    let lines = Arc::new(batch.take_lines());
    held.open(Arc::clone(&lines));
    let no = insert(tx, act, (&batch, &lines), &[0], &mut held)?;
    held.settle(tx)?;
    Ok(Customer { no, ..prepared.card })
}

/// Writes the records at these places, which rise, as new cards with their search texts and journal entries; gives the
/// number of the first, whom the others follow. Their lines of the index are held, in the batch that was opened last.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error; then none of them is written.
pub(super) fn insert(
    tx: &mut Tx<'_>,
    act: &Act,
    (batch, lines): (&Batch, &Lines),
    places: &[usize],
    held: &mut Held,
) -> Result<CustomerNo, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let first = many::next_no(tx)?;
    if places.is_empty() {
        return Ok(first);
    }
    let records = || (first..).zip(places).filter_map(|(no, at)| Some((*at, no, batch.record(*at)?)));
    let key = |at: usize| lines.key(at, builtin::NAME);
    many::insert(tx, records().map(|(at, no, record)| card(batch, (no, key(at)), record)))?;
    held.hold(places, first);
    let texts: Vec<_> = records().map(|(_, no, record)| (no, batch.text(record.search))).collect();
    many::insert_search(tx, &texts)?;
    let told = records().map(|(_, _, record)| Line {
        at: record.created_at,
        verb: "customer.created",
        subject_kind: SUBJECT,
        subject_id: record.id.0,
        payload: batch.text(record.payload),
        seal: Some(record.seal),
    });
    journal::append_lines(tx, &act.setting, &act.actor, told)?;
    Ok(first)
}

fn card<'b>(batch: &'b Batch, (no, name_key): (CustomerNo, &'b str), record: &Record) -> NewCard<'b> {
    NewCard {
        no,
        id: record.id,
        kind: record.kind,
        name: batch.text(record.name),
        name_key,
        sheet: batch.text(record.sheet),
        search: batch.text(record.search),
        created_at: record.created_at,
    }
}

//! One batch of records in one transaction.

use super::batch::{Batch, Exact};
use super::known::{Holders, holders, is_same};
use super::prepare::insert;
use super::{Origin, Outcome, Understood};
use crate::NewValue;
use crate::act::Act;
use crate::builtin::RESPONSIBLE;
use crate::changing;
use crate::customer::Customer;
use crate::editing::Edit;
use crate::error::CustomerError;
use crate::sheet::Sheet;
use crate::sight;
use crate::sorting;
use crate::store::many;
use db::Tx;

/// Takes in records; gives what became of each, in the order given.
///
/// # Errors
/// [`CustomerError::Forbidden`] or a database error; then none of them is written.
pub fn upsert(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    records: Vec<Understood>,
) -> Result<Vec<Outcome>, CustomerError> {
    let mut outcomes = Vec::with_capacity(records.len());
    let mut records = records.into_iter().peekable();
    while records.peek().is_some() {
        let mut batch = Batch::new();
        while !batch.is_full()
            && let Some(record) = records.next()
        {
            batch.add(act, origin.source, &record);
        }
        outcomes.extend(upsert_batch(tx, act, origin, batch)?);
    }
    Ok(outcomes)
}

/// Takes in records worked out beforehand; gives what became of each, in the order given.
///
/// Records that share a key with an earlier one of the batch wait until that one is written, so that each sees the
/// cards as if they had come one by one.
///
/// # Errors
/// As [`upsert`].
pub fn upsert_batch(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    mut batch: Batch,
) -> Result<Vec<Outcome>, CustomerError> {
    if !batch.is_sorted() {
        batch.sort();
    }
    let (act, late) = sorting::caught_up(tx, act)?;
    let first = many::next_no(tx)?;
    let mut outcomes: Vec<Option<Outcome>> = vec![None; batch.len()];
    let mut keys = batch.exact_keys();
    let mut waiting: Vec<usize> = (0..batch.len()).collect();
    while !waiting.is_empty() {
        let is_later = later(&keys, batch.len());
        let (later, now): (Vec<usize>, Vec<usize>) =
            waiting.into_iter().partition(|at| is_later.get(*at).copied().unwrap_or(false));
        // Of those that share a key the first is looked up now, and every other one is later.
        let holders = holders(tx, &keys, &is_later)?;
        round(tx, (&act, origin), (&batch, &holders), &now, &mut outcomes)?;
        keys.retain(|key| is_later.get(key.of).copied().unwrap_or(false));
        waiting = later;
    }
    sorting::add_late(tx, &late, first)?;
    Ok(outcomes.into_iter().flatten().collect())
}

/// Which records share a key with an earlier one, by place; `keys` are sorted.
fn later(keys: &[Exact<'_>], n: usize) -> Vec<bool> {
    let mut is_later = vec![false; n];
    for shared in keys.chunk_by(|one, next| one.field == next.field && one.key == next.key) {
        for key in shared.iter().skip(1) {
            if let Some(slot) = is_later.get_mut(key.of) {
                *slot = true;
            }
        }
    }
    is_later
}

fn round(
    tx: &mut Tx<'_>,
    (act, origin): (&Act, Origin),
    (batch, holders): (&Batch, &Holders),
    now: &[usize],
    outcomes: &mut [Option<Outcome>],
) -> Result<(), CustomerError> {
    let mut fresh = Vec::with_capacity(now.len());
    for at in now {
        let Some(record) = batch.record(*at) else { continue };
        let known = match record.meant {
            Some(id) => Some(sight::card(tx, act, id)),
            None => match_of(tx, act, (batch, *at), holders)?.map(Ok),
        };
        let outcome = match known {
            Some(Ok(card)) => merge(tx, act, origin, (&card, &sheet_of(batch, *at)))?,
            Some(Err(_)) => Outcome::Rejected(vec![web::FieldError::new("id", "customers-unknown-id")]),
            None => {
                fresh.push(*at);
                continue;
            }
        };
        if let Some(slot) = outcomes.get_mut(*at) {
            *slot = Some(outcome);
        }
    }
    insert(tx, act, batch, &fresh)?;
    for at in fresh {
        if let (Some(slot), Some(record)) = (outcomes.get_mut(at), batch.record(at)) {
            *slot = Some(Outcome::New(record.id));
        }
    }
    Ok(())
}

/// What a record says, as facts; without what only a new card would say.
fn sheet_of(batch: &Batch, at: usize) -> Sheet {
    let Some(record) = batch.record(at) else { return Sheet::default() };
    let mut sheet = Sheet::from_text(batch.text(record.sheet)).unwrap_or_default();
    if record.is_given_to_sender {
        sheet.take(|fact| fact.field == RESPONSIBLE);
    }
    sheet
}

/// The card that a record is of; one that is not seen is none.
fn match_of(
    tx: &mut Tx<'_>,
    act: &Act,
    (batch, at): (&Batch, usize),
    holders: &Holders,
) -> Result<Option<Customer>, CustomerError> {
    let (Some(held), Some(record)) = (holders.get(&at), batch.record(at)) else { return Ok(None) };
    let sheet = sheet_of(batch, at);
    for (field, no) in held {
        if let Some(card) = sight::numbered(tx, act, *no)?
            && is_same((record.kind, &sheet), &card, *field)
        {
            return Ok(Some(card));
        }
    }
    Ok(None)
}

fn merge(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    (card, record): (&Customer, &Sheet),
) -> Result<Outcome, CustomerError> {
    let edits = record.facts().iter().map(|fact| {
        let new = NewValue {
            value: fact.value.clone(),
            doubt: fact.doubt.clone(),
            sure: Some(fact.sure),
            until: fact.until,
            usage: fact.usage.as_deref().cloned(),
        };
        Edit::Add(fact.field, new, origin.rule)
    });
    let edits: Vec<Edit> = edits.collect();
    let has_news = record.facts().iter().any(|fact| {
        !card.sheet.facts().iter().any(|known| known.field == fact.field && known.value == fact.value)
    });
    changing::change_from(tx, act, (card.id, None), &edits, origin.source)?;
    Ok(if has_news { Outcome::Merged(card.id) } else { Outcome::Unchanged(card.id) })
}

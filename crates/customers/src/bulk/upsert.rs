//! One batch of records in one transaction.

use super::known::{Mark, holders, is_same, marks};
use super::{Origin, Outcome, Prepared, Understood, insert, prepare};
use crate::act::Act;
use crate::changing;
use crate::customer::{Customer, CustomerId};
use crate::editing::Edit;
use crate::error::CustomerError;
use db::Tx;
use std::collections::HashSet;

/// A record with its card worked out, in case it is new.
pub struct Ready {
    pub(super) record: Understood,
    pub(super) marks: Vec<Mark>,
    pub(super) card: Option<Prepared>,
}

impl Ready {
    /// Works out what can be known before the base is asked; any thread will do.
    pub fn of(act: &Act, origin: Origin, record: Understood) -> Self {
        let marks = marks(act, &record);
        let card = record.id.is_none().then(|| prepare(act, origin.source, record.kind, &record.values));
        Self { record, marks, card }
    }
}

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
    let ready = records.into_iter().map(|record| Ready::of(act, origin, record)).collect();
    upsert_ready(tx, act, origin, ready)
}

/// Takes in records worked out beforehand; gives what became of each, in the order given.
///
/// Records that share a key with an earlier one of the batch wait until that one is written, so that each sees the
/// cards as if they had come one by one.
///
/// # Errors
/// As [`upsert`].
pub fn upsert_ready(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    batch: Vec<Ready>,
) -> Result<Vec<Outcome>, CustomerError> {
    let mut outcomes: Vec<Option<Outcome>> = batch.iter().map(|_| None).collect();
    let mut waiting: Vec<(usize, Ready)> = batch.into_iter().enumerate().collect();
    while !waiting.is_empty() {
        let mut seen: HashSet<Mark> = HashSet::new();
        let (now, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(|(_, ready)| {
            let is_first = ready.marks.iter().all(|mark| !seen.contains(mark));
            seen.extend(ready.marks.iter().cloned());
            is_first
        });
        for (at, outcome) in round(tx, act, origin, now)? {
            if let Some(slot) = outcomes.get_mut(at) {
                *slot = Some(outcome);
            }
        }
        waiting = later;
    }
    Ok(outcomes.into_iter().flatten().collect())
}

fn round(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    batch: Vec<(usize, Ready)>,
) -> Result<Vec<(usize, Outcome)>, CustomerError> {
    let all_marks: Vec<Vec<Mark>> = batch.iter().map(|(_, ready)| ready.marks.clone()).collect();
    let holders = holders(tx, &all_marks)?;
    let (mut outcomes, mut fresh) = (Vec::with_capacity(batch.len()), Vec::with_capacity(batch.len()));
    for (at, mut ready) in batch {
        let known = match ready.record.id {
            Some(id) => Some(crate::sight::card(tx, act, id)),
            None => match_of(tx, act, (&ready, &holders))?.map(Ok),
        };
        match (known, ready.card.take()) {
            (Some(Ok(card)), _) => outcomes.push((at, merge(tx, act, origin, (&card, &ready.record))?)),
            (Some(Err(_)), _) | (None, None) => {
                let unknown = web::FieldError::new("id", "customers-unknown-id");
                outcomes.push((at, Outcome::Rejected(vec![unknown])));
            }
            (None, Some(card)) => fresh.push((at, card)),
        }
    }
    let (places, cards): (Vec<usize>, Vec<Prepared>) = fresh.into_iter().unzip();
    let made = insert(tx, act, cards)?;
    outcomes.extend(places.into_iter().zip(made).map(|(at, card)| (at, Outcome::New(card.id))));
    Ok(outcomes)
}

type Holders = std::collections::HashMap<Mark, Vec<i64>>;

/// The card that a record is of; one that is not seen is none.
fn match_of(
    tx: &mut Tx<'_>,
    act: &Act,
    (ready, holders): (&Ready, &Holders),
) -> Result<Option<Customer>, CustomerError> {
    for mark in ready.marks.iter().rev() {
        for no in holders.get(mark).into_iter().flatten() {
            if let Some(card) = crate::sight::numbered(tx, act, *no)?
                && is_same(&ready.record, &card, mark.0)
            {
                return Ok(Some(card));
            }
        }
    }
    Ok(None)
}

fn merge(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    (card, record): (&Customer, &Understood),
) -> Result<Outcome, CustomerError> {
    let id: CustomerId = card.id;
    let edits: Vec<Edit> =
        record.values.iter().map(|(field, new)| Edit::Add(*field, new.clone(), origin.rule)).collect();
    let is_news = |(field, new): &(i64, crate::NewValue)| {
        !card.sheet.facts().iter().any(|fact| fact.field == *field && fact.value == new.value)
    };
    let has_news = record.values.iter().any(is_news);
    changing::change_from(tx, act, (id, None), &edits, origin.source)?;
    Ok(if has_news { Outcome::Merged(id) } else { Outcome::Unchanged(id) })
}

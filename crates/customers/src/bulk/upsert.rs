//! One batch of records in one transaction.

use super::batch::Batch;
use super::held::Held;
use super::known::{Holders, holders, is_same};
use super::lines::{Exact, Lines};
use super::prepare::insert;
use super::{Origin, Outcome, Understood};
use crate::NewValue;
use crate::act::Act;
use crate::builtin::RESPONSIBLE;
use crate::changing;
use crate::customer::{Customer, CustomerId};
use crate::editing::{Edit, is_labelled_by, says};
use crate::error::CustomerError;
use crate::sheet::Sheet;
use crate::sight;
use crate::sorting;
use crate::store::{cards, many};
use db::Tx;
use std::sync::Arc;

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
/// # Errors
/// As [`upsert`].
pub fn upsert_batch(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    batch: Batch,
) -> Result<Vec<Outcome>, CustomerError> {
    let mut held = Held::new();
    let outcomes = upsert_held(tx, act, origin, batch, &mut held)?;
    held.settle(tx)?;
    Ok(outcomes)
}

/// [`upsert_batch`] that leaves the lines of new cards in `held`, for several batches of one transaction to be written in
/// one pass; until they are settled nothing else in it may look cards up by what they say.
///
/// Records that share a key with an earlier one of the batch wait until that one is written, so that each sees the
/// cards as if they had come one by one.
///
/// # Errors
/// As [`upsert`].
pub fn upsert_held(
    tx: &mut Tx<'_>,
    act: &Act,
    origin: Origin,
    mut batch: Batch,
    held: &mut Held,
) -> Result<Vec<Outcome>, CustomerError> {
    let lines = Arc::new(batch.take_lines());
    held.catch_up(tx)?;
    held.open(Arc::clone(&lines));
    let (act, late) = sorting::caught_up(tx, act)?;
    let first = many::next_no(tx)?;
    let mut outcomes: Vec<Option<Outcome>> = vec![None; batch.len()];
    let mut keys: Vec<Exact<'_>> = lines.exact_keys().collect();
    let n_keys = keys.len();
    let mut waiting: Vec<usize> = (0..batch.len()).collect();
    while !waiting.is_empty() {
        let is_later = later(&keys, batch.len());
        let (later, now): (Vec<usize>, Vec<usize>) =
            waiting.into_iter().partition(|at| is_later.get(*at).copied().unwrap_or(false));
        // Of those that share a key the first is looked up now, and every other one is later.
        let is_again = keys.len() < n_keys;
        let holders = holders(tx, (&keys, &is_later), (held, is_again))?;
        let mut round = Round { act: &act, origin, batch: &batch, lines: &lines, holders, held };
        round.run(tx, &now, &mut outcomes)?;
        keys.retain(|key| is_later.get(key.of).copied().unwrap_or(false));
        waiting = later;
    }
    sorting::add_late(tx, &late, first)?;
    held.seen.learn(tx, lines.exact_keys())?;
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

/// Records of a batch of which no two share a key.
struct Round<'b> {
    act: &'b Act,
    origin: Origin,
    batch: &'b Batch,
    lines: &'b Lines,
    /// Whom the records may be of.
    holders: Holders,
    held: &'b mut Held,
}

impl Round<'_> {
    fn run(
        &mut self,
        tx: &mut Tx<'_>,
        now: &[usize],
        outcomes: &mut [Option<Outcome>],
    ) -> Result<(), CustomerError> {
        let mut fresh = Vec::with_capacity(now.len());
        for at in now {
            let Some(record) = self.batch.record(*at) else { continue };
            let known = match record.meant {
                Some(id) => Some(self.meant(tx, id)),
                None => self.match_of(tx, *at)?.map(Ok),
            };
            let outcome = match known {
                Some(Ok(card)) => merge(tx, self.act, self.origin, (&card, &sheet_of(self.batch, *at)))?,
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
        insert(tx, self.act, (self.batch, self.lines), &fresh, self.held)?;
        for at in fresh {
            if let (Some(slot), Some(record)) = (outcomes.get_mut(at), self.batch.record(at)) {
                *slot = Some(Outcome::New(record.id));
            }
        }
        Ok(())
    }

    /// The card of an id, if it is seen.
    fn meant(&mut self, tx: &mut Tx<'_>, id: CustomerId) -> Result<Customer, CustomerError> {
        for no in cards::numbers_of(tx, &[id])? {
            self.held.settle_card(tx, no)?;
        }
        sight::card(tx, self.act, id)
    }

    /// The card that a record is of by its keys; one that is not seen is none.
    fn match_of(&mut self, tx: &mut Tx<'_>, at: usize) -> Result<Option<Customer>, CustomerError> {
        let (Some(found), Some(record)) = (self.holders.get(&at), self.batch.record(at)) else {
            return Ok(None);
        };
        let sheet = sheet_of(self.batch, at);
        for (field, no) in found {
            self.held.settle_card(tx, *no)?;
            if let Some(card) = sight::numbered(tx, self.act, *no)?
                && is_same((record.kind, &sheet), &card, *field)
            {
                return Ok(Some(card));
            }
        }
        Ok(None)
    }
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
    let is_news = |edit: &Edit| match edit {
        Edit::Add(field, new, _) => {
            !says(&card.sheet, *field, &new.value) || is_labelled_by(&card.sheet, *field, new)
        }
        Edit::Set(..) | Edit::Remove(..) => true,
    };
    let has_news = edits.iter().any(is_news);
    changing::change_from(tx, act, (card.id, None), &edits, origin.source)?;
    Ok(if has_news { Outcome::Merged(card.id) } else { Outcome::Unchanged(card.id) })
}

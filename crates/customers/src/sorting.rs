//! The order of the alphabet under a field of words, made the first time that somebody sorts a list by it.
//!
//! The keys of words are made for finding: one spelling for all that sounds alike, so that Ц comes before Ч where C does.
//! A second line for every word of every card would cost everybody; few fields are ever sorted by. So a field is
//! **asked** for its order once: from then on whatever is written brings its line, and those of the cards that are there
//! are added, at once where they are few, else by a job; until that is done lists go by the keys there are.

use crate::act::{Act, Desk};
use crate::error::CustomerError;
use crate::field::{Field, FieldNo, FieldSet, Letters};
use crate::store::{fields as table, letters};
use db::{DbError, Tx};
use jobs::{Job, JobError, New, Outcome, Work};
use kernel::{Level, Setting};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The name of the job.
const KIND: &str = "customers.letters";

/// Up to this number of cards the lines are added where somebody waits for them.
const AT_ONCE: i64 = 3_000;

/// Cards that get their lines in one transaction of the job.
const BATCH: usize = 2_000;

/// Asks a field of words for its order of the alphabet; whether it is ready.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`] for a field that is not there or not of words.
pub fn ask(tx: &mut Tx<'_>, act: &Act, no: FieldNo) -> Result<bool, CustomerError> {
    if !act.may(Level::Read) {
        return Err(CustomerError::Forbidden);
    }
    let field = act.fields.no(no).filter(|field| field.is_words()).ok_or(CustomerError::Missing)?;
    if field.letters == Letters::Ready {
        return Ok(true);
    }
    table::ask_letters(tx, no, act.setting.now())?;
    if letters::last_no(tx)? <= AT_ONCE {
        letters::add(tx, field, (0, AT_ONCE.unsigned_abs() as usize))?;
        table::end_letters(tx, no, act.setting.now())?;
        return Ok(true);
    }
    let new = New::of(KIND, &Asked { field: no }).key(format!("{KIND} {no}"));
    jobs::enqueue(tx, &act.setting, new)?;
    Ok(false)
}

/// The same act with the fields as they stand, for deeds worked out before somebody asked a field for its order; and the
/// fields asked since, whose lines what was worked out is without.
pub(crate) fn caught_up(tx: &mut Tx<'_>, act: &Act) -> Result<(Act, Vec<Field>), DbError> {
    let known: Vec<FieldNo> = act.fields.lettered().map(|field| field.no).collect();
    let mut asked = table::lettered(tx)?;
    asked.retain(|no| !known.contains(no));
    if asked.is_empty() {
        return Ok((act.clone(), Vec::new()));
    }
    let fields = FieldSet::new(table::all(tx)?)
        .over(act.fields.snapshot().clone())
        .answered_by(act.fields.answering.clone());
    let late = fields.lettered().filter(|field| asked.contains(&field.no)).cloned().collect();
    Ok((Act { fields: Arc::new(fields), ..act.clone() }, late))
}

/// Adds the lines of these fields to the cards from a number on.
pub(crate) fn add_late(tx: &mut Tx<'_>, late: &[Field], from: i64) -> Result<(), DbError> {
    late.iter().try_for_each(|field| letters::add(tx, field, (from - 1, usize::MAX >> 1)).map(drop))
}

/// What the job is asked with.
#[derive(Debug, Serialize, Deserialize)]
struct Asked {
    field: FieldNo,
}

/// The job that adds the lines of the cards that were there before.
pub(crate) struct AddLetters;

/// How far it is: the last card.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Place {
    after: i64,
}

impl Job for AddLetters {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, work: &Work) -> Result<Outcome, JobError> {
        let Asked { field } = work.payload()?;
        let total = work.db().read(letters::last_no)?;
        let mut place: Place = work.place().unwrap_or_default();
        loop {
            if work.is_stopping() {
                return Ok(Outcome::Stopped);
            }
            work.progress(place.after.min(total), Some(total), "customers-letters-under-way");
            let (setting, id) = (work.setting().clone(), work.id());
            let next = work.write(move |tx| {
                let next = step(tx, &setting, (field, place))?;
                if let Some(next) = &next {
                    jobs::keep_place(tx, id, next)?;
                }
                Ok::<_, JobError>(next)
            })?;
            match next {
                Some(next) => place = next,
                None => return Ok(Outcome::DONE),
            }
        }
    }
}

/// One batch; `None` once the order is ready, or nothing is left to be ordered.
fn step(
    tx: &mut Tx<'_>,
    setting: &Setting,
    (no, place): (FieldNo, Place),
) -> Result<Option<Place>, DbError> {
    let fields = Desk::default().fields(tx)?;
    let Some(field) = fields.no(no).filter(|field| field.letters == Letters::Underway) else {
        return Ok(None);
    };
    match letters::add(tx, field, (place.after, BATCH))? {
        Some(after) => Ok(Some(Place { after })),
        None => {
            table::end_letters(tx, no, setting.now())?;
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests;

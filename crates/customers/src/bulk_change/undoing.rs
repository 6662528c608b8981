//! Taking a deed back: each card as it stood, unless somebody has changed the same thing since.

use super::{AT_ONCE, BATCH, Before, DeedId, ManyEdit, get, mark, put_away, undo_later, writable};
use crate::act::Act;
use crate::changing::{Told, told_of, write};
use crate::customer::{Customer, CustomerNo};
use crate::editing::Ending;
use crate::error::CustomerError;
use crate::field::FieldNo;
use crate::sheet::{Fact, SourceNo};
use crate::sight;
use crate::source;
use crate::store::deeds;
use db::Tx;
use serde::{Deserialize, Serialize};

/// How far the taking back is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Cards that stand as before.
    pub n: i64,
    /// Cards left as they are, since somebody changed them meanwhile.
    pub n_left: i64,
    /// The number of the last card looked at.
    pub after: CustomerNo,
    /// Whether all were looked at.
    pub is_over: bool,
}

/// Takes a deed back whole; a large one, and one that a job did, is left to a job.
///
/// # Errors
/// As [`begin_undo`].
pub fn undo(
    tx: &mut Tx<'_>,
    act: &Act,
    id: DeedId,
) -> Result<(Undone, Option<jobs::JobId>), CustomerError> {
    let deed = get(tx, act, id)?;
    let mut undone = Undone::default();
    if deed.job.is_some() || usize::try_from(deed.n).is_ok_and(|n| n > AT_ONCE) {
        return Ok((undone, Some(undo_later(tx, act, id)?)));
    }
    begin_undo(tx, act, id)?;
    while !undone.is_over {
        undone = undo_batch(tx, act, id, undone)?;
    }
    Ok((undone, None))
}

/// Marks a deed as taken back; nothing more is done of it from now on.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Missing`] also when it was taken back before.
pub fn begin_undo(tx: &mut Tx<'_>, act: &Act, id: DeedId) -> Result<(), CustomerError> {
    writable(act)?;
    if get(tx, act, id)?.is_undone {
        return Err(CustomerError::Missing);
    }
    Ok(deeds::undone(tx, id.0, act.setting.now())?)
}

/// Restores at most [`BATCH`] cards after those of `so_far`; the deed was marked by [`begin_undo`].
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn undo_batch(tx: &mut Tx<'_>, act: &Act, id: DeedId, so_far: Undone) -> Result<Undone, CustomerError> {
    writable(act)?;
    let deed = get(tx, act, id)?;
    let items = deeds::items(tx, id.0, (so_far.after, BATCH))?;
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let mut undone = Undone { is_over: items.len() < BATCH, ..so_far };
    for (no, before) in items {
        undone.after = no;
        let before: Option<Before> = serde_json::from_str(&before).ok();
        let is_restored = match (sight::numbered(tx, act, no)?, before) {
            (Some(card), Some(before)) => restore(tx, act, card, (&deed.edit, before, id, source))?,
            _ => false,
        };
        undone.n += i64::from(is_restored);
        undone.n_left += i64::from(!is_restored);
    }
    Ok(undone)
}

/// Puts one card back; whether it stood as the deed had left it.
fn restore(
    tx: &mut Tx<'_>,
    act: &Act,
    card: Customer,
    (edit, before, id, source): (&ManyEdit, Before, DeedId, SourceNo),
) -> Result<bool, CustomerError> {
    let field = match edit {
        ManyEdit::Archive { is_archived } => return put_away(tx, act, card, (!is_archived, id.0, source)),
        ManyEdit::Add { field, .. } | ManyEdit::Remove { field, .. } | ManyEdit::Set { field, .. } => {
            *field
        }
    };
    if !stands_as_left(&card, field, &before.left) {
        return Ok(false);
    }
    let mut sheet = card.sheet.clone();
    let taken = sheet.take(|fact| fact.field == field);
    let is_gone = |fact: &Fact| !before.facts.iter().any(|stood| stood.value == fact.value);
    let ended: Vec<_> = taken.into_iter().filter(is_gone).map(|fact| (fact, Ending::Removed)).collect();
    for fact in before.facts {
        sheet.add(fact);
    }
    let mut payload = told_of(&act.fields, &card.sheet, &sheet, source);
    mark(&mut payload, id.0);
    write(tx, act, card, sheet, (Told { verb: "customer.changed", payload }, &ended, source))?;
    Ok(true)
}

fn stands_as_left(card: &Customer, field: FieldNo, left: &[String]) -> bool {
    let stands = card.sheet.facts().iter().filter(|fact| fact.field == field);
    stands.map(|fact| &fact.value).eq(left)
}

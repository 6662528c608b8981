//! One change made to many customers, that can be taken back.
//!
//! A **deed** keeps what stood on each card before it. A small one is one transaction; a large one is a job, done in
//! batches, each a transaction of its own, so that others can write in between. Taking it back restores every card on which nobody has changed
//! the same thing since, and leaves the others as they are.

mod edit;
mod job;
mod selection;
mod undoing;

pub use edit::ManyEdit;
pub use job::{jobs, later, undo_later};
pub use selection::Selection;
pub use undoing::{Undone, begin_undo, undo, undo_batch};

use crate::act::Act;
use crate::changing::{Told, apply, told_of, write};
use crate::customer::{Customer, CustomerNo};
use crate::error::CustomerError;
use crate::sheet::{Fact, SourceNo};
use crate::source;
use crate::store::deeds;
use crate::{sight, veiling};
use db::Tx;
use kernel::{Level, RawId, id_type};
use serde::{Deserialize, Serialize};
use serde_json::json;

id_type!(
    /// A change made to many.
    DeedId
);

/// Cards changed in one transaction.
pub const BATCH: usize = 500;

/// More cards than this are changed by a job.
pub const AT_ONCE: usize = 2_000;

/// A change made to many, as people are told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// Its id.
    pub id: DeedId,
    /// What was done to each card.
    pub edit: ManyEdit,
    /// How many cards it has changed so far.
    pub n: i64,
    /// The job that does it, for a large one.
    pub job: Option<jobs::JobId>,
    /// Whether it was taken back.
    pub is_undone: bool,
}

/// What stood on one card before, and what the deed left there.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    #[serde(default)]
    facts: Vec<Fact>,
    #[serde(default)]
    left: Vec<String>,
}

/// Opens a deed of which nothing is done yet.
///
/// # Errors
/// [`CustomerError::Forbidden`].
pub fn begin(
    tx: &mut Tx<'_>,
    act: &Act,
    edit: &ManyEdit,
    job: Option<jobs::JobId>,
) -> Result<DeedId, CustomerError> {
    writable(act)?;
    if let ManyEdit::Add { field, .. } | ManyEdit::Remove { field, .. } | ManyEdit::Set { field, .. } = edit
    {
        veiling::may_touch(act, *field)?;
    }
    let id: DeedId = act.setting.id();
    let deed = deeds::Deed {
        id: id.0,
        kind: edit.kind().into(),
        payload: json!({ "edit": edit, "job": job }),
        user: act.actor.user,
        n: 0,
        undone_at: None,
    };
    deeds::begin(tx, &deed, act.setting.now())?;
    Ok(id)
}

/// Does a deed on at most [`AT_ONCE`] cards, whole or not at all; gives how many it changed.
///
/// # Errors
/// As [`change_batch`].
pub fn at_once(
    tx: &mut Tx<'_>,
    act: &Act,
    edit: &ManyEdit,
    numbers: &[CustomerNo],
) -> Result<(DeedId, i64), CustomerError> {
    let id = begin(tx, act, edit, None)?;
    let mut n_changed = 0;
    for batch in numbers.chunks(BATCH) {
        n_changed += change_batch(tx, act, id, batch)?;
    }
    Ok((id, i64::try_from(n_changed).unwrap_or(0)))
}

/// A deed as it stands.
///
/// # Errors
/// [`CustomerError::Missing`]; [`CustomerError::Forbidden`] for somebody else's without the right to arrange.
pub fn get(tx: &mut Tx<'_>, act: &Act, id: DeedId) -> Result<Deed, CustomerError> {
    let kept = deeds::find(tx, id.0)?.ok_or(CustomerError::Missing)?;
    if kept.user != act.actor.user && !act.may(Level::Arrange) {
        return Err(CustomerError::Forbidden);
    }
    let part = |name: &str| kept.payload.get(name).cloned().unwrap_or_default();
    Ok(Deed {
        id,
        edit: serde_json::from_value(part("edit")).map_err(|_| CustomerError::Missing)?,
        n: kept.n,
        job: serde_json::from_value(part("job")).unwrap_or_default(),
        is_undone: kept.undone_at.is_some(),
    })
}

/// Does a deed on some cards, at most [`BATCH`]; gives how many it changed. Cards that are gone, and those that are
/// already as wanted, are passed over; nothing is done once the deed was taken back.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`].
pub fn change_batch(
    tx: &mut Tx<'_>,
    act: &Act,
    id: DeedId,
    numbers: &[CustomerNo],
) -> Result<usize, CustomerError> {
    writable(act)?;
    let deed = get(tx, act, id)?;
    if deed.is_undone {
        return Ok(0);
    }
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let mut before = Vec::with_capacity(numbers.len());
    for no in numbers {
        if let Some(card) = sight::numbered(tx, act, *no)?
            && let Some(stood) = change_one(tx, act, card, (&deed, source))?
        {
            before.push((*no, serde_json::to_string(&stood).unwrap_or_default()));
        }
    }
    deeds::add_items(tx, id.0, &before)?;
    Ok(before.len())
}

/// Changes one card; `None` when it is already as wanted.
fn change_one(
    tx: &mut Tx<'_>,
    act: &Act,
    card: Customer,
    (deed, source): (&Deed, SourceNo),
) -> Result<Option<Before>, CustomerError> {
    let field = match &deed.edit {
        ManyEdit::Archive { is_archived } => {
            let is_changed = put_away(tx, act, card, (*is_archived, deed.id.0, source))?;
            return Ok(is_changed.then(|| Before { facts: Vec::new(), left: Vec::new() }));
        }
        ManyEdit::Add { field, .. } | ManyEdit::Remove { field, .. } | ManyEdit::Set { field, .. } => {
            *field
        }
    };
    let (Some(edit), Some(known)) = (deed.edit.to_edit(), act.fields.no(field)) else { return Ok(None) };
    if !known.fits(card.kind) {
        return Ok(None);
    }
    let mut sheet = card.sheet.clone();
    let ended = apply(tx, act, &mut sheet, &[edit], source)?;
    if sheet == card.sheet && ended.is_empty() {
        return Ok(None);
    }
    let facts = card.sheet.facts().iter().filter(|fact| fact.field == field).cloned().collect();
    let left =
        sheet.facts().iter().filter(|fact| fact.field == field).map(|fact| fact.value.clone()).collect();
    let mut payload = told_of(&act.fields, &card.sheet, &sheet, source);
    mark(&mut payload, deed.id.0);
    write(tx, act, card, sheet, (Told { verb: "customer.changed", payload }, &ended, source))?;
    Ok(Some(Before { facts, left }))
}

/// Puts a card away or takes it out; whether that changed anything.
fn put_away(
    tx: &mut Tx<'_>,
    act: &Act,
    card: Customer,
    (is_archived, deed, source): (bool, RawId, SourceNo),
) -> Result<bool, CustomerError> {
    if card.archived_at.is_some() == is_archived {
        return Ok(false);
    }
    let verb = if is_archived { "customer.archived" } else { "customer.restored" };
    let sheet = card.sheet.clone();
    let card = Customer { archived_at: is_archived.then(|| act.setting.now()), ..card };
    let mut payload = json!({ "source": source });
    mark(&mut payload, deed);
    write(tx, act, card, sheet, (Told { verb, payload }, &[], source))?;
    Ok(true)
}

/// Names the deed in what the journal is told of one card.
fn mark(payload: &mut serde_json::Value, deed: RawId) {
    if let Some(object) = payload.as_object_mut() {
        object.insert("deed".into(), json!(deed));
    }
}

fn writable(act: &Act) -> Result<(), CustomerError> {
    if act.may(Level::Write) { Ok(()) } else { Err(CustomerError::Forbidden) }
}

#[cfg(test)]
mod tests;

//! Keeping segments: saving, changing, removing, and who is on a fixed list.

use crate::engine::Engine;
use crate::error::SegmentError;
use crate::segment::{Members, Segment, SegmentId};
use crate::store::segments as store;
use crate::{RIGHT, moving};
use columns::Bits;
use customers::{Act, CustomerNo};
use db::Tx;
use fields::{Condition, ConditionError, Unreadable};
use journal::Entry;
use kernel::Level;
use serde_json::json;
use std::collections::HashMap;

/// The kind of subject in journal entries about segments.
pub const SUBJECT: journal::SubjectKind = "segment";

/// The most letters of a name.
pub const LONGEST_NAME: usize = 80;

/// The most letters of a note.
pub const LONGEST_NOTE: usize = 500;

/// What a person says of a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// What people read.
    pub name: String,
    /// What it is for; may be blank.
    pub note: String,
    /// Who belongs to it.
    pub members: Members,
}

/// Every segment, by name.
///
/// # Errors
/// [`SegmentError::Forbidden`].
pub fn all(tx: &mut Tx<'_>, act: &Act) -> Result<Vec<Segment>, SegmentError> {
    may(act, Level::Read)?;
    Ok(store::all(tx)?)
}

/// The segment of an id.
///
/// # Errors
/// [`SegmentError::Forbidden`], [`SegmentError::Missing`].
pub fn get(tx: &mut Tx<'_>, act: &Act, id: SegmentId) -> Result<Segment, SegmentError> {
    may(act, Level::Read)?;
    store::find(tx, id)?.ok_or(SegmentError::Missing)
}

/// The segment of a name, whatever the case.
///
/// # Errors
/// As [`get`].
pub fn named(tx: &mut Tx<'_>, act: &Act, name: &str) -> Result<Segment, SegmentError> {
    may(act, Level::Read)?;
    store::named(tx, name)?.ok_or(SegmentError::Missing)
}

/// Saves a new segment, and counts it for the first time.
///
/// # Errors
/// [`SegmentError::Forbidden`]; [`SegmentError::Invalid`] for a name that is missing, long or taken, and for a condition
/// that cannot be understood.
pub fn create(tx: &mut Tx<'_>, act: &Act, engine: &Engine, draft: &Draft) -> Result<Segment, SegmentError> {
    may(act, Level::Write)?;
    let (id, now) = (act.setting.id(), act.setting.now());
    let (name, note) = checked(tx, draft, None)?;
    understood(tx, act, engine, (id, &draft.members))?;
    let members = draft.members.clone();
    let segment = Segment {
        id,
        name,
        note,
        members,
        owner: act.actor.user,
        created_at: now,
        updated_at: now,
        revision: 1,
    };
    store::put(tx, &segment)?;
    moving::count(tx, act, engine, &segment)?;
    tell(tx, act, "segment.created", &segment)?;
    Ok(segment)
}

/// Changes a segment; a live one stays live, a list a list. `revision` is what the editor last saw, if they tell.
///
/// # Errors
/// As [`create`]; [`SegmentError::Missing`], [`SegmentError::Outdated`].
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act,
    engine: &Engine,
    (id, revision): (SegmentId, Option<i64>),
    draft: &Draft,
) -> Result<Segment, SegmentError> {
    may(act, Level::Write)?;
    let known = store::find(tx, id)?.ok_or(SegmentError::Missing)?;
    if revision.is_some_and(|revision| revision != known.revision) {
        return Err(SegmentError::Outdated);
    }
    if matches!(known.members, Members::Fixed) != matches!(draft.members, Members::Fixed) {
        return Err(SegmentError::field("condition", "segments-kind-stays"));
    }
    let (name, note) = checked(tx, draft, Some(id))?;
    understood(tx, act, engine, (id, &draft.members))?;
    let members = draft.members.clone();
    let (updated_at, revision) = (act.setting.now(), known.revision + 1);
    let segment = Segment { name, note, members, updated_at, revision, ..known.clone() };
    if (&segment.name, &segment.note, &segment.members) == (&known.name, &known.note, &known.members) {
        return Ok(known);
    }
    store::put(tx, &segment)?;
    moving::count(tx, act, engine, &segment)?;
    tell(tx, act, "segment.changed", &segment)?;
    Ok(segment)
}

/// Removes a segment with its history.
///
/// # Errors
/// [`SegmentError::Forbidden`], [`SegmentError::Missing`]; [`SegmentError::InUse`] while another one speaks of it.
pub fn remove(tx: &mut Tx<'_>, act: &Act, id: SegmentId) -> Result<Segment, SegmentError> {
    may(act, Level::Write)?;
    let segment = store::find(tx, id)?.ok_or(SegmentError::Missing)?;
    let own = id.to_string();
    let speaks = |other: &Segment| {
        other.members.condition().is_some_and(|condition| condition.segments().contains(&own.as_str()))
    };
    if let Some(other) = store::all(tx)?.iter().find(|other| speaks(other)) {
        return Err(SegmentError::InUse(other.name.clone()));
    }
    store::delete(tx, id)?;
    tell(tx, act, "segment.removed", &segment)?;
    Ok(segment)
}

/// Puts customers on a fixed list and takes others off it; gives how many were new and how many left.
///
/// # Errors
/// [`SegmentError::Forbidden`], [`SegmentError::Missing`]; [`SegmentError::Invalid`] for a live segment.
pub fn enlist(
    tx: &mut Tx<'_>,
    act: &Act,
    engine: &Engine,
    id: SegmentId,
    (on, off): (&[CustomerNo], &[CustomerNo]),
) -> Result<(u64, u64), SegmentError> {
    may(act, Level::Write)?;
    let segment = store::find(tx, id)?.ok_or(SegmentError::Missing)?;
    if segment.members != Members::Fixed {
        return Err(SegmentError::field("members", "segments-not-a-list"));
    }
    let known = store::listed(tx, id)?;
    let mut on = numbers(on);
    on.and(&engine.seen(tx, act, &Condition::everything())?);
    on.minus(&known);
    let mut off = numbers(off);
    off.and(&known);
    store::enlist(tx, id, &on)?;
    store::strike(tx, id, &off)?;
    let moved = (on.count(), off.count());
    if moved != (0, 0) {
        let payload = json!({ "on": on.iter().collect::<Vec<_>>(), "off": off.iter().collect::<Vec<_>>() });
        let entry = Entry::now(&act.setting, "segment.listed", (SUBJECT, id.0), &payload);
        journal::append(tx, &act.setting, &act.actor, entry)?;
        moving::count(tx, act, engine, &segment)?;
    }
    Ok(moved)
}

fn numbers(list: &[CustomerNo]) -> Bits {
    list.iter().filter_map(|no| u32::try_from(*no).ok()).collect()
}

/// The name and the note as they are kept.
fn checked(
    tx: &mut Tx<'_>,
    draft: &Draft,
    own: Option<SegmentId>,
) -> Result<(String, String), SegmentError> {
    let (name, note) = (draft.name.trim(), draft.note.trim());
    match name.chars().count() {
        0 => return Err(SegmentError::field("name", "segments-name-missing")),
        1..=LONGEST_NAME => {}
        _ => return Err(SegmentError::field("name", "segments-name-long")),
    }
    if note.chars().count() > LONGEST_NOTE {
        return Err(SegmentError::field("note", "segments-note-long"));
    }
    if store::named(tx, name)?.is_some_and(|other| Some(other.id) != own) {
        return Err(SegmentError::field("name", "segments-name-taken"));
    }
    Ok((name.to_owned(), note.to_owned()))
}

/// Refuses a condition that cannot be understood, or that leads back to the segment itself.
fn understood(
    tx: &mut Tx<'_>,
    act: &Act,
    engine: &Engine,
    (id, members): (SegmentId, &Members),
) -> Result<(), SegmentError> {
    let Members::Live(condition) = members else { return Ok(()) };
    let all: HashMap<String, Members> =
        store::all(tx)?.into_iter().map(|one| (one.id.to_string(), one.members)).collect();
    if leads_to(condition, &id.to_string(), &all, 0) {
        let why = Unreadable::plain("segments-condition-itself");
        return Err(SegmentError::condition(ConditionError::new("", why)));
    }
    engine.keepable(tx, act, condition)
}

fn leads_to(condition: &Condition, id: &str, all: &HashMap<String, Members>, depth: usize) -> bool {
    condition.segments().into_iter().any(|named| {
        let further = all.get(named).and_then(Members::condition);
        named == id || depth > 8 || further.is_some_and(|inner| leads_to(inner, id, all, depth + 1))
    })
}

fn tell(tx: &mut Tx<'_>, act: &Act, verb: &'static str, segment: &Segment) -> Result<(), SegmentError> {
    let payload = json!({
        "name": segment.name,
        "note": segment.note,
        "condition": segment.members.condition().map(Condition::to_json),
    });
    let entry = Entry::now(&act.setting, verb, (SUBJECT, segment.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(())
}

pub(crate) fn may(act: &Act, level: Level) -> Result<(), SegmentError> {
    if act.actor.may(RIGHT, level) { Ok(()) } else { Err(SegmentError::Forbidden) }
}

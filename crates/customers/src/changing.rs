//! Changing a card: rule, write, journal entry, in one transaction.

use crate::act::Act;
use crate::customer::{Customer, CustomerId, CustomerNo, Kind, name_of, search_text_of, traits_of};
use crate::editing::{Edit, Editor, Ending, NewValue, promote_rival};
use crate::error::CustomerError;
use crate::field::FieldSet;
use crate::sheet::{Fact, Sheet, SourceNo};
use crate::source::{self, Source};
use crate::store::cards::{self, Derived};
use crate::store::{past, sources};
use crate::{sight, veiling};
use db::{DbError, Tx};
use journal::Entry;
use kernel::Level;
use serde_json::json;

/// The kind of subject in journal entries about customers.
pub const SUBJECT: journal::SubjectKind = "customer";

/// Edits one card; an edit that changes nothing writes nothing. `revision` is what the editor last saw, if they tell.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`], [`CustomerError::Outdated`] when the card moved on.
pub fn change(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (CustomerId, Option<i64>),
    edits: &[Edit],
) -> Result<Customer, CustomerError> {
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    change_from(tx, act, (id, revision), edits, source)
}

/// The same from a source other than the actor, such as a file.
///
/// # Errors
/// As [`change`].
pub fn change_from(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (CustomerId, Option<i64>),
    edits: &[Edit],
    source: SourceNo,
) -> Result<Customer, CustomerError> {
    let card = open(tx, act, id, revision)?;
    veiling::may_edit(act, edits)?;
    let mut sheet = card.sheet.clone();
    let ended = apply(tx, act, &mut sheet, edits, source)?;
    if sheet == card.sheet && ended.is_empty() {
        return Ok(veiling::veiled(act, card));
    }
    let entry =
        Told { verb: "customer.changed", payload: told_of(&act.fields, &card.sheet, &sheet, source) };
    write(tx, act, card, sheet, (entry, &ended, source))
}

/// Says that a value is still so, which renews its freshness.
///
/// # Errors
/// As [`change`]; [`CustomerError::Missing`] when the value no longer stands.
pub fn confirm(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    (field, value): (i64, &str),
) -> Result<Customer, CustomerError> {
    let card = open(tx, act, id, None)?;
    veiling::may_touch(act, field)?;
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let mut sheet = card.sheet.clone();
    let fact = sheet.find_mut(field, value).ok_or(CustomerError::Missing)?;
    fact.confirmed_at = Some(act.setting.now());
    fact.sure = 100;
    fact.until = None;
    let slug = act.fields.no(field).map(|field| field.slug.as_str());
    let entry = Told {
        verb: "fact.confirmed",
        payload: json!({ "field": slug, "value": value, "source": source }),
    };
    write(tx, act, card, sheet, (entry, &[], source))
}

/// Settles a conflict: `value` stands, the others end.
///
/// # Errors
/// As [`change`]; [`CustomerError::Missing`] when the value is not among those that disagree.
pub fn settle(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    (field, value): (i64, &str),
) -> Result<Customer, CustomerError> {
    let card = open(tx, act, id, None)?;
    veiling::may_touch(act, field)?;
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let mut sheet = card.sheet.clone();
    let candidates = sheet.take(|fact| fact.field == field);
    let (chosen, others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|fact| fact.value == value);
    let Some(chosen) = chosen.into_iter().next() else { return Err(CustomerError::Missing) };
    sheet.add(Fact { is_rival: false, confirmed_at: Some(act.setting.now()), ..chosen });
    let slug = act.fields.no(field).map(|field| field.slug.as_str());
    let lost: Vec<_> = others.iter().map(|fact| fact.value.as_str()).collect();
    let payload = json!({ "field": slug, "value": value, "lost": lost, "source": source });
    let ended: Vec<_> = others.iter().cloned().map(|fact| (fact, Ending::Settled)).collect();
    write(tx, act, card, sheet, (Told { verb: "conflict.settled", payload }, &ended, source))
}

/// Ends the guesses of a card whose time is over; a card without any stays as it is.
///
/// # Errors
/// As [`change`].
pub(crate) fn expire(tx: &mut Tx<'_>, act: &Act, no: CustomerNo) -> Result<(), CustomerError> {
    let card = cards::numbered(tx, no)?.ok_or(CustomerError::Missing)?;
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let (mut sheet, now) = (card.sheet.clone(), act.setting.now());
    let gone = sheet.take(|fact| fact.until.is_some_and(|until| until <= now));
    if gone.is_empty() {
        return Ok(());
    }
    for fact in &gone {
        promote_rival(&mut sheet, fact.field);
    }
    let payload = told_of(&act.fields, &card.sheet, &sheet, source);
    let ended: Vec<_> = gone.into_iter().map(|fact| (fact, Ending::Expired)).collect();
    write(tx, act, card, sheet, (Told { verb: "fact.expired", payload }, &ended, source)).map(drop)
}

/// Puts a card away, or takes it out again; what is already so stays so.
///
/// # Errors
/// As [`change`].
pub fn archive(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    is_archived: bool,
) -> Result<Customer, CustomerError> {
    let card = open(tx, act, id, None)?;
    if card.archived_at.is_some() == is_archived {
        return Ok(veiling::veiled(act, card));
    }
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let verb = if is_archived { "customer.archived" } else { "customer.restored" };
    let sheet = card.sheet.clone();
    let card = Customer { archived_at: is_archived.then(|| act.setting.now()), ..card };
    write(tx, act, card, sheet, (Told { verb, payload: json!({ "source": source }) }, &[], source))
}

/// Makes a card. Values are as [`crate::typing`] gives them.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Invalid`] when nothing at all is known.
pub fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    kind: Kind,
    values: &[(i64, NewValue)],
) -> Result<Customer, CustomerError> {
    if values.is_empty() {
        return Err(CustomerError::Invalid(vec![web::FieldError::new("name", "customers-nothing-known")]));
    }
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    crate::bulk::make(tx, act, source, (kind, values))
}

/// The card for writing.
fn open(
    tx: &mut Tx<'_>,
    act: &Act,
    id: CustomerId,
    revision: Option<i64>,
) -> Result<Customer, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let card = sight::card(tx, act, id)?;
    match revision {
        Some(seen) if seen != card.revision => {
            Err(CustomerError::Outdated(Box::new(veiling::veiled(act, card))))
        }
        _ => Ok(card),
    }
}

pub(crate) fn apply(
    tx: &mut Tx<'_>,
    act: &Act,
    sheet: &mut Sheet,
    edits: &[Edit],
    source: SourceNo,
) -> Result<Vec<(Fact, Ending)>, DbError> {
    let mut numbers: Vec<SourceNo> = sheet.facts().iter().map(|fact| fact.source).chain([source]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let known: Vec<Source> = sources::of(tx, &numbers)?;
    let trust_of = |no: SourceNo| known.iter().find(|s| s.no == no).map_or(0.0, |s| s.kind.trust());
    let editor = Editor { source, trust: trust_of(source), trust_of: &trust_of, now: act.setting.now() };
    let mut ended = Vec::new();
    for edit in edits {
        if let Some(field) = act.fields.no(edit.field()) {
            ended.extend(editor.apply(sheet, field, edit));
        }
    }
    Ok(ended)
}

/// What the journal is told.
pub(crate) struct Told {
    pub(crate) verb: &'static str,
    pub(crate) payload: serde_json::Value,
}

/// Which fields changed: their values before and after.
pub(crate) fn told_of(
    fields: &FieldSet,
    before: &Sheet,
    after: &Sheet,
    source: SourceNo,
) -> serde_json::Value {
    let mut numbers: Vec<i64> = before.facts().iter().chain(after.facts()).map(|fact| fact.field).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let values = |sheet: &Sheet, no| {
        sheet.facts().iter().filter(|f| f.field == no).map(|f| f.value.clone()).collect::<Vec<_>>()
    };
    let changed: Vec<_> = numbers
        .into_iter()
        .filter_map(|no| {
            let (from, to) = (values(before, no), values(after, no));
            let slug = fields.no(no).map(|field| field.slug.as_str())?;
            (from != to).then(|| json!({ "field": slug, "from": from, "to": to }))
        })
        .collect();
    json!({ "fields": changed, "source": source })
}

pub(crate) fn derive(kind: Kind, name: &str, sheet: &Sheet, fields: &FieldSet) -> Derived {
    Derived {
        sheet: sheet.to_text(),
        search: search_text_of(name, sheet, fields),
        traits: traits_of(kind, name, sheet, fields),
    }
}

pub(crate) fn write(
    tx: &mut Tx<'_>,
    act: &Act,
    card: Customer,
    sheet: Sheet,
    (told, ended, source): (Told, &[(Fact, Ending)], SourceNo),
) -> Result<Customer, CustomerError> {
    let now = act.setting.now();
    let before = derive(card.kind, &card.name, &card.sheet, &act.fields);
    let name = name_of(card.kind, &sheet);
    let card = Customer { name, sheet, revision: card.revision + 1, updated_at: now, ..card };
    let after = derive(card.kind, &card.name, &card.sheet, &act.fields);
    cards::update(tx, &card, &before, &after)?;
    past::keep(tx, card.no, ended, (now, source))?;
    let entry = Entry::now(&act.setting, told.verb, (SUBJECT, card.id.0), &told.payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(veiling::veiled(act, card))
}

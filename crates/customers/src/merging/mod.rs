//! Making two cards one, and taking that back.
//!
//! The card that stays takes everything of the other: facts with their source and age, past values, rivals, relations,
//! files, and through [`Follows`] what other capabilities keep. The card that goes leaves lists and search; its id leads
//! to the one that stays (pages and the API answer with a redirect), and its journal is read as part of the other's
//! timeline. What stood on both is kept with the merging, so [`undo`] gives the card back as it was, while what was
//! written on the card that stayed since then stays there. A contact point that a customer refused on either side stays
//! refused, after the merging and after its undoing, and so does every consent ([`crate::consents`]).

mod following;
mod joining;
mod moving;
mod parting;
mod reading;
pub mod runs;
#[cfg(test)]
mod tests;
mod together;
mod undoing;

pub use following::{Followers, Follows, Side};
pub use joining::Joined;
pub use joining::Keep;
pub use reading::{absorbed, into, is_into, name_then, standing};
pub use runs::{MergeRun, MergeRunId};
pub use together::{MOST as MOST_TOGETHER, merge_all, undo_all};
pub use undoing::undo;

pub(crate) use joining::Join;

use crate::act::Act;
use crate::changing::{SUBJECT, Told, told_of, write};
use crate::customer::{Customer, CustomerId, CustomerNo, Kind, traits_of};
use crate::editing::Rule;
use crate::error::CustomerError;
use crate::field::FieldNo;
use crate::sheet::{Sheet, SourceNo};
use crate::store::{duplicates, merges, sources};
use crate::{consents, sight, source};
use db::{DbError, Tx};
use journal::Entry;
use kernel::{Level, Millis, RawId, id_type};
use moving::Moved;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use web::FieldError;

id_type!(
    /// A merging of two cards.
    MergeId
);

/// Two cards that became one.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The card that stays.
    pub winner: CustomerId,
    /// The card that went.
    pub loser: CustomerId,
    /// The number of the card that went; no other card gets it.
    pub loser_no: CustomerNo,
    /// The deed over many that it was part of.
    pub run: Option<MergeRunId>,
    /// Whose doing it was.
    pub user: Option<RawId>,
    /// When.
    pub merged_at: Millis,
    /// When it was taken back, if it was.
    pub undone_at: Option<Millis>,
}

/// Which cards become one, and how.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// The card that stays, and what whoever asks last saw of it.
    pub winner: (CustomerId, Option<i64>),
    /// The card that goes, and what whoever asks last saw of it.
    pub loser: (CustomerId, Option<i64>),
    /// Whose value stands, for fields where they disagree.
    pub choices: Vec<(FieldNo, Keep)>,
    /// What happens in fields that disagree and of which nothing was chosen.
    pub rule: Rule,
    /// The deed over many that it is part of; then no person has looked at the pair.
    pub run: Option<MergeRunId>,
}

impl Wanted {
    /// The second into the first, by rule: the most trusted value stands, of equals the newer.
    pub fn of(winner: CustomerId, loser: CustomerId) -> Self {
        let (winner, loser) = ((winner, None), (loser, None));
        Self { winner, loser, choices: Vec::new(), rule: Rule::MostTrusted, run: None }
    }
}

/// What a merging keeps, by which it is taken back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// What stood on the card that stays.
    pub winner: Sheet,
    /// When that card had been put away.
    pub winner_archived_at: Option<Millis>,
    /// The card that went.
    pub loser: Gone,
    /// What the merging left.
    pub merged: Sheet,
    /// The values that lost, by their numbers among past values.
    pub lost: Vec<i64>,
    /// What was moved.
    pub moved: Moved,
    /// What other capabilities moved, by their slugs.
    pub followed: BTreeMap<String, Value>,
}

/// The card that went, as it stood.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Gone {
    pub kind: Kind,
    pub sheet: Sheet,
    pub revision: i64,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub archived_at: Option<Millis>,
}

/// Makes two cards one; gives the merging and the card that stays.
///
/// # Errors
/// [`CustomerError::Forbidden`], [`CustomerError::Missing`], [`CustomerError::Outdated`] when either card moved on;
/// [`CustomerError::Invalid`] for one and the same card, or a person and an organization.
pub fn merge_into(
    tx: &mut Tx<'_>,
    act: &Act,
    followers: &Followers,
    wanted: &Wanted,
) -> Result<(Merge, Customer), CustomerError> {
    let winner = opened(tx, act, wanted.winner)?;
    let loser = opened(tx, act, wanted.loser)?;
    if winner.id == loser.id {
        return Err(wrong("customers-merge-same"));
    }
    if winner.kind != loser.kind {
        return Err(wrong("customers-merge-kinds"));
    }
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let joined = joined(tx, act, (&winner.sheet, &loser.sheet), (wanted, source))?;
    let merge = Merge {
        id: act.setting.id(),
        winner: winner.id,
        loser: loser.id,
        loser_no: loser.no,
        run: wanted.run,
        user: act.actor.user,
        merged_at: act.setting.now(),
        undone_at: None,
    };
    let moved = moving::move_all(tx, &loser, &winner)?;
    let traits = traits_of(loser.kind, &loser.name, &loser.sheet, &act.fields);
    merges::take_out(tx, loser.no, &traits)?;
    let mut kept = Kept {
        winner: winner.sheet.clone(),
        winner_archived_at: winner.archived_at,
        loser: gone(&loser),
        merged: joined.sheet.clone(),
        lost: Vec::new(),
        moved,
        followed: BTreeMap::new(),
    };
    let past = merges::last_past(tx)?;
    let told = told(act, &merge, (&winner.sheet, &joined.sheet), source);
    let archived_at = winner.archived_at.and(loser.archived_at);
    let sides = (side(&loser), side(&winner));
    let card =
        write(tx, act, Customer { archived_at, ..winner }, joined.sheet, (told, &joined.lost, source))?;
    kept.lost = merges::past_after(tx, card.no, past)?;
    kept.lost.retain(|no| !kept.moved.past.contains(no));
    kept.followed = followers.follow(tx, sides)?;
    consents::fold(tx, merge.loser, merge.winner)?;
    merges::insert(tx, &merge, &kept)?;
    remember(tx, act, &merge, &card)?;
    Ok((merge, card))
}

/// What would stand if the second card went into the first by rule; nothing is written.
///
/// # Errors
/// Any [`DbError`].
pub fn preview(
    tx: &mut Tx<'_>,
    act: &Act,
    (winner, loser): (&Customer, &Customer),
) -> Result<Joined, DbError> {
    let wanted = Wanted::of(winner.id, loser.id);
    let first = winner.sheet.facts().first().map_or(0, |fact| fact.source);
    joined(tx, act, (&winner.sheet, &loser.sheet), (&wanted, first))
}

/// The journal of the card that went, and what is known of the pair.
fn remember(tx: &mut Tx<'_>, act: &Act, merge: &Merge, card: &Customer) -> Result<(), CustomerError> {
    let payload = json!({ "other": merge.winner, "merge": merge.id });
    let entry = Entry::now(&act.setting, "customer.merged_into", (SUBJECT, merge.loser.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    let found = duplicates::find(tx, (merge.loser_no, card.no))?;
    if merge.run.is_none() || found.is_some() {
        let pair = (merge.winner, merge.loser);
        duplicates::judge(tx, pair, (true, act.actor.user, act.setting.now()), found.as_ref())?;
    }
    Ok(duplicates::drop_card(tx, merge.loser_no, Some(card.no))?)
}

fn joined(
    tx: &mut Tx<'_>,
    act: &Act,
    (winner, loser): (&Sheet, &Sheet),
    (wanted, source): (&Wanted, SourceNo),
) -> Result<joining::Joined, DbError> {
    let facts = winner.facts().iter().chain(loser.facts());
    let mut numbers: Vec<SourceNo> = facts.map(|fact| fact.source).chain([source]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let known = sources::of(tx, &numbers)?;
    let trust_of = |no: SourceNo| known.iter().find(|s| s.no == no).map_or(0.0, |s| s.kind.trust());
    let join =
        Join { fields: &act.fields, rule: wanted.rule, choices: &wanted.choices, trust_of: &trust_of };
    Ok(join.join(winner, loser))
}

fn told(act: &Act, merge: &Merge, (before, after): (&Sheet, &Sheet), source: SourceNo) -> Told {
    let mut payload = told_of(&act.fields, before, after, source);
    if let Some(payload) = payload.as_object_mut() {
        payload.insert("other".into(), json!(merge.loser));
        payload.insert("merge".into(), json!(merge.id));
    }
    Told { verb: "customer.merged", payload }
}

fn gone(card: &Customer) -> Gone {
    Gone {
        kind: card.kind,
        sheet: card.sheet.clone(),
        revision: card.revision,
        created_at: card.created_at,
        updated_at: card.updated_at,
        archived_at: card.archived_at,
    }
}

fn side(card: &Customer) -> Side {
    Side { no: card.no, id: card.id }
}

/// A card for writing, if whoever acts may see it.
fn opened(
    tx: &mut Tx<'_>,
    act: &Act,
    (id, revision): (CustomerId, Option<i64>),
) -> Result<Customer, CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let card = sight::card(tx, act, id)?;
    match revision {
        Some(seen) if seen != card.revision => Err(CustomerError::Outdated(Box::new(card))),
        _ => Ok(card),
    }
}

fn wrong(key: &str) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new("other", key)])
}

//! Taking a merging back: the card that went stands again as it was, and what was written since stays where it is.

use super::parting::Parting;
use super::{Followers, Kept, Merge, MergeId, Side, wrong};
use crate::act::Act;
use crate::changing::{SUBJECT, Told, derive, told_of, write};
use crate::customer::{Customer, name_of};
use crate::error::CustomerError;
use crate::sheet::Sheet;
use crate::store::{cards, duplicates, merges};
use crate::{consents, sight, source};
use db::{DbError, Tx};
use journal::Entry;
use kernel::Level;
use serde_json::json;

/// Takes a merging back; gives the card that stayed and the card that is there again.
///
/// # Errors
/// [`CustomerError::Forbidden`]; [`CustomerError::Missing`] when there is no such merging or it was taken back before;
/// [`CustomerError::Invalid`] while the card that stayed has itself gone into another one: that is taken back first.
pub fn undo(
    tx: &mut Tx<'_>,
    act: &Act,
    followers: &Followers,
    id: MergeId,
) -> Result<(Customer, Customer), CustomerError> {
    if !act.may(Level::Write) {
        return Err(CustomerError::Forbidden);
    }
    let merge = merges::find(tx, id)?.filter(|merge| merge.undone_at.is_none());
    let merge = merge.ok_or(CustomerError::Missing)?;
    let kept = merges::kept(tx, id)?.ok_or(CustomerError::Missing)?;
    if merges::winner_of(tx, merge.winner)?.is_some() {
        return Err(wrong("customers-merge-later-first"));
    }
    let winner = sight::card(tx, act, merge.winner)?;
    let parting = Parting {
        fields: &act.fields,
        winner: &kept.winner,
        loser: &kept.loser.sheet,
        merged: &kept.merged,
    };
    let (own, their) = (parting.winner_from(&winner.sheet), parting.loser_from(&winner.sheet));
    part_later(tx, &merge, &parting)?;
    let back = put_back(tx, act, (&merge, &kept), their)?;
    let sides = (Side { no: back.no, id: back.id }, Side { no: winner.no, id: winner.id });
    kept.moved.give_back(tx, (back.no, back.id), (winner.no, winner.id))?;
    forget_lost(tx, &kept, &own)?;
    let winner = write_winner(tx, act, (&merge, &kept), (winner, own))?;
    followers.give_back(tx, sides, &kept.followed)?;
    consents::fold(tx, merge.winner, merge.loser)?;
    merges::undone(tx, id, act.setting.now())?;
    if let Some(found) = duplicates::unjudge(tx, (merge.winner, merge.loser))? {
        duplicates::add(tx, &found)?;
    }
    Ok((winner, back))
}

/// Mergings into the same card that came later know what stood before them: without what goes back now.
fn part_later(tx: &mut Tx<'_>, merge: &Merge, parting: &Parting<'_>) -> Result<(), DbError> {
    let is_later = |other: &&Merge| (other.merged_at, other.id) > (merge.merged_at, merge.id);
    for later in merges::into(tx, merge.winner)?.iter().filter(is_later) {
        if let Some(mut kept) = merges::kept(tx, later.id)? {
            kept.winner = parting.winner_from(&kept.winner);
            kept.merged = parting.winner_from(&kept.merged);
            merges::rewrite(tx, later.id, &kept)?;
        }
    }
    Ok(())
}

/// Puts the card that went back into the base, under its number and id.
fn put_back(
    tx: &mut Tx<'_>,
    act: &Act,
    (merge, kept): (&Merge, &Kept),
    sheet: Sheet,
) -> Result<Customer, CustomerError> {
    let gone = &kept.loser;
    let name = name_of(gone.kind, &sheet);
    let derived = derive(gone.kind, &name, &sheet, &act.fields);
    let card = Customer {
        no: merge.loser_no,
        id: merge.loser,
        kind: gone.kind,
        name,
        sheet,
        // Going and coming back are two changes, each with its entry.
        revision: gone.revision + 2,
        created_at: gone.created_at,
        updated_at: act.setting.now(),
        archived_at: gone.archived_at,
    };
    cards::insert(tx, &card, &derived)?;
    let payload = json!({ "other": merge.winner, "merge": merge.id });
    let entry = Entry::now(&act.setting, "customer.returned", (SUBJECT, card.id.0), &payload);
    journal::append(tx, &act.setting, &act.actor, entry)?;
    Ok(card)
}

/// Values that lost in the merging and stand again are no past any more.
fn forget_lost(tx: &mut Tx<'_>, kept: &Kept, own: &Sheet) -> Result<(), DbError> {
    for (no, fact) in merges::past_values(tx, &kept.lost)? {
        let is_back = |there: &crate::Fact| there.field == fact.field && there.value == fact.value;
        let was_theirs = !kept.winner.facts().iter().any(is_back);
        if was_theirs || own.facts().iter().any(is_back) {
            merges::forget_past(tx, no)?;
        }
    }
    Ok(())
}

fn write_winner(
    tx: &mut Tx<'_>,
    act: &Act,
    (merge, kept): (&Merge, &Kept),
    (card, own): (Customer, Sheet),
) -> Result<Customer, CustomerError> {
    let source = source::of_actor(tx, &act.setting, &act.actor)?;
    let mut payload = told_of(&act.fields, &card.sheet, &own, source);
    if let Some(payload) = payload.as_object_mut() {
        payload.insert("other".into(), json!(merge.loser));
        payload.insert("merge".into(), json!(merge.id));
    }
    let archived_at = card.archived_at.or(kept.winner_archived_at);
    write(
        tx,
        act,
        Customer { archived_at, ..card },
        own,
        (Told { verb: "customer.parted", payload }, &[], source),
    )
}

//! What hangs on a card and is moved to another: past values, relations, files.

use crate::customer::{Customer, CustomerId};
use crate::relations::Relation;
use crate::store::merges;
use db::{DbError, Tx};
use kernel::RawId;
use serde::{Deserialize, Serialize};

/// What was moved, by which it finds its way back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Moved {
    /// The numbers of past values.
    pub past: Vec<i64>,
    /// Relations of which the first was moved.
    pub relations_from: Vec<RawId>,
    /// Relations of which the second was moved.
    pub relations_to: Vec<RawId>,
    /// Relations that make no sense any more: between the two, or known on both.
    pub relations_gone: Vec<Relation>,
    /// Files, photos too.
    pub files: Vec<RawId>,
    /// Photos that had to make place for the one of the card that stays.
    pub photos_hidden: Vec<RawId>,
}

/// Moves everything from one card to the other.
pub(super) fn move_all(tx: &mut Tx<'_>, from: &Customer, to: &Customer) -> Result<Moved, DbError> {
    let mut moved = Moved { past: merges::move_past(tx, from.no, to.no)?, ..Moved::default() };
    move_relations(tx, (from.id, to.id), &mut moved)?;
    let has_photo = merges::files_of(tx, to.id)?.iter().any(|(_, is_shown)| *is_shown);
    for (id, is_shown) in merges::files_of(tx, from.id)? {
        merges::move_file(tx, id, (from.id, to.id))?;
        moved.files.push(id);
        if is_shown && has_photo {
            crate::store::attachments::set_removed(tx, id.into(), Some(to.updated_at))?;
            moved.photos_hidden.push(id);
        }
    }
    Ok(moved)
}

fn move_relations(
    tx: &mut Tx<'_>,
    (from, to): (CustomerId, CustomerId),
    moved: &mut Moved,
) -> Result<(), DbError> {
    let known = merges::relations_of(tx, to)?;
    for relation in merges::relations_of(tx, from)? {
        let is_first = relation.from == from;
        let other = if is_first { relation.to } else { relation.from };
        let is_same = |there: &Relation| {
            there.kind == relation.kind
                && there.ended_at.is_some() == relation.ended_at.is_some()
                && if is_first {
                    there.from == to && there.to == other
                } else {
                    there.to == to && there.from == other
                }
        };
        if other == to || known.iter().any(is_same) {
            merges::take_relation(tx, relation.id.0)?;
            moved.relations_gone.push(relation);
            continue;
        }
        merges::move_relation(tx, relation.id.0, (is_first, from, to))?;
        if is_first { &mut moved.relations_from } else { &mut moved.relations_to }.push(relation.id.0);
    }
    Ok(())
}

impl Moved {
    /// Moves everything back to the card that is there again.
    pub(super) fn give_back(
        &self,
        tx: &mut Tx<'_>,
        back: (i64, CustomerId),
        winner: (i64, CustomerId),
    ) -> Result<(), DbError> {
        merges::give_past_back(tx, &self.past, (back.0, winner.0))?;
        for id in &self.relations_from {
            merges::move_relation(tx, *id, (true, winner.1, back.1))?;
        }
        for id in &self.relations_to {
            merges::move_relation(tx, *id, (false, winner.1, back.1))?;
        }
        for relation in &self.relations_gone {
            crate::store::relations::insert(tx, relation)?;
        }
        for id in &self.files {
            merges::move_file(tx, *id, (winner.1, back.1))?;
        }
        for id in &self.photos_hidden {
            crate::store::attachments::set_removed(tx, (*id).into(), None)?;
        }
        Ok(())
    }
}

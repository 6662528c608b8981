//! Fixed lists that a person who is erased was on, and conditions that were typed with them in mind.

use crate::segment::Members;
use crate::store::segments;
use customers::erasing::{Erased, Erases};
use customers::{Act, CustomerError};
use db::{DbError, Tx};
use fields::Condition;

/// Who erases.
pub struct ErasingLists;

impl Erases for ErasingLists {
    fn erase(&self, tx: &mut Tx<'_>, act: &Act, erased: &mut Erased) -> Result<(), CustomerError> {
        forget_typed(tx, act, &|text| erased.traces.are_in(text))?;
        for list in segments::lists_of(tx, erased.side.no)? {
            segments::strike_one(tx, list, erased.side.no)?;
        }
        Ok(())
    }
}

/// A segment that speaks of the person, in its condition, its name or its note, loses its name and its note; when it is the
/// condition that does, it finds nobody any more.
fn forget_typed(tx: &mut Tx<'_>, act: &Act, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    for mut segment in segments::all(tx)? {
        let condition = segment.members.condition().map(|condition| condition.to_json().to_string());
        let is_asked = condition.is_some_and(|text| speaks(&text));
        if !is_asked && !speaks(&segment.name) && !speaks(&segment.note) {
            continue;
        }
        if is_asked {
            segment.members = Members::Live(Condition::Any(Vec::new()));
        }
        // Names differ from each other.
        segment.name = format!("— {}", segment.id);
        segment.note.clear();
        segment.revision += 1;
        segment.updated_at = act.setting.now();
        segments::put(tx, &segment)?;
    }
    Ok(())
}

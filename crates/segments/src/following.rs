//! Fixed lists when two cards become one: whoever was on a list stays on it under the other number.

use crate::segment::SegmentId;
use crate::store::segments;
use customers::merging::{Follows, Side};
use db::{DbError, Tx};
use serde_json::{Value, json};

/// Membership of fixed lists goes along.
pub struct FollowingLists;

impl Follows for FollowingLists {
    fn slug(&self) -> &'static str {
        "segments"
    }

    fn follow(&self, tx: &mut Tx<'_>, from: Side, to: Side) -> Result<Value, DbError> {
        let (left, had) = (segments::lists_of(tx, from.no)?, segments::lists_of(tx, to.no)?);
        for list in &left {
            segments::strike_one(tx, *list, from.no)?;
        }
        let came: Vec<SegmentId> = left.iter().copied().filter(|list| !had.contains(list)).collect();
        for list in &came {
            segments::enlist_one(tx, *list, to.no)?;
        }
        Ok(json!({ "left": left, "came": came }))
    }

    fn give_back(&self, tx: &mut Tx<'_>, from: Side, to: Side, kept: &Value) -> Result<(), DbError> {
        let lists = |name: &str| -> Vec<SegmentId> {
            let list = kept.get(name).cloned().unwrap_or_default();
            serde_json::from_value(list).unwrap_or_default()
        };
        let (there, back) = (segments::lists_of(tx, to.no)?, segments::lists_of(tx, from.no)?);
        for list in lists("came").into_iter().filter(|list| there.contains(list)) {
            segments::strike_one(tx, list, to.no)?;
        }
        for list in lists("left").into_iter().filter(|list| !back.contains(list)) {
            if segments::find(tx, list)?.is_some() {
                segments::enlist_one(tx, list, from.no)?;
            }
        }
        Ok(())
    }
}

//! Movements: who came into a segment and who went out since it was last counted.

use crate::engine::Engine;
use crate::error::SegmentError;
use crate::keeping::may;
use crate::segment::{Segment, SegmentId};
use crate::store::moves::{self, Day, Move};
use crate::store::segments;
use customers::Act;
use db::Tx;
use kernel::{DAY_MS, Level};

/// Days of history that pages show.
pub const SHOWN_DAYS: i64 = 90;

/// Counts a segment now, and writes down who came and who went since the last time. The first count moves nobody.
///
/// # Errors
/// Any [`SegmentError`] of its condition.
pub(crate) fn count(
    tx: &mut Tx<'_>,
    act: &Act,
    engine: &Engine,
    segment: &Segment,
) -> Result<Day, SegmentError> {
    let mut members = engine.matching_now(tx, act, &segment.meant())?;
    members.minus(&engine.everybody(tx, act)?.1);
    let now = act.setting.now();
    let day = today(act);
    let (came, went) = match moves::last(tx, segment.id)? {
        Some((before, _)) => {
            let (mut came, mut went) = (members.clone(), before.clone());
            came.minus(&before);
            went.minus(&members);
            (came, went)
        }
        None => Default::default(),
    };
    moves::add_moves(tx, segment.id, &came, (day, now, true))?;
    moves::add_moves(tx, segment.id, &went, (day, now, false))?;
    let counted = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let tide =
        Day { day, n: counted(members.count()), n_in: counted(came.count()), n_out: counted(went.count()) };
    moves::add_day(tx, segment.id, tide)?;
    moves::keep(tx, segment.id, &members, now)?;
    Ok(tide)
}

/// Counts one segment now, on demand.
///
/// # Errors
/// [`SegmentError::Forbidden`], [`SegmentError::Missing`].
pub fn recount(tx: &mut Tx<'_>, act: &Act, engine: &Engine, id: SegmentId) -> Result<Day, SegmentError> {
    may(act, Level::Write)?;
    let segment = segments::find(tx, id)?.ok_or(SegmentError::Missing)?;
    count(tx, act, engine, &segment)
}

/// The last days of a segment, the earliest first; days on which nobody counted are left out.
///
/// # Errors
/// [`SegmentError::Forbidden`].
pub fn days(tx: &mut Tx<'_>, act: &Act, id: SegmentId, n_days: i64) -> Result<Vec<Day>, SegmentError> {
    may(act, Level::Read)?;
    Ok(moves::days(tx, id, today(act) - n_days.max(1) + 1)?)
}

/// Who moved, the newest first: those before a movement's number, at most `limit`.
///
/// # Errors
/// [`SegmentError::Forbidden`].
pub fn moves(
    tx: &mut Tx<'_>,
    act: &Act,
    id: SegmentId,
    place: (i64, usize),
) -> Result<Vec<Move>, SegmentError> {
    may(act, Level::Read)?;
    Ok(moves::moves(tx, id, place)?)
}

/// The firm's day, counted from 1970-01-01.
pub(crate) fn today(act: &Act) -> i64 {
    let local = act.manner.now.saturating_add(i64::from(act.manner.utc_offset_secs).saturating_mul(1000));
    local.div_euclid(DAY_MS)
}

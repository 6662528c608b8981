//! Movements: who came into a segment and who went out since it was last counted.

use crate::engine::Engine;
use crate::error::SegmentError;
use crate::keeping::may;
use crate::segment::{Segment, SegmentId};
use crate::store::moves::{self, Day, Move};
use crate::store::segments;
use customers::Act;
use db::Tx;
use fields::Condition;
use kernel::{DAY_MS, Level, Reach};

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
    let day = count(tx, act, engine, &segment)?;
    let seen = days(tx, act, engine, (id, 1))?.pop();
    Ok(seen.unwrap_or(Day { n: 0, n_in: 0, n_out: 0, ..day }))
}

/// The last days of a segment, the earliest first, as the actor sees them: of customers out of sight nothing is counted.
/// Days on which nobody counted are left out.
///
/// # Errors
/// [`SegmentError::Forbidden`].
pub fn days(
    tx: &mut Tx<'_>,
    act: &Act,
    engine: &Engine,
    (id, n_days): (SegmentId, i64),
) -> Result<Vec<Day>, SegmentError> {
    may(act, Level::Read)?;
    let from = today(act) - n_days.max(1) + 1;
    let mut days = moves::days(tx, id, from)?;
    if *act.actor.sight.reach(customers::RIGHT) == Reach::All {
        return Ok(days);
    }
    let mut members = engine.seen(tx, act, &Condition::everything())?;
    let seen = members.clone();
    members.and(&moves::last(tx, id)?.map(|(members, _)| members).unwrap_or_default());
    let moved = moves::since(tx, id, from)?;
    let is_seen = |customer: i64| u32::try_from(customer).is_ok_and(|no| seen.get(no));
    let mut n = i64::try_from(members.count()).unwrap_or(i64::MAX);
    for day in days.iter_mut().rev() {
        let of_day = |is_in: bool| {
            let own = moved.iter().filter(|one| one.0 == day.day && one.2 == is_in && is_seen(one.1));
            i64::try_from(own.count()).unwrap_or(i64::MAX)
        };
        *day = Day { n, n_in: of_day(true), n_out: of_day(false), ..*day };
        n -= day.n_in - day.n_out;
    }
    Ok(days)
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

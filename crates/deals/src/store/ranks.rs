//! The order of the cards of a stage: numbers with gaps, so that a card that moves rewrites no other.

use crate::deal::DealId;
use crate::pipeline::StageId;
use db::{DbError, Tx, params};
use kernel::RawId;

/// The gap between two cards.
const GAP: i64 = 1 << 20;

/// Above every card of a stage.
pub(crate) fn top(tx: &mut Tx<'_>, stage: StageId) -> Result<i64, DbError> {
    let sql = "SELECT min(rank) FROM deals WHERE stage_id = $1 AND closed_at IS NULL";
    Ok(tx.number(sql, params![stage.0])? - GAP)
}

/// Right before a card of a stage, seen from card `moved`; on top when that one is not there.
pub(crate) fn between(
    tx: &mut Tx<'_>,
    (stage, moved): (StageId, DealId),
    before: Option<DealId>,
) -> Result<i64, DbError> {
    let Some(before) = before.filter(|id| *id != moved) else { return top(tx, stage) };
    if let Some(rank) = room(tx, (stage, moved.0), before)? {
        return Ok(rank);
    }
    spread(tx, stage)?;
    match room(tx, (stage, moved.0), before)? {
        Some(rank) => Ok(rank),
        None => top(tx, stage),
    }
}

/// The middle between a card and the one above it; `None` when there is no room, or no such card.
fn room(tx: &mut Tx<'_>, (stage, moved): (StageId, RawId), before: DealId) -> Result<Option<i64>, DbError> {
    let sql = "SELECT rank FROM deals WHERE id = $1 AND stage_id = $2 AND closed_at IS NULL";
    let below = tx.first(sql, params![before.0, stage.0], |row| row.get::<i64>(0))?;
    let Some(below) = below else { return Ok(None) };
    let sql = "SELECT rank FROM deals WHERE stage_id = $1 AND closed_at IS NULL AND rank < $2 AND id <> $3
               ORDER BY rank DESC LIMIT 1";
    let above = tx.first(sql, params![stage.0, below, moved], |row| row.get::<i64>(0))?;
    let above = above.unwrap_or(below - 2 * GAP);
    Ok((below - above > 1).then(|| above + (below - above) / 2))
}

/// Gives the cards of a stage equal gaps again.
fn spread(tx: &mut Tx<'_>, stage: StageId) -> Result<(), DbError> {
    let sql = "SELECT no FROM deals WHERE stage_id = $1 AND closed_at IS NULL ORDER BY rank, no";
    let numbers: Vec<i64> = tx.rows(sql, params![stage.0], |row| row.get(0))?;
    for (at, no) in (0_i64..).zip(numbers) {
        put(tx, no, at * GAP)?;
    }
    Ok(())
}

/// Puts a card at a rank.
pub(crate) fn put(tx: &mut Tx<'_>, no: i64, rank: i64) -> Result<(), DbError> {
    tx.execute("UPDATE deals SET rank = $2 WHERE no = $1", params![no, rank]).map(drop)
}

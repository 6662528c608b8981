//! Which stages deals stood in.

use crate::deal::{Deal, Step};
use db::{DbError, Tx, params};
use kernel::{Millis, RawId};

/// Writes that a deal entered the stage where it stands now.
pub(crate) fn enter(
    tx: &mut Tx<'_>,
    deal: &Deal,
    (by, note): (Option<RawId>, &str),
) -> Result<(), DbError> {
    let place = tx.number("SELECT max(place) FROM deal_steps WHERE deal_no = $1", params![deal.no])? + 1;
    tx.execute(
        "INSERT INTO deal_steps (deal_no, place, stage_id, entered_at, user_id, note)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![deal.no, place, deal.stage.0, deal.entered_at, by, note],
    )
    .map(drop)
}

/// Writes that a deal left the stage where it stood.
pub(crate) fn leave(tx: &mut Tx<'_>, deal_no: i64, at: Millis) -> Result<(), DbError> {
    let sql = "UPDATE deal_steps SET left_at = $2 WHERE deal_no = $1 AND left_at IS NULL";
    tx.execute(sql, params![deal_no, at]).map(drop)
}

/// The stages that a deal stood in, oldest first.
pub(crate) fn of(tx: &mut Tx<'_>, deal_no: i64) -> Result<Vec<Step>, DbError> {
    tx.rows(
        "SELECT t.stage_id, s.name, t.entered_at, t.left_at, t.user_id, t.note
         FROM deal_steps t JOIN deal_stages s ON s.id = t.stage_id WHERE t.deal_no = $1 ORDER BY t.place",
        params![deal_no],
        |row| {
            Ok(Step {
                stage: row.id(0)?,
                name: row.get(1)?,
                entered_at: row.get(2)?,
                left_at: row.get(3)?,
                by: row.get(4)?,
                note: row.get(5)?,
            })
        },
    )
}

//! The table of scores.

use crate::scoring::Score;
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};

const COLUMNS: &str =
    "id, interaction_id, check_list_id, person, held_at, answers, score, note, scored_by, scored_at";

fn score(row: &Row<'_>) -> Result<Score, DbError> {
    Ok(Score {
        id: row.id(0)?,
        interaction: row.get(1)?,
        check_list: row.id(2)?,
        person: row.get(3)?,
        held_at: row.get(4)?,
        answers: row.with_text(5, |text| serde_json::from_str(text).unwrap_or_default())?,
        score: row.get(6)?,
        note: row.get(7)?,
        scored_by: row.get(8)?,
        scored_at: row.get(9)?,
    })
}

/// Puts a score in the place of the one that the same interaction had by the same check-list.
pub(crate) fn put(tx: &mut Tx<'_>, one: &Score) -> Result<(), DbError> {
    let sql = "DELETE FROM scores WHERE interaction_id = $1 AND check_list_id = $2";
    tx.execute(sql, params![one.interaction, one.check_list.0])?;
    let answers = serde_json::to_string(&one.answers).unwrap_or_default();
    tx.execute(
        "INSERT INTO scores (id, interaction_id, check_list_id, person, held_at, answers, score, note, scored_by,
         scored_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        params![
            one.id.0,
            one.interaction,
            one.check_list.0,
            one.person,
            one.held_at,
            &answers,
            one.score,
            &one.note,
            one.scored_by,
            one.scored_at
        ],
    )
    .map(drop)
}

/// The scores of somebody from one moment until before another, the latest held first.
pub(crate) fn of(
    tx: &mut Tx<'_>,
    person: RawId,
    (from, before): (Millis, Millis),
) -> Result<Vec<Score>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM scores WHERE person = $1 AND held_at >= $2 AND held_at < $3 ORDER BY held_at DESC, id"
    );
    tx.rows(&sql, params![person, from, before], score)
}

/// The scores of an interaction.
pub(crate) fn given(tx: &mut Tx<'_>, interaction: RawId) -> Result<Vec<Score>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM scores WHERE interaction_id = $1 ORDER BY id");
    tx.rows(&sql, params![interaction], score)
}

//! The tables of cards that became one: what stood on both, and what was moved from one to the other.

use crate::customer::{CustomerId, CustomerNo};
use crate::merging::{Kept, Merge, MergeId, MergeRunId};
use crate::relations::Relation;
use db::{DbError, Row, Tx, Value, params};
use kernel::{Millis, RawId};

/// Rows touched by one statement.
const CHUNK: usize = 400;

const COLUMNS: &str = "id, winner_id, loser_id, loser_no, run_id, user_id, merged_at, undone_at";

fn merge(row: &Row<'_>) -> Result<Merge, DbError> {
    Ok(Merge {
        id: row.id(0)?,
        winner: row.id(1)?,
        loser: row.id(2)?,
        loser_no: row.get(3)?,
        run: row.opt_id(4)?,
        user: row.get(5)?,
        merged_at: row.get(6)?,
        undone_at: row.get(7)?,
    })
}

/// Keeps a merging.
pub(crate) fn insert(tx: &mut Tx<'_>, merge: &Merge, kept: &Kept) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO merges (id, winner_id, loser_id, loser_no, run_id, user_id, merged_at, undone_at, kept)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        params![
            merge.id.0,
            merge.winner.0,
            merge.loser.0,
            merge.loser_no,
            merge.run.map(|run| run.0),
            merge.user,
            merge.merged_at,
            merge.undone_at,
            &text_of(kept)
        ],
    )
    .map(drop)
}

fn text_of(kept: &Kept) -> String {
    serde_json::to_string(kept).unwrap_or_default()
}

/// The merging of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Merge>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM merges WHERE id = $1"), params![id.0], merge)
}

/// What a merging keeps; `None` when it cannot be read.
pub(crate) fn kept(tx: &mut Tx<'_>, id: MergeId) -> Result<Option<Kept>, DbError> {
    let text: Option<String> =
        tx.first("SELECT kept FROM merges WHERE id = $1", params![id.0], |row| row.get(0))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Keeps something else of a merging.
pub(crate) fn rewrite(tx: &mut Tx<'_>, id: MergeId, kept: &Kept) -> Result<(), DbError> {
    tx.execute("UPDATE merges SET kept = $2 WHERE id = $1", params![id.0, &text_of(kept)]).map(drop)
}

/// Marks a merging as taken back.
pub(crate) fn undone(tx: &mut Tx<'_>, id: MergeId, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE merges SET undone_at = $2 WHERE id = $1", params![id.0, now]).map(drop)
}

/// Into which card this one went last and was not taken back from.
pub(crate) fn winner_of(tx: &mut Tx<'_>, loser: CustomerId) -> Result<Option<CustomerId>, DbError> {
    tx.first(
        "SELECT winner_id FROM merges WHERE loser_id = $1 AND undone_at IS NULL",
        params![loser.0],
        |row| row.id(0),
    )
}

/// The mergings into a card that stand, newest first, at most 200.
pub(crate) fn into(tx: &mut Tx<'_>, winner: CustomerId) -> Result<Vec<Merge>, DbError> {
    tx.rows(
        &format!(
            "SELECT {COLUMNS} FROM merges WHERE winner_id = $1 AND undone_at IS NULL
             ORDER BY merged_at DESC, id DESC LIMIT 200"
        ),
        params![winner.0],
        merge,
    )
}

/// The mergings of a run that stand, after an id, in the order of ids.
pub(crate) fn of_run(
    tx: &mut Tx<'_>,
    run: MergeRunId,
    (before, limit): (Option<MergeId>, usize),
) -> Result<Vec<MergeId>, DbError> {
    let newest = RawId::from_u128(u128::MAX);
    tx.rows(
        "SELECT id FROM merges WHERE run_id = $1 AND id < $2 AND undone_at IS NULL ORDER BY id DESC LIMIT $3",
        params![run.0, before.map_or(newest, |id| id.0), limit],
        |row| row.id(0),
    )
}

/// Takes out the card's row and what it is found by; all that hangs on it was moved before.
pub(crate) fn take_out(tx: &mut Tx<'_>, no: CustomerNo, traits: &[(i64, String)]) -> Result<(), DbError> {
    for (field, key) in traits {
        tx.execute(
            "DELETE FROM traits WHERE field_no = $1 AND key = $2 AND customer_no = $3",
            params![*field, key, no],
        )?;
    }
    super::searching::wait(tx, no)?;
    tx.execute("DELETE FROM customers WHERE no = $1", params![no]).map(drop)
}

/// Moves the past values of a card to another; gives their numbers.
pub(crate) fn move_past(tx: &mut Tx<'_>, from: CustomerNo, to: CustomerNo) -> Result<Vec<i64>, DbError> {
    let numbers = past_after(tx, from, 0)?;
    tx.execute("UPDATE past_facts SET customer_no = $2 WHERE customer_no = $1", params![from, to])?;
    Ok(numbers)
}

/// The numbers of the past values of a card after a number.
pub(crate) fn past_after(tx: &mut Tx<'_>, card: CustomerNo, after: i64) -> Result<Vec<i64>, DbError> {
    tx.rows(
        "SELECT no FROM past_facts WHERE customer_no = $1 AND no > $2 ORDER BY no",
        params![card, after],
        |row| row.get(0),
    )
}

/// The number of the newest past value of all.
pub(crate) fn last_past(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.number("SELECT coalesce(max(no), 0) FROM past_facts", &[])
}

/// Gives past values back to a card.
pub(crate) fn give_past_back(
    tx: &mut Tx<'_>,
    numbers: &[i64],
    (from, to): (CustomerNo, CustomerNo),
) -> Result<(), DbError> {
    for chunk in numbers.chunks(CHUNK) {
        let marks = tx.dialect().placeholders(3, chunk.len());
        let mut values = vec![Value::Int(from), Value::Int(to)];
        values.extend(chunk.iter().map(|no| Value::Int(*no)));
        let sql =
            format!("UPDATE past_facts SET customer_no = $1 WHERE customer_no = $2 AND no IN ({marks})");
        tx.execute(&sql, &values)?;
    }
    Ok(())
}

/// The past values of these numbers, each with its number.
pub(crate) fn past_values(
    tx: &mut Tx<'_>,
    numbers: &[i64],
) -> Result<Vec<(i64, crate::sheet::Fact)>, DbError> {
    let mut found = Vec::with_capacity(numbers.len());
    for no in numbers {
        let text: Option<String> =
            tx.first("SELECT fact FROM past_facts WHERE no = $1", params![*no], |row| row.get(0))?;
        found.extend(text.and_then(|text| Some((*no, serde_json::from_str(&text).ok()?))));
    }
    Ok(found)
}

/// Forgets a past value that stands again.
pub(crate) fn forget_past(tx: &mut Tx<'_>, no: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM past_facts WHERE no = $1", params![no]).map(drop)
}

/// Every relation of a card, by id.
pub(crate) fn relations_of(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<Relation>, DbError> {
    super::relations::touching(tx, card)
}

/// Takes a relation out; it is kept with the merging.
pub(crate) fn take_relation(tx: &mut Tx<'_>, id: RawId) -> Result<(), DbError> {
    tx.execute("DELETE FROM relations WHERE id = $1", params![id]).map(drop)
}

/// Moves the side of a relation that is at one card to another card.
pub(crate) fn move_relation(
    tx: &mut Tx<'_>,
    id: RawId,
    (is_from, at, to): (bool, CustomerId, CustomerId),
) -> Result<(), DbError> {
    let sql = match is_from {
        true => "UPDATE relations SET from_id = $3 WHERE id = $1 AND from_id = $2",
        false => "UPDATE relations SET to_id = $3 WHERE id = $1 AND to_id = $2",
    };
    tx.execute(sql, params![id, at.0, to.0]).map(drop)
}

/// The files of a card, removed ones too: id, and whether it is a photo that is shown.
pub(crate) fn files_of(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<(RawId, bool)>, DbError> {
    tx.rows(
        "SELECT id, is_photo, removed_at FROM customer_files WHERE customer_id = $1 ORDER BY id",
        params![card.0],
        |row| Ok((row.get(0)?, row.get::<bool>(1)? && row.get::<Option<i64>>(2)?.is_none())),
    )
}

/// Moves a file from one card to another.
pub(crate) fn move_file(
    tx: &mut Tx<'_>,
    id: RawId,
    (from, to): (CustomerId, CustomerId),
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE customer_files SET customer_id = $3 WHERE id = $1 AND customer_id = $2",
        params![id, from.0, to.0],
    )
    .map(drop)
}

/// Forgets all mergings that a card had part in; it was removed for good.
pub(crate) fn forget(tx: &mut Tx<'_>, card: CustomerId) -> Result<(), DbError> {
    tx.execute("DELETE FROM merges WHERE winner_id = $1 OR loser_id = $1", params![card.0]).map(drop)
}

/// What mergings that people did one by one keep, the newest first, at most `limit`; the model learns from them.
pub(crate) fn learned(tx: &mut Tx<'_>, limit: usize) -> Result<Vec<Kept>, DbError> {
    let texts: Vec<String> = tx.rows(
        "SELECT kept FROM merges WHERE run_id IS NULL AND undone_at IS NULL ORDER BY merged_at DESC, id LIMIT $1",
        params![limit],
        |row| row.get(0),
    )?;
    Ok(texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

/// The numbers of the cards that went into others since a moment, each with the card that it went into.
pub(crate) fn since(tx: &mut Tx<'_>, at: Millis) -> Result<Vec<(CustomerNo, CustomerId)>, DbError> {
    tx.rows(
        "SELECT loser_no, winner_id FROM merges WHERE merged_at >= $1 AND undone_at IS NULL",
        params![at],
        |row| Ok((row.get(0)?, row.id(1)?)),
    )
}

/// The card that went into another, as it was then, with its number.
pub(crate) fn gone(
    tx: &mut Tx<'_>,
    loser: CustomerId,
) -> Result<Option<(CustomerNo, crate::merging::Gone)>, DbError> {
    let found: Option<(CustomerNo, String)> = tx.first(
        "SELECT loser_no, kept FROM merges WHERE loser_id = $1 AND undone_at IS NULL",
        params![loser.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(found.and_then(|(no, text)| Some((no, serde_json::from_str::<Kept>(&text).ok()?.loser))))
}

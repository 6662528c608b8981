//! What is left of those who were erased, and taking out what hung on their cards.

use crate::customer::{CustomerId, CustomerNo};
use crate::erasing::Word;
use crate::merging::Kept;
use crate::sheet::{Fact, Sheet};
use db::{DbError, Dialect, Tx, params};
use kernel::{Millis, RawId};

/// Keeps that somebody was erased.
pub(crate) fn insert(
    tx: &mut Tx<'_>,
    id: CustomerId,
    word: &Word,
    (by, at): (Option<RawId>, Millis),
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO erasures (customer_id, asked_by, asked_at, erased_by, erased_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (customer_id) DO NOTHING",
        params![id.0, word.asked_by, word.asked_at, by, at],
    )
    .map(drop)
}

/// When somebody was erased.
pub(crate) fn at(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<Millis>, DbError> {
    tx.first("SELECT erased_at FROM erasures WHERE customer_id = $1", params![id.0], |row| row.get(0))
}

/// The ids of the cards that were ever tied to this one, by the relations that stand.
pub(crate) fn related(tx: &mut Tx<'_>, id: CustomerId) -> Result<Vec<RawId>, DbError> {
    let pairs: Vec<(RawId, RawId)> = tx.rows(
        "SELECT from_id, to_id FROM relations WHERE from_id = $1 OR to_id = $1",
        params![id.0],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let mut all: Vec<RawId> =
        pairs.iter().flat_map(|pair| [pair.0, pair.1]).filter(|one| *one != id.0).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

/// The values that once stood on a card.
pub(crate) fn past_of(tx: &mut Tx<'_>, no: CustomerNo) -> Result<Vec<Fact>, DbError> {
    let texts: Vec<String> =
        tx.rows("SELECT fact FROM past_facts WHERE customer_no = $1", params![no], |row| row.get(0))?;
    Ok(texts.iter().filter_map(|text| serde_json::from_str(text).ok()).collect())
}

/// The sheets of cards that went into this one.
pub(crate) fn sheets_merged(tx: &mut Tx<'_>, id: CustomerId) -> Result<Vec<Sheet>, DbError> {
    let texts: Vec<String> =
        tx.rows("SELECT kept FROM merges WHERE winner_id = $1", params![id.0], |row| row.get(0))?;
    Ok(texts.iter().filter_map(|text| Some(serde_json::from_str::<Kept>(text).ok()?.loser.sheet)).collect())
}

/// Takes out everything that hangs on a card or on one that went into it; the card's row stays.
pub(crate) fn forget(tx: &mut Tx<'_>, (id, no): (CustomerId, CustomerNo)) -> Result<(), DbError> {
    super::duplicates::forget(tx, (no, id))?;
    super::merges::forget(tx, id)?;
    super::consents::forget(tx, id)?;
    for sql in
        ["DELETE FROM past_facts WHERE customer_no = $1", "DELETE FROM deed_items WHERE customer_no = $1"]
    {
        tx.execute(sql, params![no])?;
    }
    for sql in [
        "DELETE FROM relations WHERE from_id = $1 OR to_id = $1",
        "DELETE FROM customer_files WHERE customer_id = $1",
        "DELETE FROM removal_requests WHERE customer_id = $1",
    ] {
        tx.execute(sql, params![id.0])?;
    }
    Ok(())
}

/// Whether a stored file is still named by a card.
pub(crate) fn is_named(tx: &mut Tx<'_>, key: &str) -> Result<bool, DbError> {
    let sql = "SELECT count(*) FROM customer_files WHERE stored_as = $1";
    Ok(tx.number(sql, params![key])? > 0)
}

/// Parts of the search index that one step of merging writes, about 4 kB each: other writers wait no longer than for these.
const PARTS: i64 = 200;

/// One step of merging the search index, by which the words of cards that are gone leave it; whether there may be more.
pub(crate) fn merge_search(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(false);
    }
    let before = tx.number("SELECT total_changes()", &[])?;
    // A negative number merges towards one part only, and goes on where the step before stopped.
    tx.execute("INSERT INTO search (search, rank) VALUES ('merge', $1)", params![-PARTS])?;
    // The statement itself counts as one change (SQLite's page on FTS5, 6.8).
    Ok(tx.number("SELECT total_changes()", &[])? - before >= 2)
}

/// Removes views that were typed with the person in mind, and takes the person out of rules of keeping: such a rule is
/// switched off and finds nobody.
pub(crate) fn forget_typed(tx: &mut Tx<'_>, speaks: &dyn Fn(&str) -> bool) -> Result<(), DbError> {
    for (table, columns) in [("views", "name, look"), ("retention_rules", "name, condition")] {
        let rows: Vec<(RawId, String, String)> =
            tx.rows(&format!("SELECT id, {columns} FROM {table}"), &[], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        for (id, ..) in rows.into_iter().filter(|(_, name, typed)| speaks(name) || speaks(typed)) {
            let sql = match table {
                "views" => "DELETE FROM views WHERE id = $1",
                _ => {
                    "UPDATE retention_rules SET name = '—', condition = '{\"any\":[]}', is_on = FALSE WHERE id = $1"
                }
            };
            tx.execute(sql, params![id])?;
        }
    }
    let sources: Vec<(i64, String)> =
        tx.rows("SELECT no, name FROM sources WHERE kind <> 'user'", &[], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    for (no, _) in sources.into_iter().filter(|(_, name)| speaks(name)) {
        tx.execute("UPDATE sources SET name = '—' WHERE no = $1", params![no])?;
    }
    Ok(())
}

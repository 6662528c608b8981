//! Cards whose place in the full-text index of SQLite waits: written card by card the index would flush itself for each.
//!
//! A changed card leaves only its number here, in the transaction that changes it. Whoever searches looks at the waiting
//! cards too, and every hit is tested against the card's own text, so that nobody finds less or other than what stands.
//! PostgreSQL keeps its index itself; nothing waits there.

use db::{DbError, Dialect, Tx, Value, params};

/// Leaves a card for the index to take up: it is new, changed, or gone.
pub(crate) fn wait(tx: &mut Tx<'_>, no: i64) -> Result<(), DbError> {
    if tx.dialect() != Dialect::Sqlite {
        return Ok(());
    }
    let sql = "INSERT INTO unsearched (customer_no) VALUES ($1) ON CONFLICT DO NOTHING";
    tx.execute(sql, params![no]).map(drop)
}

/// Whether any card waits.
pub(crate) fn is_anyone_waiting(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    Ok(tx.first("SELECT 1 FROM unsearched LIMIT 1", &[], |_| Ok(()))?.is_some())
}

/// Takes up to `most` waiting cards into the index at once, the lowest numbers first; how many they were.
pub(crate) fn take_up(tx: &mut Tx<'_>, most: usize) -> Result<usize, DbError> {
    let waiting: Vec<(i64, Option<String>)> = tx.rows(
        "SELECT w.customer_no, c.search FROM unsearched w LEFT JOIN customers c ON c.no = w.customer_no
         ORDER BY w.customer_no LIMIT $1",
        params![most],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (no, _) in &waiting {
        tx.execute("DELETE FROM search WHERE rowid = $1", params![*no])?;
    }
    let rows =
        waiting.iter().filter_map(|(no, text)| Some([Value::Int(*no), Value::Text(text.as_deref()?)]));
    tx.insert_many("search", ["rowid", "text"], rows)?;
    if let Some((last, _)) = waiting.last() {
        tx.execute("DELETE FROM unsearched WHERE customer_no <= $1", params![*last])?;
    }
    Ok(waiting.len())
}

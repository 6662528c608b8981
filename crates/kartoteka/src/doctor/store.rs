//! The questions of the doctor.

use crate::mover::rebuild_search;
use db::{DbError, Dialect, Tx, params};
use kernel::Millis;

/// Rows that belong to a card that is not there, and cards that the search does not know or knows too many of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Orphans {
    pub(super) traits: i64,
    pub(super) past_facts: i64,
    pub(super) relations: i64,
    pub(super) search: i64,
}

const NO_CARD: &str = "NOT EXISTS (SELECT 1 FROM customers WHERE customers.no = customer_no)";

pub(super) fn orphans(tx: &mut Tx<'_>) -> Result<Orphans, DbError> {
    let traits = tx.number(&format!("SELECT count(*) FROM traits WHERE {NO_CARD}"), &[])?;
    let past_facts = tx.number(&format!("SELECT count(*) FROM past_facts WHERE {NO_CARD}"), &[])?;
    let relations = tx.number(
        "SELECT count(*) FROM relations WHERE NOT EXISTS (SELECT 1 FROM customers WHERE customers.id = from_id)
         OR NOT EXISTS (SELECT 1 FROM customers WHERE customers.id = to_id)",
        &[],
    )?;
    let search = match tx.dialect() {
        Dialect::Sqlite => tx.number(
            "SELECT (SELECT count(*) FROM customers WHERE no NOT IN
                      (SELECT rowid FROM search UNION ALL SELECT customer_no FROM unsearched))
                  + (SELECT count(*) FROM search WHERE rowid NOT IN
                      (SELECT no FROM customers UNION ALL SELECT customer_no FROM unsearched))",
            &[],
        )?,
        Dialect::Postgres => 0,
    };
    Ok(Orphans { traits, past_facts, relations, search })
}

/// Mends what can be made anew from the cards: takes out traits without a card and builds the search anew.
///
/// # Errors
/// Any [`DbError`].
pub fn repair(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.execute(&format!("DELETE FROM traits WHERE {NO_CARD}"), &[])?;
    rebuild_search(tx)?;
    Ok(())
}

/// How many jobs have waited since before a moment, and how many are held though their lease ended before it.
pub(super) fn late_jobs(tx: &mut Tx<'_>, moment: Millis) -> Result<(i64, i64), DbError> {
    let waiting = "SELECT count(*) FROM jobs WHERE state = 'waiting' AND run_at < $1";
    let held = "SELECT count(*) FROM jobs WHERE state = 'running' AND lease_until < $1";
    Ok((tx.number(waiting, params![moment])?, tx.number(held, params![moment])?))
}

/// The keys of the newest files that cards name.
pub(super) fn file_names(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<String>, DbError> {
    tx.rows(
        "SELECT stored_as FROM customer_files WHERE removed_at IS NULL ORDER BY id DESC LIMIT $1",
        params![limit],
        |row| row.get(0),
    )
}

/// When the newest entry of the journal was written.
pub(super) fn newest_entry(tx: &mut Tx<'_>) -> Result<Option<Millis>, DbError> {
    tx.first("SELECT at FROM journal ORDER BY seq DESC LIMIT 1", &[], |row| row.get(0))
}

/// What time it is where the database is, if that is another machine.
pub(super) fn server_time(tx: &mut Tx<'_>) -> Result<Option<Millis>, DbError> {
    match tx.dialect() {
        Dialect::Sqlite => Ok(None),
        Dialect::Postgres => {
            tx.first("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)", &[], |row| {
                row.get(0)
            })
        }
    }
}

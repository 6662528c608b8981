//! The statements that moving needs beyond copying rows.

use db::{DbError, Dialect, Tx};
use std::collections::BTreeMap;

/// Builds the search of a SQLite base anew from the cards; PostgreSQL keeps its own index. Gives how many cards.
///
/// # Errors
/// Any [`DbError`].
pub fn rebuild_search(tx: &mut Tx<'_>) -> Result<u64, DbError> {
    if tx.dialect() == Dialect::Postgres {
        return Ok(0);
    }
    tx.execute("INSERT INTO search (search) VALUES ('delete-all')", &[])?;
    tx.execute("DELETE FROM unsearched", &[])?;
    tx.execute("INSERT INTO search (rowid, text) SELECT no, search FROM customers", &[])
}

/// How many rows each table has.
pub(crate) fn counts(tx: &mut Tx<'_>) -> Result<BTreeMap<String, i64>, DbError> {
    let mut counts = BTreeMap::new();
    for name in db::tables(tx)? {
        let n = tx.number(&format!("SELECT count(*) FROM {name}"), &[])?;
        counts.insert(name, n);
    }
    Ok(counts)
}

/// Empties every table but the list of migrations, so that the base counts as untouched.
pub(crate) fn clear(tx: &mut Tx<'_>) -> Result<(), DbError> {
    for table in db::describe(tx)?.iter().rev() {
        tx.execute(&format!("DELETE FROM {}", table.name), &[])?;
    }
    Ok(())
}

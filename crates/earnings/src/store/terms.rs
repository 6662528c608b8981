//! What a confirmed fact is worth.

use crate::bonus::Terms;
use db::{DbError, Tx, params};

/// The terms; nothing is paid before there are any.
pub(crate) fn get(tx: &mut Tx<'_>) -> Result<Terms, DbError> {
    let found = tx.first("SELECT fact, usual, revision FROM earning_terms", &[], |row| {
        Ok(Terms { fact: row.get(0)?, usual: row.get(1)?, revision: row.get(2)? })
    })?;
    Ok(found.unwrap_or_default())
}

/// Writes them.
pub(crate) fn put(tx: &mut Tx<'_>, terms: &Terms) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO earning_terms (one, fact, usual, revision) VALUES (1, $1, $2, $3) ON CONFLICT (one)
         DO UPDATE SET fact = excluded.fact, usual = excluded.usual, revision = excluded.revision",
        params![terms.fact, terms.usual, terms.revision],
    )
    .map(drop)
}

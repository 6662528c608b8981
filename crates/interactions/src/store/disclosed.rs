//! What was said with a person, as it is disclosed to them.

use customers::CustomerNo;
use db::{DbError, Tx, params};
use kernel::Millis;

/// One interaction in words.
pub(crate) struct Told {
    pub(crate) at: Millis,
    pub(crate) kind: String,
    pub(crate) subject: String,
    pub(crate) body: String,
}

/// All with a customer or somebody of theirs, newest first.
pub(crate) fn of(tx: &mut Tx<'_>, customer: CustomerNo) -> Result<Vec<Told>, DbError> {
    tx.rows(
        "SELECT at, kind, subject, body FROM interactions WHERE (customer_no = $1 OR with_no = $1)
         AND removed_at IS NULL ORDER BY at DESC, no DESC",
        params![customer],
        |row| Ok(Told { at: row.get(0)?, kind: row.get(1)?, subject: row.get(2)?, body: row.get(3)? }),
    )
}

//! How many tasks wait for each person right now, asked for everybody at once.

use db::{DbError, Tx, params};
use kernel::{Millis, RawId};
use std::collections::HashMap;

/// The number of open tasks that are due at `until` or before, of each person who has any.
///
/// # Errors
/// Any [`DbError`].
pub fn due_of_everybody(tx: &mut Tx<'_>, until: Millis) -> Result<HashMap<RawId, i64>, DbError> {
    let counted = tx.rows(
        "SELECT assignee, count(*) FROM tasks WHERE closed_at IS NULL AND assignee IS NOT NULL AND due_at <= $1
         GROUP BY assignee",
        params![until],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(counted.into_iter().collect())
}

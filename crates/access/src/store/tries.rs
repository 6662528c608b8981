//! Failed tries to sign in.

use crate::secret::Digest;
use crate::throttle::Tries;
use db::{DbError, Tx, params};
use kernel::Millis;

/// Those of one account or address; none is the same as zero.
pub(crate) fn get(tx: &mut Tx<'_>, key: &Digest) -> Result<Tries, DbError> {
    let sql = "SELECT n_failed, failed_at, rests_until FROM sign_in_tries WHERE key = $1";
    let found = tx.first(sql, params![key], |row| {
        Ok(Tries { n_failed: row.get(0)?, failed_at: row.get(1)?, rests_until: row.get(2)? })
    })?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn put(tx: &mut Tx<'_>, key: &Digest, tries: Tries) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO sign_in_tries (key, n_failed, failed_at, rests_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (key) DO UPDATE SET n_failed = excluded.n_failed, failed_at = excluded.failed_at,
         rests_until = excluded.rests_until",
        params![key, tries.n_failed, tries.failed_at, tries.rests_until],
    )?;
    Ok(())
}

/// Drops what is too old to count.
pub(crate) fn forget(tx: &mut Tx<'_>, before: Millis) -> Result<(), DbError> {
    tx.execute("DELETE FROM sign_in_tries WHERE failed_at < $1", params![before])?;
    Ok(())
}

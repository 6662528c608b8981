//! Where a person's rights differ from those of their role.

use crate::UserId;
use db::{DbError, Tx, params};
use kernel::Level;

/// By right, each at most once.
pub(crate) fn of_user(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<(String, Level)>, DbError> {
    let sql = "SELECT capability, level FROM user_rights WHERE user_id = $1 ORDER BY capability";
    tx.rows(sql, params![user.0], |row| Ok((row.get(0)?, level(&row.get::<String>(1)?))))
}

/// A level that this binary does not know gives nothing.
pub(crate) fn level(slug: &str) -> Level {
    Level::from_slug(slug).unwrap_or_default()
}

pub(crate) fn replace(
    tx: &mut Tx<'_>,
    user: UserId,
    exceptions: &[(String, Level)],
) -> Result<(), DbError> {
    tx.execute("DELETE FROM user_rights WHERE user_id = $1", params![user.0])?;
    for (right, level) in exceptions {
        let sql = "INSERT INTO user_rights (user_id, capability, level) VALUES ($1, $2, $3)";
        tx.execute(sql, params![user.0, right, level.slug()])?;
    }
    Ok(())
}

//! What the firm decided about the sight of roles: scopes, masks, quotas.

use crate::Scope;
use db::{DbError, Tx, params};

/// By capability; a scope that this binary does not know is the narrowest.
pub(crate) fn scopes(tx: &mut Tx<'_>, role: &str) -> Result<Vec<(String, Scope)>, DbError> {
    let sql = "SELECT capability, scope FROM role_scopes WHERE role = $1 ORDER BY capability";
    tx.rows(sql, params![role], |row| {
        Ok((row.get(0)?, Scope::from_slug(&row.get::<String>(1)?).unwrap_or(Scope::Own)))
    })
}

pub(crate) fn put_scope(
    tx: &mut Tx<'_>,
    role: &str,
    right: &str,
    scope: Option<Scope>,
) -> Result<(), DbError> {
    tx.execute("DELETE FROM role_scopes WHERE role = $1 AND capability = $2", params![role, right])?;
    if let Some(scope) = scope {
        let sql = "INSERT INTO role_scopes (role, capability, scope) VALUES ($1, $2, $3)";
        tx.execute(sql, params![role, right, scope.slug()])?;
    }
    Ok(())
}

/// The slugs of masked fields, in their order.
pub(crate) fn masks(tx: &mut Tx<'_>, role: &str) -> Result<Vec<String>, DbError> {
    tx.rows("SELECT field FROM role_masks WHERE role = $1 ORDER BY field", params![role], |row| row.get(0))
}

pub(crate) fn put_masks(tx: &mut Tx<'_>, role: &str, fields: &[String]) -> Result<(), DbError> {
    tx.execute("DELETE FROM role_masks WHERE role = $1", params![role])?;
    for field in fields {
        tx.execute("INSERT INTO role_masks (role, field) VALUES ($1, $2)", params![role, field])?;
    }
    Ok(())
}

/// What the firm decided of a quota; `None` for what is usual.
pub(crate) fn quota(tx: &mut Tx<'_>, role: &str, what: &str) -> Result<Option<i64>, DbError> {
    let sql = "SELECT n FROM role_quotas WHERE role = $1 AND what = $2";
    tx.first(sql, params![role, what], |row| row.get(0))
}

pub(crate) fn put_quota(tx: &mut Tx<'_>, role: &str, what: &str, n: i64) -> Result<(), DbError> {
    tx.execute("DELETE FROM role_quotas WHERE role = $1 AND what = $2", params![role, what])?;
    let sql = "INSERT INTO role_quotas (role, what, n) VALUES ($1, $2, $3)";
    tx.execute(sql, params![role, what, n]).map(drop)
}

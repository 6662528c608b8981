//! The API tokens of people.

use crate::secret::Digest;
use crate::token::TokenScopes;
use crate::{Token, TokenId, UserId};
use db::{DbError, Row, Tx, params};
use kernel::Millis;

fn token(row: &Row<'_>) -> Result<Token, DbError> {
    Ok(Token {
        id: row.id(0)?,
        user: row.id(1)?,
        name: row.get(2)?,
        scopes: TokenScopes::from_json(&row.get::<String>(3)?),
        created_at: row.get(4)?,
        last_used_at: row.get(5)?,
        expires_at: row.get(6)?,
    })
}

pub(crate) fn insert(tx: &mut Tx<'_>, token: &Token, digest: &Digest) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO tokens (id, user_id, name, secret_digest, scopes, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            token.id.0,
            token.user.0,
            &token.name,
            digest,
            &token.scopes.to_json(),
            token.created_at,
            token.expires_at
        ],
    )?;
    Ok(())
}

/// Those that were not ended, newest first; expired ones too, so that a person sees why a program stopped.
pub(crate) fn open_of(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Token>, DbError> {
    let sql = "SELECT id, user_id, name, scopes, created_at, last_used_at, expires_at FROM tokens
               WHERE user_id = $1 AND ended_at IS NULL ORDER BY created_at DESC, id DESC";
    tx.rows(sql, params![user.0], token)
}

/// Ends one of a person; gives whether it was open.
pub(crate) fn end(tx: &mut Tx<'_>, id: TokenId, user: UserId, now: Millis) -> Result<bool, DbError> {
    let sql = "UPDATE tokens SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL";
    Ok(tx.execute(sql, params![id.0, user.0, now])? > 0)
}

/// Ends all of a person; gives how many were open.
pub(crate) fn end_all(tx: &mut Tx<'_>, user: UserId, now: Millis) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE tokens SET ended_at = $2 WHERE user_id = $1 AND ended_at IS NULL",
        params![user.0, now],
    )
}

pub(crate) fn used(tx: &mut Tx<'_>, id: TokenId, now: Millis) -> Result<(), DbError> {
    tx.execute("UPDATE tokens SET last_used_at = $2 WHERE id = $1", params![id.0, now])?;
    Ok(())
}

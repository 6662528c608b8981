//! The people.

use crate::roles::{self, Role};
use crate::{PasswordHash, Scope, TeamId, User, UserId};
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};
use ui::{Density, Theme};

const COLUMNS: &str = "users.id, users.email, users.name, users.role, users.scope, users.team_id, users.lang, \
     users.zone, users.theme, users.density, users.disabled_at, users.created_at, users.last_seen_at, \
     users.password_hash IS NOT NULL";

fn user(row: &Row<'_>) -> Result<User, DbError> {
    Ok(User {
        id: row.id(0)?,
        email: row.get(1)?,
        name: row.get(2)?,
        role: role(&row.get::<String>(3)?),
        scope: row.get::<Option<String>>(4)?.and_then(|slug| Scope::from_slug(&slug)),
        team: row.opt_id(5)?,
        lang: row.get::<Option<String>>(6)?.and_then(|code| code.parse().ok()),
        zone: row.get(7)?,
        theme: Theme::from_slug(&row.get::<String>(8)?),
        density: Density::from_slug(&row.get::<String>(9)?),
        disabled_at: row.get(10)?,
        created_at: row.get(11)?,
        last_seen_at: row.get(12)?,
        has_password: row.get(13)?,
    })
}

/// A role that this binary does not know may only look.
pub(crate) fn role(slug: &str) -> &'static Role {
    Role::from_slug(slug).unwrap_or(&roles::READER)
}

pub(crate) fn get(tx: &mut Tx<'_>, id: UserId) -> Result<Option<User>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM users WHERE id = $1"), params![id.0], user)
}

pub(crate) fn by_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<User>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM users WHERE email = $1"), params![email], user)
}

/// Those who may sign in first, then by name.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<User>, DbError> {
    let order = "ORDER BY CASE WHEN disabled_at IS NULL THEN 0 ELSE 1 END, name, id";
    tx.rows(&format!("SELECT {COLUMNS} FROM users {order}"), &[], user)
}

/// The ids of everybody in a team, disabled ones too: their clients are still the team's.
pub(crate) fn of_team(tx: &mut Tx<'_>, team: TeamId) -> Result<Vec<RawId>, DbError> {
    tx.rows("SELECT id FROM users WHERE team_id = $1 ORDER BY id", params![team.0], |row| row.get(0))
}

pub(crate) fn password_hash(tx: &mut Tx<'_>, id: UserId) -> Result<Option<PasswordHash>, DbError> {
    let sql = "SELECT password_hash FROM users WHERE id = $1";
    Ok(tx.first(sql, params![id.0], |row| row.get::<Option<String>>(0))?.flatten().map(PasswordHash))
}

pub(crate) fn insert(tx: &mut Tx<'_>, user: &User) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO users (id, email, name, role, scope, team_id, lang, zone, theme, density, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            user.id.0,
            &user.email,
            &user.name,
            user.role.slug,
            user.scope.map(Scope::slug),
            user.team.map(|team| team.0),
            user.lang.map(words::Lang::code),
            &user.zone,
            user.theme.slug(),
            user.density.slug(),
            user.created_at,
        ],
    )?;
    Ok(())
}

/// Writes all that may be changed of a person, but neither password nor being disabled.
pub(crate) fn update(tx: &mut Tx<'_>, user: &User) -> Result<(), DbError> {
    tx.execute(
        "UPDATE users SET name = $2, role = $3, scope = $4, team_id = $5, lang = $6, zone = $7, theme = $8,
         density = $9 WHERE id = $1",
        params![
            user.id.0,
            &user.name,
            user.role.slug,
            user.scope.map(Scope::slug),
            user.team.map(|team| team.0),
            user.lang.map(words::Lang::code),
            &user.zone,
            user.theme.slug(),
            user.density.slug(),
        ],
    )?;
    Ok(())
}

pub(crate) fn set_password(tx: &mut Tx<'_>, id: UserId, hash: &PasswordHash) -> Result<(), DbError> {
    tx.execute("UPDATE users SET password_hash = $2 WHERE id = $1", params![id.0, &hash.0])?;
    Ok(())
}

pub(crate) fn set_disabled(tx: &mut Tx<'_>, id: UserId, at: Option<Millis>) -> Result<(), DbError> {
    tx.execute("UPDATE users SET disabled_at = $2 WHERE id = $1", params![id.0, at])?;
    Ok(())
}

pub(crate) fn n_active_owners(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let sql = "SELECT count(*) FROM users WHERE role = $1 AND disabled_at IS NULL";
    tx.number(sql, params![roles::OWNER.slug])
}

/// Removes a person with all that hangs on them here.
pub(crate) fn remove(tx: &mut Tx<'_>, id: UserId) -> Result<(), DbError> {
    for table in ["user_rights", "sessions", "tokens", "invitations"] {
        tx.execute(&format!("DELETE FROM {table} WHERE user_id = $1"), params![id.0])?;
    }
    tx.execute("DELETE FROM users WHERE id = $1", params![id.0]).map(drop)
}

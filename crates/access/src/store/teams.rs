//! The teams.

use crate::{Team, TeamId};
use db::{DbError, Row, Tx, params};
use kernel::Millis;

fn team(row: &Row<'_>) -> Result<Team, DbError> {
    Ok(Team { id: row.id(0)?, name: row.get(1)?, n_people: row.get(2)? })
}

const SELECT: &str =
    "SELECT teams.id, teams.name, (SELECT count(*) FROM users WHERE users.team_id = teams.id) FROM teams";

pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Team>, DbError> {
    tx.rows(&format!("{SELECT} ORDER BY teams.name"), &[], team)
}

pub(crate) fn get(tx: &mut Tx<'_>, id: TeamId) -> Result<Option<Team>, DbError> {
    tx.first(&format!("{SELECT} WHERE teams.id = $1"), params![id.0], team)
}

pub(crate) fn is_name_taken(tx: &mut Tx<'_>, name: &str, but: Option<TeamId>) -> Result<bool, DbError> {
    let found =
        tx.first("SELECT id FROM teams WHERE name = $1", params![name], |row| row.id::<TeamId>(0))?;
    Ok(found.is_some_and(|id| Some(id) != but))
}

pub(crate) fn insert(tx: &mut Tx<'_>, id: TeamId, name: &str, now: Millis) -> Result<(), DbError> {
    tx.execute("INSERT INTO teams (id, name, created_at) VALUES ($1, $2, $3)", params![id.0, name, now])?;
    Ok(())
}

pub(crate) fn rename(tx: &mut Tx<'_>, id: TeamId, name: &str) -> Result<(), DbError> {
    tx.execute("UPDATE teams SET name = $2 WHERE id = $1", params![id.0, name])?;
    Ok(())
}

pub(crate) fn remove(tx: &mut Tx<'_>, id: TeamId) -> Result<(), DbError> {
    tx.execute("DELETE FROM teams WHERE id = $1", params![id.0])?;
    Ok(())
}

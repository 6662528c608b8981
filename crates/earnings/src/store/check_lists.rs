//! The table of check-lists.

use crate::check_list::{CheckList, CheckListId};
use db::{DbError, Row, Tx, params};

const COLUMNS: &str = "id, name, items, revision, created_at, archived_at";

fn list(row: &Row<'_>) -> Result<CheckList, DbError> {
    Ok(CheckList {
        id: row.id(0)?,
        name: row.get(1)?,
        items: row.with_text(2, |text| serde_json::from_str(text).unwrap_or_default())?,
        revision: row.get(3)?,
        created_at: row.get(4)?,
        archived_at: row.get(5)?,
    })
}

/// Those in use, by name.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<CheckList>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM check_lists WHERE archived_at IS NULL ORDER BY name, id");
    tx.rows(&sql, &[], list)
}

/// The one of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: CheckListId) -> Result<Option<CheckList>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM check_lists WHERE id = $1"), params![id.0], list)
}

/// Adds one.
pub(crate) fn insert(tx: &mut Tx<'_>, one: &CheckList) -> Result<(), DbError> {
    let items = serde_json::to_string(&one.items).unwrap_or_default();
    tx.execute(
        "INSERT INTO check_lists (id, name, items, revision, created_at, archived_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        params![one.id.0, &one.name, &items, one.revision, one.created_at, one.archived_at],
    )
    .map(drop)
}

/// Writes one anew.
pub(crate) fn update(tx: &mut Tx<'_>, one: &CheckList) -> Result<(), DbError> {
    let items = serde_json::to_string(&one.items).unwrap_or_default();
    tx.execute(
        "UPDATE check_lists SET name = $2, items = $3, revision = $4, archived_at = $5 WHERE id = $1",
        params![one.id.0, &one.name, &items, one.revision, one.archived_at],
    )
    .map(drop)
}

//! The table of saved views.

use crate::views::{Look, View, ViewId};
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};

const COLUMNS: &str = "id, owner_id, name, is_shared, look";

fn view(row: &Row<'_>) -> Result<View, DbError> {
    Ok(View {
        id: row.id(0)?,
        owner: row.get(1)?,
        name: row.get(2)?,
        is_shared: row.get(3)?,
        look: row.with_text(4, |text| serde_json::from_str::<Look>(text).unwrap_or_default())?,
    })
}

/// The views that a person sees: their own and the shared ones, in their order.
pub(crate) fn seen_by(tx: &mut Tx<'_>, user: Option<RawId>) -> Result<Vec<View>, DbError> {
    tx.rows(
        &format!(
            "SELECT {COLUMNS} FROM views WHERE is_shared = $2 OR owner_id = $1 ORDER BY position, created_at, id"
        ),
        params![user, true],
        view,
    )
}

/// The view of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: ViewId) -> Result<Option<View>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM views WHERE id = $1"), params![id.0], view)
}

/// Adds a view after the others.
pub(crate) fn insert(tx: &mut Tx<'_>, view: &View, now: Millis) -> Result<(), DbError> {
    let position = tx.number("SELECT max(position) FROM views", &[])? + 1;
    let look = serde_json::to_string(&view.look).unwrap_or_else(|_| "{}".into());
    tx.execute(
        "INSERT INTO views (id, owner_id, name, is_shared, look, position, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![view.id.0, view.owner, &view.name, view.is_shared, &look, position, now],
    )
    .map(drop)
}

/// Writes a changed view.
pub(crate) fn update(tx: &mut Tx<'_>, view: &View) -> Result<(), DbError> {
    let look = serde_json::to_string(&view.look).unwrap_or_else(|_| "{}".into());
    tx.execute(
        "UPDATE views SET name = $2, is_shared = $3, look = $4 WHERE id = $1",
        params![view.id.0, &view.name, view.is_shared, &look],
    )
    .map(drop)
}

/// Removes a view.
pub(crate) fn delete(tx: &mut Tx<'_>, id: ViewId) -> Result<(), DbError> {
    tx.execute("DELETE FROM views WHERE id = $1", params![id.0]).map(drop)
}

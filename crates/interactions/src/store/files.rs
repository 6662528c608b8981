//! The table of files of interactions.

use crate::attaching::{AttachedFile, AttachedId};
use crate::interaction::InteractionNo;
use db::{DbError, Row, Tx, Value, params};
use kernel::Millis;

const COLUMNS: &str =
    "id, interaction_no, name, media_type, size, stored_as, created_at, removed_at, content_id";

fn file(row: &Row<'_>) -> Result<Option<AttachedFile>, DbError> {
    let Ok(key) = row.get::<String>(5)?.parse() else { return Ok(None) };
    Ok(Some(AttachedFile {
        id: row.id(0)?,
        of: row.get(1)?,
        name: row.get(2)?,
        media_type: row.get(3)?,
        size: u64::try_from(row.get::<i64>(4)?).unwrap_or(0),
        key,
        created_at: row.get(6)?,
        removed_at: row.get(7)?,
        content_id: row.get(8)?,
    }))
}

/// Adds a file.
pub(crate) fn insert(tx: &mut Tx<'_>, new: &AttachedFile) -> Result<(), DbError> {
    tx.execute(
        &format!("INSERT INTO interaction_files ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
        params![
            new.id.0,
            new.of,
            &new.name,
            &new.media_type,
            i64::try_from(new.size).unwrap_or(i64::MAX),
            new.key.as_str(),
            new.created_at,
            new.removed_at,
            &new.content_id
        ],
    )
    .map(drop)
}

/// A file of an interaction, removed or not.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    of: InteractionNo,
    id: AttachedId,
) -> Result<Option<AttachedFile>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM interaction_files WHERE id = $1 AND interaction_no = $2");
    Ok(tx.first(&sql, params![id.0, of], file)?.flatten())
}

/// The files of interactions that were not removed, in the order in which they came.
pub(crate) fn of(tx: &mut Tx<'_>, of: &[InteractionNo]) -> Result<Vec<AttachedFile>, DbError> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let marks = tx.dialect().placeholders(1, of.len());
    let sql = format!(
        "SELECT {COLUMNS} FROM interaction_files WHERE interaction_no IN ({marks}) AND removed_at IS NULL
         ORDER BY created_at, id LIMIT 5000"
    );
    let values: Vec<Value<'_>> = of.iter().map(|no| Value::Int(*no)).collect();
    Ok(tx.rows(&sql, &values, file)?.into_iter().flatten().collect())
}

/// Notes when a file was removed, or that it is back.
pub(crate) fn set_removed(tx: &mut Tx<'_>, id: AttachedId, at: Option<Millis>) -> Result<(), DbError> {
    tx.execute("UPDATE interaction_files SET removed_at = $2 WHERE id = $1", params![id.0, at]).map(drop)
}

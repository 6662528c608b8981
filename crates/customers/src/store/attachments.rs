//! The table of files attached to cards.

use crate::attaching::{Attachment, AttachmentId};
use crate::customer::CustomerId;
use db::{DbError, Row, Tx, params};
use kernel::Millis;

const COLUMNS: &str =
    "id, customer_id, name, media_type, size, stored_as, is_photo, created_at, removed_at";

fn attachment(row: &Row<'_>) -> Result<Option<Attachment>, DbError> {
    let Ok(key) = row.get::<String>(5)?.parse() else { return Ok(None) };
    Ok(Some(Attachment {
        id: row.id(0)?,
        card: row.id(1)?,
        name: row.get(2)?,
        media_type: row.get(3)?,
        size: u64::try_from(row.get::<i64>(4)?).unwrap_or(0),
        key,
        is_photo: row.get(6)?,
        created_at: row.get(7)?,
        removed_at: row.get(8)?,
    }))
}

/// The keys of every file that a card ever had, removed ones too.
pub(crate) fn keys_of(tx: &mut Tx<'_>, card: CustomerId) -> Result<Vec<String>, DbError> {
    let sql = "SELECT DISTINCT stored_as FROM customer_files WHERE customer_id = $1";
    tx.rows(sql, params![card.0], |row| row.get(0))
}

/// Adds a file to a card.
pub(crate) fn insert(tx: &mut Tx<'_>, new: &Attachment) -> Result<(), DbError> {
    tx.execute(
        &format!("INSERT INTO customer_files ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"),
        params![
            new.id.0,
            new.card.0,
            &new.name,
            &new.media_type,
            i64::try_from(new.size).unwrap_or(i64::MAX),
            new.key.as_str(),
            new.is_photo,
            new.created_at,
            new.removed_at
        ],
    )
    .map(drop)
}

/// A file of a card, removed or not.
pub(crate) fn find(
    tx: &mut Tx<'_>,
    card: CustomerId,
    id: AttachmentId,
) -> Result<Option<Attachment>, DbError> {
    let sql = format!("SELECT {COLUMNS} FROM customer_files WHERE id = $1 AND customer_id = $2");
    Ok(tx.first(&sql, params![id.0, card.0], attachment)?.flatten())
}

/// The files of a card that were not removed, newest first; photos only, or all the others.
pub(crate) fn of(tx: &mut Tx<'_>, card: CustomerId, photos: bool) -> Result<Vec<Attachment>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM customer_files WHERE customer_id = $1 AND is_photo = $2 AND removed_at IS NULL
         ORDER BY created_at DESC, id DESC LIMIT 1000"
    );
    Ok(tx.rows(&sql, params![card.0, photos], attachment)?.into_iter().flatten().collect())
}

/// How many files a card has, photos not counted.
pub(crate) fn count(tx: &mut Tx<'_>, card: CustomerId) -> Result<i64, DbError> {
    tx.number(
        "SELECT count(*) FROM customer_files WHERE customer_id = $1 AND is_photo = $2 AND removed_at IS NULL",
        params![card.0, false],
    )
}

/// Notes when a file was removed, or that it is back.
pub(crate) fn set_removed(tx: &mut Tx<'_>, id: AttachmentId, at: Option<Millis>) -> Result<(), DbError> {
    tx.execute("UPDATE customer_files SET removed_at = $2 WHERE id = $1", params![id.0, at]).map(drop)
}

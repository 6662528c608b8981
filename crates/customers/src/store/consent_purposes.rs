//! The tables of what clients are asked for, and of the texts they were shown.

use crate::consents::{ConsentText, Purpose, PurposeNo};
use db::{DbError, Row, Tx, params};
use kernel::RawId;

const COLUMNS: &str = "no, slug, label, is_needed, is_by_channel, is_confirmed, keeps_days, archived_at";
const TEXT_COLUMNS: &str = "id, purpose_no, lang, version, text, created_at";

fn purpose(row: &Row<'_>) -> Result<Purpose, DbError> {
    Ok(Purpose {
        no: row.get(0)?,
        slug: row.get(1)?,
        label: row.get(2)?,
        is_needed: row.get(3)?,
        is_by_channel: row.get(4)?,
        is_confirmed: row.get(5)?,
        keeps_days: row.get(6)?,
        archived_at: row.get(7)?,
    })
}

fn text(row: &Row<'_>) -> Result<ConsentText, DbError> {
    Ok(ConsentText {
        id: row.get(0)?,
        purpose: row.get(1)?,
        lang: row.get(2)?,
        version: row.get(3)?,
        text: row.get(4)?,
        created_at: row.get(5)?,
    })
}

/// All, those that are asked for no more too, in the order of screens.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Purpose>, DbError> {
    tx.rows(&format!("SELECT {COLUMNS} FROM consent_purposes ORDER BY position, no"), &[], purpose)
}

/// The purpose of a slug.
pub(crate) fn find(tx: &mut Tx<'_>, slug: &str) -> Result<Option<Purpose>, DbError> {
    tx.first(&format!("SELECT {COLUMNS} FROM consent_purposes WHERE slug = $1"), params![slug], purpose)
}

/// Writes a purpose anew, or adds it at the end when its number is 0.
pub(crate) fn put(tx: &mut Tx<'_>, wanted: Purpose) -> Result<Purpose, DbError> {
    let no = match wanted.no {
        0 => tx.number("SELECT coalesce(max(no), 0) + 1 FROM consent_purposes", &[])?,
        no => no,
    };
    tx.execute(
        "INSERT INTO consent_purposes (no, slug, label, is_needed, is_by_channel, is_confirmed, keeps_days, position,
             archived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $1, $8)
         ON CONFLICT (slug) DO UPDATE SET label = excluded.label, is_needed = excluded.is_needed,
             is_confirmed = excluded.is_confirmed, keeps_days = excluded.keeps_days,
             archived_at = excluded.archived_at",
        params![
            no,
            &wanted.slug,
            &wanted.label,
            wanted.is_needed,
            wanted.is_by_channel,
            wanted.is_confirmed,
            wanted.keeps_days,
            wanted.archived_at
        ],
    )?;
    Ok(Purpose { no, ..wanted })
}

/// The newest text of a purpose in a language.
pub(crate) fn newest(
    tx: &mut Tx<'_>,
    purpose: PurposeNo,
    lang: &str,
) -> Result<Option<ConsentText>, DbError> {
    let sql = format!(
        "SELECT {TEXT_COLUMNS} FROM consent_texts WHERE purpose_no = $1 AND lang = $2 ORDER BY version DESC LIMIT 1"
    );
    tx.first(&sql, params![purpose, lang], text)
}

/// The text of an id.
pub(crate) fn text_of(tx: &mut Tx<'_>, id: RawId) -> Result<Option<ConsentText>, DbError> {
    tx.first(&format!("SELECT {TEXT_COLUMNS} FROM consent_texts WHERE id = $1"), params![id], text)
}

/// Every text of a purpose, newest first.
pub(crate) fn texts(tx: &mut Tx<'_>, purpose: PurposeNo) -> Result<Vec<ConsentText>, DbError> {
    let sql = format!(
        "SELECT {TEXT_COLUMNS} FROM consent_texts WHERE purpose_no = $1 ORDER BY created_at DESC, version DESC"
    );
    tx.rows(&sql, params![purpose], text)
}

/// Keeps a text for ever.
pub(crate) fn insert_text(tx: &mut Tx<'_>, new: &ConsentText, by: Option<RawId>) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO consent_texts (id, purpose_no, lang, version, text, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![new.id, new.purpose, &new.lang, new.version, &new.text, by, new.created_at],
    )
    .map(drop)
}

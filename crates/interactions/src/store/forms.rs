//! The tables of forms of contact cards: the forms, what their versions ask, where they stand.

use crate::cards::{CardForm, FormId, Question};
use db::{DbError, Row, Tx, params};
use kernel::{Millis, RawId};

const COLUMNS: &str = "f.id, f.name, f.lead, f.version, f.is_away, f.revision, f.created_at, v.questions";
const FROM: &str =
    "FROM contact_forms f JOIN contact_form_versions v ON v.form_id = f.id AND v.version = f.version";

fn form(row: &Row<'_>) -> Result<CardForm, DbError> {
    Ok(CardForm {
        id: row.id(0)?,
        name: row.get(1)?,
        lead: row.get(2)?,
        version: row.get(3)?,
        is_away: row.get(4)?,
        revision: row.get(5)?,
        created_at: row.get(6)?,
        questions: row.with_text(7, read)?,
        places: Vec::new(),
    })
}

fn read(text: &str) -> Vec<Question> {
    serde_json::from_str(text).unwrap_or_default()
}

/// Every form, those put away too, by name.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<CardForm>, DbError> {
    let mut all = tx.rows(&format!("SELECT {COLUMNS} {FROM} ORDER BY f.name, f.id"), &[], form)?;
    let sql = "SELECT form_id, place FROM contact_form_places ORDER BY place";
    let places = tx.rows(sql, &[], |row| Ok((row.id::<FormId>(0)?, row.get::<String>(1)?)))?;
    for (id, place) in places {
        if let Some(form) = all.iter_mut().find(|form| form.id == id) {
            form.places.push(place);
        }
    }
    Ok(all)
}

/// The form of an id.
pub(crate) fn find(tx: &mut Tx<'_>, id: FormId) -> Result<Option<CardForm>, DbError> {
    let found = tx.first(&format!("SELECT {COLUMNS} {FROM} WHERE f.id = $1"), params![id.0], form)?;
    let Some(found) = found else { return Ok(None) };
    let sql = "SELECT place FROM contact_form_places WHERE form_id = $1 ORDER BY place";
    let places = tx.rows(sql, params![id.0], |row| row.get(0))?;
    Ok(Some(CardForm { places, ..found }))
}

/// The forms before a place that were not put away, by name.
pub(crate) fn at(tx: &mut Tx<'_>, place: &str) -> Result<Vec<CardForm>, DbError> {
    let sql = format!(
        "SELECT {COLUMNS} {FROM} JOIN contact_form_places p ON p.form_id = f.id
         WHERE p.place = $1 AND f.is_away = FALSE ORDER BY f.name, f.id"
    );
    tx.rows(&sql, params![place], form)
}

/// What a version of a form asks; nothing for one that never was.
pub(crate) fn questions(tx: &mut Tx<'_>, (id, version): (FormId, i64)) -> Result<Vec<Question>, DbError> {
    let sql = "SELECT questions FROM contact_form_versions WHERE form_id = $1 AND version = $2";
    let found = tx.first(sql, params![id.0, version], |row| row.with_text(0, read))?;
    Ok(found.unwrap_or_default())
}

/// Adds a version of what a form asks.
pub(crate) fn add_version(
    tx: &mut Tx<'_>,
    form: &CardForm,
    (by, at): (Option<RawId>, Millis),
) -> Result<(), DbError> {
    let questions = serde_json::to_string(&form.questions).unwrap_or_else(|_| "[]".into());
    tx.execute(
        "INSERT INTO contact_form_versions (form_id, version, questions, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5)",
        params![form.id.0, form.version, &questions, by, at],
    )
    .map(drop)
}

/// Writes a form with its places, in place of what was there; its version must be there.
pub(crate) fn keep(tx: &mut Tx<'_>, form: &CardForm) -> Result<(), DbError> {
    tx.execute("DELETE FROM contact_forms WHERE id = $1", params![form.id.0])?;
    tx.execute(
        "INSERT INTO contact_forms (id, name, lead, version, is_away, revision, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![
            form.id.0,
            &form.name,
            &form.lead,
            form.version,
            form.is_away,
            form.revision,
            form.created_at
        ],
    )?;
    tx.execute("DELETE FROM contact_form_places WHERE form_id = $1", params![form.id.0])?;
    for place in &form.places {
        let sql = "INSERT INTO contact_form_places (place, form_id) VALUES ($1, $2)";
        tx.execute(sql, params![place, form.id.0])?;
    }
    Ok(())
}

/// Removes a form for good, with its versions.
pub(crate) fn remove(tx: &mut Tx<'_>, id: FormId) -> Result<(), DbError> {
    tx.execute("DELETE FROM contact_form_places WHERE form_id = $1", params![id.0])?;
    tx.execute("DELETE FROM contact_form_versions WHERE form_id = $1", params![id.0])?;
    tx.execute("DELETE FROM contact_forms WHERE id = $1", params![id.0]).map(drop)
}

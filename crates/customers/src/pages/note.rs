//! Writing and withdrawing notes.

use super::card_deed::{id, writing};
use crate::noting;
use axum::extract::Path;
use axum::response::Response;
use web::{Form, Problem, ToastNote, Visit};

/// Writes a note.
pub(super) async fn write(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    let id = id(&text)?;
    let seq = writing(&visit, move |tx, act| noting::write(tx, act, id, form.text("note"))).await?;
    let note = ToastNote::new("customers-note-written-toast");
    let undo = note.undo(format!("/customers/{id}/notes/{seq}/withdraw"), Vec::new());
    Ok(web::see_with(&format!("/customers/{id}?tab=timeline"), &undo))
}

/// Withdraws one.
pub(super) async fn withdraw(
    visit: Visit,
    Path((text, seq)): Path<(String, i64)>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    writing(&visit, move |tx, act| noting::withdraw(tx, act, id, seq)).await?;
    let note = ToastNote::new("customers-note-withdrawn-toast");
    Ok(web::see_with(&format!("/customers/{id}?tab=timeline"), &note))
}

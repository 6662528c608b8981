//! Existing values of a field while one types a condition or a tag.

use crate::CustomerError;
use crate::act::Act;
use crate::field::Field;
use crate::listing;
use crate::running;
use axum::Json;
use axum::extract::RawQuery;
use axum::response::{IntoResponse as _, Response};
use db::Tx;
use web::{Form, Problem, Visit};

/// Values offered at once.
pub(crate) const MOST: usize = 20;

/// Whether values of a field that others have may help: short texts, not what belongs to one customer alone.
pub(crate) fn is_suggested(field: &Field) -> bool {
    matches!(field.kind.slug(), "text" | "tag") && !field.is_made()
}

/// Some values that begin with what was typed.
pub(crate) fn some(
    tx: &mut Tx<'_>,
    act: &Act,
    field: &Field,
    typed: &str,
) -> Result<Vec<String>, CustomerError> {
    if is_suggested(field) { listing::values(tx, act, field, (typed, MOST)) } else { Ok(Vec::new()) }
}

/// Answers with a JSON list of texts; empty for a field that has nothing to offer.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let found = running::read(&visit, move |tx, act| match act.fields.slug(form.text("field")) {
        Some(field) => some(tx, act, field, form.text("q")),
        None => Err(CustomerError::Missing),
    });
    Ok(Json(found.await?).into_response())
}

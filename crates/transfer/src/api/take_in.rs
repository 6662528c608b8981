//! `POST /imports`: files brought in as they are, their columns guessed.

use super::shape::{ImportPage, ImportView};
use crate::pages::{act, blocking, keep, problem, received};
use crate::run::start_later;
use axum::Json;
use axum::extract::Multipart;
use http::StatusCode;
use kernel::Level;
use web::{FieldError, Problem, ProblemBody, Visit};

/// Import files
#[utoipa::path(
    post,
    path = "/imports",
    tag = "imports",
    request_body(content = String, content_type = "multipart/form-data", description = "One part with a file name per file"),
    responses(
        (status = 202, description = "A job per file brings it in", body = ImportPage),
        (status = 422, description = "A file cannot be read", body = ProblemBody),
    )
)]
pub(crate) async fn import_files(
    visit: Visit,
    parts: Multipart,
) -> Result<(StatusCode, Json<ImportPage>), Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let act = act(&visit).await?;
    let came = received(parts).await?;
    if came.is_empty() {
        return Err(Problem::invalid(vec![FieldError::new("file", "transfer-no-file")]));
    }
    let mut items = Vec::with_capacity(came.len());
    for one in came {
        let (to_keep, to_start) = (act.clone(), act.clone());
        let run = blocking(&visit, move |visit| keep(visit, &to_keep, &one)).await?;
        let started = visit.app.db.writing(move |tx| start_later(tx, &to_start, run)).await;
        items.push(ImportView::of(started.map_err(|error| problem(error, &visit))?, &visit.say));
    }
    Ok((StatusCode::ACCEPTED, Json(ImportPage { items, next: None })))
}

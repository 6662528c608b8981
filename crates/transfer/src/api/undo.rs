//! `DELETE /imports/{id}/effects`: a whole run taken back.

use super::shape::ImportView;
use crate::pages::{act, problem, run};
use crate::run::undo_later;
use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use kernel::Level;
use web::{Problem, ProblemBody, Visit};

/// Take an import back
#[utoipa::path(
    delete,
    path = "/imports/{id}/effects",
    tag = "imports",
    params(("id" = String, Path, description = "The import's id")),
    responses(
        (status = 202, description = "A job takes it back", body = ImportView),
        (status = 404, description = "There is no such import, or nothing to take back now", body = ProblemBody),
    )
)]
pub(crate) async fn undo_import(
    visit: Visit,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<ImportView>), Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let id = id.parse().map_err(|_| Problem::missing())?;
    let (act, asked) = (act(&visit).await?, run(&visit, id).await?);
    let once = visit.clone();
    let undone = visit.app.db.writing(move |tx| {
        once.claim(tx)?;
        undo_later(tx, &act, &asked)
    });
    undone.await.map_err(|error| problem(error, &visit))?;
    let stands = run(&visit, id).await?;
    Ok((StatusCode::ACCEPTED, Json(ImportView::of(stands, &visit.say))))
}

//! `GET /imports/{id}`: one run.

use super::shape::ImportView;
use crate::pages::run;
use axum::Json;
use axum::extract::Path;
use web::{Problem, ProblemBody, Visit};

/// Read an import
#[utoipa::path(
    get,
    path = "/imports/{id}",
    tag = "imports",
    params(("id" = String, Path, description = "The import's id")),
    responses(
        (status = 200, description = "The import as it stands", body = ImportView),
        (status = 404, description = "There is no such import", body = ProblemBody),
    )
)]
pub(crate) async fn get_import(visit: Visit, Path(id): Path<String>) -> Result<Json<ImportView>, Problem> {
    let id = id.parse().map_err(|_| Problem::missing())?;
    let run = run(&visit, id).await?;
    Ok(Json(ImportView::of(run, &visit.say)))
}

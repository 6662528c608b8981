//! `GET /imports`: the runs there were.

use super::shape::{ImportPage, ImportView};
use crate::run;
use axum::Json;
use kernel::Level;
use web::{Problem, ProblemBody, Visit};

/// List imports
#[utoipa::path(
    get,
    path = "/imports",
    tag = "imports",
    responses(
        (status = 200, description = "The latest hundred", body = ImportPage),
        (status = 403, description = "The right is missing", body = ProblemBody),
    )
)]
pub(crate) async fn list_imports(visit: Visit) -> Result<Json<ImportPage>, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let runs = visit.app.db.reading(|tx| run::all(tx, 100)).await?;
    let items = runs.into_iter().map(|run| ImportView::of(run, &visit.say)).collect();
    Ok(Json(ImportPage { items, next: None }))
}

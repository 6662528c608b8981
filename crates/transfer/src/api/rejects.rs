//! `GET /imports/{id}/rejects`: what did not come in, as a file to be mended and brought in again.

use crate::pages::{rejects_of, run};
use axum::extract::Path;
use axum::response::Response;
use web::{Problem, ProblemBody, Visit};

/// Read what did not come in
#[utoipa::path(
    get,
    path = "/imports/{id}/rejects",
    tag = "imports",
    params(("id" = String, Path, description = "The import's id")),
    responses(
        (status = 200, description = "Refused rows, and rows that came in without some of their cells, as they stand in the file, with the reasons", body = String, content_type = "text/csv"),
        (status = 404, description = "There is no such import", body = ProblemBody),
    )
)]
pub(crate) async fn import_rejects(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = id.parse().map_err(|_| Problem::missing())?;
    let run = run(&visit, id).await?;
    rejects_of(&visit, run).await
}

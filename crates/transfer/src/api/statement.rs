//! `GET /earnings/statements/{id}/file`: a statement as a file.

use crate::exporting::{statement, target_of};
use axum::extract::{Path, Query};
use axum::response::Response;
use earnings::StatementId;
use http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use web::{Form, Problem, ProblemBody, Visit};

/// In which format, and what for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct StatementWished {
    /// `csv`, `xlsx`, `ods`, `ndjson` or `parquet`; `csv` when left out.
    format: Option<String>,
    /// What for; must be told where a second person has to agree.
    reason: Option<String>,
}

/// Export a statement of earnings
#[utoipa::path(
    get,
    path = "/earnings/statements/{id}/file",
    tag = "exports",
    params(("id" = String, Path, description = "The statement's id"), StatementWished),
    responses(
        (status = 200, description = "The statement as a file", body = String, content_type = "*/*"),
        (status = 403, description = "The right is missing", body = ProblemBody),
        (status = 404, description = "There is no such statement", body = ProblemBody),
        (status = 409, description = "Somebody else has to agree first; ask again when they have", body = ProblemBody),
        (status = 422, description = "The format cannot be understood", body = ProblemBody),
        (status = 429, description = "The day's quota is used up", body = ProblemBody),
    )
)]
pub(crate) async fn export_statement(
    visit: Visit,
    Path(text): Path<String>,
    Query(wished): Query<StatementWished>,
) -> Result<Response, Problem> {
    let id: StatementId = text.parse().map_err(|_| Problem::missing())?;
    let format = wished.format.unwrap_or_default();
    let target = target_of(&Form::from_encoded(&format!("format={format}")))?;
    let waits = || Problem::new(StatusCode::CONFLICT, "transfer-export-waits");
    statement::answer(&visit, (id, target), wished.reason.unwrap_or_default()).await?.ok_or_else(waits)
}

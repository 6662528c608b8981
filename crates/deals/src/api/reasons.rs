//! `/loss-reasons` and one of them.

use super::pipelines::PipelineNameBody;
use crate::pipeline::{Reason, ReasonId};
use crate::{RIGHT, arranging, running};
use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use kernel::Level;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit};

/// Why deals are lost.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LossReasonView {
    /// Its id.
    id: ReasonId,
    /// What people call it.
    name: String,
}

impl From<Reason> for LossReasonView {
    fn from(reason: Reason) -> Self {
        Self { id: reason.id, name: reason.name }
    }
}

/// List loss reasons
#[utoipa::path(
    get,
    path = "/loss-reasons",
    tag = "deals",
    responses((status = 200, description = "All in order", body = Vec<LossReasonView>))
)]
pub(crate) async fn list_reasons(visit: Visit) -> Result<Json<Vec<LossReasonView>>, Problem> {
    let all = running::read(&visit, |tx, dealing, _| arranging::loss_reasons(tx, dealing)).await?;
    Ok(Json(all.into_iter().map(LossReasonView::from).collect()))
}

/// Add a loss reason
#[utoipa::path(
    post,
    path = "/loss-reasons",
    tag = "deals",
    request_body = PipelineNameBody,
    responses(
        (status = 201, description = "The reason", body = LossReasonView),
        (status = 422, description = "The name is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn add_reason(
    visit: Visit,
    Body(body): Body<PipelineNameBody>,
) -> Result<(StatusCode, Json<LossReasonView>), Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let reason = running::write(&visit, Level::Arrange, move |tx, dealing| {
        arranging::add_reason(tx, dealing, &body.name)
    });
    Ok((StatusCode::CREATED, Json(reason.await?.into())))
}

/// Rename a loss reason
#[utoipa::path(
    put,
    path = "/loss-reasons/{id}",
    tag = "deals",
    params(("id" = String, Path, description = "The reason's id")),
    request_body = PipelineNameBody,
    responses(
        (status = 200, description = "The reason", body = LossReasonView),
        (status = 404, description = "There is no such reason", body = ProblemBody),
        (status = 422, description = "The name is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn rename_reason(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<PipelineNameBody>,
) -> Result<Json<LossReasonView>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: ReasonId = running::id(&text)?;
    let reason = running::write(&visit, Level::Arrange, move |tx, dealing| {
        arranging::rename_reason(tx, dealing, id, &body.name)
    });
    Ok(Json(reason.await?.into()))
}

/// Remove a loss reason
///
/// Deals that were lost for it keep it.
#[utoipa::path(
    delete,
    path = "/loss-reasons/{id}",
    tag = "deals",
    params(("id" = String, Path, description = "The reason's id")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such reason", body = ProblemBody),
    )
)]
pub(crate) async fn remove_reason(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: ReasonId = running::id(&text)?;
    running::write(&visit, Level::Arrange, move |tx, dealing| arranging::remove_reason(tx, dealing, id))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

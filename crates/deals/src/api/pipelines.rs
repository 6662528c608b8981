//! `/pipelines` and `/pipelines/{id}`.

use super::stages::{PipelineStageBody, PipelineStageView};
use crate::pipeline::{Pipeline, PipelineId};
use crate::{DealError, Dealing, RIGHT, arranging, running};
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// A pipeline with its stages in order.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PipelineView {
    /// Its id.
    id: PipelineId,
    /// What people call it.
    name: String,
    /// Its stages.
    stages: Vec<PipelineStageView>,
    /// Grows by one with every change, those of its stages too; also the ETag.
    revision: i64,
}

impl From<Pipeline> for PipelineView {
    fn from(one: Pipeline) -> Self {
        let stages = one.stages.into_iter().map(PipelineStageView::from).collect();
        Self { id: one.id, name: one.name, stages, revision: one.revision }
    }
}

/// A pipeline to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PipelineBody {
    /// What people call it, 1 to 80 letters.
    #[schema(example = "Опт")]
    name: String,
    /// Its stages in order; the usual ones when left out.
    #[serde(default)]
    stages: Vec<PipelineStageBody>,
}

/// Another name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PipelineNameBody {
    /// 1 to 80 letters.
    #[schema(example = "Розница")]
    pub(crate) name: String,
}

/// List pipelines
#[utoipa::path(
    get,
    path = "/pipelines",
    tag = "deals",
    responses((status = 200, description = "All in order", body = Vec<PipelineView>))
)]
pub(crate) async fn list_pipelines(visit: Visit) -> Result<Json<Vec<PipelineView>>, Problem> {
    let all = running::read(&visit, |tx, dealing, _| arranging::all(tx, dealing)).await?;
    Ok(Json(all.into_iter().map(PipelineView::from).collect()))
}

/// Add a pipeline
#[utoipa::path(
    post,
    path = "/pipelines",
    tag = "deals",
    request_body = PipelineBody,
    responses(
        (status = 201, description = "The pipeline", body = PipelineView),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn add_pipeline(
    visit: Visit,
    Body(body): Body<PipelineBody>,
) -> Result<Response, Problem> {
    let lang = visit.app.firm().lang;
    on_pipeline(&visit, StatusCode::CREATED, move |tx, dealing| {
        let stages: Result<Vec<_>, _> = body.stages.iter().map(PipelineStageBody::read).collect();
        let stages = if body.stages.is_empty() { arranging::usual(lang) } else { stages? };
        arranging::add(tx, dealing, &body.name, stages)
    })
    .await
}

/// Read a pipeline
#[utoipa::path(
    get,
    path = "/pipelines/{id}",
    tag = "deals",
    params(("id" = String, Path, description = "The pipeline's id")),
    responses(
        (status = 200, description = "The pipeline", body = PipelineView),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
    )
)]
pub(crate) async fn get_pipeline(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id: PipelineId = running::id(&text)?;
    let one = running::read(&visit, move |tx, dealing, _| arranging::get(tx, dealing, id)).await?;
    Ok(json_at(StatusCode::OK, one.revision, &PipelineView::from(one)))
}

/// Rename a pipeline
#[utoipa::path(
    put,
    path = "/pipelines/{id}",
    tag = "deals",
    params(("id" = String, Path, description = "The pipeline's id")),
    request_body = PipelineNameBody,
    responses(
        (status = 200, description = "The pipeline", body = PipelineView),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "The name is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn rename_pipeline(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<PipelineNameBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: PipelineId = running::id(&text)?;
    on_pipeline(&visit, StatusCode::OK, move |tx, dealing| {
        arranging::rename(tx, dealing, (id, revision), &body.name)
    })
    .await
}

/// Remove a pipeline
///
/// Only one in which no deal is open; its closed deals stay.
#[utoipa::path(
    delete,
    path = "/pipelines/{id}",
    tag = "deals",
    params(("id" = String, Path, description = "The pipeline's id")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
        (status = 409, description = "Deals are open in it", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn remove_pipeline(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: PipelineId = running::id(&text)?;
    running::write(&visit, Level::Arrange, move |tx, dealing| {
        arranging::remove(tx, dealing, (id, revision))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Does a deed of arranging and answers the pipeline.
pub(super) async fn on_pipeline(
    visit: &Visit,
    status: StatusCode,
    verb: impl FnOnce(&mut Tx<'_>, &Dealing) -> Result<Pipeline, DealError> + Send + 'static,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let one = running::write(visit, Level::Arrange, verb).await?;
    Ok(json_at(status, one.revision, &PipelineView::from(one)))
}

//! `/pipelines/{id}/stages` and one of them.

use super::pipelines::{PipelineView, on_pipeline};
use crate::arranging::{self, StageWritten};
use crate::pipeline::{HandTo, PipelineId, Stage, StageId};
use crate::{DealError, RIGHT, running};
use access::TeamId;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, IfMatch, Problem, ProblemBody, Visit};

/// A stage.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PipelineStageView {
    /// Its id.
    id: StageId,
    /// What people call it.
    name: String,
    /// How likely a deal that stands here is won, in percent.
    probability: i64,
    /// After how many days a deal rots here; null for never.
    rots_after_days: Option<i64>,
    /// Slugs of the fields that must be known of the customer before a deal passes on.
    needs: Vec<String>,
    /// To which team client and deal pass when the deal enters.
    team: Option<TeamId>,
    /// To whom of it: `queue` or `least_loaded`.
    hands_to: Option<&'static str>,
    /// Whether whoever hands over must write a note.
    needs_note: bool,
}

impl From<Stage> for PipelineStageView {
    fn from(stage: Stage) -> Self {
        let handing = stage.handing;
        Self {
            id: stage.id,
            name: stage.name,
            probability: stage.probability,
            rots_after_days: stage.rots_after_days,
            needs: stage.needs,
            team: handing.as_ref().map(|one| TeamId(one.team)),
            hands_to: handing.as_ref().map(|one| one.to.slug()),
            needs_note: handing.is_some_and(|one| one.needs_note),
        }
    }
}

/// A stage to be added, or written anew.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PipelineStageBody {
    /// What people call it, 1 to 80 letters.
    #[schema(example = "Переговоры")]
    name: String,
    /// In percent, 0 to 100.
    #[schema(minimum = 0, maximum = 100, example = 60)]
    probability: i64,
    /// 1 to 3650 days; never when left out.
    #[serde(default)]
    rots_after_days: Option<i64>,
    /// Slugs of fields.
    #[serde(default)]
    needs: Vec<String>,
    /// To which team client and deal pass.
    #[serde(default)]
    team: Option<TeamId>,
    /// `queue` or `least_loaded`; `queue` when left out.
    #[serde(default)]
    hands_to: Option<String>,
    /// Whether a hand-over note must be written.
    #[serde(default)]
    needs_note: bool,
}

impl PipelineStageBody {
    pub(super) fn read(&self) -> Result<StageWritten, DealError> {
        let to = match self.hands_to.as_deref() {
            None => None,
            Some(slug) => Some(
                HandTo::from_slug(slug)
                    .ok_or_else(|| DealError::field("hands_to", "deals-hands-unknown"))?,
            ),
        };
        Ok(StageWritten {
            name: self.name.clone(),
            probability: self.probability,
            rots_after_days: self.rots_after_days,
            needs: self.needs.clone(),
            handing: arranging::handing(self.team.map(|id| id.0), to, self.needs_note),
        })
    }
}

/// Stages in an order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StageOrderBody {
    /// Their ids; those not named follow in the order they had.
    order: Vec<StageId>,
}

/// Add a stage at the end of a pipeline
#[utoipa::path(
    post,
    path = "/pipelines/{id}/stages",
    tag = "deals",
    params(("id" = String, Path, description = "The pipeline's id")),
    request_body = PipelineStageBody,
    responses(
        (status = 201, description = "The pipeline with it", body = PipelineView),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn add_stage(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<PipelineStageBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: PipelineId = running::id(&text)?;
    on_pipeline(&visit, StatusCode::CREATED, move |tx, dealing| {
        arranging::add_stage(tx, dealing, (id, revision), body.read()?)
    })
    .await
}

/// Put the stages of a pipeline in order
#[utoipa::path(
    put,
    path = "/pipelines/{id}/stages",
    tag = "deals",
    params(("id" = String, Path, description = "The pipeline's id")),
    request_body = StageOrderBody,
    responses(
        (status = 200, description = "The pipeline", body = PipelineView),
        (status = 404, description = "There is no such pipeline", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn order_stages(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<StageOrderBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: PipelineId = running::id(&text)?;
    on_pipeline(&visit, StatusCode::OK, move |tx, dealing| {
        arranging::order_stages(tx, dealing, (id, revision), &body.order)
    })
    .await
}

/// Write a stage anew
#[utoipa::path(
    put,
    path = "/pipelines/{id}/stages/{stage}",
    tag = "deals",
    params(
        ("id" = String, Path, description = "The pipeline's id"),
        ("stage" = String, Path, description = "The stage's id"),
    ),
    request_body = PipelineStageBody,
    responses(
        (status = 200, description = "The pipeline with it", body = PipelineView),
        (status = 404, description = "There is no such stage", body = ProblemBody),
        (status = 412, description = "Somebody changed the pipeline meanwhile", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn change_stage(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path((text, stage)): Path<(String, String)>,
    Body(body): Body<PipelineStageBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (id, stage): (PipelineId, StageId) = (running::id(&text)?, running::id(&stage)?);
    on_pipeline(&visit, StatusCode::OK, move |tx, dealing| {
        arranging::change_stage(tx, dealing, (id, revision), (stage, body.read()?))
    })
    .await
}

/// Where the deals of a stage go.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Leaving {
    /// To which stage of the pipeline; needed when deals stand there.
    to: Option<StageId>,
}

/// Remove a stage
#[utoipa::path(
    delete,
    path = "/pipelines/{id}/stages/{stage}",
    tag = "deals",
    params(
        ("id" = String, Path, description = "The pipeline's id"),
        ("stage" = String, Path, description = "The stage's id"),
        Leaving,
    ),
    responses(
        (status = 200, description = "The pipeline without it", body = PipelineView),
        (status = 404, description = "There is no such stage", body = ProblemBody),
        (status = 409, description = "Deals stand there, and nothing says where they go", body = ProblemBody),
        (status = 412, description = "Somebody changed the pipeline meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn remove_stage(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path((text, stage)): Path<(String, String)>,
    Query(leaving): Query<Leaving>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (id, stage): (PipelineId, StageId) = (running::id(&text)?, running::id(&stage)?);
    on_pipeline(&visit, StatusCode::OK, move |tx, dealing| {
        arranging::remove_stage(tx, dealing, (id, revision), (stage, leaving.to))
    })
    .await
}

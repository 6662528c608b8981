//! `/deals/{id}/stage`, `/deals/{id}/closure`, `/deals/{id}/taking` and `/deals/{id}/gate`.

use super::shape::{self, DealGateView, DealView};
use crate::moving::{self, Move};
use crate::pipeline::{ReasonId, StageId};
use crate::{Deal, DealError, DealId, Dealing, RIGHT, dealing, running};
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use kernel::Level;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// Where a deal is brought.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealStageBody {
    /// To which stage of its pipeline.
    stage: StageId,
    /// Before which card of that stage; on top of all when left out.
    #[serde(default)]
    before: Option<DealId>,
    /// What the next ones should know.
    #[serde(default)]
    note: String,
}

/// How a deal ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealClosureBody {
    /// Whether it is won; else it is lost.
    is_won: bool,
    /// Why it is lost; needed where the firm has reasons.
    #[serde(default)]
    reason: Option<ReasonId>,
    /// In more words.
    #[serde(default)]
    note: String,
}

/// Bring a deal to a stage
///
/// Refused with an error per missing fact (`/facts/<field>`) and contact card (`/cards/<form>`) while a gate is shut.
#[utoipa::path(
    put,
    path = "/deals/{id}/stage",
    tag = "deals",
    params(("id" = String, Path, description = "The deal's id")),
    request_body = DealStageBody,
    responses(
        (status = 200, description = "The deal", body = DealView),
        (status = 404, description = "There is no such deal", body = ProblemBody),
        (status = 409, description = "It is closed", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something must be written down first", body = ProblemBody),
    )
)]
pub(crate) async fn move_deal(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<DealStageBody>,
) -> Result<Response, Problem> {
    let to = Move { stage: body.stage, before: body.before, note: body.note };
    on_deal(&visit, &text, move |tx, dealing, id| moving::shift(tx, dealing, (id, revision), &to)).await
}

/// Close a deal
#[utoipa::path(
    put,
    path = "/deals/{id}/closure",
    tag = "deals",
    params(("id" = String, Path, description = "The deal's id")),
    request_body = DealClosureBody,
    responses(
        (status = 200, description = "The deal", body = DealView),
        (status = 404, description = "There is no such deal", body = ProblemBody),
        (status = 409, description = "It is closed already", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something must be written down first", body = ProblemBody),
    )
)]
pub(crate) async fn close_deal(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<DealClosureBody>,
) -> Result<Response, Problem> {
    on_deal(&visit, &text, move |tx, dealing, id| match body.is_won {
        true => moving::win(tx, dealing, (id, revision), &body.note),
        false => moving::lose(tx, dealing, (id, revision), (body.reason, &body.note)),
    })
    .await
}

/// Open a closed deal again
#[utoipa::path(
    delete,
    path = "/deals/{id}/closure",
    tag = "deals",
    params(("id" = String, Path, description = "The deal's id")),
    responses(
        (status = 200, description = "The deal", body = DealView),
        (status = 404, description = "There is no such deal", body = ProblemBody),
        (status = 409, description = "It is open", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn reopen_deal(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    on_deal(&visit, &text, move |tx, dealing, id| moving::reopen(tx, dealing, (id, revision))).await
}

/// Take a deal out of a queue, for oneself
#[utoipa::path(
    put,
    path = "/deals/{id}/taking",
    tag = "deals",
    params(("id" = String, Path, description = "The deal's id")),
    responses(
        (status = 200, description = "The deal", body = DealView),
        (status = 404, description = "There is no such deal", body = ProblemBody),
        (status = 409, description = "Somebody has it already, or it is closed", body = ProblemBody),
    )
)]
pub(crate) async fn take_deal(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    on_deal(&visit, &text, dealing::take).await
}

/// Where a deal wants to go.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wish {
    /// To which stage; to be won when left out.
    stage: Option<StageId>,
}

/// Read what holds a deal back
#[utoipa::path(
    get,
    path = "/deals/{id}/gate",
    tag = "deals",
    params(("id" = String, Path, description = "The deal's id"), Wish),
    responses(
        (status = 200, description = "What must be written down first", body = DealGateView),
        (status = 404, description = "There is no such deal", body = ProblemBody),
    )
)]
pub(crate) async fn get_gate(
    visit: Visit,
    Path(text): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Json<DealGateView>, Problem> {
    let id: DealId = running::id(&text)?;
    let held = running::read(&visit, move |tx, dealing, _| moving::held(tx, dealing, id, wish.stage));
    Ok(Json(held.await?.into()))
}

async fn on_deal(
    visit: &Visit,
    text: &str,
    verb: impl FnOnce(&mut Tx<'_>, &Dealing, DealId) -> Result<Deal, DealError> + Send + 'static,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: DealId = running::id(text)?;
    let done = running::write(visit, Level::Write, move |tx, dealing| {
        let deal = verb(tx, dealing, id)?;
        shape::after(tx, dealing, deal)
    });
    match done.await {
        Ok(view) => Ok(json_at(StatusCode::OK, view.revision, &view)),
        Err(DealError::Outdated(deal)) => Err(crate::pages::outdated(visit, *deal).await?),
        Err(other) => Err(other.into()),
    }
}

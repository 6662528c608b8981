//! `POST /interactions`, and writing one anew, taking it back, bringing it back.

use super::shape::{InteractionBody, InteractionView, view};
use crate::RIGHT;
use crate::interaction::InteractionId;
use crate::{recording, running};
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// Write an interaction down
///
/// One whose `external_id` is known already is given back as it stands, and nothing is written.
#[utoipa::path(
    post,
    path = "/interactions",
    tag = "interactions",
    request_body = InteractionBody,
    responses(
        (status = 201, description = "The interaction", body = InteractionView),
        (status = 200, description = "It was written down before under this name", body = InteractionView),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn record_interaction(
    visit: Visit,
    Body(body): Body<InteractionBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let recorded = running::write(&visit, move |tx, act| {
        let recorded = recording::record(tx, act, body.read()?)?;
        Ok((view(tx, act, recorded.interaction)?, recorded.is_new))
    });
    let (view, is_new) = recorded.await?;
    Ok(json_at(if is_new { StatusCode::CREATED } else { StatusCode::OK }, view.revision, &view))
}

/// Write an interaction anew
///
/// All of it: what is left out is emptied, but the customer, the moment, who it was and the letter stay. Honours If-Match.
#[utoipa::path(
    put,
    path = "/interactions/{id}",
    tag = "interactions",
    params(("id" = String, Path, description = "The interaction's id")),
    request_body = InteractionBody,
    responses(
        (status = 200, description = "The interaction as it stands now", body = InteractionView),
        (status = 404, description = "There is no such interaction", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn correct_interaction(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<InteractionBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let corrected = running::write(&visit, move |tx, act| {
        let one = recording::correct(tx, act, (id, revision), body.read()?)?;
        view(tx, act, one)
    });
    let view = corrected.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

/// Take an interaction back
///
/// What was learned by it stays on the card. What is taken back already stays so.
#[utoipa::path(
    delete,
    path = "/interactions/{id}",
    tag = "interactions",
    params(("id" = String, Path, description = "The interaction's id")),
    responses(
        (status = 204, description = "It is taken back"),
        (status = 404, description = "There is no such interaction", body = ProblemBody),
    )
)]
pub(crate) async fn remove_interaction(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    running::write(&visit, move |tx, act| recording::remove(tx, act, id, true)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring an interaction back
///
/// What was not taken back stays so.
#[utoipa::path(
    delete,
    path = "/interactions/{id}/removal",
    tag = "interactions",
    params(("id" = String, Path, description = "The interaction's id")),
    responses(
        (status = 200, description = "The interaction", body = InteractionView),
        (status = 404, description = "There never was such an interaction", body = ProblemBody),
    )
)]
pub(crate) async fn restore_interaction(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<InteractionView>, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let restored = running::write(&visit, move |tx, act| {
        let one = recording::remove(tx, act, id, false)?;
        view(tx, act, one)
    });
    Ok(Json(restored.await?))
}

//! `POST /deals` and `PUT /deals/{id}`.

use super::shape::{self, DealBody, DealView};
use crate::{DealId, RIGHT, dealing, running};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// Open a deal
#[utoipa::path(
    post,
    path = "/deals",
    tag = "deals",
    request_body = DealBody,
    responses(
        (status = 201, description = "The deal", body = DealView),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn open_deal(visit: Visit, Body(body): Body<DealBody>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let view = running::write(&visit, Level::Write, move |tx, dealing| {
        let written = body.read(tx, dealing)?;
        let deal = dealing::open(tx, dealing, (body.pipeline, body.stage), written)?;
        shape::after(tx, dealing, deal)
    });
    let view = view.await?;
    Ok(json_at(StatusCode::CREATED, view.revision, &view))
}

/// Write a deal anew
///
/// All of it but its stage and state: what is left out is emptied. Honours If-Match.
#[utoipa::path(
    put,
    path = "/deals/{id}",
    tag = "deals",
    params(("id" = String, Path, description = "The deal's id")),
    request_body = DealBody,
    responses(
        (status = 200, description = "The deal as it stands now", body = DealView),
        (status = 404, description = "There is no such deal", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn change_deal(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<DealBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: DealId = running::id(&text)?;
    let view = running::write(&visit, Level::Write, move |tx, dealing| {
        dealing::get(tx, dealing, id)?;
        let written = body.read(tx, dealing)?;
        let deal = dealing::change(tx, dealing, (id, revision), written)?;
        shape::after(tx, dealing, deal)
    });
    let view = view.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

//! `/segments`: saved conditions and lists.

use super::shape::{SegmentBody, SegmentView};
use crate::segment::SegmentId;
use crate::{keeping, running};
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// List segments
#[utoipa::path(
    get,
    path = "/segments",
    tag = "segments",
    responses((status = 200, description = "Every segment, by name", body = Vec<SegmentView>))
)]
pub(crate) async fn list_segments(visit: Visit) -> Result<Json<Vec<SegmentView>>, Problem> {
    let all = running::read(&visit, |tx, act, _| keeping::all(tx, act)).await?;
    Ok(Json(all.into_iter().map(SegmentView::of).collect()))
}

/// Save a new segment
#[utoipa::path(
    post,
    path = "/segments",
    tag = "segments",
    request_body = SegmentBody,
    responses(
        (status = 201, description = "The segment", body = SegmentView),
        (status = 422, description = "The name is taken, or the condition cannot be understood or has its bounds the wrong way round", body = ProblemBody),
    )
)]
pub(crate) async fn create_segment(
    visit: Visit,
    Body(body): Body<SegmentBody>,
) -> Result<Response, Problem> {
    let draft = body.draft()?;
    let made =
        running::write(&visit, move |tx, act, engine| keeping::create(tx, act, engine, &draft)).await??;
    Ok(json_at(StatusCode::CREATED, made.revision, &SegmentView::of(made)))
}

/// Read a segment
#[utoipa::path(
    get,
    path = "/segments/{id}",
    tag = "segments",
    params(("id" = String, Path, description = "The segment's id")),
    responses(
        (status = 200, description = "The segment", body = SegmentView),
        (status = 404, description = "There is no such segment", body = ProblemBody),
    )
)]
pub(crate) async fn get_segment(visit: Visit, Path(id): Path<SegmentId>) -> Result<Response, Problem> {
    let segment = running::read(&visit, move |tx, act, _| keeping::get(tx, act, id)).await?;
    Ok(json_at(StatusCode::OK, segment.revision, &SegmentView::of(segment)))
}

/// Change a segment
#[utoipa::path(
    put,
    path = "/segments/{id}",
    tag = "segments",
    params(("id" = String, Path, description = "The segment's id")),
    request_body = SegmentBody,
    responses(
        (status = 200, description = "The segment", body = SegmentView),
        (status = 404, description = "There is no such segment", body = ProblemBody),
        (status = 409, description = "Somebody else changed it meanwhile", body = ProblemBody),
        (status = 422, description = "The name is taken, or the condition cannot be understood or has its bounds the wrong way round", body = ProblemBody),
    )
)]
pub(crate) async fn change_segment(
    visit: Visit,
    Path(id): Path<SegmentId>,
    IfMatch(revision): IfMatch,
    Body(body): Body<SegmentBody>,
) -> Result<Response, Problem> {
    let draft = body.draft()?;
    let changed = running::write(&visit, move |tx, act, engine| {
        keeping::change(tx, act, engine, (id, revision), &draft)
    });
    let segment = changed.await??;
    Ok(json_at(StatusCode::OK, segment.revision, &SegmentView::of(segment)))
}

/// Remove a segment with its history
#[utoipa::path(
    delete,
    path = "/segments/{id}",
    tag = "segments",
    params(("id" = String, Path, description = "The segment's id")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "There is no such segment", body = ProblemBody),
        (status = 422, description = "Another segment refers to it", body = ProblemBody),
    )
)]
pub(crate) async fn remove_segment(visit: Visit, Path(id): Path<SegmentId>) -> Result<StatusCode, Problem> {
    running::write(&visit, move |tx, act, _| keeping::remove(tx, act, id)).await??;
    Ok(StatusCode::NO_CONTENT)
}

//! `/tasks/feed`: the secret address of one's calendar.

use crate::{feed, running};
use axum::Json;
use axum::response::{IntoResponse as _, Response};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Unkept, Visit};

/// Where a calendar asks for one's tasks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FeedView {
    /// The path with its secret; shown this once.
    path: String,
}

/// Make an address for one's calendar
///
/// An iCalendar feed (RFC 5545) of one's open tasks. An address made before stops working.
#[utoipa::path(
    post,
    path = "/tasks/feed",
    tag = "tasks",
    responses(
        (status = 201, description = "The address", body = FeedView),
        (status = 403, description = "Whoever asks is no person", body = ProblemBody),
    )
)]
pub(crate) async fn renew_feed(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Read)?;
    let secret = running::write(&visit, feed::renew).await?;
    let view = FeedView { path: format!("/tasks/feed.ics?key={secret}") };
    let mut response = (StatusCode::CREATED, Json(view)).into_response();
    // Kept nowhere, not even for a repeated request.
    response.extensions_mut().insert(Unkept);
    Ok(response)
}

/// End the address of one's calendar
#[utoipa::path(
    delete,
    path = "/tasks/feed",
    tag = "tasks",
    responses(
        (status = 204, description = "It works no more"),
        (status = 403, description = "Whoever asks is no person", body = ProblemBody),
    )
)]
pub(crate) async fn end_feed(visit: Visit) -> Result<StatusCode, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Read)?;
    running::write(&visit, feed::end).await?;
    Ok(StatusCode::NO_CONTENT)
}

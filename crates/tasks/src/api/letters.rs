//! `/tasks/letters`: whether one is reminded of one's tasks by e-mail.

use crate::{reminding, running};
use axum::Json;
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// Whether one is reminded by e-mail.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LettersView {
    /// Whether letters come.
    is_on: bool,
}

/// Whether one is reminded by e-mail
#[utoipa::path(
    get,
    path = "/tasks/letters",
    tag = "tasks",
    responses(
        (status = 200, description = "Whether letters come", body = LettersView),
        (status = 403, description = "Whoever asks is no person", body = ProblemBody),
    )
)]
pub(crate) async fn get_letters(visit: Visit) -> Result<Json<LettersView>, Problem> {
    let is_on = running::read(&visit, |tx, doing, _| reminding::is_on(tx, doing)).await?;
    Ok(Json(LettersView { is_on }))
}

/// Be reminded by e-mail
///
/// A quarter of an hour before a task with a time, at nine in the morning of a task of the day; once each.
#[utoipa::path(
    put,
    path = "/tasks/letters",
    tag = "tasks",
    responses(
        (status = 204, description = "Letters come"),
        (status = 403, description = "Whoever asks is no person", body = ProblemBody),
    )
)]
pub(crate) async fn begin_letters(visit: Visit) -> Result<StatusCode, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Read)?;
    running::write(&visit, |tx, doing| reminding::set(tx, doing, true)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Be reminded by e-mail no more
#[utoipa::path(
    delete,
    path = "/tasks/letters",
    tag = "tasks",
    responses(
        (status = 204, description = "No letters come"),
        (status = 403, description = "Whoever asks is no person", body = ProblemBody),
    )
)]
pub(crate) async fn end_letters(visit: Visit) -> Result<StatusCode, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Read)?;
    running::write(&visit, |tx, doing| reminding::set(tx, doing, false)).await?;
    Ok(StatusCode::NO_CONTENT)
}

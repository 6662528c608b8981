//! `POST /tasks` and `PUT /tasks/{id}`.

use super::shape::{TaskBody, TaskView};
use crate::{RIGHT, TaskId, doing, planning, running};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// Add a task
#[utoipa::path(
    post,
    path = "/tasks",
    tag = "tasks",
    request_body = TaskBody,
    responses(
        (status = 201, description = "The task", body = TaskView),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn add_task(visit: Visit, Body(body): Body<TaskBody>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let task = running::write(&visit, move |tx, doing| {
        let written = body.read()?;
        let task = doing::add(tx, doing, written)?;
        planning::with_customer(tx, doing, task)
    });
    let task = task.await?;
    Ok(json_at(StatusCode::CREATED, task.task.revision, &TaskView::of(task)))
}

/// Write a task anew
///
/// All of it: what is left out is emptied. Honours If-Match.
#[utoipa::path(
    put,
    path = "/tasks/{id}",
    tag = "tasks",
    params(("id" = String, Path, description = "The task's id")),
    request_body = TaskBody,
    responses(
        (status = 200, description = "The task as it stands now", body = TaskView),
        (status = 404, description = "There is no such task", body = ProblemBody),
        (status = 409, description = "It is closed", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn change_task(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<TaskBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: TaskId = text.parse().map_err(|_| Problem::missing())?;
    let task = running::write(&visit, move |tx, doing| {
        let written = body.read()?;
        let task = doing::change(tx, doing, (id, revision), written)?;
        planning::with_customer(tx, doing, task)
    });
    let task = task.await?;
    Ok(json_at(StatusCode::OK, task.task.revision, &TaskView::of(task)))
}

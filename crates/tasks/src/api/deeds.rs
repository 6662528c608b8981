//! `/tasks/{id}/closure` and `/tasks/{id}/taking`.

use super::shape::TaskView;
use crate::{RIGHT, TaskError, TaskId, doing, planning, running};
use axum::Json;
use axum::extract::Path;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit};

/// How a task ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClosureBody {
    /// Whether it was done; false drops it.
    is_done: bool,
    /// What came of it, at most 5 000 letters.
    #[serde(default)]
    #[schema(example = "Договорились о встрече")]
    outcome: String,
}

/// A task that was closed, and what came after it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Closed {
    /// The task.
    task: TaskView,
    /// The next one of a series; null for a task that does not repeat and for one that was dropped.
    next: Option<TaskView>,
}

/// Close a task
#[utoipa::path(
    put,
    path = "/tasks/{id}/closure",
    tag = "tasks",
    params(("id" = String, Path, description = "The task's id")),
    request_body = ClosureBody,
    responses(
        (status = 200, description = "The task, and the next one of its series", body = Closed),
        (status = 404, description = "There is no such task", body = ProblemBody),
        (status = 409, description = "It is closed already", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn close_task(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<ClosureBody>,
) -> Result<Json<Closed>, Problem> {
    let (task, next) = on_task(&visit, &text, move |tx, doing, id| {
        let (task, next) = match body.is_done {
            true => doing::finish(tx, doing, (id, revision), &body.outcome)?,
            false => (doing::drop(tx, doing, (id, revision))?, None),
        };
        let next = next.map(|next| planning::with_customer(tx, doing, next)).transpose()?;
        Ok((planning::with_customer(tx, doing, task)?, next))
    })
    .await?;
    Ok(Json(Closed { task: TaskView::of(task), next: next.map(TaskView::of) }))
}

/// Open a closed task again
#[utoipa::path(
    delete,
    path = "/tasks/{id}/closure",
    tag = "tasks",
    params(("id" = String, Path, description = "The task's id")),
    responses(
        (status = 200, description = "The task", body = TaskView),
        (status = 404, description = "There is no such task", body = ProblemBody),
        (status = 409, description = "It is open", body = ProblemBody),
    )
)]
pub(crate) async fn reopen_task(visit: Visit, Path(text): Path<String>) -> Result<Json<TaskView>, Problem> {
    let task = on_task(&visit, &text, |tx, doing, id| {
        let task = doing::reopen(tx, doing, id, None)?;
        planning::with_customer(tx, doing, task)
    });
    task.await.map(TaskView::of).map(Json)
}

/// Take a task out of a queue, for oneself
#[utoipa::path(
    put,
    path = "/tasks/{id}/taking",
    tag = "tasks",
    params(("id" = String, Path, description = "The task's id")),
    responses(
        (status = 200, description = "The task", body = TaskView),
        (status = 404, description = "There is no such task", body = ProblemBody),
        (status = 409, description = "Somebody has it already, or it is closed", body = ProblemBody),
    )
)]
pub(crate) async fn take_task(visit: Visit, Path(text): Path<String>) -> Result<Json<TaskView>, Problem> {
    let task = on_task(&visit, &text, |tx, doing, id| {
        let task = doing::take(tx, doing, id)?;
        planning::with_customer(tx, doing, task)
    });
    let task = task.await?;
    Ok(Json(TaskView::of(task)))
}

async fn on_task<R: Send + 'static>(
    visit: &Visit,
    text: &str,
    verb: impl FnOnce(&mut db::Tx<'_>, &crate::Doing, TaskId) -> Result<R, TaskError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: TaskId = text.parse().map_err(|_| Problem::missing())?;
    Ok(running::write(visit, move |tx, doing| verb(tx, doing, id)).await?)
}

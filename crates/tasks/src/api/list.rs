//! `GET /tasks`, one of them, and a person's plan of the day.

use super::shape::TaskView;
use crate::store::tasks::{self as table, Which};
use crate::{TaskId, doing, kinds, planning, running};
use access::{TeamId, UserId};
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use customers::CustomerId;
use http::StatusCode;
use kernel::{Cursor, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Visit, json_at};

/// A page of tasks.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TaskPage {
    /// Open ones by when they are due, closed ones the last closed first.
    items: Vec<TaskView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
}

/// Which tasks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Of this person.
    assignee: Option<UserId>,
    /// Waiting in this team's queue.
    team: Option<TeamId>,
    /// About this customer.
    customer: Option<CustomerId>,
    /// Of this kind.
    kind: Option<String>,
    /// `open` or `closed`; `open` when left out.
    state: Option<String>,
    /// Due on this day or later, as `2026-03-12`.
    from: Option<String>,
    /// Due before this day.
    before: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

impl Asked {
    /// Narrows down what the actor sees.
    fn narrow(&self, seen: table::Wanted) -> Result<table::Wanted, Problem> {
        let wrong = |field: &str, key: &str| Problem::invalid(vec![FieldError::new(field, key)]);
        let which = match self.state.as_deref() {
            None | Some("open") => Which::Open,
            Some("closed") => Which::Closed,
            Some(_) => return Err(wrong("state", "tasks-state-unknown")),
        };
        let kind = match &self.kind {
            Some(slug) => {
                Some(kinds::find(slug).ok_or_else(|| wrong("kind", "tasks-kind-unknown"))?.slug())
            }
            None => None,
        };
        let day = |field: &str, text: &Option<String>, otherwise| match text {
            Some(text) => text.parse().map_err(|_| wrong(field, "tasks-day-unreadable")),
            None => Ok(otherwise),
        };
        let from = day("from", &self.from, jiff::civil::Date::MIN)?;
        let before = day("before", &self.before, jiff::civil::Date::MAX)?;
        let has_days = self.from.is_some() || self.before.is_some();
        Ok(table::Wanted {
            assignee: self.assignee.map(|id| id.0),
            team: self.team.map(|id| id.0),
            customer: self.customer.map(|id| id.0),
            kind,
            which,
            days: has_days.then_some((from, before)),
            ..seen
        })
    }
}

/// List tasks
#[utoipa::path(
    get,
    path = "/tasks",
    tag = "tasks",
    params(Asked),
    responses(
        (status = 200, description = "Those that the caller may see", body = TaskPage),
        (status = 422, description = "Something of the question is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn list_tasks(
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<Json<TaskPage>, Problem> {
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    asked.narrow(table::Wanted::default())?;
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let slice = running::read(&visit, move |tx, doing, _| {
        let seen = planning::seen(doing, Which::Open);
        let wanted = asked.narrow(seen).map_err(|_| crate::TaskError::Missing)?;
        let slice = table::page(tx, &wanted, (cursor.as_ref(), size))?;
        Ok((planning::with_customers(tx, doing, slice.items)?, slice.next))
    });
    let (items, next) = slice.await?;
    let next = next.map(|cursor| cursor.to_string());
    Ok(Json(TaskPage { items: items.into_iter().map(TaskView::of).collect(), next }))
}

/// Whose plan.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Whose {
    /// The person; whoever asks, when left out.
    person: Option<UserId>,
}

/// Read a person's plan of today
///
/// What is due until the end of the day: promises with a time first, then those about the customers who matter most.
#[utoipa::path(
    get,
    path = "/tasks/plan",
    tag = "tasks",
    params(Whose),
    responses(
        (status = 200, description = "In the order in which to do it, at most 500", body = Vec<TaskView>),
        (status = 403, description = "The plan of somebody beyond one's reach", body = ProblemBody),
    )
)]
pub(crate) async fn get_plan(
    visit: Visit,
    Query(whose): Query<Whose>,
) -> Result<Json<Vec<TaskView>>, Problem> {
    let person = whose.person.map(|id| id.0).or(visit.actor().user).unwrap_or_default();
    let plan = running::read(&visit, move |tx, doing, _| planning::of(tx, doing, person)).await?;
    Ok(Json(plan.into_iter().map(TaskView::of).collect()))
}

/// Read a task
#[utoipa::path(
    get,
    path = "/tasks/{id}",
    tag = "tasks",
    params(("id" = String, Path, description = "The task's id")),
    responses(
        (status = 200, description = "The task", body = TaskView),
        (status = 404, description = "There is no such task", body = ProblemBody),
    )
)]
pub(crate) async fn get_task(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id: TaskId = text.parse().map_err(|_| Problem::missing())?;
    let found = running::read(&visit, move |tx, doing, _| {
        let task = doing::get(tx, doing, id)?;
        planning::with_customer(tx, doing, task)
    });
    let found = found.await?;
    Ok(json_at(StatusCode::OK, found.task.revision, &TaskView::of(found)))
}

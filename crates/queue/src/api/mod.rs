//! The operations under `/api/v1/jobs`.

use crate::{refused, whose};
use axum::Json;
use axum::extract::{Path, Query};
use http::StatusCode;
use jobs::{Filter, JobId, Record, VerbError};
use kernel::{Cursor, PageSize};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Operations, Problem, ProblemBody, Visit, moment, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(list_jobs))
        .routes(routes!(get_job))
        .routes(routes!(stop_job, resume_job))
        .routes(routes!(retry_job))
}

/// A piece of long work.
#[derive(Debug, Serialize, ToSchema)]
struct JobView {
    /// Its id.
    id: JobId,
    /// What is done, such as `transfer.import`.
    kind: String,
    /// waiting, running, done, failed, dead or stopped.
    state: &'static str,
    /// Parts done so far.
    n_done: i64,
    /// Parts in all, where known.
    n_total: Option<i64>,
    /// How often it was begun.
    n_attempts: i64,
    /// What went wrong the last time.
    error: Option<String>,
    /// What it brought.
    #[schema(value_type = Option<Object>)]
    result: Option<serde_json::Value>,
    /// When it was asked for, RFC 3339.
    created_at: String,
    /// When it ended.
    finished_at: Option<String>,
}

impl JobView {
    fn of(job: Record) -> Self {
        Self {
            id: job.id,
            kind: job.kind,
            state: job.state.slug(),
            n_done: job.n_done,
            n_total: job.n_total,
            n_attempts: job.n_attempts,
            error: job.error,
            result: job.result,
            created_at: moment(job.created_at),
            finished_at: job.finished_at.map(moment),
        }
    }
}

/// A page of jobs.
#[derive(Debug, Serialize, ToSchema)]
struct JobPage {
    /// The jobs, the newest first.
    items: Vec<JobView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
}

/// Where a list begins and how long it is.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

/// List long work
#[utoipa::path(
    get,
    path = "/jobs",
    tag = "jobs",
    params(Asked),
    responses((status = 200, description = "A page of jobs", body = JobPage))
)]
async fn list_jobs(visit: Visit, Query(asked): Query<Asked>) -> Result<Json<JobPage>, Problem> {
    let created_by = whose(&visit);
    let cursor = match asked.cursor {
        Some(key) if key.parse::<JobId>().is_err() => return Err(Problem::unreadable("cursor")),
        other => other.map(|key| Cursor { key, no: 0 }),
    };
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let slice = visit.app.db.reading(move |tx| {
        jobs::list(tx, Filter { created_by, ..Filter::default() }, size, cursor.as_ref())
    });
    let slice = slice.await?;
    let items = slice.items.into_iter().map(JobView::of).collect();
    Ok(Json(JobPage { items, next: slice.next.map(|cursor| cursor.key) }))
}

/// Read a piece of long work
#[utoipa::path(
    get,
    path = "/jobs/{id}",
    tag = "jobs",
    params(("id" = String, Path, description = "The job's id")),
    responses(
        (status = 200, description = "The job", body = JobView),
        (status = 404, description = "There is no such job, or it is another's", body = ProblemBody),
    )
)]
async fn get_job(visit: Visit, Path(text): Path<String>) -> Result<Json<JobView>, Problem> {
    let id = id(&text)?;
    let owner = whose(&visit);
    let job = visit.app.db.reading(move |tx| jobs::get(tx, id)).await?;
    let mine = job.filter(|job| owner.is_none() || job.created_by == owner);
    mine.map(|job| Json(JobView::of(job))).ok_or_else(Problem::missing)
}

/// Stop a piece of long work
#[utoipa::path(
    put,
    path = "/jobs/{id}/stop",
    tag = "jobs",
    params(("id" = String, Path, description = "The job's id")),
    responses(
        (status = 204, description = "It is stopped, or will be as soon as it looks up"),
        (status = 404, description = "There is no such job", body = ProblemBody),
        (status = 409, description = "It has ended", body = ProblemBody),
    )
)]
async fn stop_job(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    deed(&visit, &text, jobs::stop).await
}

/// Let a stopped piece of work go on
#[utoipa::path(
    delete,
    path = "/jobs/{id}/stop",
    tag = "jobs",
    params(("id" = String, Path, description = "The job's id")),
    responses(
        (status = 204, description = "It goes on from its place"),
        (status = 404, description = "There is no such job", body = ProblemBody),
        (status = 409, description = "It is not stopped", body = ProblemBody),
    )
)]
async fn resume_job(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    deed(&visit, &text, jobs::resume).await
}

/// Try a failed piece of work again
#[utoipa::path(
    put,
    path = "/jobs/{id}/retry",
    tag = "jobs",
    params(("id" = String, Path, description = "The job's id")),
    responses(
        (status = 204, description = "It waits for its turn"),
        (status = 404, description = "There is no such job", body = ProblemBody),
        (status = 409, description = "It has not failed", body = ProblemBody),
    )
)]
async fn retry_job(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    deed(&visit, &text, jobs::retry).await
}

type Verb = fn(&mut db::Tx<'_>, &kernel::Setting, &kernel::Actor, JobId) -> Result<(), VerbError>;

async fn deed(visit: &Visit, text: &str, verb: Verb) -> Result<StatusCode, Problem> {
    let id = id(text)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let once = visit.clone();
    let done = visit.app.db.writing(move |tx| {
        once.claim(tx)?;
        verb(tx, &setting, &actor, id)
    });
    done.await.map_err(refused)?;
    Ok(StatusCode::NO_CONTENT)
}

fn id(text: &str) -> Result<JobId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

//! `/jobs`: what long work goes on and what became of it.

use crate::{refused, whose};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use jobs::{Filter, JobId, Record, State, VerbError};
use kernel::{Cursor, PageSize};
use serde::Deserialize;
use ui::Frame;
use web::{Problem, Routes, Visit, page, see};

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/jobs", list)
        .post("/jobs/{id}/stop", stop)
        .post("/jobs/{id}/resume", resume)
        .post("/jobs/{id}/retry", retry)
}

#[derive(Template)]
#[template(path = "pages/jobs.html")]
struct JobsPage {
    frame: Frame,
    lines: Vec<Line>,
    next: Option<String>,
}

/// A job in the list.
struct Line {
    id: JobId,
    kind: String,
    state: String,
    state_slug: &'static str,
    at: String,
    n_done: i64,
    n_total: i64,
    error: String,
    can_stop: bool,
    can_resume: bool,
    can_retry: bool,
}

impl Line {
    fn of(visit: &Visit, job: Record) -> Self {
        let say = &visit.say;
        Self {
            id: job.id,
            kind: say.t(&format!("queue-kind-{}", job.kind.replace(['.', '_'], "-"))),
            state: say.t(&format!("queue-state-{}", job.state.slug())),
            state_slug: job.state.slug(),
            at: say.ago(visit.app.setting.now(), job.created_at),
            n_done: job.n_done,
            n_total: job.n_total.unwrap_or(0),
            error: job
                .error
                .filter(|_| matches!(job.state, State::Dead | State::Failed | State::Waiting))
                .unwrap_or_default(),
            can_stop: matches!(job.state, State::Waiting | State::Running) && !job.is_stop_requested,
            can_resume: job.state == State::Stopped,
            can_retry: matches!(job.state, State::Dead | State::Failed),
        }
    }
}

/// Where the list goes on.
#[derive(Debug, Deserialize)]
struct Place {
    after: Option<JobId>,
}

async fn list(visit: Visit, Query(place): Query<Place>) -> Result<Response, Problem> {
    let created_by = whose(&visit);
    let slice = visit.app.db.reading(move |tx| {
        let cursor = place.after.map(|id| Cursor { key: id.to_string(), no: 0 });
        jobs::list(tx, Filter { created_by, ..Filter::default() }, PageSize::DEFAULT, cursor.as_ref())
    });
    let slice = slice.await?;
    let next = slice.next.map(|cursor| format!("/jobs?after={}", cursor.key));
    let lines = slice.items.into_iter().map(|job| Line::of(&visit, job)).collect();
    page(&JobsPage { frame: visit.frame("queue-title"), lines, next })
}

type Verb = fn(&mut db::Tx<'_>, &kernel::Setting, &kernel::Actor, JobId) -> Result<(), VerbError>;

async fn deed(visit: &Visit, id: JobId, verb: Verb) -> Result<Response, Problem> {
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    visit.app.db.writing(move |tx| verb(tx, &setting, &actor, id)).await.map_err(refused)?;
    Ok(see("/jobs"))
}

async fn stop(visit: Visit, Path(id): Path<JobId>) -> Result<Response, Problem> {
    deed(&visit, id, jobs::stop).await
}

async fn resume(visit: Visit, Path(id): Path<JobId>) -> Result<Response, Problem> {
    deed(&visit, id, jobs::resume).await
}

async fn retry(visit: Visit, Path(id): Path<JobId>) -> Result<Response, Problem> {
    deed(&visit, id, jobs::retry).await
}

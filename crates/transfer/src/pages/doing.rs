//! What people do with a run: stop it, let it go on, take it back, fetch the rows that were refused.

use super::running::{act, blocking, problem, run};
use crate::run::{self, ImportError, Run, RunId};
use axum::body::Body;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use jobs::VerbError;
use kernel::Level;
use std::io::{Read as _, Seek as _};
use web::{Problem, ToastNote, Visit, see, see_with};

pub(super) async fn stop(visit: Visit, Path(id): Path<RunId>) -> Result<Response, Problem> {
    of_job(visit, id, jobs::stop).await
}

pub(super) async fn resume(visit: Visit, Path(id): Path<RunId>) -> Result<Response, Problem> {
    of_job(visit, id, |tx, setting, actor, job| match jobs::resume(tx, setting, actor, job) {
        Err(VerbError::NotNow(_)) => jobs::retry(tx, setting, actor, job),
        done => done,
    })
    .await
}

type JobVerb = fn(&mut db::Tx<'_>, &kernel::Setting, &kernel::Actor, jobs::JobId) -> Result<(), VerbError>;

async fn of_job(visit: Visit, id: RunId, verb: JobVerb) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let job = run(&visit, id).await?.job.ok_or_else(Problem::missing)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    match visit.app.db.writing(move |tx| verb(tx, &setting, &actor, job)).await {
        Ok(()) | Err(VerbError::NotNow(_)) => Ok(see(&format!("/import/{id}"))),
        Err(VerbError::Missing) => Err(Problem::missing()),
        Err(VerbError::Refused) => Err(Problem::forbidden()),
        Err(VerbError::Db(error)) => Err(error.into()),
    }
}

pub(super) async fn undo(visit: Visit, Path(id): Path<RunId>) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Write)?;
    let (act, run) = (act(&visit).await?, run(&visit, id).await?);
    let undone = visit.app.db.writing(move |tx| run::undo_later(tx, &act, &run)).await;
    undone.map_err(|error| problem(error, &visit))?;
    Ok(see_with(&format!("/import/{id}"), &ToastNote::new("transfer-undo-begun")))
}

pub(super) async fn rejects(visit: Visit, Path(id): Path<RunId>) -> Result<Response, Problem> {
    let run = run(&visit, id).await?;
    rejects_of(&visit, run).await
}

/// What of a run did not come in, as a file.
pub(crate) async fn rejects_of(visit: &Visit, run: Run) -> Result<Response, Problem> {
    let bytes = blocking(visit, move |visit| {
        let failed = |error: std::io::Error| ImportError::Store(error.to_string());
        let mut file = tempfile::tempfile().map_err(failed)?;
        let output = Box::new(file.try_clone().map_err(failed)?);
        run::write_rejects(&visit.app.db, &run, &visit.say, output)?;
        let mut bytes = Vec::new();
        file.rewind().and_then(|()| file.read_to_end(&mut bytes)).map_err(failed)?;
        Ok(bytes)
    })
    .await?;
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"rejected.csv\""),
    ];
    Ok((headers, Body::from(bytes)).into_response())
}

//! Running verbs for a visit: the act is opened first, and what blocks goes to a thread that may.

use crate::run::{ImportError, Run, RunId, find};
use customers::{Act, Desk};
use db::DbError;
use http::StatusCode;
use kernel::Level;
use web::{Problem, Visit};

/// The act of a visit, who may at least look at imports.
pub(crate) async fn act(visit: &Visit) -> Result<Act, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let desk = visit.app.offer::<Desk>().cloned().unwrap_or_default();
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    Ok(visit.app.db.reading(move |tx| desk.act(tx, (&setting, &actor), &firm)).await?)
}

/// Does work that blocks for a visit.
pub(crate) async fn blocking<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&Visit) -> Result<R, ImportError> + Send + 'static,
) -> Result<R, Problem> {
    let inside = visit.clone();
    let done = tokio::task::spawn_blocking(move || work(&inside)).await;
    done.map_err(|_| Problem::broken())?.map_err(|error| problem(error, visit))
}

/// The run of an id, for whoever may look at imports.
pub(crate) async fn run(visit: &Visit, id: RunId) -> Result<Run, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    visit.app.db.reading(move |tx| find(tx, id)).await?.ok_or_else(Problem::missing)
}

/// The same with its job, both as they were at one moment: a job that ends in between would leave a run that seems to stand.
pub(crate) async fn run_with_job(visit: &Visit, id: RunId) -> Result<(Run, Option<jobs::Record>), Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let read = visit.app.db.reading(move |tx| -> Result<_, DbError> {
        let Some(run) = find(tx, id)? else { return Ok(None) };
        let job = run.job.map(|job| jobs::get(tx, job)).transpose()?.flatten();
        Ok(Some((run, job)))
    });
    read.await?.ok_or_else(Problem::missing)
}

/// What is wrong, in the words of the visit's language.
pub(crate) fn problem(error: ImportError, visit: &Visit) -> Problem {
    let unusable =
        |detail| Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "transfer-unusable").with_detail(detail);
    match (error.said(), error) {
        (Some(said), _) => unusable(said.say(&visit.say)),
        (None, ImportError::Customers(error)) => error.into(),
        (None, ImportError::Db(error)) => error.into(),
        (None, ImportError::Missing) => Problem::missing(),
        (None, ImportError::Choice(detail)) => unusable(detail),
        (None, ImportError::Store(detail)) => {
            tracing::error!(%detail, "a file of an import cannot be kept");
            Problem::new(StatusCode::INSUFFICIENT_STORAGE, "transfer-not-kept")
        }
        (None, _) => Problem::broken(),
    }
}

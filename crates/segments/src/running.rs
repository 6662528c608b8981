//! Running verbs for a visit: the act is opened in the same transaction.

use crate::engine::Engine;
use crate::error::SegmentError;
use customers::{Act, Desk};
use db::Tx;
use web::{Problem, Visit};

/// What answers conditions in this house.
///
/// # Errors
/// [`Problem::broken`] in a house that was put together without it.
pub(crate) fn engine(visit: &Visit) -> Result<Engine, Problem> {
    visit.app.offer::<Engine>().cloned().ok_or_else(Problem::broken)
}

/// Reads.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act, &Engine) -> Result<R, SegmentError> + Send + 'static,
) -> Result<R, Problem> {
    Ok(tried(visit, work).await??)
}

/// Reads, with the refusal of a verb as an answer.
pub(crate) async fn tried<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act, &Engine) -> Result<R, SegmentError> + Send + 'static,
) -> Result<Result<R, SegmentError>, Problem> {
    let (engine, desk) = (engine(visit)?, visit.app.offer::<Desk>().cloned().unwrap_or_default());
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    let reading = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        work(tx, &act, &engine)
    });
    Ok(reading.await)
}

/// Does a deed, once for each Idempotency-Key, with its refusal as an answer.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act, &Engine) -> Result<R, SegmentError> + Send + 'static,
) -> Result<Result<R, SegmentError>, Problem> {
    let (engine, desk) = (engine(visit)?, visit.app.offer::<Desk>().cloned().unwrap_or_default());
    let (setting, actor, firm) = (visit.app.setting.clone(), visit.actor().clone(), visit.app.firm());
    let once = visit.clone();
    let writing = visit.app.db.writing(move |tx| {
        once.claim(tx)?;
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        work(tx, &act, &engine)
    });
    Ok(writing.await)
}

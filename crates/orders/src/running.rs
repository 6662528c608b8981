//! Running verbs for a visit: the act is opened in the same transaction.

use crate::error::OrderError;
use crate::{RIGHT, order::OrderId};
use customers::staff::Staff;
use customers::{Act, Desk};
use db::Tx;
use kernel::Level;
use std::sync::Arc;
use web::{FieldError, Problem, Visit};

/// The memory of the house, or one of a moment in a house without.
fn desk(visit: &Visit) -> Desk {
    visit.app.offer::<Desk>().cloned().unwrap_or_default()
}

/// Reads, if the visit may.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, OrderError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let answer = db.reading(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        work(tx, &act)
    });
    answer.await.map_err(Problem::from)
}

/// Reads without waiting, on a thread that may block.
pub(crate) fn read_here<R>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, OrderError>,
) -> Result<R, Problem> {
    let desk = desk(visit);
    let answer = visit.app.db.read(|tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        work(tx, &act)
    });
    answer.map_err(Problem::from)
}

/// Does a deed at a level; done once for each Idempotency-Key.
pub(crate) async fn write_at<R: Send + 'static>(
    visit: &Visit,
    level: Level,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, OrderError> + Send + 'static,
) -> Result<Result<R, Vec<FieldError>>, Problem> {
    match tried(visit, level, work).await? {
        Ok(done) => Ok(Ok(done)),
        Err(OrderError::Invalid(errors)) => Ok(Err(errors)),
        Err(other) => Err(other.into()),
    }
}

/// The same, telling how it failed.
pub(crate) async fn tried<R: Send + 'static>(
    visit: &Visit,
    level: Level,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, OrderError> + Send + 'static,
) -> Result<Result<R, OrderError>, Problem> {
    visit.need(RIGHT, level)?;
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let answer = db.writing(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let done = work(tx, &act)?;
        visit.claim(tx)?;
        Ok::<_, OrderError>(done)
    });
    Ok(answer.await)
}

/// Does a deed of a program: wrong fields are a problem.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, OrderError> + Send + 'static,
) -> Result<R, Problem> {
    write_at(visit, Level::Write, work).await?.map_err(Problem::invalid)
}

/// The people of the firm.
pub(crate) fn staff(tx: &mut Tx<'_>, act: &Act) -> Result<Arc<Staff>, OrderError> {
    Ok(Staff::read(tx, act.setting.now())?)
}

/// The id in a path; what is no id is not there.
pub(crate) fn id<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// The id of an order in a path.
pub(crate) fn order_id(text: &str) -> Result<OrderId, Problem> {
    id(text)
}

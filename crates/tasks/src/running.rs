//! Running verbs for a visit: what a verb works with is opened in the same transaction.

use crate::error::TaskError;
use crate::{Doing, RIGHT};
use customers::Desk;
use customers::staff::Staff;
use db::Tx;
use jiff::tz::TimeZone;
use kernel::Level;
use std::sync::Arc;
use web::{Problem, Visit};

fn desk(visit: &Visit) -> Desk {
    visit.app.offer::<Desk>().cloned().unwrap_or_default()
}

/// The zone in which the firm's days begin.
pub(crate) fn zone(visit: &Visit) -> TimeZone {
    TimeZone::get(&visit.app.firm().zone).unwrap_or(TimeZone::UTC)
}

fn doing(tx: &mut Tx<'_>, visit: &Visit, desk: &Desk) -> Result<Doing, TaskError> {
    let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
    Ok(Doing { act, zone: zone(visit) })
}

/// Reads, with the people of the firm.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Doing, &Arc<Staff>) -> Result<R, TaskError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let reading = db.reading(move |tx| {
        let doing = doing(tx, &visit, &desk)?;
        let staff = desk.staff(tx, visit.app.setting.now())?;
        work(tx, &doing, &staff)
    });
    reading.await.map_err(Problem::from)
}

/// Does a deed; once for each Idempotency-Key.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Doing) -> Result<R, TaskError> + Send + 'static,
) -> Result<R, TaskError> {
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let writing = db.writing(move |tx| {
        let doing = doing(tx, &visit, &desk)?;
        let done = work(tx, &doing)?;
        visit.claim(tx)?;
        Ok::<_, TaskError>(done)
    });
    writing.await
}

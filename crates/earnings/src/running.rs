//! Running verbs for a visit: what happened since is reckoned first, then the verb is run in one transaction.

use crate::earning::Earning;
use crate::error::EarningError;
use crate::{RIGHT, following};
use customers::Desk;
use customers::gating::Gates;
use customers::staff::Staff;
use db::Tx;
use kernel::{Actor, Level};
use std::sync::Arc;
use web::{Problem, Visit};

fn desk(visit: &Visit) -> Desk {
    visit.app.offer::<Desk>().cloned().unwrap_or_default()
}

fn earning(tx: &mut Tx<'_>, visit: &Visit, desk: &Desk) -> Result<Earning, EarningError> {
    open(tx, (visit, visit.actor()), desk)
}

fn open(tx: &mut Tx<'_>, (visit, actor): (&Visit, &Actor), desk: &Desk) -> Result<Earning, EarningError> {
    let gates = visit.app.offer::<Gates>().cloned().unwrap_or_default();
    let who = (&visit.app.setting, actor);
    Ok(Earning::open(tx, (desk, &gates), who, &visit.app.firm())?)
}

/// Reads, with the people of the firm, once all that happened is reckoned.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Earning, &Arc<Staff>) -> Result<R, EarningError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let mut is_behind = db.reading(following::is_behind).await?;
    while is_behind {
        let (visit, desk) = (visit.clone(), desk.clone());
        let writing = db.writing(move |tx| {
            let earning = open(tx, (&visit, &Actor::system()), &desk)?;
            following::follow(tx, &earning)
        });
        is_behind = writing.await.map_err(Problem::from)?;
    }
    let reading = db.reading(move |tx| {
        let earning = earning(tx, &visit, &desk)?;
        let staff = desk.staff(tx, visit.app.setting.now())?;
        work(tx, &earning, &staff)
    });
    reading.await.map_err(Problem::from)
}

/// Does a deed at a level; once for each Idempotency-Key.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    level: Level,
    work: impl FnOnce(&mut Tx<'_>, &Earning) -> Result<R, EarningError> + Send + 'static,
) -> Result<R, EarningError> {
    if !visit.actor().may(RIGHT, level) {
        return Err(EarningError::Forbidden);
    }
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let writing = db.writing(move |tx| {
        let earning = earning(tx, &visit, &desk)?;
        let done = work(tx, &earning)?;
        visit.claim(tx)?;
        Ok::<_, EarningError>(done)
    });
    writing.await
}

/// The id in a path; what is no id is not there.
pub(crate) fn id<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

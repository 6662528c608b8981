//! Running verbs for a visit: what a verb works with is opened in the same transaction.

use crate::error::DealError;
use crate::goods::Goods;
use crate::{Dealing, RIGHT};
use customers::Desk;
use customers::gating::Gates;
use customers::staff::Staff;
use db::Tx;
use jiff::tz::TimeZone;
use kernel::Level;
use std::sync::Arc;
use web::{Problem, Visit};

fn desk(visit: &Visit) -> Desk {
    visit.app.offer::<Desk>().cloned().unwrap_or_default()
}

fn dealing(tx: &mut Tx<'_>, visit: &Visit, desk: &Desk) -> Result<Dealing, DealError> {
    let firm = visit.app.firm();
    let act = desk.act(tx, (&visit.app.setting, visit.actor()), &firm)?;
    let zone = TimeZone::get(&firm.zone).unwrap_or(TimeZone::UTC);
    let gates = visit.app.offer::<Gates>().cloned().unwrap_or_default();
    let goods = visit.app.offer::<Goods>().cloned().unwrap_or_default();
    Ok(Dealing { act, zone, gates, goods })
}

/// Reads, with the people of the firm.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Dealing, &Arc<Staff>) -> Result<R, DealError> + Send + 'static,
) -> Result<R, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let reading = db.reading(move |tx| {
        let dealing = dealing(tx, &visit, &desk)?;
        let staff = desk.staff(tx, visit.app.setting.now())?;
        work(tx, &dealing, &staff)
    });
    reading.await.map_err(Problem::from)
}

/// Reads without waiting, on a thread that may block.
pub(crate) fn read_here<R>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Dealing, &Arc<Staff>) -> Result<R, DealError>,
) -> Result<R, Problem> {
    let desk = desk(visit);
    let answer = visit.app.db.read(|tx| {
        let dealing = dealing(tx, visit, &desk)?;
        let staff = desk.staff(tx, visit.app.setting.now())?;
        work(tx, &dealing, &staff)
    });
    answer.map_err(Problem::from)
}

/// Does a deed at a level; once for each Idempotency-Key.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    level: Level,
    work: impl FnOnce(&mut Tx<'_>, &Dealing) -> Result<R, DealError> + Send + 'static,
) -> Result<R, DealError> {
    if !visit.actor().may(RIGHT, level) {
        return Err(DealError::Forbidden);
    }
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let writing = db.writing(move |tx| {
        let dealing = dealing(tx, &visit, &desk)?;
        let done = work(tx, &dealing)?;
        visit.claim(tx)?;
        Ok::<_, DealError>(done)
    });
    writing.await
}

/// The id in a path; what is no id is not there.
pub(crate) fn id<I: std::str::FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

//! Running verbs for a visit: the act is opened in the same transaction.

use crate::act::{Act, Desk};
use crate::error::CustomerError;
use db::Tx;
use web::Visit;

/// The memory of the house, or one of a moment in a house without.
pub(crate) fn desk(visit: &Visit) -> Desk {
    visit.app.offer::<Desk>().cloned().unwrap_or_default()
}

/// Reads.
pub(crate) async fn read<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, CustomerError> {
    let (desk, setting, actor) = (desk(visit), visit.app.setting.clone(), visit.actor().clone());
    let firm = visit.app.firm();
    let reading = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        work(tx, &act)
    });
    reading.await
}

/// Does a deed.
pub(crate) async fn write<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, CustomerError> {
    let (desk, setting, actor) = (desk(visit), visit.app.setting.clone(), visit.actor().clone());
    let firm = visit.app.firm();
    let writing = visit.app.db.writing(move |tx| {
        let act = desk.act(tx, (&setting, &actor), &firm)?;
        work(tx, &act)
    });
    writing.await
}

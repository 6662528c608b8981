//! Running verbs for a visit: the act is opened in the same transaction.

use crate::act::{Act, Desk};
use crate::error::CustomerError;
use crate::field::FieldNo;
use crate::sorting;
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

/// Asks a field of words for its order of the alphabet; whether it is ready. A base that cannot be written to is no
/// reason not to show a list.
pub(crate) async fn letters(visit: &Visit, field: FieldNo) -> bool {
    let asked = write(visit, move |tx, act| sorting::ask(tx, act, field)).await;
    asked.unwrap_or_else(|error| {
        tracing::warn!(%error, "a field cannot be asked for its order");
        false
    })
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

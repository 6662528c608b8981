//! How the pages of a card read and write: one deed, one transaction, the people of the firm beside it.

use crate::act::{Act, Desk};
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::staff::Staff;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use jiff::tz::TimeZone;
use std::sync::Arc;
use web::{FieldError, Problem, Visit};

/// Runs a reading of this visit, with the people of the firm.
pub(super) async fn reading<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act, &Arc<Staff>) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, Problem> {
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let answer = db.reading(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        let staff = desk.staff(tx, visit.app.setting.now())?;
        work(tx, &act, &staff)
    });
    answer.await.map_err(Problem::from)
}

/// Runs a deed of this visit.
pub(super) async fn writing<R: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &Act) -> Result<R, CustomerError> + Send + 'static,
) -> Result<R, CustomerError> {
    let (visit, desk) = (visit.clone(), desk(visit));
    let db = visit.app.db.clone();
    let answer = db.writing(move |tx| {
        let act = desk.act(tx, (&visit.app.setting, visit.actor()), &visit.app.firm())?;
        work(tx, &act)
    });
    answer.await
}

fn desk(visit: &Visit) -> Desk {
    visit.app.offer::<Desk>().cloned().unwrap_or_default()
}

/// The id in a path; what is no id is not there.
pub(super) fn id(text: &str) -> Result<CustomerId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// The zone of those who said none.
pub(super) fn firm_zone(visit: &Visit) -> TimeZone {
    TimeZone::get(&visit.app.firm().zone).unwrap_or(TimeZone::UTC)
}

/// Marks a page that is drawn again because something in it is wrong.
pub(super) fn unprocessable(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// The sentences of a refusal about fields; any other refusal is a problem of the whole page.
pub(super) fn errors_of(error: CustomerError) -> Result<Vec<FieldError>, Problem> {
    match error {
        CustomerError::Invalid(errors) => Ok(errors),
        other => Err(other.into()),
    }
}

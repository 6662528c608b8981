//! The steps of a statement from its page.

use super::statement;
use crate::earning::Earning;
use crate::error::EarningError;
use crate::running;
use crate::statement::{Statement, StatementId};
use crate::stating::{self, Seen};
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use kernel::Level;
use web::{Form, Problem, ToastNote, Visit, see_with};

async fn step(
    visit: &Visit,
    (text, form): (&str, &Form),
    toast: &str,
    verb: impl FnOnce(&mut Tx<'_>, &Earning, Seen) -> Result<Statement, EarningError> + Send + 'static,
) -> Result<Response, Problem> {
    let id: StatementId = running::id(text)?;
    let revision = form.text("revision").parse().ok();
    let done = running::write(visit, Level::Read, move |tx, earning| verb(tx, earning, (id, revision)));
    match done.await {
        Ok(done) => Ok(see_with(&done.href(), &ToastNote::new(toast))),
        Err(EarningError::Invalid(errors)) => {
            let key = errors.first().map(|error| error.key.as_str()).unwrap_or_default();
            statement::drawn(visit, id, key).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Submits it.
pub(super) async fn submit(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Problem> {
    step(&visit, (&id, &form), "earnings-toast-submitted", stating::submit).await
}

/// Takes it back.
pub(super) async fn take_back(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    step(&visit, (&id, &form), "earnings-toast-taken-back", stating::take_back).await
}

/// Approves it.
pub(super) async fn approve(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Problem> {
    step(&visit, (&id, &form), "earnings-toast-approved", stating::approve).await
}

/// Gives it back.
pub(super) async fn give_back(
    visit: Visit,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let note = form.text("note").to_owned();
    let verb =
        move |tx: &mut Tx<'_>, earning: &Earning, seen: Seen| stating::give_back(tx, earning, seen, &note);
    step(&visit, (&id, &form), "earnings-toast-given-back", verb).await
}

/// Says that it is paid.
pub(super) async fn pay(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Problem> {
    step(&visit, (&id, &form), "earnings-toast-paid", stating::pay).await
}

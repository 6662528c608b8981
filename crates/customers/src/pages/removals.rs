//! Customers whom somebody wants removed for good: who asked, why, from when on somebody else may agree.

use super::card_deed::id;
use crate::customer::CustomerId;
use crate::erasing::Erasers;
use crate::error::CustomerError;
use crate::removal_request::{self, RemovalError, RemovalRequest};
use crate::{RIGHT, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/removals.html")]
struct RemovalsPage {
    frame: Frame,
    lines: Vec<RemovalLine>,
}

/// A request as it is drawn.
struct RemovalLine {
    id: CustomerId,
    name: String,
    told: String,
    reason: String,
    due: String,
    can_agree: bool,
}

#[derive(Template)]
#[template(path = "pages/removal.html")]
struct RemovalPage {
    frame: Frame,
    id: CustomerId,
    error: String,
}

/// Shows the requests that wait.
pub(super) async fn list(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (desk, eye) = (running::desk(&visit), visit.clone());
    let found = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        Ok::<_, RemovalError>((removal_request::waiting(tx, &act)?, access::user::all(tx)?))
    });
    let (waiting, people) = found.await?;
    let line = |request: RemovalRequest| {
        let (say, now) = (&visit.say, visit.app.setting.now());
        let who = people.iter().find(|user| Some(user.id.0) == request.asked_by);
        let args = [
            ("who", who.map_or_else(|| say.t("customers-actor-console"), |user| user.name.clone()).into()),
            ("when", say.date(request.asked_at).into()),
            ("from", say.date(request.ripe_at()).into()),
        ];
        RemovalLine {
            id: request.customer,
            told: say.with("customers-removal-told", &args),
            due: request
                .due_at()
                .map(|at| say.with("customers-erasure-due", &[("day", say.date(at).into())]))
                .unwrap_or_default(),
            can_agree: request.ripe_at() <= now && request.asked_by != visit.actor().user,
            name: if request.name.is_empty() { say.t("customers-nameless") } else { request.name },
            reason: request.reason,
        }
    };
    let lines = waiting.into_iter().map(line).collect();
    web::page(&RemovalsPage { frame: visit.frame("customers-removals"), lines })
}

/// Asks for the reason.
pub(super) async fn ask(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    running::read(&visit, move |tx, act| crate::sight::must_see(tx, act, id)).await?;
    web::page(&RemovalPage { frame: visit.frame("customers-removal"), id, error: String::new() })
}

/// Puts the card away and lets the request wait.
pub(super) async fn begin(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    let (reason, is_erasure) = (form.text("reason").to_owned(), form.is_ticked("is_erasure"));
    match doing(&visit, move |tx, act| removal_request::ask(tx, act, id, (&reason, is_erasure))).await {
        Ok(()) => Ok(web::see_with("/customers/removals", &ToastNote::new("customers-removal-asked"))),
        Err(RemovalError::Customer(CustomerError::Invalid(errors))) => {
            let error = errors.first().map(|error| error.say(&visit.say)).unwrap_or_default();
            let page = RemovalPage { frame: visit.frame("customers-removal"), id, error };
            let mut response = web::page(&page)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

/// Takes a request back.
pub(super) async fn take_back(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    doing(&visit, move |tx, act| removal_request::take_back(tx, act, id)).await?;
    Ok(web::see_with("/customers/removals", &ToastNote::new("customers-removal-dropped")))
}

/// Agrees; the customer is gone.
pub(super) async fn agree(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    let erasers = visit.app.offer::<Erasers>().cloned().unwrap_or_default();
    doing(&visit, move |tx, act| removal_request::agree(tx, act, &erasers, id)).await?;
    Ok(web::see_with("/customers/removals", &ToastNote::new("customers-removal-done")))
}

async fn doing(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>, &crate::Act) -> Result<(), RemovalError> + Send + 'static,
) -> Result<(), RemovalError> {
    let (desk, eye) = (running::desk(visit), visit.clone());
    let done = visit.app.db.writing(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        work(tx, &act)
    });
    done.await
}

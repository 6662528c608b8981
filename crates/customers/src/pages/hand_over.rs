//! Handing over what a leaver leaves: what it is, to whom it passes, and that it is done in one press.

use super::card_deed::errors_of;
use crate::handing_over::{self, HandOverError, inherited};
use crate::running;
use access::{STAFF, UserId, user};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::{Level, RawId};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/hand_over.html")]
struct HandOverPage {
    frame: Frame,
    id: RawId,
    clients: String,
    others: Vec<String>,
    reads: Vec<(String, i64)>,
    heirs: Vec<(String, String)>,
    is_gone: bool,
    error: String,
}

/// Shows what there is.
pub(super) async fn show(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let leaver: RawId = text.parse().map_err(|_| Problem::missing())?;
    web::page(&page(&visit, leaver, String::new()).await?)
}

async fn page(visit: &Visit, leaver: RawId, error: String) -> Result<HandOverPage, Problem> {
    let (desk, eye) = (running::desk(visit), visit.clone());
    let found = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        let estate = handing_over::estate(tx, &act, (leaver, &inherited(&eye)))?;
        let person = user::get(tx, UserId(leaver))?.ok_or(access::Refusal::Missing)?;
        Ok::<_, HandOverError>((estate, person, user::all(tx)?))
    });
    let (estate, person, people) = found.await?;
    let say = &visit.say;
    let heirs = people.into_iter().filter(|user| user.id.0 != leaver && user.disabled_at.is_none());
    let word = |(how, n): (String, i64)| (say.t(&format!("access-read-{how}")), n);
    Ok(HandOverPage {
        frame: visit.frame_titled(say.with("customers-hand-over", &[("name", person.name.into())])),
        id: leaver,
        clients: say.n("customers-hand-over-clients", estate.n_clients),
        others: estate.others.iter().map(|(_, key, n)| say.n(key, *n)).collect(),
        reads: estate.reads.into_iter().map(word).collect(),
        heirs: heirs.map(|user| (user.id.to_string(), user.name)).collect(),
        is_gone: person.disabled_at.is_some(),
        error,
    })
}

/// Ends the access and passes the clients on.
pub(super) async fn pass(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let leaver: RawId = text.parse().map_err(|_| Problem::missing())?;
    let heir: RawId = form.text("to").parse().unwrap_or_default();
    let (desk, eye) = (running::desk(&visit), visit.clone());
    let done = access::changing(&visit.app, move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        handing_over::hand_over(tx, &act, (leaver, heir), &inherited(&eye))
    });
    match done.await {
        Ok(deed) => {
            let note = ToastNote::new("customers-hand-over-done");
            Ok(web::see_with(&format!("/customers?deed={deed}"), &note))
        }
        Err(HandOverError::Customer(error)) => {
            let errors = errors_of(error)?;
            let error = errors.first().map(|error| error.say(&visit.say)).unwrap_or_default();
            let mut response = web::page(&page(&visit, leaver, error).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

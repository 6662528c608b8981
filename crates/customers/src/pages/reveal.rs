//! Showing a masked value in full: one press on the card asks for the reason, the next one shows it.

use super::card_deed::id;
use crate::customer::CustomerId;
use crate::error::CustomerError;
use crate::revealing::{self, RevealError};
use crate::{reading, running};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use http::StatusCode;
use ui::Frame;
use web::{Form, Problem, Visit};

#[derive(Template)]
#[template(path = "pages/reveal.html")]
struct RevealPage {
    frame: Frame,
    id: CustomerId,
    slug: String,
    label: String,
    left: String,
    values: Vec<String>,
    error: String,
}

/// Asks for the reason.
pub(super) async fn ask(
    visit: Visit,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(access::REVEAL, kernel::Level::Write)?;
    let slug = Form::from_encoded(query.as_deref().unwrap_or_default()).text("field").to_owned();
    web::page(&asking(&visit, id(&text)?, slug).await?)
}

async fn asking(visit: &Visit, id: CustomerId, slug: String) -> Result<RevealPage, Problem> {
    let (desk, eye, asked) = (running::desk(visit), visit.clone(), slug.clone());
    let found = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        let (field, left) = revealing::may_reveal(tx, &act, id, &asked)?;
        Ok::<_, RevealError>((field.label(&eye.say), left))
    });
    let (label, left) = found.await?;
    Ok(RevealPage {
        frame: visit.frame("customers-reveal"),
        id,
        slug,
        label,
        left: said(visit, left),
        values: Vec::new(),
        error: String::new(),
    })
}

fn said(visit: &Visit, left: Option<i64>) -> String {
    left.map(|n| visit.say.n("customers-reveal-left", n)).unwrap_or_default()
}

/// Shows it.
pub(super) async fn show(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(access::REVEAL, kernel::Level::Write)?;
    let id = id(&text)?;
    let (desk, eye, slug) = (running::desk(&visit), visit.clone(), form.text("field").to_owned());
    let asked = slug.clone();
    let done = visit.app.db.writing(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        let revealed = revealing::reveal(tx, &act, id, (&asked, form.text("reason")))?;
        let field = act.fields.slug(&asked).ok_or(CustomerError::Missing)?;
        let shown = revealed.values.iter().map(|value| field.show(value, &eye.say)).collect();
        Ok::<(Vec<String>, Option<i64>, String), RevealError>((shown, revealed.left, field.label(&eye.say)))
    });
    match done.await {
        Ok((values, left, label)) => {
            reading::revealed(&visit, id, &slug);
            let (frame, left) = (visit.frame("customers-reveal"), said(&visit, left));
            web::page(&RevealPage { frame, id, slug, label, left, values, error: String::new() })
        }
        Err(RevealError::Customer(CustomerError::Invalid(errors))) => {
            let error = errors.first().map(|error| error.say(&visit.say)).unwrap_or_default();
            let mut response = web::page(&RevealPage { error, ..asking(&visit, id, slug).await? })?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(refusal) => Err(refusal.into()),
    }
}

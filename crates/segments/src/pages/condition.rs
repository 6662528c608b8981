//! `/segments/condition`: the condition of a list, built with the whole language and applied to the list it came from.

use super::build::{add, changed, read};
use super::drawing::{Drawing, Piece};
use super::part::{How, Part};
use super::preview::Preview;
use crate::{RIGHT, SegmentError, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use fields::Condition;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Problem, Visit};

/// Where this page is.
pub(crate) const HREF: &str = "/segments/condition";

#[derive(Template)]
#[template(path = "pages/condition.html")]
struct ConditionPage {
    frame: Frame,
    /// The list to which it leads back.
    back: String,
    pieces: Vec<Piece>,
    preview: Preview,
    share: String,
    error: String,
}

/// The condition in `?filter=`, with one part more where `?add=` names it.
pub(crate) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    let (condition, error) = match asked.filled("filter").map(Condition::parse) {
        None => (Condition::everything(), None),
        Some(Ok(condition)) => (condition, None),
        Some(Err(error)) => (Condition::everything(), Some(error)),
    };
    let mut root = match Part::root(&condition) {
        root @ Part::Group(How::All, _) => root,
        other => Part::Group(How::All, vec![other]),
    };
    if let Some(what) = asked.filled("add") {
        add(&visit, &mut root, "0", what).await?;
    }
    let error = error.map(SegmentError::condition);
    let errors = if let Some(SegmentError::Invalid(errors)) = error { errors } else { Vec::new() };
    draw(&visit, (root, back(&asked)), errors).await
}

/// One step: a part more or less, or back to the list with it.
pub(crate) async fn step(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let (mut root, back) = (Part::read(&form), back(&form));
    if form.text("do") != "apply" {
        changed(&visit, &mut root, &form).await?;
        return draw(&visit, (root, back), Vec::new()).await;
    }
    let blanks = root.blanks();
    if !blanks.is_empty() {
        return draw(&visit, (root, back), blanks).await;
    }
    let condition = root.condition().unwrap_or_else(Condition::everything);
    let tried = condition.clone();
    let understood = running::tried(&visit, move |tx, act, engine| engine.keepable(tx, act, &tried));
    match understood.await? {
        Err(SegmentError::Invalid(errors)) => {
            let errors = root.placed(errors);
            draw(&visit, (root, back), errors).await
        }
        Err(other) => Err(other.into()),
        Ok(()) => Ok(web::see(&ui::address::with_query(&back, "filter", &condition.to_json().to_string()))),
    }
}

/// The list it came from: one of this house, else all customers.
fn back(form: &Form) -> String {
    let back = form.text("back");
    let is_ours = back.starts_with('/') && !back.starts_with("//") && !back.contains('\\');
    if is_ours { back.to_owned() } else { "/customers".to_owned() }
}

async fn draw(
    visit: &Visit,
    (root, back): (Part, String),
    errors: Vec<FieldError>,
) -> Result<Response, Problem> {
    let condition = root.condition().unwrap_or_else(Condition::everything);
    let say = visit.say.clone();
    let known = running::read(visit, move |tx, act, engine| read(tx, (act, engine), &condition, &say));
    let known = known.await?;
    let engine = running::engine(visit)?;
    let drawing = Drawing {
        fields: &known.fields,
        happenings: engine.happenings(),
        glossary: &known.glossary,
        actor: visit.actor(),
        say: &visit.say,
        people: &known.people,
        own: "",
        errors: &errors,
    };
    let whole = errors.iter().filter(|error| !error.field.starts_with("0."));
    let error = whole.map(|error| error.say(&visit.say)).collect::<Vec<_>>().join(" ");
    let is_wrong = !errors.is_empty() || !known.preview.error.is_empty();
    let page = ConditionPage {
        frame: visit.frame("segments-filter"),
        pieces: drawing.pieces(&root),
        share: known.preview.share(&visit.say),
        preview: known.preview,
        back,
        error,
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

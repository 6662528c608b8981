//! `/contact-cards/{form}`: what a form asks, question by question, and before which gates it stands.

use super::forms::gates;
use super::question::{Row, rows_of, typed_questions};
use crate::RIGHT;
use crate::cards::arranging::{self, Drawn};
use crate::cards::{CardForm, FormId, form};
use crate::error::InteractionError;
use crate::running;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::Act;
use customers::gating::Place;
use http::StatusCode;
use kernel::Level;
use std::sync::Arc;
use ui::Frame;
use web::{Compared, FieldError, Form, Problem, ToastNote, Visit, see_with};
use words::Say;

#[derive(Template)]
#[template(path = "pages/cards/builder.html")]
struct BuilderPage {
    frame: Frame,
    action: String,
    called: String,
    lead: String,
    revision: String,
    rows: Vec<Row>,
    abouts: Vec<AboutGroup>,
    rules: Vec<(String, String)>,
    places: Vec<(String, String, bool)>,
    errors: Vec<(String, String)>,
    conflict: String,
    is_away: bool,
}

impl BuilderPage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }
}

/// What a question may be about: fields of the customer, or answers of a kind.
struct AboutGroup {
    label: String,
    options: Vec<(String, String)>,
}

/// What a page is drawn from.
struct Sketch {
    known: Option<Arc<CardForm>>,
    name: String,
    lead: String,
    revision: String,
    rows: Vec<Row>,
    places: Vec<String>,
    /// That somebody changed it meanwhile; else empty.
    conflict: String,
}

impl Sketch {
    /// What a form that is kept is drawn from.
    fn of(known: CardForm) -> Self {
        Self {
            name: known.name.clone(),
            lead: known.lead.clone(),
            revision: known.revision.to_string(),
            rows: rows_of(&known.questions),
            places: known.places.clone(),
            known: Some(Arc::new(known)),
            conflict: String::new(),
        }
    }

    /// What is typed in it as it can be compared; a question is the same when all of it is.
    fn compared(&self) -> Form {
        let named = |name: &'static str| move |value: String| (name.to_owned(), value);
        let questions = self.rows.iter().filter(|row| !row.is_blank()).map(Row::whole);
        let own = [("name".to_owned(), self.name.clone()), ("lead".to_owned(), self.lead.clone())];
        let values = own.into_iter().chain(questions.map(named("question")));
        Form {
            values: values.chain(self.places.iter().cloned().map(named("place"))).collect(),
            ..Form::default()
        }
    }
}

/// Asks for a new one.
pub(super) async fn ask_new(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let sketch = Sketch {
        known: None,
        name: String::new(),
        lead: String::new(),
        revision: String::new(),
        rows: vec![Row::blank(0), Row::blank(1)],
        places: Vec::new(),
        conflict: String::new(),
    };
    draw(&visit, sketch, &[]).await
}

/// Shows one.
pub(super) async fn ask(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: FormId = text.parse().map_err(|_| Problem::missing())?;
    let known = running::read(&visit, move |tx, act, _| arranging::get(tx, act, id)).await?;
    let mut sketch = Sketch::of(known);
    sketch.rows.push(Row::blank(sketch.rows.len()));
    draw(&visit, sketch, &[]).await
}

/// Makes it.
pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    save(&visit, (None, form)).await
}

/// Changes it.
pub(super) async fn change(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: FormId = text.parse().map_err(|_| Problem::missing())?;
    save(&visit, (Some(id), form)).await
}

async fn save(visit: &Visit, (id, form): (Option<FormId>, Form)) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let known = match id {
        Some(id) => {
            Some(Arc::new(running::read(visit, move |tx, act, _| arranging::get(tx, act, id)).await?))
        }
        None => None,
    };
    let rows = Row::all_of(&form);
    let sketch = Sketch {
        known: known.clone(),
        name: form.text("name").to_owned(),
        lead: form.text("lead").to_owned(),
        revision: form.text("revision").to_owned(),
        places: form.all("place").map(str::to_owned).collect(),
        rows,
        conflict: String::new(),
    };
    if form.is_ticked("more") {
        let mut sketch = sketch;
        sketch.rows.push(Row::blank(sketch.rows.len()));
        return draw(visit, sketch, &[]).await;
    }
    let (gates, say) = (gates(visit), visit.say.clone());
    let (typed, held) = (sketch.rows.clone(), known.clone());
    let (name, lead, places) = (sketch.name.clone(), sketch.lead.clone(), sketch.places.clone());
    let revision = form.text("revision").parse().ok();
    let kept = running::write(visit, move |tx, act| {
        let questions = typed_questions(act, (&typed, held.as_deref()), &say)?;
        let is_away = held.as_ref().is_some_and(|form| form.is_away);
        let drawn = Drawn { name, lead, questions, places, is_away };
        let there: Vec<String> = gates.places(tx)?.into_iter().map(|place| place.key).collect();
        match id {
            Some(id) => arranging::change(tx, act, (id, revision), (drawn, &there)),
            None => arranging::make(tx, act, (drawn, &there)),
        }
    });
    match kept.await {
        Ok(kept) => {
            let key = if id.is_some() { "interactions-kind-saved" } else { "interactions-form-made" };
            Ok(see_with("/contact-cards", &ToastNote::new(key).name(kept.name)))
        }
        Err(InteractionError::Invalid(errors)) => {
            let errors = Row::errors_of(&sketch.rows, errors);
            let mut response = draw(visit, sketch, &errors).await?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(InteractionError::Outdated) => {
            let known = known.ok_or_else(Problem::missing)?.id;
            let known = running::read(visit, move |tx, act, _| arranging::get(tx, act, known)).await?;
            outdated(visit, sketch, Sketch::of(known)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Draws what was typed over what somebody else made of the form meanwhile.
async fn outdated(visit: &Visit, typed: Sketch, now: Sketch) -> Result<Response, Problem> {
    let gates = gates(visit);
    let places = running::read(visit, move |tx, _, _| Ok(gates.places(tx)?)).await?;
    let places: Vec<_> = places.into_iter().map(|place| (place.key, place.label)).collect();
    let questions: Vec<_> = now.rows.iter().map(|row| (row.whole(), row.said())).collect();
    let fields: [Compared<'_>; 4] = [
        ("name", "interactions-form-name", &[]),
        ("lead", "interactions-form-lead", &[]),
        ("question", "interactions-questions", &questions),
        ("place", "interactions-form-places", &places),
    ];
    let conflict = web::meanwhile(&visit.say, (&typed.compared(), &now.compared()), &fields);
    let sketch = Sketch { conflict, known: now.known, revision: now.revision, ..typed };
    let mut response = draw(visit, sketch, &[]).await?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

async fn draw(visit: &Visit, sketch: Sketch, errors: &[FieldError]) -> Result<Response, Problem> {
    let (gates, say) = (gates(visit), visit.say.clone());
    let found = running::read(visit, move |tx, act, _| Ok((gates.places(tx)?, abouts(act, &say))));
    let (all, abouts) = found.await?;
    let say = &visit.say;
    let known = sketch.known.as_deref();
    let said: Vec<(String, String)> =
        errors.iter().map(|error| (error.field.clone(), error.say(say))).collect();
    let rows = sketch.rows.into_iter().map(|row| row.with_errors(&said)).collect();
    let place = |place: Place| {
        let is_on = sketch.places.contains(&place.key);
        (place.key, place.label, is_on)
    };
    let rule =
        |slug: &str| (slug.to_owned(), say.t(&format!("interactions-rule-{}", slug.replace('_', "-"))));
    let title = if sketch.name.is_empty() { say.t("interactions-form-new") } else { sketch.name.clone() };
    web::page(&BuilderPage {
        frame: visit.frame_titled(title),
        action: known
            .map_or_else(|| "/contact-cards".to_owned(), |form| format!("/contact-cards/{}", form.id)),
        called: sketch.name,
        lead: sketch.lead,
        revision: sketch.revision,
        rows,
        abouts,
        rules: ["newest", "most_trusted", "ask"].map(rule).into(),
        places: all.into_iter().map(place).collect(),
        errors: said,
        conflict: sketch.conflict,
        is_away: known.is_some_and(|form| form.is_away),
    })
}

/// Everything a question may be about.
fn abouts(act: &Act, say: &Say) -> Vec<AboutGroup> {
    let fields = act.fields.all().filter(|field| form::can_ask(field));
    let fields = fields.map(|field| (format!("field:{}", field.slug), field.label(say)));
    let kinds = form::own_kinds().map(|kind| (format!("kind:{}", kind.slug()), say.t(&kind.label())));
    vec![
        AboutGroup { label: say.t("interactions-about-own"), options: kinds.collect() },
        AboutGroup { label: say.t("interactions-about-field"), options: fields.collect() },
    ]
}

//! `/contact-cards/forms`: forms of contact cards, what they ask, and the places they may stand before.

use crate::RIGHT;
use crate::cards::arranging::{self, Drawn};
use crate::cards::{CardForm, FormId, Question};
use crate::running;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use customers::gating::Gates;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at, moment};

/// A form of contact cards.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CardFormView {
    /// Its id.
    id: FormId,
    /// What the firm calls it.
    name: String,
    /// What is said before the questions.
    lead: String,
    /// The number of what is asked, from 1.
    version: i64,
    /// What is asked, in order.
    questions: Vec<Question>,
    /// The keys of the places before whose gates it stands.
    places: Vec<String>,
    /// Whether it is no longer offered and keeps no gate.
    is_away: bool,
    /// Grows by one with every change; also the ETag.
    revision: i64,
    /// RFC 3339, UTC.
    created_at: String,
}

impl CardFormView {
    fn of(form: CardForm) -> Self {
        Self {
            id: form.id,
            name: form.name,
            lead: form.lead,
            version: form.version,
            questions: form.questions,
            places: form.places,
            is_away: form.is_away,
            revision: form.revision,
            created_at: moment(form.created_at),
        }
    }
}

/// What can be written of a form.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardFormBody {
    /// What the firm calls it, at most 200 letters.
    #[schema(example = "Первый разговор")]
    name: String,
    /// What is said before the questions, at most 2 000 letters.
    #[serde(default)]
    lead: String,
    /// What it asks, in order, 1 to 60 questions. One that was asked before keeps its key.
    questions: Vec<Question>,
    /// The keys of the places before whose gates it stands.
    #[serde(default)]
    places: Vec<String>,
    /// Whether it is no longer offered and keeps no gate.
    #[serde(default)]
    is_away: bool,
}

impl CardFormBody {
    fn read(self) -> Drawn {
        let Self { name, lead, questions, places, is_away } = self;
        Drawn { name, lead, questions, places, is_away }
    }
}

/// A place where a form may stand before a gate.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PlaceView {
    /// Its key.
    #[schema(example = "interactions.kind:call")]
    place: String,
    /// What people call it.
    label: String,
}

/// Which version.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Versioned {
    /// What was asked in this version; what is asked now when left out.
    version: Option<i64>,
}

fn gates(visit: &Visit) -> Gates {
    visit.app.offer::<Gates>().cloned().unwrap_or_default()
}

/// List the forms of contact cards
#[utoipa::path(
    get,
    path = "/contact-cards/forms",
    tag = "contact-cards",
    responses((status = 200, description = "Every form, those put away too, by name", body = Vec<CardFormView>))
)]
pub(crate) async fn list_card_forms(visit: Visit) -> Result<Json<Vec<CardFormView>>, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let forms = running::read(&visit, |tx, act, _| arranging::all(tx, act)).await?;
    Ok(Json(forms.into_iter().map(CardFormView::of).collect()))
}

/// List the places before which forms may stand
#[utoipa::path(
    get,
    path = "/contact-cards/places",
    tag = "contact-cards",
    responses((status = 200, description = "Every place of the house", body = Vec<PlaceView>))
)]
pub(crate) async fn list_card_places(visit: Visit) -> Result<Json<Vec<PlaceView>>, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let gates = gates(&visit);
    let places = running::read(&visit, move |tx, _, _| Ok(gates.places(tx)?)).await?;
    Ok(Json(places.into_iter().map(|place| PlaceView { place: place.key, label: place.label }).collect()))
}

/// Make a form of contact cards
#[utoipa::path(
    post,
    path = "/contact-cards/forms",
    tag = "contact-cards",
    request_body = CardFormBody,
    responses(
        (status = 201, description = "The form", body = CardFormView),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn make_card_form(
    visit: Visit,
    Body(body): Body<CardFormBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let gates = gates(&visit);
    let made = running::write(&visit, move |tx, act| {
        let places: Vec<String> = gates.places(tx)?.into_iter().map(|place| place.key).collect();
        arranging::make(tx, act, (body.read(), &places))
    });
    let form = made.await?;
    Ok(json_at(StatusCode::CREATED, form.revision, &CardFormView::of(form)))
}

/// Read a form of contact cards
///
/// With `version` its questions are those of that version.
#[utoipa::path(
    get,
    path = "/contact-cards/forms/{id}",
    tag = "contact-cards",
    params(("id" = String, Path, description = "The form's id"), Versioned),
    responses(
        (status = 200, description = "The form", body = CardFormView),
        (status = 404, description = "There is no such form or version", body = ProblemBody),
    )
)]
pub(crate) async fn get_card_form(
    visit: Visit,
    Path(text): Path<String>,
    Query(asked): Query<Versioned>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: FormId = text.parse().map_err(|_| Problem::missing())?;
    let form = running::read(&visit, move |tx, act, _| {
        let form = arranging::get(tx, act, id)?;
        match asked.version {
            Some(version) => {
                let questions = arranging::version(tx, act, (id, version))?;
                Ok(CardForm { version, questions, ..form })
            }
            None => Ok(form),
        }
    });
    let form = form.await?;
    Ok(json_at(StatusCode::OK, form.revision, &CardFormView::of(form)))
}

/// Change a form of contact cards
///
/// All of it. Other questions are a new version; cards that were filled keep theirs. Honours If-Match.
#[utoipa::path(
    put,
    path = "/contact-cards/forms/{id}",
    tag = "contact-cards",
    params(("id" = String, Path, description = "The form's id")),
    request_body = CardFormBody,
    responses(
        (status = 200, description = "The form as it stands now", body = CardFormView),
        (status = 404, description = "There is no such form", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn change_card_form(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<CardFormBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: FormId = text.parse().map_err(|_| Problem::missing())?;
    let gates = gates(&visit);
    let changed = running::write(&visit, move |tx, act| {
        let places: Vec<String> = gates.places(tx)?.into_iter().map(|place| place.key).collect();
        arranging::change(tx, act, (id, revision), (body.read(), &places))
    });
    let form = changed.await?;
    Ok(json_at(StatusCode::OK, form.revision, &CardFormView::of(form)))
}

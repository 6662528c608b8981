//! `/contact-cards`: filled contact cards, filling one, and what still stands before a gate.

use crate::RIGHT;
use crate::cards::filling::{self, CardQuery, Filling};
use crate::cards::form::About;
use crate::cards::{CardId, FilledCard, FormGates, FormId, Subject, arranging, asking};
use crate::error::InteractionError;
use crate::{running, store};
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::Response;
use customers::gating::{Gatekeeper as _, Passing};
use customers::{Act, CustomerError, CustomerId, listing, veiling};
use db::Tx;
use http::StatusCode;
use kernel::{Cursor, Level, PageSize, RawId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use web::{Body, FieldError, IfMatch, Problem, ProblemBody, Visit, json_at, moment};

/// A filled contact card.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CardView {
    /// Its id.
    id: CardId,
    /// The form.
    form: FormId,
    /// What of the form was asked.
    version: i64,
    /// About whom; null when their card is gone.
    customer: Option<CustomerId>,
    /// What it was filled for, as `deals:<id>`.
    subject: Option<String>,
    /// The answers by the keys of questions, each a list of values; hidden ones by their mask.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
    /// Who filled it last.
    #[schema(value_type = Option<String>, format = "uuid")]
    filled_by: Option<RawId>,
    /// When, RFC 3339, UTC.
    filled_at: String,
    /// Grows by one with every change; also the ETag.
    revision: i64,
}

/// A page of filled cards.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CardPage {
    /// The latest first.
    items: Vec<CardView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
}

fn view(tx: &mut Tx<'_>, act: &Act, card: FilledCard) -> Result<CardView, InteractionError> {
    let questions = store::forms::questions(tx, (card.form, card.version))?;
    let customer = listing::briefs(tx, act, &[card.customer_no])?.pop().map(|brief| brief.id);
    let mut answers = Map::new();
    for (key, values) in card.answers {
        let field =
            questions.iter().find(|question| question.key == key).and_then(|question| {
                match question.about(act)? {
                    About::Field(field) => Some(field),
                    About::Own(_) => None,
                }
            });
        let seen = |value: String| match field {
            Some(field) => veiling::seen(act, field, &value),
            None => value,
        };
        answers.insert(key, values.into_iter().map(seen).collect());
    }
    Ok(CardView {
        id: card.id,
        form: card.form,
        version: card.version,
        customer,
        subject: card.subject.map(|subject| subject.to_string()),
        answers,
        filled_by: card.filled_by,
        filled_at: moment(card.filled_at),
        revision: card.revision,
    })
}

/// Which filled cards.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AskedCards {
    /// About this customer.
    customer: Option<CustomerId>,
    /// Of this form.
    form: Option<FormId>,
    /// For this subject, as `deals:<id>`.
    subject: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

fn subject_of(text: Option<&str>) -> Result<Option<Subject>, Problem> {
    let wrong = || Problem::invalid(vec![FieldError::new("subject", "interactions-subject-unreadable")]);
    text.map(|text| Subject::from_text(text).ok_or_else(wrong)).transpose()
}

/// List filled contact cards
#[utoipa::path(
    get,
    path = "/contact-cards",
    tag = "contact-cards",
    params(AskedCards),
    responses(
        (status = 200, description = "Those about customers whom the caller sees", body = CardPage),
        (status = 422, description = "Something of the question is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn list_contact_cards(
    visit: Visit,
    Query(asked): Query<AskedCards>,
) -> Result<Json<CardPage>, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let cursor: Option<Cursor> = match &asked.cursor {
        Some(text) => Some(text.parse().map_err(|()| Problem::unreadable("cursor"))?),
        None => None,
    };
    let subject = subject_of(asked.subject.as_deref())?;
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let page = running::read(&visit, move |tx, act, _| {
        let customer = match asked.customer.map(|id| listing::get(tx, act, id)) {
            Some(Ok(card)) => Some(card.no),
            Some(Err(CustomerError::Missing)) => return Ok(CardPage { items: Vec::new(), next: None }),
            Some(Err(error)) => return Err(error.into()),
            None => None,
        };
        let query = CardQuery { customer, form: asked.form, subject };
        let slice = filling::page(tx, act, &query, (cursor.as_ref(), size))?;
        let items: Result<Vec<CardView>, _> =
            slice.items.into_iter().map(|card| view(tx, act, card)).collect();
        Ok(CardPage { items: items?, next: slice.next.map(|cursor| cursor.to_string()) })
    });
    page.await.map(Json)
}

/// A contact card to be filled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardBody {
    /// The form.
    form: FormId,
    /// About whom.
    customer: CustomerId,
    /// What it is filled for, as `interactions:<id>` or `deals:<id>`.
    #[serde(default)]
    subject: Option<String>,
    /// The answers by the keys of questions, as the field or kind has them in JSON.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
}

/// Fill a contact card
///
/// Answers to questions about the customer's fields become facts, with the interaction or the form as their source. For one
/// subject there is one card of a form: filled again, it is corrected.
#[utoipa::path(
    post,
    path = "/contact-cards",
    tag = "contact-cards",
    request_body = CardBody,
    responses(
        (status = 201, description = "The card", body = CardView),
        (status = 200, description = "The card that was there for this subject, as it stands now", body = CardView),
        (status = 404, description = "There is no such form, customer or interaction", body = ProblemBody),
        (status = 422, description = "An answer is missing or wrong", body = ProblemBody),
    )
)]
pub(crate) async fn fill_contact_card(
    visit: Visit,
    Body(body): Body<CardBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let subject = subject_of(body.subject.as_deref())?;
    let filled = running::write(&visit, move |tx, act| {
        let form = arranging::get(tx, act, body.form)?;
        let card = listing::get(tx, act, body.customer)?;
        let values = asking::read_json(tx, act, (&form.questions, &card), &body.answers)?;
        let filling = Filling { form: body.form, customer: body.customer, subject, values };
        let filled = filling::fill(tx, act, filling)?;
        Ok((view(tx, act, filled.card)?, filled.is_new))
    });
    let (view, is_new) = filled.await?;
    Ok(json_at(if is_new { StatusCode::CREATED } else { StatusCode::OK }, view.revision, &view))
}

/// Read a filled contact card
#[utoipa::path(
    get,
    path = "/contact-cards/{id}",
    tag = "contact-cards",
    params(("id" = String, Path, description = "The card's id")),
    responses(
        (status = 200, description = "The card", body = CardView),
        (status = 404, description = "There is no such card", body = ProblemBody),
    )
)]
pub(crate) async fn get_contact_card(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: CardId = text.parse().map_err(|_| Problem::missing())?;
    let found = running::read(&visit, move |tx, act, _| {
        let card = filling::get(tx, act, id)?;
        view(tx, act, card)
    });
    let view = found.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

/// Other answers of a filled card.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswersBody {
    /// All answers by the keys of questions.
    #[schema(value_type = Object)]
    answers: Map<String, Value>,
}

/// Correct a filled contact card
///
/// By what its form asks now; all answers. Facts that it brought before stay unless another value takes their place.
/// Honours If-Match.
#[utoipa::path(
    put,
    path = "/contact-cards/{id}",
    tag = "contact-cards",
    params(("id" = String, Path, description = "The card's id")),
    request_body = AnswersBody,
    responses(
        (status = 200, description = "The card as it stands now", body = CardView),
        (status = 404, description = "There is no such card", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "An answer is missing or wrong", body = ProblemBody),
    )
)]
pub(crate) async fn correct_contact_card(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<AnswersBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: CardId = text.parse().map_err(|_| Problem::missing())?;
    let corrected = running::write(&visit, move |tx, act| {
        let known = filling::get(tx, act, id)?;
        let form = arranging::get(tx, act, known.form)?;
        let card = listing::numbered(tx, act, known.customer_no)?.ok_or(InteractionError::Missing)?;
        let values = asking::read_json(tx, act, (&form.questions, &card), &body.answers)?;
        let card = filling::correct(tx, act, (id, revision), values)?;
        view(tx, act, card)
    });
    let view = corrected.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

/// Take a filled contact card back
///
/// The facts that it brought stay. What is taken back already stays so.
#[utoipa::path(
    delete,
    path = "/contact-cards/{id}",
    tag = "contact-cards",
    params(("id" = String, Path, description = "The card's id")),
    responses(
        (status = 204, description = "It is taken back"),
        (status = 404, description = "There is no such card", body = ProblemBody),
    )
)]
pub(crate) async fn remove_contact_card(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: CardId = text.parse().map_err(|_| Problem::missing())?;
    running::write(&visit, move |tx, act| filling::remove(tx, act, id, true)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a filled contact card back
///
/// What was not taken back stays so.
#[utoipa::path(
    delete,
    path = "/contact-cards/{id}/removal",
    tag = "contact-cards",
    params(("id" = String, Path, description = "The card's id")),
    responses(
        (status = 200, description = "The card", body = CardView),
        (status = 404, description = "There never was such a card", body = ProblemBody),
    )
)]
pub(crate) async fn restore_contact_card(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<CardView>, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: CardId = text.parse().map_err(|_| Problem::missing())?;
    let restored = running::write(&visit, move |tx, act| {
        let card = filling::remove(tx, act, id, false)?;
        view(tx, act, card)
    });
    Ok(Json(restored.await?))
}

/// What wants to pass.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct AskedGate {
    /// The key of the place.
    place: Option<String>,
    /// Whose card is to be filled.
    customer: Option<String>,
    /// What passes, as `deals:<id>`.
    subject: Option<String>,
}

/// A contact card that is not filled yet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnfilledView {
    /// The form.
    form: FormId,
    /// What the firm calls it.
    name: String,
    /// The required questions without an answer.
    missing: Vec<String>,
    /// The page where it can be filled.
    href: String,
}

/// List the contact cards that still stand before a gate
///
/// `place`, `customer` and `subject` are all needed.
#[utoipa::path(
    get,
    path = "/contact-cards/unfilled",
    tag = "contact-cards",
    params(AskedGate),
    responses(
        (status = 200, description = "Those that are not filled; none when the gate is open", body = Vec<UnfilledView>),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "Something of the question is missing or wrong", body = ProblemBody),
    )
)]
pub(crate) async fn list_unfilled_cards(
    visit: Visit,
    Query(asked): Query<AskedGate>,
) -> Result<Json<Vec<UnfilledView>>, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let needed = |field: &str| Problem::invalid(vec![FieldError::new(field, "interactions-gate-needed")]);
    let place = asked.place.filter(|place| !place.is_empty()).ok_or_else(|| needed("place"))?;
    let customer: CustomerId =
        asked.customer.and_then(|text| text.parse().ok()).ok_or_else(|| needed("customer"))?;
    let subject = subject_of(asked.subject.as_deref())?.ok_or_else(|| needed("subject"))?;
    let found = running::read(&visit, move |tx, act, _| {
        let passing = Passing { place: &place, customer, subject: (&subject.kind, subject.id) };
        listing::get(tx, act, customer)?;
        Ok(FormGates.unfilled(tx, act, passing)?)
    });
    let view = |one: customers::gating::Unfilled| UnfilledView {
        form: FormId(one.form),
        name: one.name,
        missing: one.missing,
        href: one.href,
    };
    Ok(Json(found.await?.into_iter().map(view).collect()))
}

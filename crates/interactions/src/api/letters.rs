//! `/letters`: letters sent from cards, and the HTML of those that came.

use crate::RIGHT;
use crate::attaching::AttachedId;
use crate::interaction::InteractionId;
use crate::mail::{self as room, BoxId, Delivery, Enclosed, MOST_BYTES, NewLetter, OnItsWay, Shown, Way};
use crate::{reading, running};
use axum::Json;
use axum::extract::{Path, Query};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use customers::CustomerId;
use customers::attaching::AttachmentId;
use customers::reading as noted;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Body, FieldError, Problem, ProblemBody, Upload, Visit};

/// A letter to be sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LetterBody {
    /// To whom; left out for an answer.
    customer: Option<CustomerId>,
    /// The letter that it answers.
    #[schema(example = json!(null))]
    answers: Option<InteractionId>,
    /// By which box; the nearest account when left out: one's own, the team's, that of all, the firm's.
    #[schema(example = json!(null))]
    by: Option<BoxId>,
    /// What it is about; of an answer, what the answered letter was about when left out.
    #[serde(default)]
    #[schema(example = "Прайс на посуду")]
    subject: String,
    /// What it says.
    #[schema(example = "Добрый день! Цены на этот месяц не изменились.")]
    text: String,
    /// Files that go along, at most 20 and together with `files` at most 18 MB; they hang on the interaction afterwards.
    #[serde(default)]
    enclosures: Vec<EnclosureBody>,
    /// Files of the customer's card that go along.
    #[serde(default)]
    #[schema(example = json!([]))]
    files: Vec<AttachmentId>,
}

/// A file that goes along.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnclosureBody {
    /// What it is called; folders in it are left out.
    #[schema(example = "price.txt")]
    name: String,
    /// Its bytes in Base64.
    #[schema(example = "0KbQtdC90Ys=")]
    content: String,
}

impl EnclosureBody {
    /// As if it had come with a form.
    fn upload(self) -> Result<Upload, Problem> {
        let wrong = || FieldError::new("enclosures", "interactions-letter-file-unreadable");
        let bytes = STANDARD.decode(self.content.trim()).ok().filter(|bytes| !bytes.is_empty());
        let bytes = bytes.ok_or_else(|| Problem::invalid(vec![wrong()]))?;
        Ok(Upload { field: "enclosures".into(), name: self.name, bytes })
    }
}

/// Which letter is going to be written.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct DraftAsked {
    /// To whom; left out for an answer.
    customer: Option<CustomerId>,
    /// The letter that it would answer.
    answers: Option<InteractionId>,
}

/// An account that a letter may go by.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WayView {
    /// The box; null for the firm's own account.
    by: Option<BoxId>,
    /// The address that letters bear as their sender.
    from: String,
}

/// What is known of a letter before it is written.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DraftView {
    /// To whom.
    customer: CustomerId,
    /// Whereto; masked for those from whom e-mails are hidden.
    to: String,
    /// What an answer is about.
    subject: String,
    /// The accounts, the one taken when none is named first.
    ways: Vec<WayView>,
}

/// How it stands with a letter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryView {
    /// The interaction as which it was written down.
    interaction: InteractionId,
    /// `waiting`, `handing`, `sent`, `failed`, or `uncertain` when nobody knows.
    delivery: Delivery,
    /// What was wrong the last time, in words, with the server's own.
    trouble: Option<String>,
}

impl DeliveryView {
    fn of(held: &OnItsWay, visit: &Visit) -> Self {
        let trouble = Some(held.trouble_in_words(&visit.say)).filter(|words| !words.is_empty());
        Self { interaction: held.interaction, delivery: held.delivery, trouble }
    }
}

/// Letters that a person has to decide about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DeliveryList {
    /// The latest first, at most 200.
    items: Vec<DeliveryView>,
}

/// A letter as HTML.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HtmlView {
    /// Without anything that acts and without pictures from afar, those that came within it by their addresses here; null
    /// for a letter that had none.
    html: Option<String>,
}

/// Learn whereto a letter would go
#[utoipa::path(get, path = "/letter-draft", tag = "interactions", params(DraftAsked), responses(
    (status = 200, description = "To whom, whereto, by which accounts", body = DraftView),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
    (status = 404, description = "There is no such customer or letter", body = ProblemBody),
    (status = 422, description = "There is no address, or the client does not want to be written to", body = ProblemBody),
))]
pub(crate) async fn get_letter_draft(
    visit: Visit,
    Query(asked): Query<DraftAsked>,
) -> Result<Json<DraftView>, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let new = NewLetter { customer: asked.customer, answers: asked.answers, ..NewLetter::default() };
    let found = running::read(&visit, move |tx, act, _| {
        let found = room::address(tx, act, &new)?;
        let subject = found.subject();
        let way = |way: &Way| WayView { by: way.id(), from: way.from().email };
        let ways = found.ways.iter().map(way).collect();
        let to = reading::seen_email(act, &found.to);
        Ok(DraftView { customer: found.customer.id, to, subject, ways })
    });
    found.await.map(Json)
}

/// Send a letter to a customer
///
/// It goes to where the answered letter came from, else to the customer's first e-mail. It is written down at once and sent
/// by a job. The client's consent to messages about orders and services is asked, never that to news and offers.
#[utoipa::path(post, path = "/letters", tag = "interactions", request_body = LetterBody, responses(
    (status = 202, description = "It is written down and waits to be sent", body = DeliveryView),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
    (status = 404, description = "There is no such customer or letter", body = ProblemBody),
    (status = 422, description = "No text, no address, no account, too large, or the client does not want it", body = ProblemBody),
))]
pub(crate) async fn send_letter(
    visit: Visit,
    Body(sent): Body<LetterBody>,
) -> Result<(StatusCode, Json<DeliveryView>), Problem> {
    visit.need(RIGHT, Level::Write)?;
    let LetterBody { customer, answers, by, subject, text, enclosures, files } = sent;
    let mut fresh = Vec::new();
    for one in enclosures {
        let upload = one.upload()?;
        fresh.push((upload.name.clone(), customers::stored(&visit, upload, MOST_BYTES).await?));
    }
    let enclosed = Enclosed { fresh, of_card: files };
    let new = NewLetter { customer, answers, by, subject, text, enclosed };
    let one = running::write(&visit, move |tx, act| room::send(tx, act, new)).await?;
    let view = DeliveryView { interaction: one.id, delivery: Delivery::Waiting, trouble: None };
    Ok((StatusCode::ACCEPTED, Json(view)))
}

fn id(text: &str) -> Result<InteractionId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// List letters that did not go, or of which nobody knows
#[utoipa::path(get, path = "/letters", tag = "interactions", responses(
    (status = 200, description = "Those that one sees", body = DeliveryList),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
))]
pub(crate) async fn list_undecided_letters(visit: Visit) -> Result<Json<DeliveryList>, Problem> {
    let found = running::read(&visit, |tx, act, _| room::undecided(tx, act)).await?;
    Ok(Json(DeliveryList { items: found.iter().map(|(_, one)| DeliveryView::of(one, &visit)).collect() }))
}

/// How it stands with a letter
#[utoipa::path(get, path = "/letters/{id}", tag = "interactions",
    params(("id" = InteractionId, Path, description = "The interaction as which it was written down")), responses(
    (status = 200, description = "How it stands", body = DeliveryView),
    (status = 403, description = "The right to read is missing", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
))]
pub(crate) async fn get_letter(
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Json<DeliveryView>, Problem> {
    let id = id(&path)?;
    let held = running::read(&visit, move |tx, act, _| room::delivery(tx, act, id)).await?;
    let held = held.ok_or_else(Problem::missing)?;
    Ok(Json(DeliveryView::of(&held, &visit)))
}

/// Send a letter again
///
/// One that failed, or of which nobody knows whether it was sent; it keeps its Message-ID.
#[utoipa::path(post, path = "/letters/{id}/again", tag = "interactions",
    params(("id" = InteractionId, Path, description = "The interaction as which it was written down")), responses(
    (status = 202, description = "It waits to be sent"),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
    (status = 404, description = "There is none such, or nothing to send again", body = ProblemBody),
))]
pub(crate) async fn send_letter_again(
    visit: Visit,
    Path(path): Path<String>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id(&path)?;
    running::write(&visit, move |tx, act| room::send_again(tx, act, id)).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Read a letter as HTML
#[utoipa::path(get, path = "/letters/{id}/html", tag = "interactions",
    params(("id" = InteractionId, Path, description = "The interaction as which it was written down")), responses(
    (status = 200, description = "The HTML, if it had any", body = HtmlView),
    (status = 403, description = "The right to read is missing", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
))]
pub(crate) async fn get_letter_html(
    visit: Visit,
    Path(path): Path<String>,
) -> Result<Json<HtmlView>, Problem> {
    let id = id(&path)?;
    let found = running::read(&visit, move |tx, act, _| {
        let one = reading::get(tx, act, id)?;
        Ok((reading::must_see(tx, act, &one)?.id, room::html(tx, act, id)?))
    });
    let (customer, html) = found.await?;
    noted::opened_of(&visit, customer, RIGHT);
    let address = |file: AttachedId| format!("/api/v1/interactions/{id}/files/{file}");
    let html = html.map(|found: Shown| found.with(|file| Some(address(file.id))));
    Ok(Json(HtmlView { html }))
}

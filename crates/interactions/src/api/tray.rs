//! `/mail-tray`: letters that no card is known for.

use crate::RIGHT;
use crate::mail::{self as room, Unsorted, UnsortedId};
use crate::running;
use axum::Json;
use axum::extract::Path;
use customers::CustomerId;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// A letter that waits for its card.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnsortedView {
    /// Its id.
    id: UnsortedId,
    /// When it was written.
    at: String,
    /// The address it came from.
    from: String,
    /// How the writer calls themselves.
    name: String,
    /// What it is about.
    subject: String,
    /// What it says.
    text: String,
    /// How many files came along.
    n_files: usize,
    /// Which program wrote it: `bounce`, `reply`, `notice` or `bulk`; null for a person.
    automatic: Option<String>,
    /// Whether all of it was read; else it was too large and lies on the server.
    is_whole: bool,
    /// Why it could not be laid anywhere, in words; null for most.
    trouble: Option<String>,
}

impl UnsortedView {
    fn of(one: Unsorted, visit: &Visit) -> Self {
        Self {
            id: one.id,
            at: moment(one.at),
            from: one.sender,
            name: one.kept.name,
            subject: one.subject,
            text: one.kept.text,
            n_files: one.kept.files.len(),
            automatic: one.kept.automatic,
            is_whole: one.kept.is_whole,
            trouble: one.kept.trouble.map(|key| visit.say.t(&key)),
        }
    }
}

/// Letters that wait.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnsortedList {
    /// The latest first, at most 200.
    items: Vec<UnsortedView>,
}

/// On which card a letter belongs.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TrayCardBody)]
#[serde(deny_unknown_fields)]
pub(crate) struct CardBody {
    /// The customer.
    customer: CustomerId,
}

fn id(text: &str) -> Result<UnsortedId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// List letters that no card is known for
#[utoipa::path(get, path = "/mail-tray", tag = "interactions", responses(
    (status = 200, description = "Letters of the boxes that one sees", body = UnsortedList),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
))]
pub(crate) async fn list_unsorted_letters(visit: Visit) -> Result<Json<UnsortedList>, Problem> {
    let waiting = running::read(&visit, |tx, act, _| room::open(tx, act)).await?;
    Ok(Json(UnsortedList { items: waiting.into_iter().map(|one| UnsortedView::of(one, &visit)).collect() }))
}

/// Lay a letter on a card
#[utoipa::path(put, path = "/mail-tray/{id}/card", tag = "interactions", request_body = CardBody,
    params(("id" = UnsortedId, Path, description = "The letter")), responses(
    (status = 204, description = "It lies there"),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
    (status = 422, description = "There is no such customer", body = ProblemBody),
))]
pub(crate) async fn lay_letter(
    visit: Visit,
    Path(path): Path<String>,
    Body(sent): Body<CardBody>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id(&path)?;
    running::write(&visit, move |tx, act| room::lay_on(tx, act, id, sent.customer)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Put a letter aside
#[utoipa::path(delete, path = "/mail-tray/{id}", tag = "interactions",
    params(("id" = UnsortedId, Path, description = "The letter")), responses(
    (status = 204, description = "It waits no more"),
    (status = 403, description = "The right to write is missing", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
))]
pub(crate) async fn put_letter_aside(
    visit: Visit,
    Path(path): Path<String>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id(&path)?;
    running::write(&visit, move |tx, act| room::put_aside(tx, act, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The customer that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WelcomedView {
    /// Their card.
    customer: CustomerId,
}

/// Make a new customer of whoever wrote a letter
///
/// The letter is laid on the new card.
#[utoipa::path(post, path = "/mail-tray/{id}/customer", tag = "interactions",
    params(("id" = UnsortedId, Path, description = "The letter")), responses(
    (status = 201, description = "The customer", body = WelcomedView),
    (status = 403, description = "The right to write is missing, here or over customers", body = ProblemBody),
    (status = 404, description = "There is none such", body = ProblemBody),
    (status = 422, description = "No card can be made of it", body = ProblemBody),
))]
pub(crate) async fn welcome_writer(
    visit: Visit,
    Path(path): Path<String>,
) -> Result<(StatusCode, Json<WelcomedView>), Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id(&path)?;
    let customer = running::write(&visit, move |tx, act| room::lay_on_new(tx, act, id)).await?;
    Ok((StatusCode::CREATED, Json(WelcomedView { customer })))
}

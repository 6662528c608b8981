//! `/customers/{id}/removal`: removing a customer for good, by two people and after a waiting time.

use super::shape::id;
use crate::customer::CustomerId;
use crate::erasing::Erasers;
use crate::removal_request::{self, RemovalError, RemovalRequest};
use crate::{RIGHT, running};
use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// Why a customer shall be removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RemovalBody {
    /// The reason; kept until the customer is removed.
    #[schema(example = "Просит стереть свои данные")]
    reason: String,
    /// Whether the client asked for it themselves: then everything personal is erased and their orders keep their amounts.
    #[serde(default)]
    is_erasure: bool,
}

/// A customer whom somebody wants removed.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RemovalView {
    /// The customer.
    customer: CustomerId,
    /// Their name.
    name: String,
    /// Who asked; null for the console.
    asked_by: Option<String>,
    /// When, RFC 3339.
    asked_at: String,
    /// From when on somebody else may agree, RFC 3339.
    ripe_at: String,
    /// Why.
    reason: String,
    /// Whether the client asked to be erased.
    is_erasure: bool,
    /// Until when an erasure has to be done, RFC 3339; null for other removals.
    due_at: Option<String>,
}

impl RemovalView {
    fn of(request: RemovalRequest) -> Self {
        Self {
            customer: request.customer,
            asked_by: request.asked_by.map(|id| id.to_string()),
            asked_at: moment(request.asked_at),
            ripe_at: moment(request.ripe_at()),
            due_at: request.due_at().map(moment),
            is_erasure: request.is_erasure,
            name: request.name,
            reason: request.reason,
        }
    }
}

/// Runs a deed of this visit.
async fn doing(
    visit: &Visit,
    work: impl FnOnce(&mut db::Tx<'_>, &crate::Act) -> Result<(), RemovalError> + Send + 'static,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (desk, eye) = (running::desk(visit), visit.clone());
    let done = visit.app.db.writing(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        work(tx, &act)?;
        Ok::<_, RemovalError>(eye.claim(tx)?)
    });
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// List the customers whom somebody wants removed
#[utoipa::path(
    get,
    path = "/removals",
    tag = "customers",
    responses(
        (status = 200, description = "The requests that wait, the oldest first", body = Vec<RemovalView>),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
    )
)]
pub(crate) async fn list_removals(visit: Visit) -> Result<Json<Vec<RemovalView>>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let (desk, eye) = (running::desk(&visit), visit.clone());
    let found = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        removal_request::waiting(tx, &act)
    });
    Ok(Json(found.await?.into_iter().map(RemovalView::of).collect()))
}

/// Ask that a customer be removed for good
///
/// The card is put away at once; somebody else may agree after seven days.
#[utoipa::path(
    put,
    path = "/customers/{id}/removal",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    request_body = RemovalBody,
    responses(
        (status = 204, description = "The request waits"),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "The reason is missing", body = ProblemBody),
    )
)]
pub(crate) async fn ask_removal(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<RemovalBody>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    doing(&visit, move |tx, act| removal_request::ask(tx, act, id, (&body.reason, body.is_erasure))).await
}

/// Take back a request to remove a customer
#[utoipa::path(
    delete,
    path = "/customers/{id}/removal",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 204, description = "It is taken back; the card stays put away"),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
        (status = 404, description = "There is no such customer, or no request", body = ProblemBody),
    )
)]
pub(crate) async fn drop_removal(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    doing(&visit, move |tx, act| removal_request::take_back(tx, act, id)).await
}

/// Agree that a customer be removed for good, or erased
#[utoipa::path(
    put,
    path = "/customers/{id}/removal/consent",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 204, description = "The customer is removed or erased"),
        (status = 403, description = "The right to arrange customers is missing, or the request is one's own", body = ProblemBody),
        (status = 404, description = "There is no such customer, or no request", body = ProblemBody),
        (status = 409, description = "The waiting time is not over", body = ProblemBody),
    )
)]
pub(crate) async fn agree_removal(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    let erasers = visit.app.offer::<Erasers>().cloned().unwrap_or_default();
    doing(&visit, move |tx, act| removal_request::agree(tx, act, &erasers, id)).await
}

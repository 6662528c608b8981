//! `PUT /orders/{id}/placement`, `/completion` and `/cancellation`: the states of an order, each with a who and a when.

use super::shape::{self, OrderView};
use crate::order::Status;
use crate::placing;
use crate::running::{order_id, write};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, json_at};

/// Why.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WhyBody {
    /// Why it is called off.
    #[serde(default)]
    reason: String,
}

/// Place a draft, or take an order up again
#[utoipa::path(
    put,
    path = "/orders/{id}/placement",
    tag = "orders",
    operation_id = "place_draft",
    params(("id" = String, Path, description = "The order's id")),
    responses(
        (status = 200, description = "The order as it stands now", body = OrderView),
        (status = 404, description = "There is no such order", body = ProblemBody),
        (status = 422, description = "It has no line", body = ProblemBody),
    )
)]
pub(crate) async fn place(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    bring(visit, text, (Status::Placed, String::new())).await
}

/// Close an order as done
#[utoipa::path(
    put,
    path = "/orders/{id}/completion",
    tag = "orders",
    operation_id = "complete_order",
    params(("id" = String, Path, description = "The order's id")),
    responses(
        (status = 200, description = "The order as it stands now", body = OrderView),
        (status = 404, description = "There is no such order", body = ProblemBody),
        (status = 422, description = "It has no line", body = ProblemBody),
    )
)]
pub(crate) async fn complete(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    bring(visit, text, (Status::Done, String::new())).await
}

/// Call an order off
///
/// It no longer counts; `PUT /orders/{id}/placement` takes it up again.
#[utoipa::path(
    put,
    path = "/orders/{id}/cancellation",
    tag = "orders",
    operation_id = "cancel_order",
    params(("id" = String, Path, description = "The order's id")),
    request_body = WhyBody,
    responses(
        (status = 200, description = "The order as it stands now", body = OrderView),
        (status = 404, description = "There is no such order", body = ProblemBody),
    )
)]
pub(crate) async fn cancel(
    visit: Visit,
    Path(text): Path<String>,
    Body(why): Body<WhyBody>,
) -> Result<Response, Problem> {
    bring(visit, text, (Status::Cancelled, why.reason)).await
}

async fn bring(
    visit: Visit,
    text: String,
    (status, reason): (Status, String),
) -> Result<Response, Problem> {
    let id = order_id(&text)?;
    let view = write(&visit, move |tx, act| {
        let whole = placing::bring(tx, act, id, (status, &reason))?;
        shape::whole(tx, act, &whole)
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

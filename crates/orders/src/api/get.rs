//! `GET /orders/{id}`: one order with its lines.

use super::shape::{self, OrderView};
use crate::listing;
use crate::running::{order_id, read};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use web::{Problem, ProblemBody, Visit, json_at};

/// Read an order
#[utoipa::path(
    get,
    path = "/orders/{id}",
    tag = "orders",
    params(("id" = String, Path, description = "The order's id")),
    responses(
        (status = 200, description = "The order; the ETag is its revision", body = OrderView),
        (status = 404, description = "There is no such order", body = ProblemBody),
    )
)]
pub(crate) async fn get_order(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id = order_id(&text)?;
    let view = read(&visit, move |tx, act| {
        let whole = listing::get(tx, act, id)?;
        shape::whole(tx, act, &whole)
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

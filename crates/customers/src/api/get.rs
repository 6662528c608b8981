//! `GET /customers/{id}`: one card.

use super::shape::{CustomerView, id, read};
use crate::{listing, reading};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use web::{Problem, ProblemBody, Visit, json_at};

/// Read a customer
#[utoipa::path(
    get,
    path = "/customers/{id}",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "The customer; the ETag is its revision", body = CustomerView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn get_customer(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id = id(&text)?;
    let view = read(&visit, move |tx, act| {
        let card = listing::get(tx, act, id)?;
        Ok(CustomerView::of(&card, &act.fields))
    })
    .await?;
    reading::opened(&visit, id);
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

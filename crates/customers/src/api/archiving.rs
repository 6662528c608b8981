//! `PUT` and `DELETE /customers/{id}/archiving`: a card put away, and taken out again.

use super::shape::{CustomerView, id, write};
use crate::changing;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use web::{Problem, ProblemBody, Visit, json_at};

/// Put a customer away
#[utoipa::path(
    put,
    path = "/customers/{id}/archiving",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "The customer, archived", body = CustomerView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn archive_customer(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    archive(&visit, &text, true).await
}

/// Take a customer out of the archive
#[utoipa::path(
    delete,
    path = "/customers/{id}/archiving",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "The customer, in use", body = CustomerView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn restore_customer(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    archive(&visit, &text, false).await
}

async fn archive(visit: &Visit, text: &str, is_archived: bool) -> Result<Response, Problem> {
    let id = id(text)?;
    let view = write(visit, move |tx, act| {
        let card = changing::archive(tx, act, id, is_archived)?;
        Ok(CustomerView::of(&card, &act.fields))
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

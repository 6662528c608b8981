//! `PATCH /customers/{id}`: facts of one card.

use super::shape::{CustomerView, FactsBody, id, write};
use crate::changing;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// Change facts of a customer
///
/// The facts named take the values given; others stay. With `If-Match` the change is refused when somebody else changed
/// the customer meanwhile.
#[utoipa::path(
    patch,
    path = "/customers/{id}",
    tag = "customers",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("If-Match" = Option<String>, Header, description = "The ETag last seen"),
    ),
    request_body = FactsBody,
    responses(
        (status = 200, description = "The customer as it stands now", body = CustomerView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 412, description = "Somebody else changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Some facts cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn change_customer(
    visit: Visit,
    Path(text): Path<String>,
    IfMatch(revision): IfMatch,
    Body(body): Body<FactsBody>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let view = write(&visit, move |tx, act| {
        let edits = body.edits(act)?;
        let card = changing::change(tx, act, (id, revision), &edits)?;
        Ok(CustomerView::of(&card, &act.fields))
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

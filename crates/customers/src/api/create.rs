//! `POST /customers`: a new card.

use super::shape::{CustomerView, FactsBody, write};
use crate::changing;
use crate::editing::Edit;
use axum::response::Response;
use http::StatusCode;
use web::{Body, Problem, ProblemBody, Visit, json_at};

/// Make a customer
#[utoipa::path(
    post,
    path = "/customers",
    tag = "customers",
    request_body = FactsBody,
    responses(
        (status = 201, description = "The new customer", body = CustomerView),
        (status = 422, description = "Some facts cannot be understood", body = ProblemBody),
    )
)]
pub(crate) async fn create_customer(
    visit: Visit,
    Body(body): Body<FactsBody>,
) -> Result<Response, Problem> {
    let (card, view) = write(&visit, move |tx, act| {
        let values: Vec<_> = body
            .edits(act)?
            .into_iter()
            .flat_map(|edit| match edit {
                Edit::Set(field, values) => values.into_iter().map(|value| (field, value)).collect(),
                _ => Vec::new(),
            })
            .collect();
        let card = changing::create(tx, act, body.kind.unwrap_or_default(), &values)?;
        let view = CustomerView::of(&card, &act.fields);
        Ok((card, view))
    })
    .await?;
    Ok(json_at(StatusCode::CREATED, card.revision, &view))
}

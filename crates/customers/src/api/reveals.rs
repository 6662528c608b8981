//! `POST /customers/{id}/reveals`: a masked value in full, with a reason.

use super::shape::id;
use crate::customer::CustomerId;
use crate::revealing::{self, RevealError};
use crate::{reading, running};
use axum::Json;
use axum::extract::Path;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit};

/// Which field is to be seen, and what for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RevealBody {
    /// The field's slug.
    #[schema(example = "phone")]
    field: String,
    /// What for; kept in the journal.
    #[schema(example = "Перезвонить по заказу")]
    reason: String,
}

/// A field in full.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RevealView {
    /// The field's slug.
    field: String,
    /// Its values in canonical text.
    values: Vec<String>,
    /// How often more today; null for no bound.
    left: Option<i64>,
}

/// Reveal a masked field
///
/// Takes one of the day's quota and is told in the journal.
#[utoipa::path(
    post,
    path = "/customers/{id}/reveals",
    tag = "customers",
    params(("id" = String, Path, description = "The customer's id")),
    request_body = RevealBody,
    responses(
        (status = 200, description = "The field in full", body = RevealView),
        (status = 403, description = "The right to reveal is missing", body = ProblemBody),
        (status = 404, description = "There is no such customer, or the field is not masked or empty", body = ProblemBody),
        (status = 422, description = "The reason is missing", body = ProblemBody),
        (status = 429, description = "The quota of the day is used up", body = ProblemBody),
    )
)]
pub(crate) async fn reveal(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<RevealBody>,
) -> Result<Json<RevealView>, Problem> {
    visit.need(crate::RIGHT, kernel::Level::Read)?;
    let id: CustomerId = id(&text)?;
    let (desk, eye, slug) = (running::desk(&visit), visit.clone(), body.field.clone());
    let revealed = visit.app.db.writing(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        let revealed = revealing::reveal(tx, &act, id, (&body.field, &body.reason))?;
        eye.claim(tx)?;
        Ok::<_, RevealError>(revealed)
    });
    let revealed = revealed.await?;
    reading::revealed(&visit, id, &slug);
    Ok(Json(RevealView { field: slug, values: revealed.values, left: revealed.left }))
}

//! `GET /customers/{id}/disclosure`: everything that is known of a person, for the person themselves.

use super::shape::id;
use crate::disclosing::{self, Disclosers};
use crate::{RIGHT, running};
use axum::Json;
use axum::extract::Path;
use kernel::Level;
use serde_json::Value;
use web::{Problem, ProblemBody, Visit};

/// Disclose everything that is known of a customer
///
/// From every capability, unmasked; noted as taken out in the log of readings.
#[utoipa::path(
    get,
    path = "/customers/{id}/disclosure",
    tag = "consents",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "A list of records by the name of each section", body = Object),
        (status = 403, description = "The right to arrange customers is missing, or fields are masked", body = ProblemBody),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn disclose(visit: Visit, Path(text): Path<String>) -> Result<Json<Value>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id = id(&text)?;
    let disclosers = visit.app.offer::<Disclosers>().cloned().unwrap_or_default();
    let say = visit.say.clone();
    let found =
        running::read(&visit, move |tx, act| disclosing::disclose(tx, act, &disclosers, (id, &say)));
    let sections = found.await?;
    crate::reading::disclosed(&visit, id);
    Ok(Json(disclosing::to_json(&sections)))
}

//! `PUT /customers/{id}/facts/{field}/usage`: how a contact point may be used, and that it may not be used any more.

use super::facts::value_of;
use super::shape::{CustomerView, id, write};
use crate::changing;
use crate::editing::{Edit, NewValue};
use crate::error::CustomerError;
use crate::sheet::Usage;
use crate::sight;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

/// How one contact point may be used.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UsageBody {
    /// The value, as it is given elsewhere.
    #[schema(example = json!("+77011234567"))]
    value: serde_json::Value,
    /// How it may be used from now on; what is left out is as nobody said.
    usage: Usage,
}

/// Say how a contact point may be used
///
/// `is_refused` keeps the customer from being reached by it, whatever its hours; it holds through merging and back.
#[utoipa::path(
    put,
    path = "/customers/{id}/facts/{field}/usage",
    tag = "facts",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("field" = String, Path, description = "The slug of a field that is a way to reach customers"),
    ),
    request_body = UsageBody,
    responses(
        (status = 200, description = "The customer as it stands now", body = CustomerView),
        (status = 404, description = "There is no such customer or value", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn set_usage(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path((text, slug)): Path<(String, String)>,
    Body(body): Body<UsageBody>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let view = write(&visit, move |tx, act| {
        let (field, value) = value_of(act, &slug, &body.value)?;
        let card = sight::card(tx, act, id)?;
        let is_contact = act.fields.no(field).is_some_and(crate::Field::is_contact_point);
        if !is_contact || !card.sheet.of(field).any(|fact| fact.value == value) {
            return Err(CustomerError::Missing);
        }
        let values = card.sheet.of(field).map(|fact| NewValue {
            usage: (fact.value == value).then(|| body.usage.clone()),
            ..NewValue::new(fact.value.as_str())
        });
        let edit = Edit::Set(field, values.collect());
        let card = changing::change(tx, act, (id, revision), &[edit])?;
        Ok(CustomerView::seen(act, card))
    })
    .await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

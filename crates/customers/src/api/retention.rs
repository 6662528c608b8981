//! `/retention-rules`: rules by which cards that nobody needs any more go by themselves.

use super::shape::write_at;
use crate::customer::CustomerId;
use crate::retaining::{self, Fate, Rule, RuleId};
use crate::{RIGHT, running};
use axum::Json;
use axum::extract::Path;
use fields::Condition;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// A rule.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleView {
    /// Its id.
    id: RuleId,
    /// What people call it.
    name: String,
    /// Whom it finds.
    filter: Condition,
    /// What becomes of them.
    fate: Fate,
    /// Whether it is applied each night.
    is_on: bool,
    /// When it was applied last, RFC 3339.
    ran_at: Option<String>,
    /// How many customers it touched then.
    n_last: i64,
}

impl RuleView {
    fn of(rule: Rule) -> Self {
        let Rule { id, name, condition, fate, is_on, ran_at, n_last } = rule;
        Self { id, name, filter: condition, fate, is_on, ran_at: ran_at.map(moment), n_last }
    }
}

/// List the rules of retention
#[utoipa::path(
    get,
    path = "/retention-rules",
    tag = "consents",
    responses(
        (status = 200, description = "In the order of their making", body = Vec<RuleView>),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
    )
)]
pub(crate) async fn list_rules(visit: Visit) -> Result<Json<Vec<RuleView>>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let rules = running::read(&visit, retaining::all).await?;
    Ok(Json(rules.into_iter().map(RuleView::of).collect()))
}

/// A rule as it shall be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(example = json!({
    "name": "Холодные лиды", "filter": { "field": "warmth", "is": "cold" }, "fate": "ask", "is_on": false,
}))]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleBody {
    /// What people call it, at most 100 letters.
    name: String,
    /// Whom it finds; never everybody.
    filter: Condition,
    /// What becomes of them.
    fate: Fate,
    /// Whether it is applied; look at its preview first.
    #[serde(default)]
    is_on: bool,
}

/// Add a rule of retention, or write one anew
#[utoipa::path(
    put,
    path = "/retention-rules/{id}",
    tag = "consents",
    params(("id" = String, Path, description = "The rule's id; of a new one, any UUID")),
    request_body = RuleBody,
    responses(
        (status = 200, description = "The rule", body = RuleView),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn put_rule(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<RuleBody>,
) -> Result<Json<RuleView>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: RuleId = text.parse().map_err(|_| Problem::missing())?;
    let rule = write_at(&visit, Level::Arrange, move |tx, act| {
        let RuleBody { name, filter, fate, is_on } = body;
        retaining::put(tx, act, Rule { id, name, condition: filter, fate, is_on, ran_at: None, n_last: 0 })
    });
    rule.await.map(RuleView::of).map(Json)
}

/// Take a rule of retention away
#[utoipa::path(
    delete,
    path = "/retention-rules/{id}",
    tag = "consents",
    params(("id" = String, Path, description = "The rule's id")),
    responses(
        (status = 204, description = "It is gone"),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
        (status = 404, description = "There is no such rule", body = ProblemBody),
    )
)]
pub(crate) async fn remove_rule(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: RuleId = text.parse().map_err(|_| Problem::missing())?;
    write_at(&visit, Level::Arrange, move |tx, act| retaining::remove(tx, act, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whom a rule would touch now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RetentionPreview {
    /// How many customers.
    n: i64,
    /// The first twenty.
    first: Vec<Touched>,
}

/// A customer whom a rule would touch.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Touched {
    /// The customer.
    customer: CustomerId,
    /// Their name.
    name: String,
}

/// See whom a rule of retention would touch now
#[utoipa::path(
    get,
    path = "/retention-rules/{id}/preview",
    tag = "consents",
    params(("id" = String, Path, description = "The rule's id")),
    responses(
        (status = 200, description = "How many, and the first of them", body = RetentionPreview),
        (status = 403, description = "The right to arrange customers is missing", body = ProblemBody),
        (status = 404, description = "There is no such rule", body = ProblemBody),
    )
)]
pub(crate) async fn preview_rule(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<RetentionPreview>, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let id: RuleId = text.parse().map_err(|_| Problem::missing())?;
    let seen = running::read(&visit, move |tx, act| retaining::preview(tx, act, id)).await?;
    let touched = |card: crate::Customer| Touched { customer: card.id, name: card.name };
    Ok(Json(RetentionPreview { n: seen.n, first: seen.first.into_iter().map(touched).collect() }))
}

//! `/interaction-kinds`: kinds with their outcomes.

use crate::RIGHT;
use crate::kind::{self, Arranged, Kind};
use crate::running;
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::{Currency, Level, Money};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};
use words::Say;

/// A kind of interactions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KindView {
    /// Its name; never changes.
    kind: String,
    /// What people read, in the caller's language where it came with Kartoteka.
    label: String,
    /// The name of its icon.
    icon: String,
    /// Whether it came with Kartoteka.
    is_builtin: bool,
    /// Whether it has a direction.
    has_direction: bool,
    /// Whether it is no longer offered.
    is_away: bool,
    /// What one of them costs the firm: counted against the profit of the customer.
    #[schema(value_type = String, example = "150.00 KZT")]
    cost: Money,
    /// Its outcomes, in the order shown.
    outcomes: Vec<OutcomeView>,
    /// Grows by one with every change; also the ETag.
    revision: i64,
}

/// How an interaction may end.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OutcomeView {
    /// Its name; never changes.
    outcome: String,
    /// What people read.
    label: String,
    /// Whether it came with Kartoteka.
    is_builtin: bool,
    /// Whether it is no longer offered.
    is_away: bool,
}

impl KindView {
    fn of(kind: &Kind, (say, currency): (&Say, Currency)) -> Self {
        let outcome = |one: &kind::Outcome| OutcomeView {
            outcome: one.slug.clone(),
            label: one.label(say),
            is_builtin: one.label.is_empty(),
            is_away: one.is_away,
        };
        Self {
            kind: kind.slug.clone(),
            label: kind.label(say),
            icon: kind.icon.clone(),
            is_builtin: kind.is_builtin(),
            has_direction: kind.has_direction(),
            is_away: kind.is_away,
            cost: Money::new(kind.cost, currency),
            outcomes: kind.outcomes.iter().map(outcome).collect(),
            revision: kind.revision,
        }
    }
}

/// What can be arranged of a kind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindBody {
    /// What people read; left out of account for those that came with Kartoteka.
    #[serde(default)]
    #[schema(example = "Презентация")]
    label: String,
    /// The name of an icon.
    #[serde(default)]
    icon: String,
    /// The outcomes of the firm's own, in the order shown; those left out are put away.
    #[serde(default)]
    outcomes: Vec<OutcomeBody>,
    /// The names of outcomes that came with Kartoteka and are not offered.
    #[serde(default)]
    hidden: Vec<String>,
    /// What one of them costs, in the firm's currency; left as it is when not given.
    #[serde(default)]
    #[schema(value_type = Option<String>, example = "150.00 KZT")]
    cost: Option<Money>,
    /// Whether it is no longer offered.
    #[serde(default)]
    is_away: bool,
}

/// An outcome of the firm's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct OutcomeBody {
    /// Its name where it has one already.
    #[serde(default)]
    outcome: Option<String>,
    /// What people read, at most 60 letters.
    label: String,
}

impl KindBody {
    fn read(self) -> Arranged {
        Arranged {
            label: self.label,
            icon: self.icon,
            own: self.outcomes.into_iter().map(|one| (one.outcome, one.label)).collect(),
            hidden: self.hidden,
            cost: self.cost,
            is_away: self.is_away,
        }
    }
}

/// List the kinds of interactions
#[utoipa::path(
    get,
    path = "/interaction-kinds",
    tag = "interactions",
    responses((status = 200, description = "Every kind, those put away too, in the order offered", body = Vec<KindView>))
)]
pub(crate) async fn list_interaction_kinds(visit: Visit) -> Result<Json<Vec<KindView>>, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let kinds = running::read(&visit, |tx, _, _| Ok(kind::all(tx)?)).await?;
    let currency = visit.app.firm().currency;
    Ok(Json(kinds.iter().map(|kind| KindView::of(kind, (&visit.say, currency))).collect()))
}

/// Add a kind of interactions
#[utoipa::path(
    post,
    path = "/interaction-kinds",
    tag = "interactions",
    request_body = KindBody,
    responses(
        (status = 201, description = "The kind", body = KindView),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn add_interaction_kind(
    visit: Visit,
    Body(body): Body<KindBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let kind = running::write(&visit, move |tx, act| kind::add(tx, act, body.read())).await?;
    Ok(json_at(
        StatusCode::CREATED,
        kind.revision,
        &KindView::of(&kind, (&visit.say, visit.app.firm().currency)),
    ))
}

/// Read a kind of interactions
#[utoipa::path(
    get,
    path = "/interaction-kinds/{kind}",
    tag = "interactions",
    params(("kind" = String, Path, description = "The kind's name")),
    responses(
        (status = 200, description = "The kind", body = KindView),
        (status = 404, description = "There is no such kind", body = ProblemBody),
    )
)]
pub(crate) async fn get_interaction_kind(
    visit: Visit,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let kind = running::read(&visit, move |tx, _, _| kind::get(tx, &slug)).await?;
    Ok(json_at(
        StatusCode::OK,
        kind.revision,
        &KindView::of(&kind, (&visit.say, visit.app.firm().currency)),
    ))
}

/// Arrange a kind of interactions anew
///
/// All of it; interactions keep the outcomes that are put away. Honours If-Match.
#[utoipa::path(
    put,
    path = "/interaction-kinds/{kind}",
    tag = "interactions",
    params(("kind" = String, Path, description = "The kind's name")),
    request_body = KindBody,
    responses(
        (status = 200, description = "The kind as it stands now", body = KindView),
        (status = 404, description = "There is no such kind", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "Something of it is wrong", body = ProblemBody),
    )
)]
pub(crate) async fn arrange_interaction_kind(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(slug): Path<String>,
    Body(body): Body<KindBody>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let kept =
        running::write(&visit, move |tx, act| kind::arrange(tx, act, (&slug, revision), body.read()));
    let kind = kept.await?;
    Ok(json_at(
        StatusCode::OK,
        kind.revision,
        &KindView::of(&kind, (&visit.say, visit.app.firm().currency)),
    ))
}

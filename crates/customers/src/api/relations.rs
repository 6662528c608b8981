//! `/customers/{id}/relations`: whom a customer is related to.

use super::shape::{id, read, write};
use crate::act::Act;
use crate::customer::{CustomerId, Kind};
use crate::error::CustomerError;
use crate::listing;
use crate::relations::{self, ImportantDate, NewRelation, RelationId, RelationKind, SeenRelation};
use axum::Json;
use axum::extract::Path;
use fields::Settings;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, FieldError, Problem, ProblemBody, Visit, moment};
use words::Say;

/// The most relations that are listed.
const MOST: usize = 500;

/// A date that matters in a relation.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationDate {
    /// What happened then, at most 80 letters.
    #[schema(example = "свадьба")]
    what: String,
    /// The day, with or without a year: `1984-03-12`, `--03-12`, or as people write it.
    #[schema(example = "1984-03-12")]
    on: String,
}

/// A relation as seen from one of its two customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RelationView {
    /// Its id.
    id: RelationId,
    /// The slug of its kind.
    kind: String,
    /// What the customer is to the other, in words.
    words: String,
    /// Whether the customer is the first of the two.
    is_forward: bool,
    /// The other customer.
    other: CustomerId,
    /// Person or organization.
    other_kind: Kind,
    /// The other's name.
    other_name: String,
    /// The post, or whatever else tells it more closely; may be empty.
    role: String,
    /// The dates that matter.
    dates: Vec<RelationDate>,
    /// When it was written down, RFC 3339, UTC.
    created_at: String,
    /// When it ended; null while it goes on.
    ended_at: Option<String>,
}

impl RelationView {
    fn of(seen: SeenRelation, kinds: &[RelationKind], say: &Say) -> Self {
        let kind = kinds.iter().find(|kind| kind.slug == seen.relation.kind);
        let dates = seen.relation.dates.into_iter();
        Self {
            id: seen.relation.id,
            words: kind.map(|kind| kind.words(seen.is_forward, say)).unwrap_or_default(),
            kind: seen.relation.kind,
            is_forward: seen.is_forward,
            other: seen.other,
            other_kind: seen.other_kind,
            other_name: seen.other_name,
            role: seen.relation.role,
            dates: dates.map(|date| RelationDate { what: date.what, on: date.on }).collect(),
            created_at: moment(seen.relation.created_at),
            ended_at: seen.relation.ended_at.map(moment),
        }
    }
}

/// List the relations of a customer
#[utoipa::path(
    get,
    path = "/customers/{id}/relations",
    tag = "relations",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "Those that go on first, at most 500", body = Vec<RelationView>),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn list_relations(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Vec<RelationView>>, Problem> {
    let (id, say) = (id(&text)?, visit.say.clone());
    let list = read(&visit, move |tx, act| {
        listing::get(tx, act, id)?;
        let kinds = relations::kinds(tx, act)?;
        let seen = relations::of(tx, act, id, MOST)?;
        Ok(seen.into_iter().map(|seen| RelationView::of(seen, &kinds, &say)).collect())
    });
    list.await.map(Json)
}

/// A relation to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationBody {
    /// The slug of its kind.
    #[schema(example = "works_at")]
    kind: String,
    /// The other customer's id.
    other: String,
    /// Whether the other is the first of the two: "employs" in place of "works at".
    #[serde(default)]
    is_reverse: bool,
    /// The post, or whatever else tells it more closely; cut after 200 letters.
    #[serde(default)]
    role: String,
    /// The dates that matter.
    #[serde(default)]
    dates: Vec<RelationDate>,
}

/// Relate a customer to another
#[utoipa::path(
    post,
    path = "/customers/{id}/relations",
    tag = "relations",
    params(("id" = String, Path, description = "The customer's id")),
    request_body = RelationBody,
    responses(
        (status = 201, description = "The relation, told on both cards", body = RelationView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "The kind or the other is unknown, or they are so related already", body = ProblemBody),
    )
)]
pub(crate) async fn add_relation(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<RelationBody>,
) -> Result<(StatusCode, Json<RelationView>), Problem> {
    let (id, say) = (id(&text)?, visit.say.clone());
    let view = write(&visit, move |tx, act| {
        listing::get(tx, act, id)?;
        let unknown = || wrong("other", "customers-unknown-id");
        let other: CustomerId = body.other.parse().map_err(|_| unknown())?;
        let other = listing::get(tx, act, other).map_err(|error| match error {
            CustomerError::Missing => unknown(),
            refusal => refusal,
        })?;
        let new = NewRelation { kind: body.kind, role: body.role, dates: dates(act, body.dates)? };
        let pair = if body.is_reverse { (other.id, id) } else { (id, other.id) };
        let relation = relations::relate(tx, act, pair, new)?;
        let seen = SeenRelation {
            relation,
            is_forward: !body.is_reverse,
            other: other.id,
            other_kind: other.kind,
            other_name: other.name,
        };
        Ok(RelationView::of(seen, &relations::kinds(tx, act)?, &say))
    });
    view.await.map(|view| (StatusCode::CREATED, Json(view)))
}

fn dates(act: &Act, sent: Vec<RelationDate>) -> Result<Vec<ImportantDate>, CustomerError> {
    let kind = fields::kinds::find("yearly_date").ok_or(CustomerError::Missing)?;
    let read = |(at, date): (usize, RelationDate)| {
        let what: String = date.what.trim().chars().take(80).collect();
        if what.is_empty() {
            return Err(wrong(&format!("dates/{at}/what"), "fields-text-empty"));
        }
        let read = kind.read(&date.on, &Settings::NONE, &act.manner);
        let read = read.map_err(|why| {
            let (field, key) = (format!("dates/{at}/on"), why.key.into());
            CustomerError::Invalid(vec![FieldError { field, key, args: why.args }])
        })?;
        Ok(ImportantDate { what, on: read.value })
    };
    sent.into_iter().enumerate().map(read).collect()
}

/// End a relation
///
/// It stays among the former ones. What has ended already stays so.
#[utoipa::path(
    delete,
    path = "/customers/{id}/relations/{relation}",
    tag = "relations",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("relation" = String, Path, description = "The relation's id"),
    ),
    responses(
        (status = 204, description = "The relation has ended"),
        (status = 404, description = "The customer has no such relation", body = ProblemBody),
    )
)]
pub(crate) async fn end_relation(
    visit: Visit,
    Path(path): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    set_end(&visit, path, true).await
}

/// Say that a relation goes on after all
///
/// What goes on already stays so.
#[utoipa::path(
    delete,
    path = "/customers/{id}/relations/{relation}/ending",
    tag = "relations",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("relation" = String, Path, description = "The relation's id"),
    ),
    responses(
        (status = 204, description = "The relation goes on"),
        (status = 404, description = "The customer has no such relation", body = ProblemBody),
    )
)]
pub(crate) async fn resume_relation(
    visit: Visit,
    Path(path): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    set_end(&visit, path, false).await
}

async fn set_end(
    visit: &Visit,
    (text, relation): (String, String),
    is_over: bool,
) -> Result<StatusCode, Problem> {
    let id = id(&text)?;
    let relation: RelationId = relation.parse().map_err(|_| Problem::missing())?;
    write(visit, move |tx, act| {
        let ended = relations::end(tx, act, relation, is_over)?;
        if ended.from == id || ended.to == id { Ok(()) } else { Err(CustomerError::Missing) }
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn wrong(field: &str, key: &str) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new(field, key)])
}

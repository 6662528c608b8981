//! `/relation-kinds`: what one customer may be to another.

use super::shape::{read, write};
use crate::relations::{self, RelationKind};
use axum::Json;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit};
use words::Say;

/// A kind of relation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RelationKindView {
    /// Its stable name.
    slug: String,
    /// What the first is to the second, in the caller's language where the words are not the firm's own.
    label: String,
    /// What the second is to the first.
    reverse: String,
}

impl RelationKindView {
    fn of(kind: &RelationKind, say: &Say) -> Self {
        Self { slug: kind.slug.clone(), label: kind.words(true, say), reverse: kind.words(false, say) }
    }
}

/// List the kinds of relations
#[utoipa::path(
    get,
    path = "/relation-kinds",
    tag = "relations",
    responses((status = 200, description = "Every kind, in the order shown", body = Vec<RelationKindView>))
)]
pub(crate) async fn list_relation_kinds(visit: Visit) -> Result<Json<Vec<RelationKindView>>, Problem> {
    let say = visit.say.clone();
    let kinds = read(&visit, move |tx, act| {
        let kinds = relations::kinds(tx, act)?;
        Ok(kinds.iter().map(|kind| RelationKindView::of(kind, &say)).collect())
    });
    kinds.await.map(Json)
}

/// The words of a kind of the firm's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RelationKindBody {
    /// What the first is to the second, at most 60 letters.
    #[schema(example = "наставник")]
    label: String,
    /// What the second is to the first, at most 60 letters.
    #[schema(example = "ученик")]
    reverse: String,
}

/// Add a kind of relation
///
/// Words that are there already give the kind that has them.
#[utoipa::path(
    post,
    path = "/relation-kinds",
    tag = "relations",
    request_body = RelationKindBody,
    responses(
        (status = 201, description = "The kind", body = RelationKindView),
        (status = 422, description = "A word is missing or too long", body = ProblemBody),
    )
)]
pub(crate) async fn add_relation_kind(
    visit: Visit,
    Body(body): Body<RelationKindBody>,
) -> Result<(StatusCode, Json<RelationKindView>), Problem> {
    let view = write(&visit, move |tx, act| {
        let (label, reverse) = (body.label.trim(), body.reverse.trim());
        let slug = relations::add_kind(tx, act, (label, reverse))?;
        Ok(RelationKindView { slug, label: label.to_owned(), reverse: reverse.to_owned() })
    });
    view.await.map(|view| (StatusCode::CREATED, Json(view)))
}

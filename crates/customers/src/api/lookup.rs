//! `/customers/lookup` and `/fields`: quick hits for a search box, and the fields of the base.

use super::shape::read;
use crate::customer::{CustomerId, Kind};
use crate::field::{AppliesTo, Block, Class, Field};
use crate::{listing, reading};
use axum::Json;
use axum::extract::Query;
use kernel::PageSize;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, Visit};
use words::Say;

/// What was typed.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Typed {
    /// Part of a name, phone, e-mail, legal number or tag.
    q: String,
}

/// A hit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Hit {
    /// The customer's id.
    id: CustomerId,
    /// Person or organization.
    kind: Kind,
    /// The name.
    name: String,
}

/// Find customers while typing
#[utoipa::path(
    get,
    path = "/customers/lookup",
    tag = "customers",
    params(Typed),
    responses((status = 200, description = "At most 20 hits, the best first", body = Vec<Hit>))
)]
pub(crate) async fn lookup_customers(
    visit: Visit,
    Query(typed): Query<Typed>,
) -> Result<Json<Vec<Hit>>, Problem> {
    let query = listing::Query { search: typed.q, ..listing::Query::default() };
    let noted = query.clone();
    let hits = read(&visit, move |tx, act| {
        let slice = listing::page(tx, act, &query, (None, PageSize::clamped(20)))?;
        Ok::<Vec<Hit>, _>(
            slice
                .items
                .into_iter()
                .map(|card| Hit { id: card.id, kind: card.kind, name: card.name })
                .collect(),
        )
    });
    let hits = hits.await?;
    reading::listed(&visit, &noted, hits.len());
    Ok(Json(hits))
}

/// A field of the card.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldView {
    /// Its stable name.
    slug: String,
    /// What people read, in the caller's language.
    label: String,
    /// The slug of its kind.
    kind: String,
    /// The JSON type of its values.
    json_type: String,
    /// The choices made for it.
    settings: fields::Settings,
    /// Its class.
    class: Class,
    /// Its block.
    block: Block,
    /// Whose card it belongs on.
    applies_to: AppliesTo,
    /// Whether a card may hold several values of it.
    is_many: bool,
    /// Whether it came with Kartoteka.
    is_builtin: bool,
    /// Whether it is made from others and cannot be written.
    is_made: bool,
    /// Whether it was put away.
    is_archived: bool,
    /// How much knowing it is worth, 0 to 1.
    worth: f64,
    /// After how many days a value is half as fresh; null for what does not age.
    keeps_days: Option<i64>,
}

impl FieldView {
    pub(crate) fn of(field: &Field, say: &Say) -> Self {
        Self {
            slug: field.slug.clone(),
            label: field.label(say),
            kind: field.kind.slug().to_owned(),
            json_type: field.kind.json_type().to_owned(),
            settings: field.settings.clone(),
            class: field.class,
            block: field.block,
            applies_to: field.applies_to,
            is_many: field.is_many,
            is_builtin: field.is_builtin(),
            is_made: field.is_made(),
            is_archived: field.is_archived,
            worth: field.worth,
            keeps_days: field.keeps_days,
        }
    }
}

/// List the fields of the base
#[utoipa::path(
    get,
    path = "/fields",
    tag = "fields",
    responses((status = 200, description = "Every field, in the order of the card", body = Vec<FieldView>))
)]
pub(crate) async fn list_fields(visit: Visit) -> Result<Json<Vec<FieldView>>, Problem> {
    let say = visit.say.clone();
    let list =
        read(&visit, move |_, act| Ok(act.fields.all().map(|field| FieldView::of(field, &say)).collect()));
    list.await.map(Json)
}

//! `/views`: saved views of the list, one's own and those shared with the firm.

use super::shape::{read, write_at};
use crate::act::Act;
use crate::error::CustomerError;
use crate::listing;
use crate::views::{self, Look, View, ViewId};
use axum::Json;
use axum::extract::Path;
use db::Tx;
use fields::Condition;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, FieldError, Problem, ProblemBody, Visit};

/// A saved view.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ViewView {
    /// Its id.
    id: ViewId,
    /// What people read.
    name: String,
    /// Whether everybody sees it.
    is_shared: bool,
    /// Whether the caller may change and remove it.
    may_change: bool,
    /// Which customers; null for all.
    filter: Option<Condition>,
    /// In which order: a field's slug, `made` or `changed`, with a minus for greatest first; empty for the usual one.
    sort: String,
    /// Which columns, in order; none for the usual ones.
    columns: Vec<String>,
    /// Whether archived customers are shown in place of the others.
    is_archived: bool,
}

impl ViewView {
    fn of(view: View, act: &Act) -> Self {
        Self {
            id: view.id,
            may_change: view.may_change(act),
            name: view.name,
            is_shared: view.is_shared,
            filter: view.look.filter,
            sort: view.look.sort,
            columns: view.look.columns,
            is_archived: view.look.is_archived,
        }
    }
}

/// List saved views
#[utoipa::path(
    get,
    path = "/views",
    tag = "views",
    responses((status = 200, description = "One's own and the shared ones, in order", body = Vec<ViewView>))
)]
pub(crate) async fn list_views(visit: Visit) -> Result<Json<Vec<ViewView>>, Problem> {
    let list = read(&visit, |tx, act| {
        Ok(views::all(tx, act)?.into_iter().map(|view| ViewView::of(view, act)).collect())
    });
    list.await.map(Json)
}

/// A view to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewBody {
    /// What people read, at most 60 letters.
    #[schema(example = "Горячие из Алматы")]
    name: String,
    /// Whether everybody sees it; needs the right to arrange.
    #[serde(default)]
    is_shared: bool,
    /// Which customers; all when left out.
    #[serde(default)]
    filter: Option<Condition>,
    /// In which order: a field's slug, `made` or `changed`, with a minus for greatest first.
    #[serde(default)]
    sort: String,
    /// Which columns, in order: slugs of fields, `made`, `changed`.
    #[serde(default)]
    columns: Vec<String>,
    /// Whether archived customers are shown in place of the others.
    #[serde(default)]
    is_archived: bool,
}

impl ViewBody {
    /// The look, if the list can show it.
    fn look(self, tx: &mut Tx<'_>, act: &Act) -> Result<Look, CustomerError> {
        let is_known = |slug: &str| matches!(slug, "made" | "changed") || act.fields.slug(slug).is_some();
        let sort = self.sort.strip_prefix('-').unwrap_or(&self.sort);
        if !sort.is_empty() && !is_known(sort) {
            return Err(unknown("sort".into()));
        }
        if let Some(at) = self.columns.iter().position(|slug| !is_known(slug)) {
            return Err(unknown(format!("columns/{at}")));
        }
        if let Some(condition) = &self.filter {
            let query = listing::Query { condition: condition.clone(), ..listing::Query::default() };
            listing::numbers(tx, act, &query, (0, 1))?;
        }
        let Self { filter, sort, columns, is_archived, .. } = self;
        Ok(Look { filter, sort, columns, is_archived })
    }
}

fn unknown(field: String) -> CustomerError {
    CustomerError::Invalid(vec![FieldError::new(field, "customers-unknown-field")])
}

/// Save a view
#[utoipa::path(
    post,
    path = "/views",
    tag = "views",
    request_body = ViewBody,
    responses(
        (status = 201, description = "The view", body = ViewView),
        (status = 403, description = "The right is missing, to arrange for a shared one", body = ProblemBody),
        (status = 422, description = "The name is missing or long, or a field is unknown", body = ProblemBody),
    )
)]
pub(crate) async fn save_view(
    visit: Visit,
    Body(body): Body<ViewBody>,
) -> Result<(StatusCode, Json<ViewView>), Problem> {
    let view = write_at(&visit, Level::Read, move |tx, act| {
        let (name, is_shared) = (body.name.clone(), body.is_shared);
        let look = body.look(tx, act)?;
        Ok(ViewView::of(views::save(tx, act, &name, look, is_shared)?, act))
    });
    view.await.map(|view| (StatusCode::CREATED, Json(view)))
}

/// Write a view anew
///
/// Its name, its look and whether it is shared, all of them.
#[utoipa::path(
    put,
    path = "/views/{id}",
    tag = "views",
    params(("id" = String, Path, description = "The view's id")),
    request_body = ViewBody,
    responses(
        (status = 200, description = "The view as it stands now", body = ViewView),
        (status = 403, description = "It is shared or to be shared, and the right to arrange is missing", body = ProblemBody),
        (status = 404, description = "There is no such view", body = ProblemBody),
        (status = 422, description = "The name is missing or long, or a field is unknown", body = ProblemBody),
    )
)]
pub(crate) async fn change_view(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<ViewBody>,
) -> Result<Json<ViewView>, Problem> {
    let id: ViewId = text.parse().map_err(|_| Problem::missing())?;
    let view = write_at(&visit, Level::Read, move |tx, act| {
        views::get(tx, act, id)?;
        let (name, is_shared) = (body.name.clone(), body.is_shared);
        let look = body.look(tx, act)?;
        Ok(ViewView::of(views::change(tx, act, id, &name, (look, is_shared))?, act))
    });
    view.await.map(Json)
}

/// Remove a view
#[utoipa::path(
    delete,
    path = "/views/{id}",
    tag = "views",
    params(("id" = String, Path, description = "The view's id")),
    responses(
        (status = 204, description = "The view is removed"),
        (status = 403, description = "It is shared, and the right to arrange is missing", body = ProblemBody),
        (status = 404, description = "There is no such view", body = ProblemBody),
    )
)]
pub(crate) async fn remove_view(visit: Visit, Path(text): Path<String>) -> Result<StatusCode, Problem> {
    let id: ViewId = text.parse().map_err(|_| Problem::missing())?;
    write_at(&visit, Level::Read, move |tx, act| views::remove(tx, act, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

//! `/earnings/statements` and `/earnings/statements/{id}`.

use super::shape::StatementView;
use crate::running::{self, read};
use crate::seeing::{self, Query};
use crate::statement::{State, StatementId};
use axum::Json;
use axum::extract::{Path, Query as UrlQuery};
use axum::response::Response;
use http::StatusCode;
use kernel::{Cursor, PageSize, RawId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, ProblemBody, Visit, json_at};

/// Which statements are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Of this month, as `2026-03`.
    month: Option<String>,
    /// Of this person.
    person: Option<String>,
    /// `draft`, `submitted`, `approved` or `paid`.
    state: Option<String>,
    /// How many, 1 to 500; 50 when left out.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<i64>,
    /// Where to go on: `next` of the page before.
    cursor: Option<String>,
}

/// A page of statements.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StatementPage {
    /// Without their lines, the newest month first.
    items: Vec<StatementView>,
    /// Where the next page begins; null on the last one.
    next: Option<String>,
}

fn part<T: std::str::FromStr>(text: Option<&String>, name: &str) -> Result<Option<T>, Problem> {
    text.map(|text| text.parse().map_err(|_| Problem::unreadable(name))).transpose()
}

/// List statements
///
/// One's own, or those of the people within reach.
#[utoipa::path(
    get,
    path = "/earnings/statements",
    tag = "earnings",
    params(Asked),
    responses((status = 200, description = "A page of statements", body = StatementPage))
)]
pub(crate) async fn list_statements(
    visit: Visit,
    UrlQuery(asked): UrlQuery<Asked>,
) -> Result<Json<StatementPage>, Problem> {
    let state =
        asked.state.as_deref().map(|slug| State::from_slug(slug).ok_or(Problem::unreadable("state")));
    let query = Query {
        month: part(asked.month.as_ref(), "month")?,
        person: part::<RawId>(asked.person.as_ref(), "person")?,
        state: state.transpose()?,
    };
    let cursor: Option<Cursor> = part(asked.cursor.as_ref(), "cursor")?;
    let size = asked.limit.map_or(PageSize::DEFAULT, PageSize::clamped);
    let page = read(&visit, move |tx, earning, _| {
        let slice = seeing::page(tx, earning, query, (cursor.as_ref(), size))?;
        Ok(StatementPage {
            items: slice.items.into_iter().map(|one| StatementView::listed(one, earning)).collect(),
            next: slice.next.map(|cursor| cursor.to_string()),
        })
    });
    Ok(Json(page.await?))
}

/// Read a statement
///
/// With its lines, what they are of and what holds them back.
#[utoipa::path(
    get,
    path = "/earnings/statements/{id}",
    tag = "earnings",
    params(("id" = String, Path, description = "The statement's id")),
    responses(
        (status = 200, description = "The statement", body = StatementView),
        (status = 404, description = "There is no such statement", body = ProblemBody),
    )
)]
pub(crate) async fn get_statement(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id: StatementId = running::id(&text)?;
    let view = read(&visit, move |tx, earning, _| {
        Ok(StatementView::whole(seeing::whole(tx, earning, id)?, earning))
    });
    let view = view.await?;
    Ok(json_at(StatusCode::OK, view.revision, &view))
}

//! `/earnings/check-lists`: by what calls and letters are scored.

use crate::check_list::{self, CheckList, CheckListId, Item};
use crate::running::{self, read};
use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at, moment};

/// A check-list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckListView {
    /// Its id.
    id: CheckListId,
    /// What people call it.
    name: String,
    /// What should have been done, in order.
    items: Vec<Item>,
    /// Grows by one with every change; also the ETag.
    revision: i64,
    /// RFC 3339, UTC.
    created_at: String,
    /// When it was put away, RFC 3339, UTC.
    archived_at: Option<String>,
}

impl CheckListView {
    fn of(list: CheckList) -> Self {
        Self {
            id: list.id,
            name: list.name,
            items: list.items,
            revision: list.revision,
            created_at: moment(list.created_at),
            archived_at: list.archived_at.map(moment),
        }
    }
}

/// Check-lists.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CheckListPage {
    /// Those in use, by name.
    items: Vec<CheckListView>,
}

/// A check-list to write.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckListBody {
    /// What people call it, 1 to 200 letters.
    #[schema(example = "Первый звонок")]
    name: String,
    /// What should have been done, 1 to 50.
    #[schema(example = json!([{ "text": "Назвал(а) себя и фирму", "weight": 1 }]))]
    items: Vec<Item>,
}

fn answered(status: StatusCode, list: CheckList) -> Response {
    json_at(status, list.revision, &CheckListView::of(list))
}

/// List check-lists
#[utoipa::path(
    get,
    path = "/earnings/check-lists",
    tag = "earnings",
    responses((status = 200, description = "Those in use", body = CheckListPage))
)]
pub(crate) async fn list_check_lists(visit: Visit) -> Result<Json<CheckListPage>, Problem> {
    let all = read(&visit, |tx, earning, _| check_list::all(tx, earning)).await?;
    Ok(Json(CheckListPage { items: all.into_iter().map(CheckListView::of).collect() }))
}

/// Read a check-list
#[utoipa::path(
    get,
    path = "/earnings/check-lists/{id}",
    tag = "earnings",
    params(("id" = String, Path, description = "The check-list's id")),
    responses(
        (status = 200, description = "The check-list", body = CheckListView),
        (status = 404, description = "There is no such check-list", body = ProblemBody),
    )
)]
pub(crate) async fn get_check_list(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id: CheckListId = running::id(&text)?;
    let list = read(&visit, move |tx, earning, _| check_list::get(tx, earning, id)).await?;
    Ok(answered(StatusCode::OK, list))
}

/// Add a check-list
#[utoipa::path(
    post,
    path = "/earnings/check-lists",
    tag = "earnings",
    request_body = CheckListBody,
    responses(
        (status = 201, description = "The check-list", body = CheckListView),
        (status = 403, description = "The right to arrange earnings of the whole firm is missing", body = ProblemBody),
        (status = 422, description = "The name or an item cannot be", body = ProblemBody),
    )
)]
pub(crate) async fn add_check_list(
    visit: Visit,
    Body(body): Body<CheckListBody>,
) -> Result<Response, Problem> {
    let add = move |tx: &mut db::Tx<'_>, earning: &crate::Earning| {
        check_list::add(tx, earning, (&body.name, body.items))
    };
    Ok(answered(StatusCode::CREATED, running::write(&visit, Level::Arrange, add).await?))
}

/// Write a check-list anew
///
/// Scores that were given stay as they are.
#[utoipa::path(
    put,
    path = "/earnings/check-lists/{id}",
    tag = "earnings",
    params(("id" = String, Path, description = "The check-list's id")),
    request_body = CheckListBody,
    responses(
        (status = 200, description = "The check-list", body = CheckListView),
        (status = 404, description = "There is no such check-list", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
        (status = 422, description = "The name or an item cannot be", body = ProblemBody),
    )
)]
pub(crate) async fn change_check_list(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
    Body(body): Body<CheckListBody>,
) -> Result<Response, Problem> {
    let id: CheckListId = running::id(&text)?;
    let change = move |tx: &mut db::Tx<'_>, earning: &crate::Earning| {
        check_list::change(tx, earning, (id, revision), (&body.name, body.items))
    };
    Ok(answered(StatusCode::OK, running::write(&visit, Level::Arrange, change).await?))
}

/// Put a check-list away
#[utoipa::path(
    delete,
    path = "/earnings/check-lists/{id}",
    tag = "earnings",
    params(("id" = String, Path, description = "The check-list's id")),
    responses(
        (status = 200, description = "The check-list", body = CheckListView),
        (status = 404, description = "There is no such check-list", body = ProblemBody),
        (status = 412, description = "Somebody changed it meanwhile", body = ProblemBody),
    )
)]
pub(crate) async fn archive_check_list(
    visit: Visit,
    IfMatch(revision): IfMatch,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id: CheckListId = running::id(&text)?;
    let archive = move |tx: &mut db::Tx<'_>, earning: &crate::Earning| {
        check_list::archive(tx, earning, (id, revision))
    };
    Ok(answered(StatusCode::OK, running::write(&visit, Level::Arrange, archive).await?))
}

//! `/dashboard`: the tiles of whoever asks.

use axum::Json;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, IfMatch, Problem, ProblemBody, Visit, json_at};

use crate::dashboard::{self, Dashboard, Tile};
use crate::letters::{self, Every};

/// A dashboard.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DashboardView {
    /// Its tiles, from above.
    tiles: Vec<Tile>,
    /// Grows by one with every change; also the ETag. 0 while it is as on the first day.
    revision: i64,
}

impl From<Dashboard> for DashboardView {
    fn from(board: Dashboard) -> Self {
        Self { tiles: board.tiles, revision: board.revision }
    }
}

/// The tiles to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DashboardBody {
    /// From above, at most 24.
    tiles: Vec<Tile>,
}

/// Read one's own dashboard
#[utoipa::path(
    get,
    path = "/dashboard",
    tag = "analyses",
    responses(
        (status = 200, description = "The tiles", body = DashboardView),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
    )
)]
pub(crate) async fn get_dashboard(visit: Visit) -> Result<Response, Problem> {
    let actor = visit.actor().clone();
    let board = visit.app.db.reading(move |tx| dashboard::of(tx, &actor)).await?;
    Ok(json_at(StatusCode::OK, board.revision, &DashboardView::from(board)))
}

/// Arrange one's own dashboard
#[utoipa::path(
    put,
    path = "/dashboard",
    tag = "analyses",
    request_body = DashboardBody,
    responses(
        (status = 200, description = "The tiles as they stand now", body = DashboardView),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
        (status = 412, description = "It was changed meanwhile", body = ProblemBody),
        (status = 422, description = "There are too many tiles, or one names no analysis or no parameter of it", body = ProblemBody),
    )
)]
pub(crate) async fn arrange_dashboard(
    visit: Visit,
    IfMatch(seen): IfMatch,
    Body(body): Body<DashboardBody>,
) -> Result<Response, Problem> {
    let board = write(&visit, move |tx, (setting, actor)| {
        dashboard::arrange(tx, (setting, actor), body.tiles, seen)
    })
    .await?;
    Ok(json_at(StatusCode::OK, board.revision, &DashboardView::from(board)))
}

/// Put one's own dashboard back to the first day
#[utoipa::path(
    delete,
    path = "/dashboard",
    tag = "analyses",
    responses(
        (status = 200, description = "The tiles of the first day", body = DashboardView),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
    )
)]
pub(crate) async fn reset_dashboard(visit: Visit) -> Result<Json<DashboardView>, Problem> {
    write(&visit, dashboard::reset).await?;
    Ok(Json(Dashboard::default().into()))
}

/// Get one's own dashboard as a file
#[utoipa::path(
    get,
    path = "/dashboard/file/{kind}",
    tag = "analyses",
    params(("kind" = String, Path, description = "`pdf`, of A4 pages, or `png`", example = "pdf")),
    responses(
        (status = 200, description = "The file", content_type = "*/*", body = String),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
        (status = 404, description = "There is no such kind of file", body = ProblemBody),
    )
)]
pub(crate) async fn get_dashboard_file(visit: Visit, kind: Path<String>) -> Result<Response, Problem> {
    crate::pages::board_file(visit, kind).await
}

/// How often a dashboard comes by letter.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LettersBody {
    /// `never`, `week` (on Mondays) or `month` (on the first).
    every: Every,
}

/// Read how often one's own dashboard comes by letter
#[utoipa::path(
    get,
    path = "/dashboard/letters",
    tag = "analyses",
    responses(
        (status = 200, description = "How often", body = LettersBody),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
    )
)]
pub(crate) async fn get_dashboard_letters(visit: Visit) -> Result<Json<LettersBody>, Problem> {
    let actor = visit.actor().clone();
    let every = visit.app.db.reading(move |tx| letters::of(tx, &actor)).await?;
    Ok(Json(LettersBody { every }))
}

/// Have one's own dashboard sent by letter
///
/// As a PDF, on the mornings of the firm's Mondays or of the first of a month, from the next one on.
#[utoipa::path(
    put,
    path = "/dashboard/letters",
    tag = "analyses",
    request_body = LettersBody,
    responses(
        (status = 200, description = "How often from now on", body = LettersBody),
        (status = 403, description = "The right to read analyses is missing", body = ProblemBody),
    )
)]
pub(crate) async fn set_dashboard_letters(
    visit: Visit,
    Body(body): Body<LettersBody>,
) -> Result<Json<LettersBody>, Problem> {
    let (every, zone) = (body.every, visit.app.firm().zone.clone());
    write(&visit, move |tx, (setting, actor)| letters::set(tx, (setting, actor), (every, &zone))).await?;
    Ok(Json(body))
}

/// Does a deed; once for each Idempotency-Key.
async fn write<R: Send + 'static, E: From<db::DbError> + Send + 'static>(
    visit: &Visit,
    deed: impl FnOnce(&mut db::Tx<'_>, (&kernel::Setting, &kernel::Actor)) -> Result<R, E> + Send + 'static,
) -> Result<R, E> {
    let (setting, actor, once) = (visit.app.setting.clone(), visit.actor().clone(), visit.clone());
    let writing = visit.app.db.writing(move |tx| {
        once.claim(tx)?;
        deed(tx, (&setting, &actor))
    });
    writing.await
}

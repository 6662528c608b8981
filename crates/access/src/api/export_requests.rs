//! `/export-requests`: exports that were asked for, and a second person's consent.

use super::body::{Items, deed, id, json, moment};
use crate::exporting::{self, ExportId, ExportRequest, ExportState};
use crate::rights::EXPORT;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use kernel::{Level, RawId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{Problem, ProblemBody, Visit};

/// An export that was asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportShown {
    /// Its id.
    id: ExportId,
    /// Its number, which the watermark of the file names.
    no: i64,
    /// Who asked.
    #[schema(value_type = Option<String>)]
    user: Option<RawId>,
    /// What the records are: `customers`, `orders` or `statement`, with the filter, the search and the columns that a consent
    /// is to.
    what: String,
    /// In which format.
    format: String,
    /// What for.
    reason: String,
    /// How many records, about.
    n: i64,
    /// When it was asked for.
    asked_at: String,
    /// How far it is.
    state: ExportState,
    /// Who agreed or refused.
    #[schema(value_type = Option<String>)]
    decided_by: Option<RawId>,
    /// When.
    decided_at: Option<String>,
}

impl ExportShown {
    fn of(request: ExportRequest) -> Self {
        Self {
            id: request.id,
            no: request.no,
            user: request.user,
            what: request.what,
            format: request.format,
            reason: request.reason,
            n: request.n,
            asked_at: moment(request.asked_at),
            state: request.state,
            decided_by: request.decided_by,
            decided_at: request.decided_at.map(moment),
        }
    }
}

/// Which exports are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Asked {
    /// Only the one of this number, as a watermark names it.
    no: Option<i64>,
}

/// Lists the newest 500 exports: everybody's for those who agree to them, else one's own.
#[utoipa::path(get, path = "/export-requests", tag = "access", params(Asked), responses(
    (status = 200, description = "The exports, newest first", body = Items<ExportShown>),
    (status = 403, description = "The right to export is missing", body = ProblemBody),
    (status = 404, description = "There is none of this number", body = ProblemBody),
))]
pub(crate) async fn list_exports(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    visit.need(EXPORT, Level::Write)?;
    let actor = visit.actor().clone();
    let found = visit.app.db.reading(move |tx| match asked.no {
        Some(no) => exporting::numbered(tx, &actor, no).map(|request| vec![request]),
        None => exporting::all(tx, &actor, 500),
    });
    let shown = found.await?.into_iter().map(ExportShown::of).collect();
    json(StatusCode::OK, &Items::all(shown))
}

/// Agrees to somebody's export.
#[utoipa::path(put, path = "/export-requests/{id}/consent", tag = "access",
    params(("id" = ExportId, Path, description = "The export")), responses(
    (status = 200, description = "The export as it is now", body = ExportShown),
    (status = 403, description = "The right is missing, or it is one's own export", body = ProblemBody),
    (status = 404, description = "There is no such export", body = ProblemBody),
))]
pub(crate) async fn agree_to_export(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    decide(&visit, &path, true).await
}

/// Refuses somebody's export.
#[utoipa::path(delete, path = "/export-requests/{id}/consent", tag = "access",
    params(("id" = ExportId, Path, description = "The export")), responses(
    (status = 200, description = "The export as it is now", body = ExportShown),
    (status = 403, description = "The right is missing, or it is one's own export", body = ProblemBody),
    (status = 404, description = "There is no such export", body = ProblemBody),
))]
pub(crate) async fn refuse_export(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    decide(&visit, &path, false).await
}

async fn decide(visit: &Visit, path: &str, is_agreed: bool) -> Result<Response, Problem> {
    visit.need(EXPORT, Level::Arrange)?;
    let id = id::<ExportId>(path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let decided = deed(visit, move |tx| exporting::decide(tx, &setting, &actor, id, is_agreed));
    json(StatusCode::OK, &ExportShown::of(decided.await?))
}

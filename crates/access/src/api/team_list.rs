//! `GET /teams`: the teams by name.

use super::body::{Items, json};
use crate::rights::STAFF;
use crate::{Team, team};
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use web::{Problem, ProblemBody, Visit};

/// Lists the teams by name.
#[utoipa::path(get, path = "/teams", tag = "access", responses(
    (status = 200, description = "All teams", body = Items<Team>),
    (status = 403, description = "The right over staff is missing", body = ProblemBody),
))]
pub(crate) async fn list_teams(visit: Visit) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Read)?;
    json(StatusCode::OK, &Items::all(visit.app.db.reading(team::all).await?))
}

//! `POST /teams`: a new team.

use super::body::{Body, deed, json};
use crate::rights::STAFF;
use crate::{Team, team};
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use serde::Deserialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// The name of a team.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TeamNamed {
    /// No two teams have the same.
    #[schema(example = "Продажи")]
    pub(crate) name: String,
}

/// Adds a team.
#[utoipa::path(post, path = "/teams", tag = "access", request_body = TeamNamed, responses(
    (status = 201, description = "Added", body = Team),
    (status = 403, description = "The right is missing", body = ProblemBody),
    (status = 422, description = "The name is missing or taken", body = ProblemBody),
))]
pub(crate) async fn add_team(visit: Visit, Body(sent): Body<TeamNamed>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let added = deed(&visit, move |tx| team::add(tx, &setting, &actor, &sent.name)).await?;
    json(StatusCode::CREATED, &added)
}

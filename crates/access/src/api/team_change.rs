//! `PATCH /teams/{id}` and `DELETE /teams/{id}`: another name, or none at all.

use super::body::{Body, deed, done, id, json};
use super::team_add::TeamNamed;
use crate::needing::team_needs;
use crate::rights::STAFF;
use crate::{Team, TeamId, team};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use web::{Problem, ProblemBody, Visit};

/// Gives a team another name.
#[utoipa::path(patch, path = "/teams/{id}", tag = "access", request_body = TeamNamed,
    params(("id" = TeamId, Path, description = "The team")), responses(
    (status = 200, description = "The team as it is now", body = Team),
    (status = 403, description = "The right is missing", body = ProblemBody),
    (status = 404, description = "There is no such team", body = ProblemBody),
    (status = 422, description = "The name is missing or taken", body = ProblemBody),
))]
pub(crate) async fn rename_team(
    visit: Visit,
    Path(path): Path<String>,
    Body(sent): Body<TeamNamed>,
) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id = id::<TeamId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let renamed = deed(&visit, move |tx| team::rename(tx, &setting, &actor, id, &sent.name)).await?;
    json(StatusCode::OK, &renamed)
}

/// Removes a team that nobody is in and nothing needs.
#[utoipa::path(delete, path = "/teams/{id}", tag = "access",
    params(("id" = TeamId, Path, description = "The team")), responses(
    (status = 204, description = "Removed"),
    (status = 403, description = "The right is missing", body = ProblemBody),
    (status = 404, description = "There is no such team", body = ProblemBody),
    (status = 409, description = "There are people in it, or something hands over to it or waits in its queue, which `detail` names", body = ProblemBody),
))]
pub(crate) async fn remove_team(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id = id::<TeamId>(&path)?;
    let (setting, actor, needs) = (visit.app.setting.clone(), visit.actor().clone(), team_needs(&visit));
    let removed = deed(&visit, move |tx| team::remove(tx, &setting, &actor, (id, &needs))).await;
    removed.map_err(|refusal| refusal.told(&visit.say))?;
    Ok(done())
}

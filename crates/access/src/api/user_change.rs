//! `PATCH /users/{id}`: name, role, team and sight of a person.

use super::body::{Body, deed, expected, id, json, match_state};
use super::user_shown::{UserShown, known};
use crate::roles::Role;
use crate::staff::{self, Placement};
use crate::{Refusal, Scope, TeamId, UserId, user};
use axum::extract::Path;
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use kernel::Level;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// What to change of a person; what is left out stays, null takes away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserChange {
    /// Their name.
    name: Option<String>,
    /// Their role.
    role: Option<String>,
    /// Their team.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<TeamId>)]
    team: Option<Option<TeamId>>,
    /// How far they see; null for what their role says.
    #[serde(default, deserialize_with = "told")]
    #[schema(value_type = Option<Scope>)]
    scope: Option<Option<Scope>>,
}

/// Tells null from nothing.
fn told<'de, D: Deserializer<'de>, T: Deserialize<'de>>(json: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(json).map(Some)
}

/// Changes a person; `If-Match` with the ETag read before keeps another's change from being lost.
#[utoipa::path(patch, path = "/users/{id}", tag = "access", request_body = UserChange,
    params(("id" = UserId, Path, description = "The person")), responses(
    (status = 200, description = "The person as they are now", body = UserShown),
    (status = 403, description = "The right is missing, or more would be given than is held", body = ProblemBody),
    (status = 404, description = "There is nobody of this id", body = ProblemBody),
    (status = 409, description = "The last owner must remain one", body = ProblemBody),
    (status = 412, description = "Somebody changed the person meanwhile", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn change_user(
    visit: Visit,
    Path(path): Path<String>,
    headers: HeaderMap,
    Body(sent): Body<UserChange>,
) -> Result<Response, Problem> {
    visit.need(crate::STAFF, Level::Arrange)?;
    let (id, expected, known) = (id::<UserId>(&path)?, expected(&headers), known(&visit));
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let shown = deed(&visit, move |tx| {
        let held = user::get(tx, id)?.ok_or(Refusal::Missing)?;
        match_state(expected.as_deref(), &UserShown::of(tx, held.clone(), &known)?)?;
        let role = match &sent.role {
            Some(slug) => Role::from_slug(slug).ok_or(Refusal::RoleUnknown)?,
            None => held.role,
        };
        let placement = Placement {
            name: sent.name.unwrap_or(held.name),
            role,
            team: sent.team.unwrap_or(held.team),
            scope: sent.scope.unwrap_or(held.scope),
        };
        let placed = staff::place(tx, &setting, &actor, id, placement)?;
        Ok::<_, Problem>(UserShown::of(tx, placed, &known)?)
    })
    .await?;
    json(StatusCode::OK, &shown)
}

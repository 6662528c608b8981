//! What a person may do and whether they come in: rights, disabling, invitation.

use super::body::{Body, deed, done, id, json, shown_once};
use super::user_shown::{UserShown, known};
use crate::rights::STAFF;
use crate::{UserId, invitation, staff};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// Sets a person's rights: those named hold in place of the role's, all others are the role's.
#[utoipa::path(put, path = "/users/{id}/rights", tag = "access", request_body = BTreeMap<String, Level>,
    params(("id" = UserId, Path, description = "The person")), responses(
    (status = 200, description = "The person as they are now", body = UserShown),
    (status = 403, description = "The right is missing, or more would be given than is held", body = ProblemBody),
    (status = 404, description = "There is nobody of this id", body = ProblemBody),
    (status = 422, description = "There is no such right", body = ProblemBody),
))]
pub(crate) async fn give_rights(
    visit: Visit,
    Path(path): Path<String>,
    Body(sent): Body<BTreeMap<String, Level>>,
) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let (id, known) = (id::<UserId>(&path)?, known(&visit));
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let levels: Vec<_> = sent.into_iter().collect();
    let shown = deed(&visit, move |tx| {
        staff::give_rights(tx, &setting, &actor, id, (&levels, &known))?;
        UserShown::read(tx, id, &known)
    });
    json(StatusCode::OK, &shown.await?)
}

/// Ends a person's access at once: sessions, tokens and invitation.
#[utoipa::path(put, path = "/users/{id}/disabling", tag = "access",
    params(("id" = UserId, Path, description = "The person")), responses(
    (status = 204, description = "They have no access"),
    (status = 403, description = "The right is missing", body = ProblemBody),
    (status = 404, description = "There is nobody of this id", body = ProblemBody),
    (status = 409, description = "The last owner must remain", body = ProblemBody),
))]
pub(crate) async fn disable_user(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id = id::<UserId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    deed(&visit, move |tx| staff::disable(tx, &setting, &actor, id)).await?;
    Ok(done())
}

/// Gives a person's access back; ended sessions and tokens stay ended.
#[utoipa::path(delete, path = "/users/{id}/disabling", tag = "access",
    params(("id" = UserId, Path, description = "The person")), responses(
    (status = 204, description = "They may sign in"),
    (status = 403, description = "The right is missing", body = ProblemBody),
    (status = 404, description = "There is nobody of this id", body = ProblemBody),
))]
pub(crate) async fn enable_user(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id = id::<UserId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    deed(&visit, move |tx| staff::enable(tx, &setting, &actor, id)).await?;
    Ok(done())
}

/// An invitation, shown once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Invited {
    /// Its path; valid for three days and one use.
    invitation: String,
}

/// Makes a link by which a person chooses a password; one made before stops working.
#[utoipa::path(post, path = "/users/{id}/invitation", tag = "access",
    params(("id" = UserId, Path, description = "The person")), responses(
    (status = 201, description = "The link", body = Invited),
    (status = 403, description = "The right is missing", body = ProblemBody),
    (status = 404, description = "There is nobody of this id", body = ProblemBody),
    (status = 409, description = "The person has no access", body = ProblemBody),
))]
pub(crate) async fn invite_user(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let id = id::<UserId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let made = deed(&visit, move |tx| invitation::invite(tx, &setting, &actor, id)).await?;
    shown_once(StatusCode::CREATED, &Invited { invitation: format!("/invitation/{}", made.reveal()) })
}

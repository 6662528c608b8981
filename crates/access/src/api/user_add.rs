//! `POST /users`: a new person, with a password or an invitation.

use super::body::{Body, deed, shown_once};
use super::user_shown::{UserShown, known};
use crate::roles::Role;
use crate::staff::{self, NewUser};
use crate::user::fold_email;
use crate::{Password, Refusal, TeamId, invitation};
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// A person to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UserToAdd {
    /// Their e-mail in any spelling.
    #[schema(example = "aigerim@dastarkhan.kz")]
    email: String,
    /// Their name.
    #[schema(example = "Әйгерім Омарова")]
    name: String,
    /// Their role.
    #[schema(example = "seller")]
    role: String,
    /// Their team.
    team: Option<TeamId>,
    /// Their password; without one the answer holds an invitation.
    password: Option<String>,
}

/// A person who was added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UserAdded {
    /// The person.
    #[serde(flatten)]
    user: UserShown,
    /// The path of the invitation, shown once.
    invitation: Option<String>,
}

/// Adds a person.
#[utoipa::path(post, path = "/users", tag = "access", request_body = UserToAdd, responses(
    (status = 201, description = "Added", body = UserAdded),
    (status = 403, description = "The right is missing, or more would be given than is held", body = ProblemBody),
    (status = 422, description = "A field is wrong", body = ProblemBody),
))]
pub(crate) async fn add_user(visit: Visit, Body(sent): Body<UserToAdd>) -> Result<Response, Problem> {
    visit.need(crate::STAFF, Level::Arrange)?;
    shown_once(StatusCode::CREATED, &add(&visit, sent).await?)
}

async fn add(visit: &Visit, sent: UserToAdd) -> Result<UserAdded, Refusal> {
    let (setting, actor, known) = (visit.app.setting.clone(), visit.actor().clone(), known(visit));
    let role = Role::from_slug(&sent.role).ok_or(Refusal::RoleUnknown)?;
    let hash = match &sent.password {
        Some(text) => Some(Password::new(text, &fold_email(&sent.email))?.hashing(&setting).await?),
        None => None,
    };
    let new = NewUser { email: sent.email, name: sent.name, role, team: sent.team };
    deed(visit, move |tx| {
        let user = staff::add(tx, &setting, &actor, new)?;
        let invitation = match hash {
            Some(hash) => {
                staff::set_password(tx, &setting, &actor, user.id, &hash)?;
                None
            }
            None => {
                let secret = invitation::invite(tx, &setting, &actor, user.id)?;
                Some(format!("/invitation/{}", secret.reveal()))
            }
        };
        Ok(UserAdded { user: UserShown::of(tx, user, &known)?, invitation })
    })
    .await
}

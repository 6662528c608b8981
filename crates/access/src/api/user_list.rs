//! `GET /users` and `GET /users/{id}`: who signs in here.

use super::body::{Items, id, json};
use super::user_shown::{UserShown, known};
use crate::rights::STAFF;
use crate::{Refusal, UserId, user};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use web::{Problem, ProblemBody, Visit};

/// Lists everybody: those who may sign in first, then by name.
#[utoipa::path(get, path = "/users", tag = "access", responses(
    (status = 200, description = "Everybody", body = Items<UserShown>),
    (status = 403, description = "The right over staff is missing", body = ProblemBody),
))]
pub(crate) async fn list_users(visit: Visit) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Read)?;
    let known = known(&visit);
    let shown = visit.app.db.reading(move |tx| {
        let people = user::all(tx)?;
        people.into_iter().map(|user| UserShown::of(tx, user, &known)).collect::<Result<Vec<_>, Refusal>>()
    });
    json(StatusCode::OK, &Items::all(shown.await?))
}

/// Reads one person.
#[utoipa::path(get, path = "/users/{id}", tag = "access", params(("id" = UserId, Path, description = "The person")), responses(
    (status = 200, description = "The person", body = UserShown),
    (status = 404, description = "There is nobody of this id", body = ProblemBody),
))]
pub(crate) async fn get_user(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    visit.need(STAFF, Level::Read)?;
    let (id, known) = (id::<UserId>(&path)?, known(&visit));
    let shown = visit.app.db.reading(move |tx| UserShown::read(tx, id, &known)).await?;
    json(StatusCode::OK, &shown)
}

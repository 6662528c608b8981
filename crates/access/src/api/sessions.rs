//! `GET /sessions`, `DELETE /sessions` and `DELETE /sessions/{id}`: where one is signed in.

use super::body::{Items, deed, done, id, json, moment};
use crate::rights::ME;
use crate::{Session, SessionId, UserId, device, session};
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use serde::Serialize;
use utoipa::ToSchema;
use web::{Problem, ProblemBody, Visit};

/// A session of one's own.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionShown {
    id: SessionId,
    /// Browser and system in words.
    device: String,
    address: String,
    created_at: String,
    /// To five minutes.
    last_seen_at: String,
}

impl From<Session> for SessionShown {
    fn from(session: Session) -> Self {
        Self {
            id: session.id,
            device: device::words(&session.agent),
            address: session.address,
            created_at: moment(session.created_at),
            last_seen_at: moment(session.last_seen_at),
        }
    }
}

/// Lists one's own open sessions, the one used last first.
#[utoipa::path(get, path = "/sessions", tag = "access", responses(
    (status = 200, description = "The sessions", body = Items<SessionShown>),
))]
pub(crate) async fn list_sessions(visit: Visit) -> Result<Response, Problem> {
    visit.need(ME, Level::Read)?;
    let own = UserId(visit.actor().user.ok_or_else(Problem::forbidden)?);
    let setting = visit.app.setting.clone();
    let open = visit.app.db.reading(move |tx| session::open_of(tx, &setting, own)).await?;
    json(StatusCode::OK, &Items::all(open.into_iter().map(SessionShown::from).collect()))
}

/// Ends one of one's own sessions at once.
#[utoipa::path(delete, path = "/sessions/{id}", tag = "access",
    params(("id" = SessionId, Path, description = "The session")), responses(
    (status = 204, description = "It has ended"),
    (status = 404, description = "There is no such open session of one's own", body = ProblemBody),
))]
pub(crate) async fn end_session(visit: Visit, Path(path): Path<String>) -> Result<Response, Problem> {
    let id = id::<SessionId>(&path)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    deed(&visit, move |tx| session::end(tx, &setting, &actor, id)).await?;
    Ok(done())
}

/// Ends all of one's own sessions but the one that asks; a token ends them all.
#[utoipa::path(delete, path = "/sessions", tag = "access", responses(
    (status = 204, description = "The others have ended"),
))]
pub(crate) async fn end_other_sessions(visit: Visit) -> Result<Response, Problem> {
    let (setting, actor, held) =
        (visit.app.setting.clone(), visit.actor().clone(), visit.facts.session.clone());
    deed(&visit, move |tx| {
        let this = session::of_secret(tx, held.as_deref().unwrap_or_default())?;
        session::end_others(tx, &setting, &actor, this.map(|session| session.id))
    })
    .await?;
    Ok(done())
}

//! `/users/{id}/hand-over`: what a leaver leaves, and passing it on in one step.

use crate::bulk_change::DeedId;
use crate::handing_over::{self, HandOverError, inherited};
use crate::running;
use access::{STAFF, UserId};
use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use kernel::{Level, RawId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit};

/// What somebody has and did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EstateView {
    /// Clients they answer for.
    n_clients: i64,
    /// What else they answer for, such as `deals` and `tasks`, with how many of each.
    others: BTreeMap<String, i64>,
    /// How many times they read personal data in the last 30 days, by `card`, `list`, `search`, `reveal`, `export`.
    reads: BTreeMap<String, i64>,
}

/// To whom the clients pass.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct HandOverBody {
    /// The id of the colleague.
    to: UserId,
}

/// What was begun.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HandOverView {
    /// The change that passes the clients on; by it it is followed and taken back, see `/customers/many/{deed}`.
    deed: DeedId,
}

/// Tell what a person has and did
#[utoipa::path(
    get,
    path = "/users/{id}/hand-over",
    tag = "customers",
    params(("id" = String, Path, description = "The person")),
    responses(
        (status = 200, description = "Clients and readings of the last 30 days", body = EstateView),
        (status = 403, description = "The right over staff is missing", body = ProblemBody),
        (status = 404, description = "There is nobody of this id", body = ProblemBody),
    )
)]
pub(crate) async fn get_estate(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<EstateView>, Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let leaver: RawId = text.parse().map_err(|_| Problem::missing())?;
    let (desk, eye) = (running::desk(&visit), visit.clone());
    let found = visit.app.db.reading(move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        handing_over::estate(tx, &act, (leaver, &inherited(&eye)))
    });
    let estate = found.await?;
    let others = estate.others.into_iter().map(|(slug, _, n)| (slug.to_owned(), n)).collect();
    let reads = estate.reads.into_iter().collect();
    Ok(Json(EstateView { n_clients: estate.n_clients, others, reads }))
}

/// End a person's access and pass their clients on
///
/// Sessions and tokens end at once; a job passes the clients on, which can be taken back.
#[utoipa::path(
    post,
    path = "/users/{id}/hand-over",
    tag = "customers",
    params(("id" = String, Path, description = "The person")),
    request_body = HandOverBody,
    responses(
        (status = 202, description = "It is begun", body = HandOverView),
        (status = 403, description = "The right over staff is missing", body = ProblemBody),
        (status = 404, description = "There is nobody of this id", body = ProblemBody),
        (status = 409, description = "The last owner must remain", body = ProblemBody),
        (status = 422, description = "The colleague is not there or has no access", body = ProblemBody),
    )
)]
pub(crate) async fn hand_over(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<HandOverBody>,
) -> Result<(StatusCode, Json<HandOverView>), Problem> {
    visit.need(STAFF, Level::Arrange)?;
    let leaver: RawId = text.parse().map_err(|_| Problem::missing())?;
    let (desk, eye) = (running::desk(&visit), visit.clone());
    let done = access::changing(&visit.app, move |tx| {
        let act = desk.act(tx, (&eye.app.setting, eye.actor()), &eye.app.firm())?;
        let deed = handing_over::hand_over(tx, &act, (leaver, body.to.0), &inherited(&eye))?;
        eye.claim(tx)?;
        Ok::<_, HandOverError>(deed)
    });
    Ok((StatusCode::ACCEPTED, Json(HandOverView { deed: done.await? })))
}

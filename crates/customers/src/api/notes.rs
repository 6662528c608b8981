//! `/customers/{id}/notes`: writing a note on a card, and withdrawing one's own. The timeline reads them out.

use super::shape::{id, write};
use crate::noting;
use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit};

/// A note to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteBody {
    /// What was learned or agreed, at most 20 000 letters.
    #[schema(example = "Просила перезвонить после Наурыза")]
    note: String,
}

/// A note that was written.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NoteView {
    /// Its number in the journal, by which it is withdrawn.
    seq: i64,
}

/// Write a note on a card
#[utoipa::path(
    post,
    path = "/customers/{id}/notes",
    tag = "notes",
    params(("id" = String, Path, description = "The customer's id")),
    request_body = NoteBody,
    responses(
        (status = 201, description = "The note's number; the timeline has its text", body = NoteView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "The note is blank or too long", body = ProblemBody),
    )
)]
pub(crate) async fn write_note(
    visit: Visit,
    Path(text): Path<String>,
    Body(body): Body<NoteBody>,
) -> Result<(StatusCode, Json<NoteView>), Problem> {
    let id = id(&text)?;
    let seq = write(&visit, move |tx, act| noting::write(tx, act, id, &body.note)).await?;
    Ok((StatusCode::CREATED, Json(NoteView { seq })))
}

/// Withdraw a note
///
/// Only its author may. What is withdrawn already stays so.
#[utoipa::path(
    delete,
    path = "/customers/{id}/notes/{seq}",
    tag = "notes",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("seq" = String, Path, description = "The note's number in the journal"),
    ),
    responses(
        (status = 204, description = "The note is withdrawn"),
        (status = 403, description = "The right is missing, or somebody else wrote it", body = ProblemBody),
        (status = 404, description = "The customer has no such note", body = ProblemBody),
    )
)]
pub(crate) async fn withdraw_note(
    visit: Visit,
    Path((text, seq)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let id = id(&text)?;
    let seq: i64 = seq.parse().map_err(|_| Problem::missing())?;
    write(&visit, move |tx, act| noting::withdraw(tx, act, id, seq)).await?;
    Ok(StatusCode::NO_CONTENT)
}

//! `/interactions/{id}/files`: files and recordings, sent and given out as they are.

use crate::RIGHT;
use crate::attaching::{self, AttachedFile, AttachedId};
use crate::interaction::InteractionId;
use crate::pages::given;
use crate::{reading, running};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Upload, Visit, moment};

/// A file of an interaction.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct InteractionFileView {
    /// Its id.
    id: AttachedId,
    /// What it is called.
    name: String,
    /// Its type, told from the content.
    media_type: String,
    /// How many bytes it has.
    size: u64,
    /// Whether it is a recording that can be played.
    is_recording: bool,
    /// When it was attached, RFC 3339, UTC.
    created_at: String,
}

impl InteractionFileView {
    fn of(file: AttachedFile) -> Self {
        Self {
            id: file.id,
            is_recording: file.is_recording(),
            name: file.name,
            media_type: file.media_type,
            size: file.size,
            created_at: moment(file.created_at),
        }
    }
}

/// What a file is called.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct FileNamed {
    /// The name; folders in it are left out.
    name: String,
}

/// List the files of an interaction
#[utoipa::path(
    get,
    path = "/interactions/{id}/files",
    tag = "interactions",
    params(("id" = String, Path, description = "The interaction's id")),
    responses(
        (status = 200, description = "The files in the order in which they came", body = Vec<InteractionFileView>),
        (status = 404, description = "There is no such interaction", body = ProblemBody),
    )
)]
pub(crate) async fn list_interaction_files(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Vec<InteractionFileView>>, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id = interaction(&text)?;
    let files = running::read(&visit, move |tx, act, _| {
        let one = reading::get(tx, act, id)?;
        attaching::of(tx, act, &[one])
    });
    Ok(Json(files.await?.into_iter().map(InteractionFileView::of).collect()))
}

/// Attach a file or a recording to an interaction
///
/// The body is the file itself, at most 50 MB; with an `Idempotency-Key` at most 4 MB.
#[utoipa::path(
    post,
    path = "/interactions/{id}/files",
    tag = "interactions",
    params(("id" = String, Path, description = "The interaction's id"), FileNamed),
    request_body(content = String, content_type = "application/octet-stream", description = "The bytes"),
    responses(
        (status = 201, description = "The file", body = InteractionFileView),
        (status = 404, description = "There is no such interaction", body = ProblemBody),
        (status = 422, description = "The file is empty or too large", body = ProblemBody),
    )
)]
pub(crate) async fn attach_interaction_file(
    visit: Visit,
    Path(text): Path<String>,
    Query(named): Query<FileNamed>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<InteractionFileView>), Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = interaction(&text)?;
    if bytes.is_empty() {
        return Err(Problem::invalid(vec![FieldError::new("file", "customers-file-missing")]));
    }
    let upload = Upload { field: "file".into(), name: named.name.clone(), bytes: bytes.into() };
    let stored = customers::stored(&visit, upload, attaching::MOST_BYTES).await?;
    let file =
        running::write(&visit, move |tx, act| attaching::attach(tx, act, id, (&named.name, &stored)));
    Ok((StatusCode::CREATED, Json(InteractionFileView::of(file.await?))))
}

/// Give out a file of an interaction
///
/// Pictures and recordings come with their own type, all else as `application/octet-stream` to be saved.
#[utoipa::path(
    get,
    path = "/interactions/{id}/files/{file}",
    tag = "interactions",
    params(
        ("id" = String, Path, description = "The interaction's id"),
        ("file" = String, Path, description = "The file's id"),
    ),
    responses(
        (status = 200, description = "The bytes", body = String, content_type = "*/*"),
        (status = 206, description = "The part that the Range header asks for", body = String, content_type = "*/*"),
        (status = 404, description = "The interaction has no such file", body = ProblemBody),
        (status = 416, description = "The part begins behind the end"),
    )
)]
pub(crate) async fn get_interaction_file(
    visit: Visit,
    headers: HeaderMap,
    Path((text, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let both = (interaction(&text)?, file_id(&file)?);
    let file = running::read(&visit, move |tx, act, _| attaching::get(tx, act, both)).await?;
    customers::served(&visit, given(file), &headers).await
}

/// Remove a file from an interaction
///
/// What is removed already stays so.
#[utoipa::path(
    delete,
    path = "/interactions/{id}/files/{file}",
    tag = "interactions",
    params(
        ("id" = String, Path, description = "The interaction's id"),
        ("file" = String, Path, description = "The file's id"),
    ),
    responses(
        (status = 204, description = "The file is removed"),
        (status = 404, description = "The interaction has no such file", body = ProblemBody),
    )
)]
pub(crate) async fn remove_interaction_file(
    visit: Visit,
    Path((text, file)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let both = (interaction(&text)?, file_id(&file)?);
    running::write(&visit, move |tx, act| attaching::remove(tx, act, both, true)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a removed file of an interaction back
///
/// What was not removed stays so.
#[utoipa::path(
    delete,
    path = "/interactions/{id}/files/{file}/removal",
    tag = "interactions",
    params(
        ("id" = String, Path, description = "The interaction's id"),
        ("file" = String, Path, description = "The file's id"),
    ),
    responses(
        (status = 200, description = "The file", body = InteractionFileView),
        (status = 404, description = "The interaction never had such a file", body = ProblemBody),
    )
)]
pub(crate) async fn restore_interaction_file(
    visit: Visit,
    Path((text, file)): Path<(String, String)>,
) -> Result<Json<InteractionFileView>, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let both = (interaction(&text)?, file_id(&file)?);
    let file = running::write(&visit, move |tx, act| attaching::remove(tx, act, both, false));
    Ok(Json(InteractionFileView::of(file.await?)))
}

fn interaction(text: &str) -> Result<InteractionId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

fn file_id(text: &str) -> Result<AttachedId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

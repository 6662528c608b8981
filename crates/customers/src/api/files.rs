//! `/customers/{id}/files` and `/customers/{id}/photo`: files of a card, sent and given out as they are.

use super::shape::{id, read, write};
use crate::attaching::{self, Attachment, AttachmentId};
use crate::pages::file::{served, stored};
use crate::{RIGHT, listing};
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::Response;
use files::StoredFile;
use http::{HeaderMap, StatusCode};
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use web::{FieldError, Problem, ProblemBody, Upload, Visit, moment};

/// A file of a card.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileView {
    /// Its id.
    id: AttachmentId,
    /// What it is called.
    name: String,
    /// Its type, told from the content.
    media_type: String,
    /// How many bytes it has.
    size: u64,
    /// When it was attached, RFC 3339, UTC.
    created_at: String,
}

impl FileView {
    fn of(file: Attachment) -> Self {
        Self {
            id: file.id,
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
pub(crate) struct Named {
    /// The name; folders in it are left out.
    name: String,
}

/// List the files of a customer
#[utoipa::path(
    get,
    path = "/customers/{id}/files",
    tag = "files",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "The files, the newest first; photos are not among them", body = Vec<FileView>),
        (status = 404, description = "There is no such customer", body = ProblemBody),
    )
)]
pub(crate) async fn list_files(
    visit: Visit,
    Path(text): Path<String>,
) -> Result<Json<Vec<FileView>>, Problem> {
    let id = id(&text)?;
    let list = read(&visit, move |tx, act| {
        listing::get(tx, act, id)?;
        Ok(attaching::of(tx, act, id)?.into_iter().map(FileView::of).collect())
    });
    list.await.map(Json)
}

/// Attach a file to a customer
///
/// The body is the file itself, at most 50 MB; with an `Idempotency-Key` at most 4 MB.
#[utoipa::path(
    post,
    path = "/customers/{id}/files",
    tag = "files",
    params(("id" = String, Path, description = "The customer's id"), Named),
    request_body(content = String, content_type = "application/octet-stream", description = "The bytes"),
    responses(
        (status = 201, description = "The file", body = FileView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "The file is empty or too large", body = ProblemBody),
    )
)]
pub(crate) async fn attach_file(
    visit: Visit,
    Path(text): Path<String>,
    Query(named): Query<Named>,
    bytes: Bytes,
) -> Result<(StatusCode, Json<FileView>), Problem> {
    let id = id(&text)?;
    let stored = taken(&visit, ("file", &named.name), bytes, attaching::MOST_BYTES).await?;
    let file = write(&visit, move |tx, act| attaching::attach(tx, act, id, (&named.name, &stored)));
    file.await.map(|file| (StatusCode::CREATED, Json(FileView::of(file))))
}

/// Set the photo of a customer
///
/// The body is a PNG, JPEG, GIF or WebP picture, at most 8 MB; with an `Idempotency-Key` at most 4 MB.
#[utoipa::path(
    put,
    path = "/customers/{id}/photo",
    tag = "files",
    params(("id" = String, Path, description = "The customer's id"), Named),
    request_body(content = String, content_type = "application/octet-stream", description = "The bytes"),
    responses(
        (status = 200, description = "The photo, in place of the one before", body = FileView),
        (status = 404, description = "There is no such customer", body = ProblemBody),
        (status = 422, description = "It is no such picture, or too large", body = ProblemBody),
    )
)]
pub(crate) async fn set_photo(
    visit: Visit,
    Path(text): Path<String>,
    Query(named): Query<Named>,
    bytes: Bytes,
) -> Result<Json<FileView>, Problem> {
    let id = id(&text)?;
    let stored = taken(&visit, ("photo", &named.name), bytes, attaching::MOST_PHOTO_BYTES).await?;
    let photo = write(&visit, move |tx, act| attaching::set_photo(tx, act, id, (&named.name, &stored)));
    photo.await.map(|photo| Json(FileView::of(photo)))
}

async fn taken(
    visit: &Visit,
    (field, name): (&str, &str),
    bytes: Bytes,
    at_most: u64,
) -> Result<StoredFile, Problem> {
    visit.need(RIGHT, Level::Write)?;
    if bytes.is_empty() {
        return Err(Problem::invalid(vec![FieldError::new(field, "customers-file-missing")]));
    }
    let upload = Upload { field: field.to_owned(), name: name.to_owned(), bytes: bytes.into() };
    stored(visit, upload, at_most).await
}

/// Give out a file of a customer
///
/// Pictures come with their own type, all else as `application/octet-stream` to be saved.
#[utoipa::path(
    get,
    path = "/customers/{id}/files/{file}",
    tag = "files",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("file" = String, Path, description = "The file's id"),
    ),
    responses(
        (status = 200, description = "The bytes", body = String, content_type = "*/*"),
        (status = 206, description = "The part that the Range header asks for", body = String, content_type = "*/*"),
        (status = 416, description = "The part begins behind the end"),
        (status = 404, description = "The customer has no such file", body = ProblemBody),
    )
)]
pub(crate) async fn get_file(
    visit: Visit,
    headers: HeaderMap,
    Path((text, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let both = (id(&text)?, file_id(&file)?);
    let file = read(&visit, move |tx, act| attaching::get(tx, act, both)).await?;
    served(&visit, file.into(), &headers).await
}

/// Give out the photo of a customer
#[utoipa::path(
    get,
    path = "/customers/{id}/photo",
    tag = "files",
    params(("id" = String, Path, description = "The customer's id")),
    responses(
        (status = 200, description = "The picture", body = String, content_type = "image/*"),
        (status = 404, description = "There is no such customer, or no photo", body = ProblemBody),
    )
)]
pub(crate) async fn get_photo(
    visit: Visit,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let photo = read(&visit, move |tx, act| attaching::photo(tx, act, id)).await?;
    served(&visit, photo.ok_or_else(Problem::missing)?.into(), &headers).await
}

/// Remove a file from a customer
///
/// What is removed already stays so.
#[utoipa::path(
    delete,
    path = "/customers/{id}/files/{file}",
    tag = "files",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("file" = String, Path, description = "The file's id"),
    ),
    responses(
        (status = 204, description = "The file is removed"),
        (status = 404, description = "The customer has no such file", body = ProblemBody),
    )
)]
pub(crate) async fn remove_file(
    visit: Visit,
    Path((text, file)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let both = (id(&text)?, file_id(&file)?);
    write(&visit, move |tx, act| attaching::remove(tx, act, both, true)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a removed file back
///
/// What was not removed stays so.
#[utoipa::path(
    delete,
    path = "/customers/{id}/files/{file}/removal",
    tag = "files",
    params(
        ("id" = String, Path, description = "The customer's id"),
        ("file" = String, Path, description = "The file's id"),
    ),
    responses(
        (status = 200, description = "The file", body = FileView),
        (status = 404, description = "The customer never had such a file", body = ProblemBody),
    )
)]
pub(crate) async fn restore_file(
    visit: Visit,
    Path((text, file)): Path<(String, String)>,
) -> Result<Json<FileView>, Problem> {
    let both = (id(&text)?, file_id(&file)?);
    let file = write(&visit, move |tx, act| attaching::remove(tx, act, both, false));
    file.await.map(|file| Json(FileView::of(file)))
}

fn file_id(text: &str) -> Result<AttachmentId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

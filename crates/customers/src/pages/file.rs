//! Files of a card: taking in, giving out, removing.

use super::card_deed::{id, reading, writing};
use crate::attaching::{self, Attachment, AttachmentId};
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::Response;
use files::{FileError, Opened, StoredFile};
use http::{HeaderName, HeaderValue, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::Read as _;
use std::sync::Arc;
use web::{FieldError, Form, Problem, ToastNote, Upload, Visit};

/// How much of a file is read at once.
const CHUNK: u64 = 65_536;

/// Takes a file in.
pub(super) async fn add(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    let id = id(&text)?;
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let (name, stored) = taken(&visit, form, ("file", attaching::MOST_BYTES)).await?;
    let file = writing(&visit, move |tx, act| attaching::attach(tx, act, id, (&name, &stored))).await?;
    let undo = format!("/customers/{id}/files/{}/remove", file.id);
    let note = ToastNote::new("customers-file-added-toast").name(file.name).undo(undo, Vec::new());
    Ok(web::see_with(&format!("/customers/{id}?tab=files"), &note))
}

/// Takes a photo in.
pub(super) async fn set_photo(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    visit.need(crate::RIGHT, kernel::Level::Write)?;
    let (name, stored) = taken(&visit, form, ("photo", attaching::MOST_PHOTO_BYTES)).await?;
    writing(&visit, move |tx, act| attaching::set_photo(tx, act, id, (&name, &stored))).await?;
    Ok(web::see_with(&format!("/customers/{id}"), &ToastNote::new("customers-photo-set-toast")))
}

/// Removes a file.
pub(super) async fn remove(
    visit: Visit,
    Path((text, file)): Path<(String, AttachmentId)>,
) -> Result<Response, Problem> {
    turn(&visit, (&text, file), true).await
}

/// Brings a file back.
pub(super) async fn restore(
    visit: Visit,
    Path((text, file)): Path<(String, AttachmentId)>,
) -> Result<Response, Problem> {
    turn(&visit, (&text, file), false).await
}

async fn turn(
    visit: &Visit,
    (text, file): (&str, AttachmentId),
    is_removed: bool,
) -> Result<Response, Problem> {
    let id = id(text)?;
    let turned = writing(visit, move |tx, act| attaching::remove(tx, act, (id, file), is_removed)).await?;
    let (key, back) = match is_removed {
        true => ("customers-file-removed-toast", "restore"),
        false => ("customers-file-restored-toast", "remove"),
    };
    let undo = format!("/customers/{id}/files/{file}/{back}");
    let note = ToastNote::new(key).name(turned.name).undo(undo, Vec::new());
    Ok(web::see_with(&format!("/customers/{id}?tab=files"), &note))
}

/// Gives a file out.
pub(super) async fn give(
    visit: Visit,
    Path((text, file)): Path<(String, AttachmentId)>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let file = reading(&visit, move |tx, act, _| attaching::get(tx, act, (id, file))).await?;
    served(&visit, file).await
}

/// Gives the photo out.
pub(super) async fn give_photo(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    let id = id(&text)?;
    let photo = reading(&visit, move |tx, act, _| attaching::photo(tx, act, id)).await?;
    served(&visit, photo.ok_or_else(Problem::missing)?).await
}

async fn taken(
    visit: &Visit,
    mut form: Form,
    (field, at_most): (&'static str, u64),
) -> Result<(String, StoredFile), Problem> {
    let upload =
        form.uploads.iter().position(|upload| upload.field == field).map(|at| form.uploads.remove(at));
    let Some(upload) = upload.filter(|upload| !upload.bytes.is_empty()) else {
        return Err(Problem::invalid(vec![FieldError::new(field, "customers-file-missing")]));
    };
    let name = upload.name.clone();
    Ok((name, stored(visit, upload, at_most).await?))
}

/// Puts an upload into the file store.
pub(crate) async fn stored(visit: &Visit, upload: Upload, at_most: u64) -> Result<StoredFile, Problem> {
    let store = Arc::clone(&visit.app.files);
    let say = visit.say.clone();
    let field = upload.field.clone();
    let putting = tokio::task::spawn_blocking(move || store.put(&mut upload.bytes.as_slice(), at_most));
    match putting.await.map_err(|_| Problem::broken())? {
        Ok(stored) => Ok(stored),
        Err(FileError::TooLarge(most)) => {
            let args = vec![("most", say.bytes(most).into())];
            let error = FieldError { args, ..FieldError::new(field, "customers-file-large") };
            Err(Problem::invalid(vec![error]))
        }
        Err(error) => {
            tracing::error!(%error, "a file could not be kept");
            Err(Problem::new(StatusCode::INSUFFICIENT_STORAGE, "customers-file-store-failed"))
        }
    }
}

/// A file as a browser may have it: pictures of safe types in the page, all else only to be saved, nothing to be guessed
/// and nothing of it to be run.
pub(crate) async fn served(visit: &Visit, file: Attachment) -> Result<Response, Problem> {
    let (store, key) = (Arc::clone(&visit.app.files), file.key.clone());
    let opening = tokio::task::spawn_blocking(move || store.open(&key, None));
    let opened = match opening.await.map_err(|_| Problem::broken())? {
        Ok(opened) => opened,
        Err(FileError::Missing(_)) => return Err(Problem::missing()),
        Err(error) => {
            tracing::error!(%error, "a file could not be opened");
            return Err(Problem::broken());
        }
    };
    let (size, body) = (opened.size, Body::from_stream(streamed(opened)));
    let (way, kind) = match file.is_shown_inline() {
        true => ("inline", file.media_type.as_str()),
        false => ("attachment", "application/octet-stream"),
    };
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    let headers: [(HeaderName, String); 6] = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, format!("{way}; filename*=UTF-8''{name}")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "private, max-age=3600".to_owned()),
    ];
    let mut response = Response::new(body);
    for (name, value) in headers {
        let value = HeaderValue::from_str(&value).map_err(|_| Problem::broken())?;
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// The bytes of a file, read piece by piece on a thread that may block.
fn streamed(opened: Opened) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> {
    futures_util::stream::try_unfold(opened.reader, |mut reader| async move {
        let reading = tokio::task::spawn_blocking(move || {
            let mut piece = Vec::new();
            reader.by_ref().take(CHUNK).read_to_end(&mut piece).map(|_| (reader, piece))
        });
        let (reader, piece) = reading.await.map_err(std::io::Error::other)??;
        Ok((!piece.is_empty()).then(|| (Bytes::from(piece), reader)))
    })
}

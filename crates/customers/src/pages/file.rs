//! Files of a card: taking in, giving out, removing.

use super::card_deed::{id, reading, writing};
use crate::attaching::{self, Attachment, AttachmentId};
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::response::Response;
use files::{FileError, FileKey, Opened, StoredFile};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::io::Read as _;
use std::ops::Range;
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
    headers: HeaderMap,
    Path((text, file)): Path<(String, AttachmentId)>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let file = reading(&visit, move |tx, act, _| attaching::get(tx, act, (id, file))).await?;
    served(&visit, file.into(), &headers).await
}

/// Gives the photo out.
pub(super) async fn give_photo(
    visit: Visit,
    headers: HeaderMap,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id = id(&text)?;
    let photo = reading(&visit, move |tx, act, _| attaching::photo(tx, act, id)).await?;
    served(&visit, photo.ok_or_else(Problem::missing)?.into(), &headers).await
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
///
/// # Errors
/// A file that is too large is named at its field; a store that is full or out of reach.
pub async fn stored(visit: &Visit, upload: Upload, at_most: u64) -> Result<StoredFile, Problem> {
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

/// A file to be given out.
pub struct Given {
    /// What it is called.
    pub name: String,
    /// Its type, told from the content.
    pub media_type: String,
    /// Where the store keeps it.
    pub key: FileKey,
    /// How many bytes it has.
    pub size: u64,
    /// Whether it is shown or played in the page; only for types that [`files::is_safe_inline`] allows.
    pub is_shown: bool,
}

impl From<Attachment> for Given {
    fn from(file: Attachment) -> Self {
        let is_shown = file.is_shown_inline();
        Self { name: file.name, media_type: file.media_type, key: file.key, size: file.size, is_shown }
    }
}

/// A file as a browser may have it: what is shown with its own type, all else only to be saved, nothing to be guessed
/// and nothing of it to be run. A player may ask for a part of it (RFC 9110, 14.2).
///
/// # Errors
/// A file that the store no longer has is missing.
pub async fn served(visit: &Visit, file: Given, wanted: &HeaderMap) -> Result<Response, Problem> {
    let tag = format!("\"{}\"", file.key);
    let part = match part_of(wanted, (file.size, &tag)) {
        Some(part) if part.start >= file.size => return Ok(beyond(file.size)),
        part => part,
    };
    let (store, key, range) = (Arc::clone(&visit.app.files), file.key.clone(), part.clone());
    let opening = tokio::task::spawn_blocking(move || store.open(&key, range));
    let opened = match opening.await.map_err(|_| Problem::broken())? {
        Ok(opened) => opened,
        Err(FileError::Missing(_)) => return Err(Problem::missing()),
        Err(error) => {
            tracing::error!(%error, "a file could not be opened");
            return Err(Problem::broken());
        }
    };
    let length = part.as_ref().map_or(opened.size, |part| part.end - part.start);
    let (way, kind) = match file.is_shown && files::is_safe_inline(&file.media_type) {
        true => ("inline", file.media_type.as_str()),
        false => ("attachment", "application/octet-stream"),
    };
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    let mut headers: Vec<(HeaderName, String)> = vec![
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag),
        (header::CONTENT_DISPOSITION, format!("{way}; filename*=UTF-8''{name}")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (header::CACHE_CONTROL, "private, max-age=3600".to_owned()),
    ];
    headers.extend(part.as_ref().map(|part| {
        (header::CONTENT_RANGE, format!("bytes {}-{}/{}", part.start, part.end - 1, opened.size))
    }));
    let mut response = Response::new(Body::from_stream(streamed(opened)));
    if part.is_some() {
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    for (name, value) in headers {
        let value = HeaderValue::from_str(&value).map_err(|_| Problem::broken())?;
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// The bytes that are asked for, cut at the end of the file; `None` for all, for what is no single range of bytes, and
/// for the rest of a file that was another one when it was begun (RFC 9110, 13.1.5).
fn part_of(wanted: &HeaderMap, (size, tag): (u64, &str)) -> Option<Range<u64>> {
    let is_same = wanted.get(header::IF_RANGE).is_none_or(|known| known.as_bytes() == tag.as_bytes());
    if size == 0 || !is_same {
        return None;
    }
    let text = wanted.get(header::RANGE)?.to_str().ok()?.trim().strip_prefix("bytes=")?;
    let (from, to) = text.split_once('-')?;
    let part = match (from.trim(), to.trim()) {
        ("", last) => size.saturating_sub(last.parse().ok()?)..size,
        (from, "") => from.parse().ok()?..size,
        (from, to) => from.parse().ok()?..to.parse::<u64>().ok()?.saturating_add(1).min(size),
    };
    // One that begins behind the end is told so by the caller; one that ends before it begins is none at all.
    (part.start < part.end || part.start >= size).then_some(part)
}

fn beyond(size: u64) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
    if let Ok(value) = HeaderValue::from_str(&format!("bytes */{size}")) {
        response.headers_mut().insert(header::CONTENT_RANGE, value);
    }
    response
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(asked: &str, wanted: Option<Range<u64>>) {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_str(asked).unwrap());
        assert_eq!(part_of(&headers, (1_000, "\"a\"")), wanted, "{asked}");
    }

    #[test]
    fn the_rest_of_another_file_is_not_given() {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static("bytes=5-"));
        for (known, wanted) in [("\"a\"", Some(5..10)), ("\"b\"", None)] {
            headers.insert(header::IF_RANGE, HeaderValue::from_static(known));
            assert_eq!(part_of(&headers, (10, "\"a\"")), wanted, "{known}");
        }
    }

    #[test]
    fn a_player_may_ask_for_a_part() {
        check("bytes=0-", Some(0..1_000));
        check("bytes=500-599", Some(500..600));
        check("bytes=900-5000", Some(900..1_000));
        check("bytes=-100", Some(900..1_000));
        check("bytes=2000-", Some(std::ops::Range { start: 2_000, end: 1_000 }));
        check("bytes=5-4", None);
        check("bytes=0-1,5-9", None);
        check("lines=1-2", None);
    }
}

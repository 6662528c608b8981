//! `Idempotency-Key`: a request sent twice is done once and answered twice.
//!
//! The key is claimed in the transaction of the deed itself ([`Visit::claim`]), so there is no moment at which the deed
//! is done and the key unknown. The answer is kept for a day. When the process died between the deed and the answer,
//! the repeated request learns that it was done and that its answer is lost.

use crate::store::{self, Kept, Known};
use crate::{App, Problem, Visit};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use db::{DbError, Tx};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use kernel::DAY_MS;
use sha2::{Digest as _, Sha256};

/// How long answers are kept.
const KEPT_MS: i64 = DAY_MS;

/// The greatest body of a request that can be repeated, and of an answer that is kept.
const LARGEST: usize = 4 * 1024 * 1024;

/// Records sent and answered one by one.
const STREAM: &[u8] = b"application/x-ndjson";

/// Files sent by a form, of any size. They are not compared: what parts them from one another differs at each sending.
const FILES: &[u8] = b"multipart/form-data";

static REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Marks an answer that holds a secret: it is not kept, and a repeated request only learns that it was done.
#[derive(Debug, Clone, Copy)]
pub struct Unkept;

/// What one request is remembered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Of the person, the key, the method and the path.
    pub(crate) key: [u8; 32],
    /// Of the body.
    pub(crate) request: [u8; 32],
}

impl Visit {
    /// Remembers in this transaction that the request is done; every deed of the API calls it. Without a key it does
    /// nothing.
    ///
    /// # Errors
    /// [`db::Trouble::Taken`] when the same request was done meanwhile; any other [`DbError`].
    pub fn claim(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let Some(claim) = self.facts.claim else { return Ok(()) };
        let now = self.app.setting.now();
        store::forget(tx, now - KEPT_MS)?;
        store::claim(tx, claim, now)
    }

    /// Forgets in this transaction that the request was done, because what it did is taken back: it may be sent again.
    ///
    /// # Errors
    /// Any [`DbError`].
    pub fn unclaim(&self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        self.facts.claim.map_or(Ok(()), |claim| store::unclaim(tx, claim))
    }
}

/// Answers a repeated request from what was kept; lets a new one pass and keeps its answer.
pub(crate) async fn once(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    // A stream is neither gathered nor kept: a record that comes again is known by what is in it.
    let has_key = request.headers().contains_key("idempotency-key") && !kind.starts_with(STREAM);
    let is_deed = matches!(*request.method(), Method::POST | Method::PATCH | Method::PUT | Method::DELETE);
    let visit = request.extensions().get::<Visit>().cloned();
    let (Some(mut visit), true, true) = (visit, has_key, is_deed) else {
        return Ok(next.run(request).await);
    };
    let has_files = kind.starts_with(FILES);
    let (mut parts, mut body) = request.into_parts();
    let mut compared = Bytes::new();
    if !has_files {
        let too_large = |_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "web-problem-too-large");
        compared = to_bytes(body, LARGEST).await.map_err(too_large)?;
        body = Body::from(compared.clone());
    }
    let key = parts.headers.get("idempotency-key").map(HeaderValue::as_bytes).unwrap_or_default();
    let claim = Claim {
        key: digest(&[
            visit.actor().user.unwrap_or_default().as_bytes(),
            key,
            parts.method.as_str().as_bytes(),
            parts.uri.path().as_bytes(),
        ]),
        request: digest(&[&compared]),
    };
    if let Some(known) = app.db.reading(move |tx| store::find(tx, claim)).await? {
        return known.answer(claim);
    }
    visit.facts.claim = Some(claim);
    parts.extensions.insert(visit);
    let response = next.run(Request::from_parts(parts, body)).await;
    let is_kept = response.status().is_success() && response.extensions().get::<Unkept>().is_none();
    if is_kept { keep(&app, claim, response).await } else { Ok(response) }
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

impl Known {
    fn answer(self, claim: Claim) -> Result<Response, Problem> {
        if self.request != claim.request {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "web-problem-key-reused"));
        }
        let Some(kept) = self.kept else {
            return Err(Problem::new(StatusCode::CONFLICT, "web-problem-answer-lost"));
        };
        let status = u16::try_from(kept.status).ok().and_then(|code| StatusCode::from_u16(code).ok());
        let mut response = (status.unwrap_or(StatusCode::OK), kept.body).into_response();
        let headers = response.headers_mut();
        headers.insert(REPLAYED.clone(), HeaderValue::from_static("true"));
        for (name, value) in [(header::CONTENT_TYPE, kept.media_type), (header::ETAG, kept.etag)] {
            if let Some(value) = value.and_then(|text| HeaderValue::from_str(&text).ok()) {
                headers.insert(name, value);
            }
        }
        Ok(response)
    }
}

async fn keep(app: &App, claim: Claim, response: Response) -> Result<Response, Problem> {
    let (parts, body) = response.into_parts();
    let body: Bytes = to_bytes(body, LARGEST).await.map_err(|_| Problem::broken())?;
    let text = |name: HeaderName| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let (media_type, etag) = (text(header::CONTENT_TYPE), text(header::ETAG));
    let (status, kept) = (i64::from(parts.status.as_u16()), body.to_vec());
    let answer = Kept { status, media_type, etag, body: kept };
    app.db.writing(move |tx| store::keep(tx, claim, &answer)).await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

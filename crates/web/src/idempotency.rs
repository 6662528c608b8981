//! `Idempotency-Key`: a request sent twice is done once and answered twice.
//!
//! The key is claimed in the transaction of the deed itself ([`Visit::claim`]), so there is no moment at which the deed
//! is done and the key unknown. The answer is kept for a day. When the process died between the deed and the answer,
//! the repeated request learns that it was done and that its answer is lost.

use crate::{App, Problem, Visit};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use db::{DbError, Tx, params};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use kernel::DAY_MS;
use sha2::{Digest as _, Sha256};

/// How long answers are kept.
const KEPT_MS: i64 = DAY_MS;

/// The greatest body of a request that can be repeated, and of an answer that is kept.
const LARGEST: usize = 4 * 1024 * 1024;

static REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// What one request is remembered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Claim {
    /// Of the person, the key, the method and the path.
    key: [u8; 32],
    /// Of the body.
    request: [u8; 32],
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
        tx.execute("DELETE FROM idempotency WHERE done_at < $1", params![now - KEPT_MS])?;
        tx.execute(
            "INSERT INTO idempotency (key_digest, request_digest, done_at) VALUES ($1, $2, $3)",
            params![&claim.key, &claim.request, now],
        )
        .map(drop)
    }
}

/// Answers a repeated request from what was kept; lets a new one pass and keeps its answer.
pub(crate) async fn once(State(app): State<App>, request: Request, next: Next) -> Result<Response, Problem> {
    let has_key = request.headers().contains_key("idempotency-key");
    let is_deed = matches!(*request.method(), Method::POST | Method::PATCH | Method::PUT | Method::DELETE);
    let visit = request.extensions().get::<Visit>().cloned();
    let (Some(mut visit), true, true) = (visit, has_key, is_deed) else { return Ok(next.run(request).await) };
    let (mut parts, body) = request.into_parts();
    let body = to_bytes(body, LARGEST).await.map_err(|_| Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "web-problem-too-large"))?;
    let key = parts.headers.get("idempotency-key").map(HeaderValue::as_bytes).unwrap_or_default();
    let claim = Claim {
        key: digest(&[
            visit.actor().user.unwrap_or_default().as_bytes(),
            key,
            parts.method.as_str().as_bytes(),
            parts.uri.path().as_bytes(),
        ]),
        request: digest(&[&body]),
    };
    if let Some(known) = app.db.reading(move |tx| find(tx, claim.key)).await? {
        return known.answer(claim);
    }
    visit.facts.claim = Some(claim);
    parts.extensions.insert(visit);
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if response.status().is_success() { keep(&app, claim, response).await } else { Ok(response) }
}

fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// What is known of a key.
struct Known {
    request: Vec<u8>,
    status: Option<i64>,
    media_type: Option<String>,
    etag: Option<String>,
    body: Option<Vec<u8>>,
}

impl Known {
    fn answer(self, claim: Claim) -> Result<Response, Problem> {
        if self.request != claim.request {
            return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "web-problem-key-reused"));
        }
        let (Some(status), Some(body)) = (self.status, self.body) else {
            return Err(Problem::new(StatusCode::CONFLICT, "web-problem-answer-lost"));
        };
        let status = u16::try_from(status).ok().and_then(|code| StatusCode::from_u16(code).ok());
        let mut response = (status.unwrap_or(StatusCode::OK), body).into_response();
        let headers = response.headers_mut();
        headers.insert(REPLAYED.clone(), HeaderValue::from_static("true"));
        for (name, value) in [(header::CONTENT_TYPE, self.media_type), (header::ETAG, self.etag)] {
            if let Some(value) = value.and_then(|text| HeaderValue::from_str(&text).ok()) {
                headers.insert(name, value);
            }
        }
        Ok(response)
    }
}

fn find(tx: &mut Tx<'_>, key: [u8; 32]) -> Result<Option<Known>, DbError> {
    let sql = "SELECT request_digest, status, media_type, etag, body FROM idempotency WHERE key_digest = $1";
    tx.first(sql, params![&key], |row| {
        Ok(Known {
            request: row.get(0)?,
            status: row.get(1)?,
            media_type: row.get(2)?,
            etag: row.get(3)?,
            body: row.get(4)?,
        })
    })
}

async fn keep(app: &App, claim: Claim, response: Response) -> Result<Response, Problem> {
    let (parts, body) = response.into_parts();
    let body: Bytes = to_bytes(body, LARGEST).await.map_err(|_| Problem::broken())?;
    let text = |name: HeaderName| parts.headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
    let (media_type, etag) = (text(header::CONTENT_TYPE), text(header::ETAG));
    let (status, kept) = (i64::from(parts.status.as_u16()), body.to_vec());
    app.db
        .writing(move |tx| {
            tx.execute(
                "UPDATE idempotency SET status = $2, media_type = $3, etag = $4, body = $5 WHERE key_digest = $1",
                params![&claim.key, status, &media_type, &etag, &kept],
            )
        })
        .await?;
    Ok(Response::from_parts(parts, Body::from(body)))
}

//! What the operations share: JSON with an ETag out, lists whole, ids in paths.

use crate::changing;
use axum::response::{IntoResponse as _, Response};
use db::{DbError, Tx};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use std::str::FromStr;
use web::{Problem, Unkept, Visit};

pub(crate) use web::{Body, moment};

/// A list whole: these lists are as long as a firm has people.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Items<T: utoipa::ToSchema> {
    /// The entries, in order.
    pub(crate) items: Vec<T>,
    /// Where to go on; always null here.
    pub(crate) next: Option<String>,
}

impl<T: utoipa::ToSchema> Items<T> {
    pub(crate) fn all(items: Vec<T>) -> Self {
        Self { items, next: None }
    }
}

/// The id in a path; what is no id is not there.
pub(crate) fn id<I: FromStr>(text: &str) -> Result<I, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// Runs a deed of this visit over who may do what; done once for each Idempotency-Key.
pub(crate) async fn deed<R, E>(
    visit: &Visit,
    work: impl FnOnce(&mut Tx<'_>) -> Result<R, E> + Send + 'static,
) -> Result<R, E>
where
    R: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let claiming = visit.clone();
    let done = changing(&visit.app, move |tx| {
        let done = work(tx)?;
        claiming.claim(tx)?;
        Ok(done)
    });
    done.await
}

/// JSON with a secret in it, which is nowhere kept.
pub(crate) fn shown_once<T: Serialize>(status: StatusCode, value: &T) -> Result<Response, Problem> {
    let mut response = json(status, value)?;
    response.extensions_mut().insert(Unkept);
    Ok(response)
}

/// JSON with its ETag.
pub(crate) fn json<T: Serialize>(status: StatusCode, value: &T) -> Result<Response, Problem> {
    let text = serde_json::to_string(value).map_err(|_| Problem::broken())?;
    let tag = HeaderValue::from_str(&etag(&text)).map_err(|_| Problem::broken())?;
    let kind = HeaderValue::from_static("application/json");
    Ok((status, [(header::CONTENT_TYPE, kind), (header::ETAG, tag)], text).into_response())
}

/// Nothing more to say.
pub(crate) fn done() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// What the caller believes the state to be, from `If-Match`.
pub(crate) fn expected(headers: &HeaderMap) -> Option<String> {
    let tag = headers.get(header::IF_MATCH)?.to_str().ok()?;
    Some(tag.to_owned()).filter(|tag| tag != "*")
}

/// Whether the state is the one that the caller believes it to be.
pub(crate) fn match_state<T: Serialize>(expected: Option<&str>, value: &T) -> Result<(), Problem> {
    let Some(expected) = expected else { return Ok(()) };
    let text = serde_json::to_string(value).map_err(|_| Problem::broken())?;
    let is_same = expected.split(',').any(|tag| tag.trim() == etag(&text));
    if is_same { Ok(()) } else { Err(Problem::outdated()) }
}

fn etag(text: &str) -> String {
    let digest = Sha256::digest(text);
    format!("\"{}\"", hex::encode(digest.get(..8).unwrap_or_default()))
}

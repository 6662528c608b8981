//! Answers: a page, a fragment of one, or the way to another page.

use crate::{App, Problem, ToastNote};
use askama::Template;
use axum::extract::FromRequestParts;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use http::header::SET_COOKIE;
use http::request::Parts;
use std::convert::Infallible;

/// Draws a page or a fragment.
///
/// # Errors
/// [`Problem::broken`] when the template fails, which is a mistake of ours.
pub fn page(template: &impl Template) -> Result<Response, Problem> {
    match template.render() {
        Ok(html) => Ok(Html(html).into_response()),
        Err(error) => {
            tracing::error!(%error, "a template failed");
            Err(Problem::broken())
        }
    }
}

/// Sends the browser to another page of ours after a deed.
pub fn see(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// The same, and has that page say what was done.
pub fn see_with(path: &str, note: &ToastNote) -> Response {
    let mut response = see(path);
    response.headers_mut().append(SET_COOKIE, note.to_cookie());
    response
}

/// Which part of a page a script asks for; `None` for the whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment(pub Option<String>);

impl Fragment {
    /// Whether exactly this part is asked for.
    pub fn is(&self, name: &str) -> bool {
        self.0.as_deref() == Some(name)
    }
}

impl FromRequestParts<App> for Fragment {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let name = parts.headers.get("x-fragment").and_then(|value| value.to_str().ok());
        Ok(Self(name.map(str::to_owned)))
    }
}

/// The revision that a program last saw, from `If-Match: "17"`; `*` and no header mean whatever stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IfMatch(pub Option<i64>);

impl FromRequestParts<App> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Problem> {
        let Some(text) = parts.headers.get(http::header::IF_MATCH).and_then(|value| value.to_str().ok())
        else {
            return Ok(Self(None));
        };
        let revision = text.trim().trim_start_matches("W/").trim_matches('"');
        match revision {
            "*" => Ok(Self(None)),
            number => number.parse().map(|n| Self(Some(n))).map_err(|_| Problem::outdated()),
        }
    }
}

/// A JSON answer with the `ETag` of a revision.
pub fn json_at(status: http::StatusCode, revision: i64, body: &impl serde::Serialize) -> Response {
    let mut response = (status, axum::Json(body)).into_response();
    if let Ok(tag) = http::HeaderValue::from_str(&format!("\"{revision}\"")) {
        response.headers_mut().insert(http::header::ETAG, tag);
    }
    response
}

/// A moment as the API writes it: RFC 3339 in UTC, to the millisecond.
pub fn moment(ms: kernel::Millis) -> String {
    jiff::Timestamp::from_millisecond(ms).map_or_else(|_| String::new(), |at| format!("{at:.3}"))
}

/// A JSON body; what cannot be read is a problem that names the place.
#[derive(Debug, Clone)]
pub struct Body<T>(pub T);

impl<T: serde::de::DeserializeOwned> axum::extract::FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: axum::extract::Request, app: &App) -> Result<Self, Problem> {
        let text =
            String::from_request(request, app).await.map_err(|e| Problem::unreadable(e.body_text()))?;
        serde_json::from_str(&text).map(Self).map_err(|error| Problem::unreadable(error.to_string()))
    }
}

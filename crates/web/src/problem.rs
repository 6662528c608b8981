//! What went wrong, as a page for people and as RFC 9457 JSON for programs.

use crate::{FieldError, guard::RequestFacts};
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use db::{DbError, Trouble};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use ui::Frame;
use utoipa::ToSchema;
use words::Say;

/// A problem: a status, the key of a sentence, and the fields it lies in.
#[derive(Debug, Clone)]
pub struct Problem {
    status: StatusCode,
    key: String,
    detail: Option<String>,
    errors: Vec<FieldError>,
    retry_after_secs: Option<i64>,
}

impl Problem {
    /// A problem of one's own: its status and the catalogue key of the sentence that says what to do.
    pub fn new(status: StatusCode, key: impl Into<String>) -> Self {
        Self { status, key: key.into(), detail: None, errors: Vec::new(), retry_after_secs: None }
    }

    /// Nobody is signed in: pages lead to the sign-in, programs get 401.
    pub fn unknown_visitor() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "web-problem-unknown-visitor")
    }

    /// The right is missing.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, "web-problem-forbidden")
    }

    /// A deed that did not come from our own pages.
    pub(crate) fn foreign() -> Self {
        Self::new(StatusCode::FORBIDDEN, "web-problem-foreign")
    }

    /// There is no such thing, or it must not be known that there is.
    pub fn missing() -> Self {
        Self::new(StatusCode::NOT_FOUND, "web-problem-missing")
    }

    /// The request cannot be understood.
    pub fn unreadable(detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..Self::new(StatusCode::BAD_REQUEST, "web-problem-unreadable") }
    }

    /// Some fields are wrong.
    pub fn invalid(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "web-problem-invalid") }
    }

    /// Somebody else changed it meanwhile (`If-Match` failed).
    pub fn outdated() -> Self {
        Self::new(StatusCode::PRECONDITION_FAILED, "web-problem-outdated")
    }

    /// Too many tries; come back later.
    pub fn too_many(retry_after_secs: i64) -> Self {
        let problem = Self::new(StatusCode::TOO_MANY_REQUESTS, "web-problem-too-many");
        Self { retry_after_secs: Some(retry_after_secs), ..problem }
    }

    /// A mistake of ours, already in the log.
    pub fn broken() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "web-problem-broken")
    }

    /// With a finished sentence of particulars.
    #[must_use]
    pub fn with_detail(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }

    /// The sentence of particulars, if there is one.
    pub fn detail(&self) -> Option<&str> {
        self.detail.as_deref()
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn present(self, say: &Say, facts: &RequestFacts) -> Response {
        if self.status == StatusCode::UNAUTHORIZED && !facts.is_program {
            let back =
                percent_encoding::utf8_percent_encode(&facts.path, percent_encoding::NON_ALPHANUMERIC);
            return crate::see(&format!("/sign-in?next={back}"));
        }
        let body = ProblemBody {
            kind: format!("/problems/{}", self.key),
            title: say.t(&self.key),
            status: self.status.as_u16(),
            detail: self.detail,
            errors: self.errors.iter().map(|error| error.said(say)).collect(),
        };
        let mut response = if facts.is_program { body.into_json() } else { body.into_page(say, facts) };
        *response.status_mut() = self.status;
        if let Some(secs) = self.retry_after_secs {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(secs.max(1)));
        }
        response
    }
}

impl From<DbError> for Problem {
    fn from(error: DbError) -> Self {
        tracing::error!(trouble = ?error.trouble, detail = %error.detail, "the database failed a request");
        let status = match error.trouble {
            Trouble::Unreachable | Trouble::Locked => StatusCode::SERVICE_UNAVAILABLE,
            Trouble::Full => StatusCode::INSUFFICIENT_STORAGE,
            Trouble::Taken => StatusCode::CONFLICT,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self::new(status, error.trouble.key())
    }
}

impl IntoResponse for Problem {
    /// Leaves the problem for the guard, which knows the language and whether a page or JSON is wanted.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// `application/problem+json`, RFC 9457.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProblemBody {
    /// What kind of problem; stable.
    #[serde(rename = "type")]
    pub kind: String,
    /// What went wrong and what to do, in the caller's language.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// Particulars of this one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The fields that are wrong, if it is about fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<SaidError>,
}

/// One wrong field in words.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SaidError {
    /// A JSON pointer to the field, such as `/facts/phone`.
    pub pointer: String,
    /// What is wrong with it and what is expected.
    pub detail: String,
}

impl ProblemBody {
    fn into_json(self) -> Response {
        let kind = HeaderValue::from_static("application/problem+json");
        let json = serde_json::to_string(&self).unwrap_or_default();
        ([(header::CONTENT_TYPE, kind)], json).into_response()
    }

    fn into_page(self, say: &Say, facts: &RequestFacts) -> Response {
        let mut frame = Frame::bare(say.clone(), self.title.clone());
        frame.path.clone_from(&facts.path);
        let page = ProblemPage { frame, problem: self };
        page.render()
            .map_or_else(|_| page.problem.title.clone().into_response(), |html| Html(html).into_response())
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    frame: Frame,
    problem: ProblemBody,
}

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

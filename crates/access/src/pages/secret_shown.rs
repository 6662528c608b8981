//! A secret on a page of its own, once.

use askama::Template;
use axum::response::Response;
use ui::Frame;
use web::{Problem, Visit};

#[derive(Template)]
#[template(path = "pages/secret_shown.html")]
struct SecretPage {
    frame: Frame,
    lead: String,
    secret: String,
    back: String,
}

/// Draws it; `title` and `lead` are catalogue keys, `back` is where to go on.
pub(crate) fn page(
    visit: &Visit,
    (title, lead): (&str, &str),
    secret: &str,
    back: &str,
) -> Result<Response, Problem> {
    web::page(&SecretPage {
        frame: visit.frame(title),
        lead: visit.say.t(lead),
        secret: secret.to_owned(),
        back: back.to_owned(),
    })
}

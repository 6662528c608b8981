//! `/analytics`: what can be asked.

use askama::Template;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{Problem, Visit, page};

use crate::list;

#[derive(Template)]
#[template(path = "pages/index.html")]
struct Index {
    frame: Frame,
    lines: Vec<Line>,
}

/// An analysis in the list.
struct Line {
    href: String,
    title: String,
    about: String,
}

/// Draws the list.
pub(crate) async fn shown(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let line = |slug: &str| Line {
        href: format!("/analytics/{slug}"),
        title: visit.say.t(&format!("analytics-{slug}-title")),
        about: visit.say.t(&format!("analytics-{slug}-about")),
    };
    let lines = list().iter().map(|analysis| line(analysis.slug())).collect();
    page(&Index { frame: visit.frame("analytics-pages-title"), lines })
}

//! `/interactions/{id}`: all that is known of one, with its files and recordings.

use super::lines::{Line, Pen};
use crate::RIGHT;
use crate::interaction::InteractionId;
use crate::{kind, reading, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{Fragment, Problem, Visit};

#[derive(Template)]
#[template(path = "pages/show.html")]
struct ShowPage {
    frame: Frame,
    s: Shown,
}

#[derive(Template)]
#[template(path = "pages/show_dialog.html")]
struct ShowDialog {
    frame: Frame,
    s: Shown,
}

/// What both show.
struct Shown {
    line: Line,
    back: String,
    can_write: bool,
}

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: InteractionId = text.parse().map_err(|_| Problem::missing())?;
    let say = visit.say.clone();
    let line = running::read(&visit, move |tx, act, staff| {
        let one = reading::get(tx, act, id)?;
        let kinds = kind::all(tx)?;
        let pen = Pen { act, say: &say, staff, kinds: &kinds };
        Ok(pen.lines(tx, &[one])?.pop())
    });
    let line = line.await?.ok_or_else(Problem::missing)?;
    let frame = visit.frame_titled(format!("{} №{}", line.kind, line.no));
    let back =
        line.customer.as_ref().map(|(href, _)| format!("{href}?tab=interactions")).unwrap_or_default();
    let s = Shown { line, back, can_write: visit.actor().may(RIGHT, Level::Write) };
    match fragment.is("dialog") {
        true => web::page(&ShowDialog { frame, s }),
        false => web::page(&ShowPage { frame, s }),
    }
}

//! The tray: letters that no card is known for.

use super::lines::{Line, Pen};
use crate::RIGHT;
use crate::mail::{self as room, Unsorted, UnsortedId};
use crate::{kind, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, see_with};

const HREF: &str = "/interactions/tray";

/// The most letters of a text that the tray shows.
const SHOWN: usize = 600;

#[derive(Template)]
#[template(path = "pages/tray.html")]
struct TrayPage {
    frame: Frame,
    lines: Vec<TrayLine>,
    /// Letters from here that did not go, or of which nobody knows.
    undecided: Vec<Line>,
}

struct TrayLine {
    id: String,
    sender: String,
    subject: String,
    text: String,
    at: String,
    n_files: usize,
    is_automatic: bool,
    is_whole: bool,
    /// Why it could not be laid anywhere, in words; empty for most.
    trouble: String,
}

fn line(visit: &Visit, one: &Unsorted) -> TrayLine {
    let name = &one.kept.name;
    let sender = if name.is_empty() { one.sender.clone() } else { format!("{name} <{}>", one.sender) };
    TrayLine {
        id: one.id.to_string(),
        sender,
        subject: one.subject.clone(),
        text: one.kept.text.chars().take(SHOWN).collect(),
        at: visit.say.date_time(one.at),
        n_files: one.kept.files.len(),
        is_automatic: one.kept.automatic.is_some(),
        is_whole: one.kept.is_whole,
        trouble: one.kept.trouble.as_deref().map(|key| visit.say.t(key)).unwrap_or_default(),
    }
}

/// Shows what waits.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let say = visit.say.clone();
    let found = running::read(&visit, move |tx, act, staff| {
        let kinds = kind::all(tx)?;
        let pen = Pen { act, say: &say, staff, kinds: &kinds };
        let undecided: Vec<_> = room::undecided(tx, act)?.into_iter().map(|(one, _)| one).collect();
        Ok((room::open(tx, act)?, pen.lines(tx, &undecided)?))
    });
    let (waiting, undecided) = found.await?;
    let lines = waiting.iter().map(|one| line(&visit, one)).collect();
    web::page(&TrayPage { frame: visit.frame("interactions-tray"), lines, undecided })
}

fn id_of(text: &str) -> Result<UnsortedId, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

/// Lays a letter on the card that is pointed at.
pub(super) async fn lay(visit: Visit, Path(id): Path<String>, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let (id, typed) = (id_of(&id)?, form.text("customer").to_owned());
    running::write(&visit, move |tx, act| room::lay_on_pointed(tx, act, id, &typed)).await?;
    Ok(see_with(HREF, &ToastNote::new("interactions-tray-laid")))
}

/// Makes a new customer of whoever wrote, and lays the letter there.
pub(super) async fn welcome(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id_of(&id)?;
    let made = running::write(&visit, move |tx, act| room::lay_on_new(tx, act, id)).await?;
    Ok(see_with(&format!("/customers/{made}"), &ToastNote::new("interactions-tray-laid")))
}

/// Puts a letter aside.
pub(super) async fn put_aside(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id = id_of(&id)?;
    running::write(&visit, move |tx, act| room::put_aside(tx, act, id)).await?;
    Ok(see_with(HREF, &ToastNote::new("interactions-tray-put-aside")))
}

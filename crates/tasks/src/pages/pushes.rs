//! The browsers in which one is told of one's tasks, a button for this one, and the worker that shows what is told.

use crate::error::TaskError;
use crate::pushing::{self, Browser, BrowserId, NewBrowser};
use crate::{RIGHT, running};
use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, page, see_with};

const HREF: &str = "/tasks/browsers";

const WORKER: &str = include_str!("push-worker.js");

#[derive(Template)]
#[template(path = "pages/pushes.html")]
struct BrowsersPage {
    frame: Frame,
    /// Each as its id, its name and since when.
    lines: Vec<(String, String, String)>,
    /// The key that a browser subscribes by; empty in the first minute of a house.
    public_key: String,
    error: String,
}

fn line(visit: &Visit, one: Browser) -> (String, String, String) {
    let name = if one.name.is_empty() { visit.say.t("tasks-browser") } else { one.name };
    (one.id.to_string(), name, visit.say.date_time(one.created_at))
}

async fn drawn(visit: &Visit, error: String) -> Result<BrowsersPage, Problem> {
    let (browsers, public_key) = running::read(visit, |tx, doing, _| pushing::own(tx, doing)).await?;
    let lines = browsers.into_iter().map(|one| line(visit, one)).collect();
    let public_key = public_key.unwrap_or_default();
    Ok(BrowsersPage { frame: visit.frame("tasks-browsers"), lines, public_key, error })
}

/// Shows them.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    page(&drawn(&visit, String::new()).await?)
}

/// Has this browser told; without script it gives no address, and the page says so.
pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let text = |name: &str| form.text(name).to_owned();
    let new = NewBrowser {
        name: text("name"),
        endpoint: text("endpoint"),
        p256dh: text("p256dh"),
        auth: text("auth"),
    };
    match running::write(&visit, move |tx, doing| pushing::add(tx, doing, &new)).await {
        Ok(_) => Ok(see_with(HREF, &ToastNote::new("tasks-browser-added"))),
        Err(TaskError::Invalid(errors)) => {
            let error = errors.first().map(|error| error.say(&visit.say)).unwrap_or_default();
            let mut response = page(&drawn(&visit, error).await?)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// Has one told no more.
pub(super) async fn forget(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: BrowserId = id.parse().map_err(|_| Problem::missing())?;
    running::write(&visit, move |tx, doing| pushing::forget(tx, doing, id)).await?;
    Ok(see_with(HREF, &ToastNote::new("tasks-browser-forgotten")))
}

/// The script that the browser keeps to show what it is told.
pub(super) async fn worker(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], WORKER).into_response())
}

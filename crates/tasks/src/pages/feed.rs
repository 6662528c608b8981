//! The address by which a calendar on a phone reads a person's tasks.

use crate::{RIGHT, feed, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, header};
use kernel::Level;
use ui::Frame;
use web::{Form, Guest, Problem, ToastNote, Visit, page, see_with};

#[derive(Template)]
#[template(path = "pages/feed.html")]
struct FeedPage {
    frame: Frame,
    address: String,
}

/// Gives out the calendar to whoever knows the secret; an unknown one is nothing.
pub(super) async fn give(guest: Guest, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let secret = form.filled("key").ok_or_else(Problem::missing)?.to_owned();
    let tasks = guest.app.db.reading(move |tx| match feed::owner(tx, &secret)? {
        Some(owner) => feed::tasks_of(tx, owner).map(Some),
        None => Ok::<_, db::DbError>(None),
    });
    let tasks = tasks.await?.ok_or_else(Problem::missing)?;
    let text = feed::calendar(&tasks, &guest.app.setting, &guest.say);
    let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
    let kept = HeaderValue::from_static("private, no-store");
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], text).into_response())
}

/// Makes an address, in place of one made before, and shows it once.
pub(super) async fn renew(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let secret = running::write(&visit, feed::renew).await?;
    page(&FeedPage { frame: visit.frame("tasks-feed"), address: format!("/tasks/feed.ics?key={secret}") })
}

/// Takes the address away.
pub(super) async fn end(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    running::write(&visit, feed::end).await?;
    Ok(see_with("/tasks", &ToastNote::new("tasks-feed-ended")))
}

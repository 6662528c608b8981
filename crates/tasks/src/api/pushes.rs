//! `/tasks/browsers`: the browsers in which one is told of one's tasks.

use crate::pushing::{self, Browser, BrowserId, NewBrowser};
use crate::{RIGHT, running};
use axum::Json;
use axum::extract::Path;
use http::StatusCode;
use kernel::Level;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use web::{Body, Problem, ProblemBody, Visit, moment};

/// A browser that is told.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BrowserView {
    /// Its id.
    id: BrowserId,
    /// What it calls itself; may be empty.
    name: String,
    /// Since when, RFC 3339.
    created_at: String,
}

impl BrowserView {
    fn of(one: Browser) -> Self {
        Self { id: one.id, name: one.name, created_at: moment(one.created_at) }
    }
}

/// One's browsers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BrowserList {
    /// The latest first.
    items: Vec<BrowserView>,
    /// The key (VAPID, base64url) that a browser subscribes by; null in the first minute of a house.
    public_key: Option<String>,
}

/// What a browser gives to be told by, as its `PushSubscription` has it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BrowserBody {
    /// What it calls itself.
    #[serde(default)]
    #[schema(example = "Android")]
    name: String,
    /// The address at its service, `https`.
    #[schema(example = "https://push.example/send/abc")]
    endpoint: String,
    /// Its key, base64url.
    p256dh: String,
    /// Its secret, base64url.
    auth: String,
}

/// List the browsers in which one is told of one's tasks
#[utoipa::path(get, path = "/tasks/browsers", tag = "tasks", responses(
    (status = 200, description = "One's own", body = BrowserList),
    (status = 403, description = "Whoever asks is no person", body = ProblemBody),
))]
pub(crate) async fn list_browsers(visit: Visit) -> Result<Json<BrowserList>, Problem> {
    let (items, public_key) = running::read(&visit, |tx, doing, _| pushing::own(tx, doing)).await?;
    Ok(Json(BrowserList { items: items.into_iter().map(BrowserView::of).collect(), public_key }))
}

/// Be told of one's tasks in a browser
///
/// A quarter of an hour before a task with a time, at nine in the morning of a task of the day; once each.
#[utoipa::path(post, path = "/tasks/browsers", tag = "tasks", request_body = BrowserBody, responses(
    (status = 201, description = "It is told", body = BrowserView),
    (status = 403, description = "Whoever asks is no person", body = ProblemBody),
    (status = 422, description = "No address of a push service, or no keys", body = ProblemBody),
))]
pub(crate) async fn add_browser(
    visit: Visit,
    Body(sent): Body<BrowserBody>,
) -> Result<(StatusCode, Json<BrowserView>), Problem> {
    visit.need(RIGHT, Level::Read)?;
    let BrowserBody { name, endpoint, p256dh, auth } = sent;
    let new = NewBrowser { name, endpoint, p256dh, auth };
    let one = running::write(&visit, move |tx, doing| pushing::add(tx, doing, &new)).await?;
    Ok((StatusCode::CREATED, Json(BrowserView::of(one))))
}

/// Be told in a browser no more
#[utoipa::path(delete, path = "/tasks/browsers/{id}", tag = "tasks",
    params(("id" = BrowserId, Path, description = "The browser")), responses(
    (status = 204, description = "It is told no more"),
    (status = 403, description = "Whoever asks is no person", body = ProblemBody),
    (status = 404, description = "It is none of one's own", body = ProblemBody),
))]
pub(crate) async fn forget_browser(visit: Visit, Path(path): Path<String>) -> Result<StatusCode, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: BrowserId = path.parse().map_err(|_| Problem::missing())?;
    running::write(&visit, move |tx, doing| pushing::forget(tx, doing, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

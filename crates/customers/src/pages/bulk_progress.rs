//! How far a large deed is, and the way back from it.

use super::bulk::undo_path;
use super::list::address::Asked;
use crate::act::{Act, RIGHT};
use crate::bulk_change::{self, DeedId};
use crate::error::CustomerError;
use crate::running;
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use db::Tx;
use jobs::State;
use kernel::Level;
use ui::Frame;
use web::{Form, Fragment, Problem, Visit};
use words::Say;

/// A large deed as the list shows it.
pub(crate) struct Progress {
    /// What is being done, or was, in words.
    pub(crate) words: String,
    pub(crate) n_done: i64,
    /// 0 where it is not known.
    pub(crate) n_total: i64,
    pub(crate) is_under_way: bool,
    /// Where to ask how far it is.
    pub(crate) poll: String,
    /// Where it is taken back; empty once it was.
    pub(crate) undo: String,
}

#[derive(Template)]
#[template(path = "pages/list/progress.html")]
struct ProgressFragment {
    frame: Frame,
    progress: Progress,
    at: String,
}

impl Progress {
    /// Of a deed with a job; `None` for one without, and for one that is not to be seen.
    pub(crate) fn of(
        tx: &mut Tx<'_>,
        act: &Act,
        id: DeedId,
        say: &Say,
    ) -> Result<Option<Self>, CustomerError> {
        let deed = match bulk_change::get(tx, act, id) {
            Ok(deed) => deed,
            Err(CustomerError::Missing | CustomerError::Forbidden) => return Ok(None),
            Err(other) => return Err(other),
        };
        let Some(job) = deed.job.map(|job| jobs::get(tx, job)).transpose()?.flatten() else {
            return Ok(None);
        };
        let is_under_way = matches!(job.state, State::Waiting | State::Running);
        let key = match (is_under_way, job.state == State::Done, deed.is_undone) {
            (true, _, false) => "customers-bulk-under-way",
            (true, _, true) => "customers-bulk-undoing",
            (_, true, false) => "customers-bulk-done",
            (_, true, true) => "customers-bulk-undone",
            _ => "customers-bulk-stopped",
        };
        let n = if deed.is_undone { job.n_done } else { deed.n };
        let n = job.result.as_ref().and_then(|result| result.get("n")?.as_i64()).unwrap_or(n);
        Ok(Some(Self {
            words: say.n(key, n),
            n_done: job.n_done,
            n_total: job.n_total.unwrap_or(0),
            is_under_way,
            poll: format!("/customers/deeds/{id}"),
            undo: if deed.is_undone { String::new() } else { undo_path(id.0) },
        }))
    }
}

/// Answers a question of the script how far it is; without script goes to the list, which shows the same.
pub(crate) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(id): Path<DeedId>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let at = Form::from_encoded(query.as_deref().unwrap_or_default()).text("at").to_owned();
    if !fragment.is("poll") {
        return Ok(web::see(&Asked::of(&at).with(|asked| asked.deed = id.to_string())));
    }
    let say = visit.say.clone();
    let progress = running::read(&visit, move |tx, act| Progress::of(tx, act, id, &say)).await?;
    let progress = progress.ok_or_else(Problem::missing)?;
    web::page(&ProgressFragment { frame: Frame::bare(visit.say.clone(), ""), progress, at })
}

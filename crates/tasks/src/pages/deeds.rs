//! What is done to a task by one press: done, open again, dropped, taken, put off, moved to another day.

use crate::error::TaskError;
use crate::{Doing, RIGHT, Task, TaskId, doing, reminding, running};
use axum::extract::Path;
use axum::response::{IntoResponse as _, Response};
use db::Tx;
use http::StatusCode;
use jiff::ToSpan as _;
use kernel::Level;
use web::{FieldError, Form, Fragment, Problem, ToastNote, Visit, see_with};

async fn deed<R: Send + 'static>(
    visit: &Visit,
    text: &str,
    verb: impl FnOnce(&mut Tx<'_>, &Doing, TaskId) -> Result<R, TaskError> + Send + 'static,
) -> Result<(TaskId, R), Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: TaskId = text.parse().map_err(|_| Problem::missing())?;
    let done = running::write(visit, move |tx, doing| verb(tx, doing, id)).await?;
    Ok((id, done))
}

/// Back to where the press was made.
fn back(form: &Form, note: &ToastNote) -> Response {
    let is_ours = |path: &&str| path.starts_with('/') && !path.starts_with("//");
    see_with(form.filled("back").filter(is_ours).unwrap_or("/tasks"), note)
}

pub(super) async fn finish(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let outcome = form.text("outcome").to_owned();
    let (id, (_, next)) =
        deed(&visit, &text, move |tx, doing, id| doing::finish(tx, doing, (id, None), &outcome)).await?;
    let fields = next.iter().map(|next| ("successor".to_owned(), next.id.to_string())).collect();
    let note = match next {
        Some(next) => ToastNote::new("tasks-done-again").name(visit.say.day(next.written.due.on)),
        None => ToastNote::new("tasks-done"),
    };
    let note = note.undo(format!("/tasks/{id}/reopen"), fields);
    Ok(back(&form, &note))
}

pub(super) async fn reopen(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let successor = form.text("successor").parse().ok();
    let (id, _) = deed(&visit, &text, move |tx, doing, id| doing::reopen(tx, doing, id, successor)).await?;
    let note = ToastNote::new("tasks-reopened").undo(format!("/tasks/{id}/done"), Vec::new());
    Ok(back(&form, &note))
}

pub(super) async fn drop(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    let (id, _) = deed(&visit, &text, |tx, doing, id| doing::drop(tx, doing, (id, None))).await?;
    let note = ToastNote::new("tasks-dropped").undo(format!("/tasks/{id}/reopen"), Vec::new());
    Ok(back(&form, &note))
}

pub(super) async fn take(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    deed(&visit, &text, doing::take).await?;
    Ok(back(&form, &ToastNote::new("tasks-taken")))
}

/// Puts it off by `days` from today, or from its day where that is later.
pub(super) async fn put_off(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let days = form.text("days").parse::<i64>().unwrap_or(1).clamp(1, 366);
    let (id, (before, task)) = deed(&visit, &text, move |tx, doing, id| {
        let known = doing::get(tx, doing, id)?;
        let from = known.written.due.on.max(doing.today());
        let on = from.checked_add(days.days()).unwrap_or(from);
        Ok((known.written.due.on, doing::put_off(tx, doing, id, on)?))
    })
    .await?;
    let undo = vec![("stage".to_owned(), before.to_string())];
    let note = ToastNote::new("tasks-put-off-to").name(visit.say.day(task.written.due.on));
    Ok(back(&form, &note.undo(format!("/tasks/{id}/move"), undo)))
}

/// Moves it to the day named by `stage`, as the calendar does by dragging.
pub(super) async fn shift(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let unreadable = |_| Problem::invalid(vec![FieldError::new("stage", "tasks-day-unreadable")]);
    let on = form.text("stage").parse().map_err(unreadable)?;
    let (_, task): (TaskId, Task) =
        deed(&visit, &text, move |tx, doing, id| doing::put_off(tx, doing, id, on)).await?;
    if fragment.is("card") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let note = ToastNote::new("tasks-put-off-to").name(visit.say.day(task.written.due.on));
    Ok(back(&form, &note))
}

/// Has whoever presses reminded by e-mail.
pub(super) async fn begin_letters(visit: Visit) -> Result<Response, Problem> {
    set_letters(&visit, true).await
}

/// Has whoever presses reminded by e-mail no more.
pub(super) async fn end_letters(visit: Visit) -> Result<Response, Problem> {
    set_letters(&visit, false).await
}

async fn set_letters(visit: &Visit, is_on: bool) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    running::write(visit, move |tx, doing| reminding::set(tx, doing, is_on)).await?;
    let said = if is_on { "tasks-letters-begun" } else { "tasks-letters-ended" };
    Ok(see_with("/tasks", &ToastNote::new(said)))
}

//! Pages of tasks: today's plan, all of them, the calendar, the form, and their place on the card.

mod calendar;
mod deeds;
mod feed;
mod form;
mod lines;
mod list;
mod panel;
mod pushes;

#[cfg(test)]
mod tests;

pub(crate) use lines::title;
pub use panel::TasksPanel;

use web::Routes;

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/tasks", list::show)
        .get("/reminders", list::reminders)
        .get("/tasks/calendar", calendar::show)
        .get("/tasks/new", form::fresh)
        .post("/tasks", form::add)
        .get("/tasks/feed.ics", feed::give)
        .post("/tasks/feed", feed::renew)
        .post("/tasks/feed/end", feed::end)
        .post("/tasks/letters", deeds::begin_letters)
        .post("/tasks/letters/end", deeds::end_letters)
        .get("/tasks/browsers", pushes::show)
        .post("/tasks/browsers", pushes::add)
        .post("/tasks/browsers/{browser}/forget", pushes::forget)
        .get("/tasks/push-worker.js", pushes::worker)
        .get("/tasks/{id}", form::show)
        .post("/tasks/{id}", form::change)
        .post("/tasks/{id}/done", deeds::finish)
        .post("/tasks/{id}/reopen", deeds::reopen)
        .post("/tasks/{id}/drop", deeds::drop)
        .post("/tasks/{id}/take", deeds::take)
        .post("/tasks/{id}/put-off", deeds::put_off)
        .post("/tasks/{id}/move", deeds::shift)
}

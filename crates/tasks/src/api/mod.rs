//! The operations under `/api/v1/tasks`.

mod deeds;
mod feed;
mod letters;
mod list;
mod pushes;
mod shape;
mod write;

use web::{Operations, routes};

/// Every operation of this capability.
pub(crate) fn router() -> Operations {
    Operations::new()
        .routes(routes!(list::list_tasks, write::add_task))
        .routes(routes!(list::get_plan))
        .routes(routes!(feed::renew_feed, feed::end_feed))
        .routes(routes!(letters::get_letters, letters::begin_letters, letters::end_letters))
        .routes(routes!(pushes::list_browsers, pushes::add_browser))
        .routes(routes!(pushes::forget_browser))
        .routes(routes!(list::get_task, write::change_task))
        .routes(routes!(deeds::close_task, deeds::reopen_task))
        .routes(routes!(deeds::take_task))
}

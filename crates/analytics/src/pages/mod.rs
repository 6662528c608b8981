//! The pages: the list of analyses, each analysis, the rows behind it, its files, the dashboard.

mod analysis;
mod arrange;
mod board_file;
mod dashboard;
mod drawing;
mod files;
mod index;
mod rows;

pub(crate) use board_file::sent as board_file;
pub(crate) use drawing::{look as drawing_look, shown as pictured};
pub(crate) use files::{Reader, written};
pub(crate) use rows::window;
use web::Routes;

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/dashboard", dashboard::shown)
        .get("/dashboard/arrange", arrange::shown)
        .post("/dashboard/arrange", arrange::arranged)
        .post("/dashboard/add", arrange::added)
        .post("/dashboard/reset", arrange::reset)
        .post("/dashboard/letters", arrange::lettered)
        .get("/dashboard/file/{kind}", board_file::sent)
        .get("/analytics", index::shown)
        .get("/analytics/{name}", analysis::shown)
        .get("/analytics/{name}/rows", rows::shown)
        .post("/analytics/{name}/segment", rows::listed)
        .get("/analytics/{name}/file/{kind}", files::sent)
}

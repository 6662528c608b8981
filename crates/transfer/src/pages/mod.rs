//! The pages: files to bring in and earlier runs, what was found in one, how far it is and what became of it.

mod choosing;
mod doing;
mod imports;
mod running;
mod show;
#[cfg(test)]
mod tests;
mod wizard;

pub(crate) use imports::{keep, received};
pub(crate) use running::{act, blocking, problem, run};

use web::Routes;

/// Every page and deed of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/import", imports::show)
        .post("/import", imports::take_in)
        .get("/import/{id}", show::show)
        .post("/import/{id}", choosing::choose)
        .post("/import/{id}/stop", doing::stop)
        .post("/import/{id}/resume", doing::resume)
        .post("/import/{id}/undo", doing::undo)
        .get("/import/{id}/rejects", doing::rejects)
        .get("/export", crate::exporting::show)
        .get("/export/file", crate::exporting::file)
}

//! The pages: files to bring in and earlier runs, what was found in one, how far it is and what became of it.

mod choosing;
mod doing;
mod imports;
mod running;
mod show;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod troubles;
mod trying;
mod wizard;

pub(crate) use doing::rejects_of;
pub(crate) use imports::{keep, look, received};
pub(crate) use running::{act, blocking, problem, run};
pub(crate) use wizard::target_words;

use tower_http::limit::RequestBodyLimitLayer;
use web::Routes;

/// The greatest body of a form without files.
const LARGEST_FORM: usize = 64 << 20;

/// Every page and deed of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/import", imports::show)
        .get("/import/{id}", show::show)
        .post("/import/{id}", choosing::choose)
        .post("/import/{id}/stop", doing::stop)
        .post("/import/{id}/resume", doing::resume)
        .post("/import/{id}/undo", doing::undo)
        .get("/import/{id}/rejects", doing::rejects)
        .get("/export", crate::exporting::show)
        .post("/export/file", crate::exporting::file)
        .post("/export/statements/{id}", crate::exporting::statement::file)
        .get("/exports", crate::outgoing::list)
        .get("/exports/{id}", crate::outgoing::show)
        .get("/exports/{id}/file", crate::outgoing::fetch)
        .post("/exports/{id}/stop", crate::outgoing::stop)
        .post("/exports/{id}/resume", crate::outgoing::resume)
        .post("/exports/{id}/drop", crate::outgoing::drop_file)
        .get("/export/orders", crate::exporting::orders_out::show)
        .post("/export/orders/file", crate::exporting::orders_out::file)
        // All but files is read whole, so it has a bound of its own.
        .behind(|router| router.layer(RequestBodyLimitLayer::new(LARGEST_FORM)))
        .post("/import", imports::take_in)
}

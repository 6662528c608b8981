//! The pages of segments: the list, the builder with its live count, one segment.

mod build;
mod condition;
mod drawing;
mod faults;
mod list;
mod part;
mod preview;
mod segment;
#[cfg(test)]
mod tests;

use web::Routes;

pub(crate) use condition::HREF as CONDITION;

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/segments", list::show)
        .get("/segments/new", build::blank)
        .post("/segments/build", build::step)
        .post("/segments/preview", preview::show)
        .get("/segments/condition", condition::show)
        .post("/segments/condition", condition::step)
        .get("/segments/{id}", segment::show)
        .get("/segments/{id}/edit", build::known)
        .post("/segments/{id}/recount", segment::recount)
        .post("/segments/{id}/remove", segment::remove)
}

//! The addresses of the list of customers.

use super::{bulk, bulk_progress, list, palette, views};
use web::Routes;

/// Adds them.
pub(crate) fn list_routes(routes: Routes) -> Routes {
    routes
        .get("/customers", list::show)
        .get("/customers/look", list::look::change)
        .get("/customers/values", list::values::show)
        .post("/customers/{id}/cell", list::cell::change)
        .post("/customers/change", bulk::change)
        .get("/customers/deeds/{id}", bulk_progress::show)
        .post("/customers/deeds/{id}/undo", bulk::undo)
        .get("/customers/views/new", views::ask)
        .post("/customers/views", views::save)
        .get("/customers/views/{id}", views::show)
        .post("/customers/views/{id}", views::change)
        .post("/customers/views/{id}/remove", views::remove)
        .get("/palette", palette::show)
}

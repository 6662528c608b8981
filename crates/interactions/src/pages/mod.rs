//! Pages of interactions: the list, one of them, its form and files, their kinds, and their place on the card.

mod back;
mod deeds;
mod files;
mod form;
mod kinds;
mod lines;
mod list;
mod panel;
mod show;
mod written;

pub(crate) use files::given;
pub use panel::InteractionsPanel;

use web::Routes;

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/interactions", list::show)
        .get("/interactions/new", form::fresh)
        .post("/interactions", form::add)
        .get("/interactions/kinds", kinds::list)
        .get("/interactions/kinds/new", kinds::ask_new)
        .post("/interactions/kinds", kinds::add)
        .get("/interactions/kinds/{slug}", kinds::ask)
        .post("/interactions/kinds/{slug}", kinds::arrange)
        .post("/interactions/kinds/{slug}/away", kinds::put_away)
        .get("/interactions/{id}", show::show)
        .get("/interactions/{id}/edit", form::ask)
        .post("/interactions/{id}", form::change)
        .post("/interactions/{id}/remove", deeds::remove)
        .post("/interactions/{id}/restore", deeds::restore)
        .post("/interactions/{id}/files", files::add)
        .get("/interactions/{id}/files/{file}", files::give)
        .post("/interactions/{id}/files/{file}/remove", files::remove)
        .post("/interactions/{id}/files/{file}/restore", files::restore)
}

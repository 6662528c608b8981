//! Pages of interactions: the list, one of them, its form and files, their kinds, their place on the card; and contact
//! cards.

mod back;
mod calls;
mod cards;
mod deeds;
mod files;
mod form;
mod kinds;
mod letter;
mod lines;
mod list;
mod mail_boxes;
mod panel;
mod show;
mod tray;
mod written;

#[cfg(test)]
mod tests;

pub(crate) use files::given;
pub use panel::InteractionsPanel;

use web::Routes;

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    let routes = Routes::new()
        .get("/interactions", list::show)
        .get("/interactions/new", form::fresh)
        .post("/interactions", form::add)
        .get("/interactions/kinds", kinds::list)
        .get("/interactions/kinds/new", kinds::ask_new)
        .post("/interactions/kinds", kinds::add)
        .get("/interactions/kinds/{slug}", kinds::ask)
        .post("/interactions/kinds/{slug}", kinds::arrange)
        .post("/interactions/kinds/{slug}/away", kinds::put_away)
        .get("/interactions/mail", mail_boxes::show)
        .post("/interactions/mail", mail_boxes::add)
        .post("/interactions/mail/{box}", mail_boxes::change)
        .post("/interactions/mail/{box}/forget", mail_boxes::forget)
        .post("/interactions/mail/{box}/test", mail_boxes::test)
        .get("/interactions/calls", calls::show)
        .post("/interactions/calls", calls::decide)
        .post("/interactions/calls/forget", calls::forget)
        .post("/interactions/calls/lines", calls::give_lines)
        .post("/interactions/call", calls::call)
        .get("/interactions/letter", letter::fresh)
        .post("/interactions/letter", letter::send)
        .post("/interactions/mail-look", mail_boxes::look)
        .get("/interactions/tray", tray::show)
        .post("/interactions/tray/{letter}/lay", tray::lay)
        .post("/interactions/tray/{letter}/new", tray::welcome)
        .post("/interactions/tray/{letter}/aside", tray::put_aside)
        .get("/interactions/{id}", show::show)
        .get("/interactions/{id}/edit", form::ask)
        .post("/interactions/{id}", form::change)
        .get("/interactions/{id}/html", letter::html)
        .post("/interactions/{id}/again", letter::again)
        .post("/interactions/{id}/remove", deeds::remove)
        .post("/interactions/{id}/restore", deeds::restore)
        .post("/interactions/{id}/files", files::add)
        .get("/interactions/{id}/files/{file}", files::give)
        .post("/interactions/{id}/files/{file}/remove", files::remove)
        .post("/interactions/{id}/files/{file}/restore", files::restore);
    cards::routes(routes)
}

//! Pages of deals: the board, the list, the forecast, the funnel, one deal, its form, and the arranging of pipelines.

mod around;
mod arrange;
mod asked;
mod board;
mod deal;
mod deeds;
mod forecast;
mod form;
mod funnel;
mod gate;
mod lines;
mod list;
mod panel;
mod stage_form;

pub(crate) use deeds::outdated;
pub use panel::DealsPanel;

use web::Routes;

/// Every page of this capability.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/deals", board::show)
        .get("/deals/column", board::further)
        .get("/deals/list", list::show)
        .get("/deals/forecast", forecast::show)
        .get("/deals/funnel", funnel::show)
        .get("/deals/new", form::fresh)
        .post("/deals", form::add)
        .get("/deals/pipelines", arrange::show)
        .post("/deals/pipelines", arrange::add)
        .post("/deals/pipelines/{id}", arrange::rename)
        .post("/deals/pipelines/{id}/remove", arrange::remove)
        .get("/deals/pipelines/{id}/stages/new", stage_form::fresh)
        .post("/deals/pipelines/{id}/stages", stage_form::add)
        .get("/deals/pipelines/{id}/stages/{stage}", stage_form::show)
        .post("/deals/pipelines/{id}/stages/{stage}", stage_form::change)
        .post("/deals/pipelines/{id}/stages/{stage}/move", stage_form::shift)
        .post("/deals/pipelines/{id}/stages/{stage}/remove", stage_form::remove)
        .post("/deals/reasons", arrange::add_reason)
        .post("/deals/reasons/{id}", arrange::rename_reason)
        .post("/deals/reasons/{id}/remove", arrange::remove_reason)
        .get("/deals/{id}", deal::show)
        .get("/deals/{id}/edit", form::edit)
        .post("/deals/{id}", form::change)
        .get("/deals/{id}/gate", gate::show)
        .post("/deals/{id}/facts", gate::fill)
        .post("/deals/{id}/onward", gate::onward)
        .post("/deals/{id}/move", deeds::shift)
        .post("/deals/{id}/win", deeds::win)
        .post("/deals/{id}/lose", deeds::lose)
        .post("/deals/{id}/reopen", deeds::reopen)
        .post("/deals/{id}/take", deeds::take)
}

//! Pages of contact cards: the forms and what they ask, filling one, those that were filled.

mod builder;
mod fill;
mod filled;
mod forms;
mod question;

pub(super) use filled::{CardLine, lines};

use web::Routes;

/// Every page of contact cards.
pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/contact-cards", forms::list)
        .get("/contact-cards/new", builder::ask_new)
        .post("/contact-cards", builder::add)
        .get("/contact-cards/filled", filled::list)
        .post("/contact-cards/filled/{card}/remove", filled::remove)
        .post("/contact-cards/filled/{card}/restore", filled::restore)
        .get("/contact-cards/{form}", builder::ask)
        .post("/contact-cards/{form}", builder::change)
        .post("/contact-cards/{form}/away", forms::put_away)
        .get("/contact-cards/{form}/fill", fill::ask)
        .post("/contact-cards/{form}/fill", fill::fill)
}

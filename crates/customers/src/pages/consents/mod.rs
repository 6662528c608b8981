//! Pages of consents: the block on the card, the page where they are written down, the firm's list, the client's own page.

mod admin;
mod block;
mod card;
mod confirming;
mod own;

pub(in crate::pages) use block::{ConsentBlock, of as block_of};

use web::Routes;
use words::Say;

/// Adds them.
pub(in crate::pages) fn routes(routes: Routes) -> Routes {
    routes
        .get("/customers/consents", admin::list)
        .post("/customers/consents", admin::put)
        .post("/customers/consents/texts", admin::write)
        .get("/customers/{id}/consents", card::show)
        .post("/customers/{id}/consents", card::record)
        .post("/customers/{id}/consents/withdraw", card::withdraw)
        .get("/my-data/{token}", own::show)
        .post("/my-data/{token}", own::save)
        .post("/my-data/{token}/withdraw", own::withdraw)
        .get("/my-data/{token}/one-click", own::lead)
        .post("/my-data/{token}/one-click", own::one_click)
        .get("/my-data/{token}/confirm/{no}/{sign}", confirming::ask)
        .post("/my-data/{token}/confirm/{no}/{sign}", confirming::confirm)
}

/// The colour of a state.
fn signal(state: &str) -> &'static str {
    match state {
        "given" => "green",
        "refused" | "withdrawn" => "red",
        "pending" | "expired" => "amber",
        _ => "",
    }
}

/// What a state is called.
fn state_words(state: &str, say: &Say) -> String {
    say.t(&format!("customers-consent-is-{state}"))
}

//! The page behind a link that confirms a yes; opening it does nothing, since programs open links before people do.

use super::own::{holding, looking};
use crate::consents::{self, Origin, Proof};
use crate::error::CustomerError;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use ui::Frame;
use web::{Guest, Problem};

#[derive(Template)]
#[template(path = "pages/consents/confirming.html")]
struct ConfirmPage {
    frame: Frame,
    is_done: bool,
}

/// Asks for one press.
pub(super) async fn ask(
    guest: Guest,
    Path((token, no, sign)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (no, link) = (number(&no)?, token.clone());
    looking(&guest, &token, move |tx, _, _| match consents::confirmed_by(tx, &link, (no, &sign))? {
        true => Ok(()),
        false => Err(CustomerError::Missing),
    })
    .await?;
    web::page(&ConfirmPage { frame: guest.frame("customers-confirm-title"), is_done: false })
}

/// Confirms it.
pub(super) async fn confirm(
    guest: Guest,
    Path((token, no, sign)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (no, link) = (number(&no)?, token.clone());
    let proof = Proof {
        lang: guest.say.lang().code().to_owned(),
        form: "double opt-in".to_owned(),
        address: guest.facts.address.clone(),
        ..Proof::of(Origin::Client)
    };
    holding(&guest, &token, move |tx, act, _| {
        if !consents::confirmed_by(tx, &link, (no, &sign))? {
            return Err(CustomerError::Missing);
        }
        consents::confirm(tx, act, no, proof)
    })
    .await?;
    web::page(&ConfirmPage { frame: guest.frame("customers-confirm-done"), is_done: true })
}

fn number(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

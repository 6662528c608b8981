//! The page behind a link that confirms a yes; opening it does nothing, since programs open links before people do.

use super::own::{holding, looking, speaking};
use crate::consents::{self, Consent, Origin, Proof, State, channel};
use crate::error::CustomerError;
use crate::store::{consent_purposes, consents as table};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use db::Tx;
use ui::Frame;
use web::{Form, Guest, Problem};
use words::Say;

#[derive(Template)]
#[template(path = "pages/consents/confirming.html")]
struct ConfirmPage {
    frame: Frame,
    firm: String,
    token: String,
    asked: String,
    text: String,
    is_done: bool,
}

/// What a link asks to confirm.
struct Asked {
    purpose: consents::Purpose,
    consent: Consent,
    text: String,
    is_given: bool,
}

impl Asked {
    fn words(&self, say: &Say) -> String {
        match self.consent.channel == &channel::ANY {
            true => self.purpose.name(say),
            false => format!("{} · {}", self.purpose.name(say), say.t(&self.consent.channel.label())),
        }
    }

    fn page(self, guest: Guest, token: String, is_done: bool) -> Result<Response, Problem> {
        let guest = speaking(guest, &Form::default(), &self.consent.proof.lang);
        let is_done = is_done || self.is_given;
        let title = if is_done { "customers-confirm-done" } else { "customers-confirm-title" };
        web::page(&ConfirmPage {
            frame: guest.frame(title),
            firm: guest.app.firm().name.clone(),
            token,
            asked: self.words(&guest.say),
            text: self.text,
            is_done,
        })
    }
}

/// What a link asks, if it was made here and nobody said no since.
fn asked(tx: &mut Tx<'_>, token: &str, (no, sign): (i64, &str)) -> Result<Asked, CustomerError> {
    if !consents::confirmed_by(tx, token, (no, sign))? {
        return Err(CustomerError::Missing);
    }
    let consent = table::numbered(tx, no)?.ok_or(CustomerError::Missing)?;
    let card = crate::merging::standing(tx, consent.customer)?.unwrap_or(consent.customer);
    let last = table::last(tx, card, (consent.purpose, consent.channel))?.ok_or(CustomerError::Missing)?;
    if last.state.is_no() {
        return Err(CustomerError::Missing);
    }
    let all = consent_purposes::all(tx)?;
    let purpose = all.into_iter().find(|one| one.no == consent.purpose).ok_or(CustomerError::Missing)?;
    let text = match consent.proof.text {
        Some(id) => consent_purposes::text_of(tx, id)?.map(|text| text.text).unwrap_or_default(),
        None => String::new(),
    };
    Ok(Asked { purpose, consent, text, is_given: last.state == State::Given })
}

/// Asks for one press.
pub(super) async fn ask(
    guest: Guest,
    Path((token, no, sign)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (no, link) = (number(&no)?, token.clone());
    let found = looking(&guest, &token, move |tx, _, _| asked(tx, &link, (no, &sign))).await?;
    found.page(guest, token, false)
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
    let found = holding(&guest, &token, move |tx, act, _| {
        let found = asked(tx, &link, (no, &sign))?;
        // The page was shown in the language in which the yes was said.
        let lang =
            if found.consent.proof.lang.is_empty() { &proof.lang } else { &found.consent.proof.lang };
        let proof = Proof { lang: lang.clone(), ..proof };
        consents::confirm(tx, act, no, proof)?;
        Ok(found)
    })
    .await?;
    found.page(guest, token, true)
}

fn number(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::missing())
}

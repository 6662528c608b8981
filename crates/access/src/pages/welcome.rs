//! The first run: the owner of an empty base, and the three ways to begin.

use super::drawing::{self, Choices, Faults, drawn, origin, untrimmed};
use crate::founding::{self, Founding, TRADES};
use crate::refusal::Refusal;
use crate::user::fold_email;
use crate::{Password, gate, session, signing_in};
use askama::Template;
use axum::response::Response;
use http::header;
use kernel::Country;
use ui::Frame;
use web::{Form, Guest, Problem, Visit};

#[derive(Template)]
#[template(path = "pages/welcome.html")]
struct WelcomePage {
    frame: Frame,
    languages: Choices,
    countries: Choices,
    trades: Choices,
    typed: Founding,
    faults: Faults,
}

fn page(guest: &Guest, typed: Founding, faults: Faults) -> WelcomePage {
    let say = &guest.say;
    WelcomePage {
        frame: guest.frame("access-welcome"),
        languages: drawing::languages(),
        countries: drawing::countries(say),
        trades: TRADES.map(|trade| (trade.to_owned(), say.t(&format!("access-trade-{trade}")))).into(),
        typed,
        faults,
    }
}

/// Asks who the owner is; a founded firm has no first run any more.
pub(crate) async fn show(guest: Guest) -> Result<Response, Problem> {
    if guest.app.firm().is_founded {
        return Ok(web::see("/"));
    }
    let typed = typed(&guest, &Form::default());
    web::page(&page(&guest, typed, Faults::default()))
}

fn typed(guest: &Guest, form: &Form) -> Founding {
    Founding {
        firm: form.text("firm").to_owned(),
        name: form.text("name").to_owned(),
        email: form.text("email").to_owned(),
        lang: form.text("lang").parse().unwrap_or(guest.say.lang()),
        country: Country::from_slug(form.text("country")).unwrap_or_default(),
        trade: form.text("trade").to_owned(),
    }
}

/// Founds the firm and lets its owner in.
pub(crate) async fn found(guest: Guest, form: Form) -> Result<Response, Problem> {
    let typed = typed(&guest, &form);
    match try_to_found(&guest, &form, typed.clone()).await {
        Ok(response) => Ok(response),
        Err(refusal) => {
            let page = page(&guest, typed, Faults::of(refusal, &guest.say)?);
            drawn(&page, &page.faults)
        }
    }
}

async fn try_to_found(guest: &Guest, form: &Form, typed: Founding) -> Result<Response, Refusal> {
    let app = &guest.app;
    let password = Password::new(untrimmed(form, "password"), &fold_email(&typed.email))?;
    let hash = password.hashing(&app.setting).await?;
    let (setting, origin) = (app.setting.clone(), origin(&guest.facts));
    let (firm, secret) = gate::changing(app, move |tx| {
        let (firm, owner) = founding::found(tx, &setting, &typed, &hash)?;
        let secret = signing_in::welcome(tx, &setting, owner.id, &origin)?;
        Ok::<_, Refusal>((firm, secret))
    })
    .await?;
    app.set_firm(firm);
    let mut response = web::see("/welcome/next");
    let cookie = app.session_begins(secret.reveal(), session::LONGEST_MS / 1_000);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

#[derive(Template)]
#[template(path = "pages/welcome_next.html")]
struct NextPage {
    frame: Frame,
}

/// Offers the three ways to begin.
pub(crate) async fn next(visit: Visit) -> Result<Response, Problem> {
    web::page(&NextPage { frame: visit.frame("access-welcome-next") })
}

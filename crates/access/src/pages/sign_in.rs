//! The way in and the way out.

use super::drawing::{self, Choices, Faults, drawn, local, origin, untrimmed};
use crate::{SignInError, gate, session, signing_in};
use askama::Template;
use axum::response::Response;
use http::{StatusCode, header};
use ui::Frame;
use web::{Form, Guest, Problem};

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    frame: Frame,
    languages: Choices,
    email: String,
    next: String,
    faults: Faults,
}

fn page(guest: &Guest, (email, next): (&str, &str), faults: Faults) -> SignInPage {
    SignInPage {
        frame: guest.frame("access-sign-in"),
        languages: drawing::languages(),
        email: email.to_owned(),
        next: local(next).to_owned(),
        faults,
    }
}

/// Asks for e-mail and password.
pub(crate) async fn show(guest: Guest) -> Result<Response, Problem> {
    let query = Form::from_encoded(guest.facts.path.split_once('?').map_or("", |(_, query)| query));
    web::page(&page(&guest, ("", query.text("next")), Faults::default()))
}

/// Lets in whoever knows the password, and leads them to where they wanted to go.
pub(crate) async fn sign_in(guest: Guest, form: Form) -> Result<Response, Problem> {
    let (email, next) = (form.text("email"), form.text("next"));
    let app = &guest.app;
    let tried = (email, untrimmed(&form, "password"));
    match signing_in::sign_in(&app.db, &app.setting, tried, origin(&guest.facts)).await {
        Ok((_, secret)) => {
            let mut response = web::see(local(next));
            let cookie = app.session_begins(secret.reveal(), session::LONGEST_MS / 1_000);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            gate::forget_everyone();
            Ok(response)
        }
        Err(SignInError::Wrong) => {
            let faults = Faults::one("password", guest.say.t("access-sign-in-wrong"));
            let page = page(&guest, (email, next), faults);
            drawn(&page, &page.faults)
        }
        Err(SignInError::Rest(ms)) => rest(&guest, (email, next), ms),
        Err(SignInError::Hash(error)) => Err(error.into()),
        Err(SignInError::Db(error)) => Err(error.into()),
    }
}

fn rest(guest: &Guest, typed: (&str, &str), ms: i64) -> Result<Response, Problem> {
    let secs = ms / 1_000 + 1;
    let wait = guest.say.duration_secs(secs);
    let sentence = guest.say.with("access-sign-in-rest", &[("wait", wait.into())]);
    let mut response = web::page(&page(guest, typed, Faults::one("password", sentence)))?;
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, secs.into());
    Ok(response)
}

/// Ends the session at hand.
pub(crate) async fn sign_out(guest: Guest) -> Result<Response, Problem> {
    if let Some(secret) = guest.facts.session.clone() {
        let setting = guest.app.setting.clone();
        gate::changing(&guest.app, move |tx| signing_in::sign_out(tx, &setting, &secret)).await?;
    }
    let mut response = web::see("/sign-in");
    response.headers_mut().append(header::SET_COOKIE, guest.app.session_ends());
    Ok(response)
}

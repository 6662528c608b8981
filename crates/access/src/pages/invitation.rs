//! The page behind an invitation's link: a new person chooses their password.

use super::drawing::{self, Choices, Faults, drawn, origin, untrimmed};
use crate::refusal::Refusal;
use crate::{Password, Secret, User, gate, invitation, session};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::header;
use ui::Frame;
use web::{Form, Guest, Problem};

#[derive(Template)]
#[template(path = "pages/invitation.html")]
struct InvitationPage {
    frame: Frame,
    languages: Choices,
    user: User,
    faults: Faults,
}

async fn page(guest: &Guest, secret: String, faults: Faults) -> Result<InvitationPage, Problem> {
    let now = guest.app.setting.now();
    let user = guest.app.db.reading(move |tx| invitation::guest(tx, now, &secret)).await?;
    let user = user.ok_or(Refusal::InvitationOver)?;
    Ok(InvitationPage {
        frame: guest.frame("access-invitation"),
        languages: drawing::languages(),
        user,
        faults,
    })
}

/// Greets the person and asks for a password.
pub(crate) async fn show(guest: Guest, Path(secret): Path<String>) -> Result<Response, Problem> {
    web::page(&page(&guest, secret, Faults::default()).await?)
}

/// Sets the password and lets them in.
pub(crate) async fn take_up(
    guest: Guest,
    Path(secret): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let invited = page(&guest, secret.clone(), Faults::default()).await?;
    match try_to_take_up(&guest, secret, &invited.user, &form).await {
        Ok(session) => {
            let mut response = web::see("/");
            let cookie = guest.app.session_begins(session.reveal(), session::LONGEST_MS / 1_000);
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(refusal) => {
            let page = InvitationPage { faults: Faults::of(refusal, &guest.say)?, ..invited };
            drawn(&page, &page.faults)
        }
    }
}

async fn try_to_take_up(
    guest: &Guest,
    secret: String,
    user: &User,
    form: &Form,
) -> Result<Secret, Refusal> {
    let setting = guest.app.setting.clone();
    let hash = Password::new(untrimmed(form, "password"), &user.email)?.hashing(&setting).await?;
    let origin = origin(&guest.facts);
    let taken =
        gate::changing(&guest.app, move |tx| invitation::take_up(tx, &setting, &secret, &hash, &origin));
    Ok(taken.await?.1)
}

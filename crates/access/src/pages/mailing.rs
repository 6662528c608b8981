//! The firm's own mail account: the form, and a test letter to whoever asks for it.

use super::drawing::{Choices, Faults, drawn, untrimmed};
use crate::mailing::{self, Mailing, MailingChange};
use crate::rights::FIRM;
use crate::running_mail as running;
use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use kernel::Level;
use mail::{Address, Security};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/mailing.html")]
struct MailingPage {
    frame: Frame,
    securities: Choices,
    typed: MailingChange,
    port: String,
    has_account: bool,
    can_change: bool,
    faults: Faults,
    /// What came of a test letter: whether it went, and a sentence; empty before one was sent.
    tried: (bool, String),
}

fn page(visit: &Visit, held: Option<&Mailing>, typed: MailingChange) -> MailingPage {
    let named = |one: Security| (one.slug().to_owned(), visit.say.t(one.label()));
    MailingPage {
        frame: visit.frame("access-mail"),
        securities: Security::ALL.map(named).into(),
        port: typed.port.map_or_else(String::new, |port| port.to_string()),
        typed,
        has_account: held.is_some(),
        can_change: visit.actor().may(FIRM, Level::Arrange),
        faults: Faults::default(),
        tried: (false, String::new()),
    }
}

fn typed_of(held: &Mailing) -> MailingChange {
    MailingChange {
        host: held.host.clone(),
        port: Some(held.port),
        security: held.security,
        user: held.user.clone(),
        password: None,
        from: held.from.clone(),
        house: held.house.clone(),
    }
}

/// What the form holds before anything was typed: the firm's name, and the address by which the asker came.
fn fresh(visit: &Visit, headers: &HeaderMap) -> MailingChange {
    let host = headers.get(http::header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if visit.app.is_secure { "https" } else { "http" };
    let house = if host.is_empty() { String::new() } else { format!("{scheme}://{host}") };
    let from = Address { name: visit.app.firm().name, email: String::new() };
    MailingChange { from, house, ..MailingChange::default() }
}

/// Shows the account; the password is never shown.
pub(crate) async fn show(visit: Visit, headers: HeaderMap) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let held = visit.app.db.reading(mailing::load).await?;
    let typed = held.as_ref().map_or_else(|| fresh(&visit, &headers), typed_of);
    web::page(&page(&visit, held.as_ref(), typed))
}

/// Changes the account.
pub(crate) async fn change(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let typed = MailingChange {
        host: form.text("host").to_owned(),
        port: form.text("port").parse().ok(),
        security: Security::from_slug(form.text("security")).unwrap_or_default(),
        user: form.text("user").to_owned(),
        password: Some(untrimmed(&form, "password").to_owned()),
        from: Address {
            name: form.text("from_name").to_owned(),
            email: form.text("from_email").to_owned(),
        },
        house: form.text("house").to_owned(),
    };
    match running::change(&visit, typed.clone()).await {
        Ok(_) => Ok(web::see_with("/firm/mail", &ToastNote::new("access-saved"))),
        Err(refusal) => {
            let held = visit.app.db.reading(mailing::load).await?;
            let faults = Faults::of(refusal, &visit.say)?;
            let page = MailingPage { faults, ..page(&visit, held.as_ref(), typed) };
            drawn(&page, &page.faults)
        }
    }
}

/// Forgets the account.
pub(crate) async fn forget(visit: Visit) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    running::forget(&visit).await?;
    Ok(web::see_with("/firm/mail", &ToastNote::new("access-saved")))
}

/// Sends a test letter to whoever asks, and says in words what came of it.
pub(crate) async fn test(visit: Visit) -> Result<Response, Problem> {
    visit.need(FIRM, Level::Arrange)?;
    let held = visit.app.db.reading(mailing::load).await?.ok_or_else(Problem::missing)?;
    let tried = match running::test(&visit, held.clone()).await? {
        Ok(email) => (true, visit.say.with("access-mail-sent", &[("email", email.into())])),
        Err(words) => (false, words),
    };
    web::page(&MailingPage { tried, ..page(&visit, Some(&held), typed_of(&held)) })
}

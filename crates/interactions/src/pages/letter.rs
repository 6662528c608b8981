//! Writing a letter to a customer, fresh from the card or as an answer; sending one again; the HTML of one that came.

use super::files;
use crate::RIGHT;
use crate::error::InteractionError;
use crate::interaction::InteractionId;
use crate::mail::{self as room, Enclosed, NewLetter, Way};
use crate::{reading, running};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{Html, IntoResponse as _, Response};
use customers::attaching::{self, Attachment};
use customers::{Act, CustomerId, listing};
use db::Tx;
use http::{HeaderValue, StatusCode, header};
use kernel::Level;
use std::sync::Arc;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit, see_with};

/// The most of an answered letter that stands below the form, in letters.
const SHOWN: usize = 4_000;

/// What a letter's own page may do: be drawn inside ours, and nothing else.
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; \
                     form-action 'none'; img-src data:; sandbox allow-popups";

/// What stands before a letter on its own page, which is apart from ours: no style of ours reaches it.
const HEAD: &str = "<!doctype html><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
                    <style>body{font:15px/1.5 system-ui,sans-serif;margin:12px;color:#111;background:#fff;\
                    overflow-wrap:anywhere}</style>";

#[derive(Template)]
#[template(path = "pages/letter.html")]
struct LetterPage {
    frame: Frame,
    typed: Form,
    known: Known,
    errors: Vec<(String, String)>,
    /// Whether whoever writes may set up the firm's account.
    can_mend: bool,
}

/// What is known of a letter before it is written.
#[derive(Default)]
struct Known {
    name: String,
    /// The card's tab, to go back to.
    back: String,
    /// Whereto, as it is seen; empty when it cannot go anywhere.
    to: String,
    subject: String,
    /// What it answers; empty for a fresh one.
    quoted: String,
    ways: Vec<(String, String)>,
    files: Vec<Attachment>,
    /// Why it cannot be sent at all.
    against: Vec<FieldError>,
}

impl LetterPage {
    fn is_chosen(&self, file: &Attachment) -> bool {
        let id = file.id.to_string();
        self.typed.all("card_file").any(|chosen| chosen == id)
    }

    fn size(&self, file: &Attachment) -> String {
        self.frame.say.bytes(file.size)
    }

    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, sentence)| sentence)
    }
}

fn back(card: CustomerId) -> String {
    format!("/customers/{card}?tab=interactions")
}

fn way(way: &Way) -> (String, String) {
    (way.id().map(|id| id.to_string()).unwrap_or_default(), way.from().email)
}

/// What is known; where it cannot be sent, at least to whom it would be.
fn known(tx: &mut Tx<'_>, act: &Act, new: &NewLetter) -> Result<Known, InteractionError> {
    let against = match room::address(tx, act, new) {
        Ok(found) => {
            let text = found.answers.as_ref().map(|one| one.text.as_str()).unwrap_or_default();
            let missing = FieldError::new("by", "interactions-letter-no-account");
            return Ok(Known {
                name: found.customer.name.clone(),
                back: back(found.customer.id),
                to: reading::seen_email(act, &found.to),
                subject: found.subject(),
                quoted: text.chars().take(SHOWN).collect(),
                ways: found.ways.iter().map(way).collect(),
                files: attaching::of(tx, act, found.customer.id)?,
                against: if found.ways.is_empty() { vec![missing] } else { Vec::new() },
            });
        }
        Err(InteractionError::Invalid(errors)) => errors,
        Err(error) => return Err(error),
    };
    let answered = match new.answers {
        Some(id) => {
            let no = reading::get(tx, act, id)?.customer_no;
            listing::numbered(tx, act, no)?
        }
        None => None,
    };
    let card = match (answered, new.customer) {
        (Some(card), _) => card,
        (None, Some(id)) => listing::get(tx, act, id)?,
        (None, None) => return Err(InteractionError::Missing),
    };
    Ok(Known { name: card.name, back: back(card.id), against, ..Known::default() })
}

async fn page(visit: &Visit, mut typed: Form, errors: &[FieldError]) -> Result<LetterPage, Problem> {
    let new = new_of(&typed);
    let known = running::read(visit, move |tx, act, _| known(tx, act, &new)).await?;
    if typed.text("subject").is_empty() {
        typed.values.retain(|(name, _)| name != "subject");
        typed.values.push(("subject".to_owned(), known.subject.clone()));
    }
    let errors = errors.iter().chain(&known.against);
    let errors = errors.map(|error| (error.field.clone(), error.say(&visit.say))).collect();
    let name = if known.name.is_empty() { visit.say.t("customers-nameless") } else { known.name.clone() };
    let title = visit.say.with("interactions-letter-to", &[("name", name.into())]);
    let is_accountless = known.against.iter().any(|error| error.field == "by");
    let can_mend = is_accountless && visit.actor().may(access::FIRM, Level::Arrange);
    Ok(LetterPage { frame: visit.frame_titled(title), typed, known, errors, can_mend })
}

fn new_of(form: &Form) -> NewLetter {
    NewLetter {
        customer: form.text("customer").parse().ok(),
        answers: form.text("answers").parse().ok(),
        by: form.text("by").parse().ok(),
        subject: form.text("subject").to_owned(),
        text: form.text("text").to_owned(),
        enclosed: Enclosed {
            fresh: Vec::new(),
            of_card: form.all("card_file").filter_map(|id| id.parse().ok()).collect(),
        },
    }
}

/// Shows the form.
pub(super) async fn fresh(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    web::page(&page(&visit, Form::from_encoded(query.as_deref().unwrap_or_default()), &[]).await?)
}

/// Sends what was written.
pub(super) async fn send(visit: Visit, mut form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let mut new = new_of(&form);
    let size: usize = form.uploads.iter().map(|upload| upload.bytes.len()).sum();
    if size as u64 > room::MOST_BYTES {
        return again_with(&visit, form, &[room::too_much()]).await;
    }
    new.enclosed.fresh = files::stored(&visit, &mut form).await?;
    match running::write(&visit, move |tx, act| room::send(tx, act, new)).await {
        Ok(one) => {
            let asked = ToastNote::new("interactions-letter-asked");
            Ok(see_with(&format!("/interactions/{}", one.id), &asked))
        }
        Err(InteractionError::Invalid(errors)) => {
            let typed = |error: &FieldError| matches!(error.field.as_str(), "text" | "files");
            let errors: Vec<_> = errors.into_iter().filter(typed).collect();
            again_with(&visit, form, &errors).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn again_with(visit: &Visit, form: Form, errors: &[FieldError]) -> Result<Response, Problem> {
    let mut response = web::page(&page(visit, form, errors).await?)?;
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(response)
}

/// Sends again what failed, or what nobody knows of.
pub(super) async fn again(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let id: InteractionId = id.parse().map_err(|_| Problem::missing())?;
    running::write(&visit, move |tx, act| room::send_again(tx, act, id)).await?;
    Ok(see_with(&format!("/interactions/{id}"), &ToastNote::new("interactions-letter-asked")))
}

/// The HTML of a letter, as a page without rights of its own, for the frame in which it is shown.
pub(super) async fn html(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let id: InteractionId = id.parse().map_err(|_| Problem::missing())?;
    let found = running::read(&visit, move |tx, act, _| room::html(tx, act, id)).await?;
    let (found, store) = (found.ok_or_else(Problem::missing)?, Arc::clone(&visit.app.files));
    let drawing = tokio::task::spawn_blocking(move || found.whole(&*store));
    let html = drawing.await.map_err(|_| Problem::broken())?;
    let mut response = Html(format!("{HEAD}{html}")).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(ALONE));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

//! The firm's own list of what clients are asked for, with the texts that they are shown.

use crate::RIGHT;
use crate::consents::{self, ConsentText, Purpose};
use crate::error::CustomerError;
use crate::pages::card_deed::{errors_of, reading, unprocessable, writing};
use askama::Template;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit};

#[derive(Template)]
#[template(path = "pages/consents/admin.html")]
struct PurposesPage {
    frame: Frame,
    purposes: Vec<Shown>,
    langs: Vec<(String, String)>,
    errors: Vec<FieldError>,
    typed: Form,
}

/// A purpose as it is drawn.
struct Shown {
    name: String,
    purpose: Purpose,
    texts: Vec<ConsentText>,
}

impl Shown {
    fn keeps(&self) -> String {
        self.purpose.keeps_days.map(|days| days.to_string()).unwrap_or_default()
    }
}

impl PurposesPage {
    fn error(&self, field: &str) -> String {
        self.errors
            .iter()
            .find(|one| one.field == field)
            .map_or_else(String::new, |one| one.say(&self.frame.say))
    }
}

/// Shows it.
pub(super) async fn list(visit: Visit) -> Result<Response, Problem> {
    web::page(&drawn(&visit, Form::default(), Vec::new()).await?)
}

async fn drawn(visit: &Visit, typed: Form, errors: Vec<FieldError>) -> Result<PurposesPage, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let say = visit.say.clone();
    let purposes = reading(visit, move |tx, act, _| {
        let mut all = Vec::new();
        for purpose in consents::purposes(tx, act, true)? {
            let texts = consents::texts(tx, act, &purpose.slug)?;
            all.push(Shown { name: purpose.name(&say), purpose, texts });
        }
        Ok(all)
    });
    let lang = |lang: words::Lang| (lang.code().to_owned(), lang.name().to_owned());
    Ok(PurposesPage {
        purposes: purposes.await?,
        langs: words::Lang::ALL.map(lang).to_vec(),
        frame: visit.frame("customers-purposes"),
        errors,
        typed,
    })
}

/// Adds a purpose or writes one anew.
pub(super) async fn put(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let typed = form.clone();
    let done = writing(&visit, move |tx, act| {
        let keeps_days = match form.filled("keeps_days") {
            Some(text) => Some(text.parse().map_err(|_| {
                CustomerError::Invalid(vec![FieldError::new("keeps_days", "customers-purpose-days")])
            })?),
            None => None,
        };
        let wanted = Purpose {
            no: 0,
            slug: form.text("slug").to_owned(),
            label: form.text("label").to_owned(),
            is_needed: form.is_ticked("is_needed"),
            is_by_channel: form.is_ticked("is_by_channel"),
            is_confirmed: form.is_ticked("is_confirmed"),
            keeps_days,
            archived_at: form.is_ticked("is_archived").then(|| act.setting.now()),
        };
        consents::put_purpose(tx, act, &wanted).map(drop)
    });
    ended(&visit, typed, done.await).await
}

/// Writes the next version of a text.
pub(super) async fn write(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let typed = form.clone();
    let done = writing(&visit, move |tx, act| {
        let place = (form.text("purpose"), form.text("lang"));
        consents::write_text(tx, act, place, form.text("text")).map(drop)
    });
    ended(&visit, typed, done.await).await
}

async fn ended(visit: &Visit, typed: Form, done: Result<(), CustomerError>) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(web::see_with("/customers/consents", &ToastNote::new("customers-purpose-kept"))),
        Err(refusal) => {
            let page = drawn(visit, typed, errors_of(refusal)?).await?;
            Ok(unprocessable(web::page(&page)?))
        }
    }
}

//! Telephony: where the exchange is and which line stands at whose desk; and a client called from their card.

use super::back;
use crate::RIGHT;
use crate::calling::{self as room, Call, ExchangeChange};
use crate::error::InteractionError;
use crate::running;
use askama::Template;
use axum::response::Response;
use customers::CustomerId;
use http::StatusCode;
use kernel::{Level, RawId};
use mail::Post;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit, see_with};

const HREF: &str = "/interactions/calls";

#[derive(Template)]
#[template(path = "pages/exchange.html")]
struct ExchangePage {
    frame: Frame,
    address: String,
    is_there: bool,
    lines: Vec<LineField>,
    errors: Vec<(String, String)>,
}

/// A person with the line at their desk.
struct LineField {
    field: String,
    name: String,
    line: String,
}

impl ExchangePage {
    fn error(&self, field: &str) -> &str {
        self.errors.iter().find(|(name, _)| name == field).map_or("", |(_, text)| text)
    }
}

#[derive(Template)]
#[template(path = "pages/call.html")]
struct CallPage {
    frame: Frame,
    /// Why not, in words.
    why: Vec<String>,
    customer: String,
    nth: String,
    back: String,
    /// Whether it is only the hour that is against it.
    is_late: bool,
}

async fn page(visit: &Visit, typed: Option<&Form>, errors: &[FieldError]) -> Result<Response, Problem> {
    let read = running::read(visit, |tx, act, staff| {
        Ok((room::get(tx, act)?, room::lines(tx, act)?, staff.people().to_vec()))
    });
    let (exchange, lines, people) = read.await?;
    let field = |(id, name): (RawId, String)| {
        let field = format!("line-{id}");
        let known = lines.iter().find(|(user, _)| *user == id).map(|(_, line)| line.clone());
        let line = typed.and_then(|form| form.all(&field).next()).map(str::to_owned).or(known);
        LineField { field, name, line: line.unwrap_or_default() }
    };
    let is_there = exchange.is_some();
    let address = typed.and_then(|form| form.all("address").next()).map(str::to_owned);
    let drawn = ExchangePage {
        frame: visit.frame("interactions-exchange"),
        address: address.or(exchange.map(|one| one.address)).unwrap_or_default(),
        is_there,
        lines: people.into_iter().map(field).collect(),
        errors: errors.iter().map(|error| (error.field.clone(), error.say(&visit.say))).collect(),
    };
    let mut response = web::page(&drawn)?;
    if !errors.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Shows what is arranged.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    page(&visit, None, &[]).await
}

/// Says where the exchange is.
pub(super) async fn decide(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let post = visit.app.offer::<Post>().cloned().ok_or_else(Problem::broken)?;
    let authorization = Some(form.text("authorization").to_owned()).filter(|text| !text.is_empty());
    let wanted = ExchangeChange { address: form.text("address").to_owned(), authorization };
    match running::write(&visit, move |tx, act| room::decide(tx, act, &post.seal, wanted)).await {
        Ok(_) => Ok(see_with(HREF, &ToastNote::new("interactions-exchange-saved"))),
        Err(InteractionError::Invalid(errors)) => page(&visit, Some(&form), &errors).await,
        Err(error) => Err(error.into()),
    }
}

/// Disconnects it.
pub(super) async fn forget(visit: Visit) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    running::write(&visit, room::forget).await?;
    Ok(see_with(HREF, &ToastNote::new("interactions-exchange-forgotten")))
}

/// Gives people their lines.
pub(super) async fn give_lines(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let person = |name: &str| name.strip_prefix("line-").and_then(|id| id.parse::<RawId>().ok());
    let wanted: Vec<(RawId, String)> =
        form.values.iter().filter_map(|(name, line)| Some((person(name)?, line.clone()))).collect();
    let given = running::write(&visit, move |tx, act| {
        for (id, line) in &wanted {
            match room::put_line(tx, act, *id, line) {
                Err(InteractionError::Invalid(mut errors)) => {
                    errors.iter_mut().for_each(|error| error.field = format!("line-{id}"));
                    return Err(InteractionError::Invalid(errors));
                }
                other => other?,
            }
        }
        Ok(())
    });
    match given.await {
        Ok(()) => Ok(see_with(HREF, &ToastNote::new("interactions-exchange-saved"))),
        Err(InteractionError::Invalid(errors)) => page(&visit, Some(&form), &errors).await,
        Err(error) => Err(error.into()),
    }
}

/// Calls a client and goes back to their card.
pub(super) async fn call(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let customer: CustomerId = form.text("customer").parse().map_err(|_| Problem::missing())?;
    let call = Call {
        customer,
        nth: form.text("phone").parse().unwrap_or(0),
        is_anyway: form.text("anyway") == "yes",
    };
    let card = format!("/customers/{customer}?tab=interactions");
    match running::call(&visit, call).await {
        Ok(_) => Ok(see_with(back::of(&form, &card), &ToastNote::new("interactions-call-rings"))),
        Err(InteractionError::Invalid(errors)) => {
            let drawn = CallPage {
                frame: visit.frame("interactions-call-not"),
                is_late: errors.iter().all(|error| error.key == "interactions-call-late"),
                why: errors.iter().map(|error| error.say(&visit.say)).collect(),
                customer: customer.to_string(),
                nth: call.nth.to_string(),
                back: card,
            };
            let mut response = web::page(&drawn)?;
            *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

//! Rates of other currencies day by day, what lacks one, and the rules about orders.

use crate::RIGHT;
use crate::api::RateBody;
use crate::counting::date;
use crate::error::OrderError;
use crate::rates::{self, Unknown};
use crate::reading::{self, Amount};
use crate::running::{read, write_at};
use askama::Template;
use axum::response::Response;
use http::StatusCode;
use kernel::Level;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit, see_with};

/// Rates shown.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "pages/rates.html")]
struct RatesPage {
    frame: Frame,
    base: String,
    form: Form,
    errors: Vec<FieldError>,
    /// Currency, day in words, rate, day as sent back.
    rates: Vec<(String, String, String, String)>,
    missing: Vec<String>,
    may_write: bool,
    may_arrange: bool,
    is_reject: bool,
}

impl RatesPage {
    fn error(&self, name: &str) -> String {
        let wrong = self.errors.iter().find(|error| error.field == name);
        wrong.map(|error| error.say(&self.frame.say)).unwrap_or_default()
    }
}

/// Shows them.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    drawn(&visit, Form::default(), Vec::new()).await
}

/// Gives a rate.
pub(super) async fn set(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let body = RateBody {
        currency: form.text("currency").to_owned(),
        from_on: form.filled("from_on").map(str::to_owned),
        rate: Amount(form.text("rate").to_owned()),
    };
    let done = write_at(&visit, Level::Write, move |tx, act| {
        let rate = body.read(act)?;
        rates::set(tx, act, rate)
    });
    match done.await? {
        Ok(n) => Ok(counted("orders-toast-rate", n)),
        Err(errors) => drawn(&visit, form, errors).await,
    }
}

/// Takes one away.
pub(super) async fn remove(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let done = write_at(&visit, Level::Write, move |tx, act| {
        let currency = reading::currency(form.text("currency")).map_err(|_| OrderError::Missing)?;
        let on = reading::date_of(act, form.text("from_on")).map_err(|_| OrderError::Missing)?;
        rates::remove(tx, act, currency, on)
    });
    Ok(counted("orders-toast-rate-removed", done.await?.map_err(Problem::invalid)?))
}

/// Decides what becomes of orders of unknown clients.
pub(super) async fn decide(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let unknown = if form.text("unknown") == "reject" { Unknown::Reject } else { Unknown::Lead };
    let done = write_at(&visit, Level::Arrange, move |tx, act| rates::decide(tx, act, unknown));
    done.await?.map_err(Problem::invalid)?;
    Ok(see_with("/orders/rates", &ToastNote::new("ui-saved")))
}

fn counted(key: &str, n: usize) -> Response {
    see_with("/orders/rates", &ToastNote::new(key).n(i64::try_from(n).unwrap_or(i64::MAX)))
}

async fn drawn(visit: &Visit, form: Form, errors: Vec<FieldError>) -> Result<Response, Problem> {
    let (rules, rates, missing) = read(visit, |tx, act| {
        let rates = rates::list(tx, act, None, (None, SHOWN))?;
        Ok((rates::rules(tx, act)?, rates, rates::missing(tx, act)?))
    })
    .await?;
    let (say, is_wrong) = (&visit.say, !errors.is_empty());
    let rate = |rate: &rates::Rate| {
        let on = date(rate.from_on);
        (rate.currency.to_string(), say.day(on), say.decimal(&rate.rate), on.to_string())
    };
    let lacking = |(currency, n, first, last): &(String, i64, i64, i64)| {
        let args = [
            ("currency", currency.as_str().into()),
            ("n", (*n).into()),
            ("first", say.day(date(*first)).into()),
            ("last", say.day(date(*last)).into()),
        ];
        say.with("orders-rate-missing", &args)
    };
    let page = RatesPage {
        frame: visit.frame("orders-rates"),
        base: rules.currency.to_string(),
        form,
        errors,
        rates: rates.iter().map(rate).collect(),
        missing: missing.iter().map(lacking).collect(),
        may_write: visit.actor().may(RIGHT, Level::Write),
        may_arrange: visit.actor().may(RIGHT, Level::Arrange),
        is_reject: rules.unknown == Unknown::Reject,
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

//! By what people are paid: the rates with the rule by which one of them wins, a form for another, the terms of the bonus.

use super::around::{self, Tab};
use super::rate_form::{self, Choices};
use super::rate_words::{self, Names};
use crate::bonus::{self, Terms};
use crate::earning::Earning;
use crate::error::EarningError;
use crate::rate::{Rate, RateId};
use crate::rating;
use crate::running::{self, read};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::StatusCode;
use kernel::{Level, Money};
use rust_decimal::Decimal;
use ui::Frame;
use web::{FieldError, Form, Problem, ToastNote, Visit, see_with};
use words::Say;

/// A rate as it is drawn.
struct Row {
    id: RateId,
    revision: i64,
    target: String,
    pays: String,
    days: String,
    until: String,
    note: String,
    is_over: bool,
    /// Why it cannot end so.
    wrong: String,
}

/// What somebody sent and what is wrong with it.
#[derive(Default)]
struct Tried {
    form: Form,
    errors: Vec<FieldError>,
    /// The rate whose end it is; else it is a new rate or the terms of the bonus.
    ending: Option<RateId>,
}

#[derive(Template)]
#[template(path = "pages/rates.html")]
struct RatesPage {
    frame: Frame,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    may_arrange: bool,
    form: Form,
    errors: Vec<FieldError>,
    whom: Choices,
    what: Choices,
    place: Choices,
    on: Choices,
    currency: String,
    terms: (String, String),
    terms_words: String,
    terms_revision: i64,
    today: String,
}

impl Tried {
    /// The rate that could not be ended, the day that was typed and what is wrong with it.
    fn ended(&self, say: &Say) -> Option<(RateId, String, String)> {
        let wrong: Vec<String> = self.errors.iter().map(|error| error.say(say)).collect();
        Some((self.ending?, self.form.text("until_on").to_owned(), wrong.join(" ")))
    }
}

impl RatesPage {
    fn typed_day(&self) -> &str {
        self.form.filled("from_on").unwrap_or(&self.today)
    }

    fn error(&self, name: &str) -> String {
        let wrong = self.errors.iter().find(|error| error.field == name);
        wrong.map(|error| error.say(&self.frame.say)).unwrap_or_default()
    }
}

/// Shows them.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    drawn(&visit, Tried::default()).await
}

/// Adds one.
pub(super) async fn add(visit: Visit, form: Form) -> Result<Response, Problem> {
    let sent = form.clone();
    let done = running::write(&visit, Level::Arrange, move |tx, earning| {
        let body =
            rate_form::read(&sent, earning.currency).map_err(|error| EarningError::Invalid(vec![error]))?;
        rating::add(tx, earning, body.read()?)
    });
    answered(&visit, (form, None), done.await.map(drop), "earnings-rate-added").await
}

/// Has one end.
pub(super) async fn end(visit: Visit, Path(text): Path<String>, form: Form) -> Result<Response, Problem> {
    let id: RateId = running::id(&text)?;
    let (revision, until) =
        (form.text("revision").parse().ok(), form.filled("until_on").map(str::to_owned));
    let done = running::write(&visit, Level::Arrange, move |tx, earning| {
        let wrong = || EarningError::field("until_on", "earnings-day-unreadable");
        let until = until.map(|text| crate::api::day(&text).ok_or_else(wrong)).transpose()?;
        if until.is_none() && rating::get(tx, earning, id)?.until_on.is_none() {
            return Err(EarningError::field("until_on", "earnings-rate-end-missing"));
        }
        rating::end(tx, earning, (id, revision), until)
    });
    answered(&visit, (form, Some(id)), done.await.map(drop), "earnings-rate-ended").await
}

/// Decides the terms of the bonus.
pub(super) async fn decide(visit: Visit, form: Form) -> Result<Response, Problem> {
    let sent = form.clone();
    let done = running::write(&visit, Level::Arrange, move |tx, earning| {
        let sum = |name: &str| {
            let text = sent.text(name).replace(',', ".").replace([' ', '\u{a0}'], "");
            let text = if text.is_empty() { "0".to_owned() } else { text };
            let sum =
                text.parse::<Decimal>().ok().and_then(|n| Money::from_decimal(n, earning.currency).ok());
            sum.map(|money| money.minor).ok_or_else(|| EarningError::field(name, "earnings-terms-wrong"))
        };
        bonus::decide(tx, earning, sent.text("revision").parse().ok(), (sum("fact")?, sum("usual")?))
    });
    answered(&visit, (form, None), done.await.map(drop), "earnings-terms-decided").await
}

async fn answered(
    visit: &Visit,
    (form, ending): (Form, Option<RateId>),
    done: Result<(), EarningError>,
    toast: &str,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => Ok(see_with("/earnings/rates", &ToastNote::new(toast))),
        Err(EarningError::Invalid(errors)) => drawn(visit, Tried { form, errors, ending }).await,
        Err(other) => Err(other.into()),
    }
}

async fn drawn(visit: &Visit, tried: Tried) -> Result<Response, Problem> {
    let seen = read(visit, |tx, earning, staff| {
        let names = Names::of(tx, earning, staff)?;
        Ok((rating::all(tx, earning)?, bonus::terms(tx, earning)?, names, earning.clone()))
    });
    let (rates, terms, names, earning) = seen.await?;
    let say = &visit.say;
    let today = earning.own.today();
    let (is_wrong, ended) = (!tried.errors.is_empty(), tried.ended(say));
    let row = |rate: Rate| Row {
        id: rate.id,
        revision: rate.revision,
        target: rate_words::target(say, &names, &rate),
        pays: rate_words::pays(say, &rate.pays),
        days: rate_words::days(say, &rate),
        until: match &ended {
            Some((id, typed, _)) if *id == rate.id => typed.clone(),
            _ => rate.until_on.map(|on| deals::dealing::date(on).to_string()).unwrap_or_default(),
        },
        wrong: match &ended {
            Some((id, _, wrong)) if *id == rate.id => wrong.clone(),
            _ => String::new(),
        },
        is_over: rate.until_on.is_some_and(|until| until < today),
        note: rate.note,
    };
    let rows: Vec<Row> = rates.into_iter().map(row).collect();
    let Tried { form, errors, .. } = if ended.is_some() { Tried::default() } else { tried };
    let page = RatesPage {
        frame: visit.frame("earnings-rates"),
        tabs: around::tabs(say, "/earnings/rates"),
        rows,
        may_arrange: earning.may_arrange(),
        whom: rate_form::whom(say, &names),
        what: rate_form::what(say, &names),
        place: rate_form::place(say, &names),
        on: rate_form::on(say),
        currency: earning.currency.to_string(),
        terms: typed(&earning, terms, &form),
        terms_words: terms_words(visit, &earning, terms),
        terms_revision: terms.revision,
        today: deals::dealing::date(today).to_string(),
        form,
        errors,
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn typed(earning: &Earning, terms: Terms, form: &Form) -> (String, String) {
    let sum = |name: &str, minor| match form.filled(name) {
        Some(text) => text.to_owned(),
        None => Money::new(minor, earning.currency).decimal().normalize().to_string(),
    };
    (sum("fact", terms.fact), sum("usual", terms.usual))
}

fn terms_words(visit: &Visit, earning: &Earning, terms: Terms) -> String {
    let money = |minor| visit.say.money_whole(&Money::new(minor, earning.currency));
    let args = [("fact", money(terms.fact).into()), ("usual", money(terms.usual).into())];
    match (terms.fact, terms.usual) {
        (0, _) => visit.say.t("earnings-terms-none"),
        (_, 0) => visit.say.with("earnings-terms-same", &args),
        _ => visit.say.with("earnings-terms-are", &args),
    }
}

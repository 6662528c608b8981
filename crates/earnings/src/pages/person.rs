//! One seller in a month: plan and fact, each figure opening into its rows, and how their calls and letters were scored.

use super::around::{self, Tab};
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::planning::{self, Plan, Progress};
use crate::running::{self, read};
use crate::scoring::{self, Score};
use crate::{RIGHT, check_list};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use deals::dealing;
use http::StatusCode;
use kernel::{Currency, Level, Money, RawId};
use rust_decimal::Decimal;
use ui::Frame;
use ui::address::with_query;
use web::{FieldError, Form, Problem, ToastNote, Visit, see_with};
use words::Say;

/// A figure with its plan and the rows it opens into.
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) fact: String,
    pub(super) plan: String,
    /// How many of them whoever looks does not see, in words; empty for none.
    pub(super) hidden: String,
    pub(super) href: String,
    pub(super) done: i64,
    pub(super) most: i64,
}

/// A score in the list.
struct ScoreRow {
    day: String,
    href: String,
    list: String,
    percent: String,
    missed: String,
    note: String,
    by: String,
}

#[derive(Template)]
#[template(path = "pages/person.html")]
struct PersonPage {
    frame: Frame,
    tabs: Vec<Tab>,
    href: String,
    month: String,
    before: String,
    next: String,
    month_words: String,
    figures: Vec<Figure>,
    warning: String,
    scores: Vec<ScoreRow>,
    scores_href: String,
    may_plan: bool,
    form: (String, String, String),
    revision: i64,
    currency: String,
    errors: Vec<FieldError>,
}

impl PersonPage {
    fn error(&self, name: &str) -> String {
        let wrong = self.errors.iter().find(|error| error.field == name);
        wrong.map(|error| error.say(&self.frame.say)).unwrap_or_default()
    }
}

/// Shows them.
pub(super) async fn show(
    visit: Visit,
    Path(text): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    drawn(&visit, (running::id(&text)?, asked.text("month").parse().ok()), (None, Vec::new())).await
}

/// Decides the plan.
pub(super) async fn decide(
    visit: Visit,
    Path(text): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Arrange)?;
    let person: RawId = running::id(&text)?;
    let month: Month = form.text("month").parse().map_err(|()| Problem::unreadable("month"))?;
    let sent = form.clone();
    let done = running::write(&visit, Level::Arrange, move |tx, earning| {
        let (revision, plan) = (sent.text("revision").parse().ok(), typed(&sent, earning.currency)?);
        planning::plan(tx, earning, (person, month), (revision, plan))
    });
    match done.await {
        Ok(_) => {
            let href = format!("/earnings/people/{person}?month={month}");
            Ok(see_with(&href, &ToastNote::new("earnings-plan-decided")))
        }
        Err(EarningError::Invalid(errors)) => {
            drawn(&visit, (person, Some(month)), (Some(form), errors)).await
        }
        Err(other) => Err(other.into()),
    }
}

fn typed(form: &Form, currency: Currency) -> Result<Plan, EarningError> {
    let plain = |name: &str| {
        let text = form.text(name).replace(',', ".").replace([' ', '\u{a0}'], "");
        if text.is_empty() { "0".to_owned() } else { text }
    };
    let wrong = |name: &str| EarningError::field(name, "earnings-plan-wrong");
    let whole = |name: &str| plain(name).parse::<i64>().map_err(|_| wrong(name));
    let amount: Option<Decimal> = plain("amount").parse().ok();
    let amount = amount.and_then(|amount| Money::from_decimal(amount, currency).ok());
    Ok(Plan {
        amount: amount.ok_or_else(|| wrong("amount"))?.minor,
        deals: whole("deals")?,
        interactions: whole("interactions")?,
        revision: 0,
    })
}

async fn drawn(
    visit: &Visit,
    (person, month): (RawId, Option<Month>),
    (form, errors): (Option<Form>, Vec<FieldError>),
) -> Result<Response, Problem> {
    let say = visit.say.clone();
    let seen = read(visit, move |tx, earning, staff| {
        let month = month.unwrap_or(earning.this_month());
        let progress = planning::progress(tx, earning, (person, month))?;
        let scores = scoring::of(tx, earning, (person, month))?;
        let mut rows = Vec::new();
        for score in scores {
            let list = check_list::get(tx, earning, score.check_list)?.name;
            let by = score.scored_by.and_then(|id| staff.name(id)).unwrap_or_default();
            rows.push(score_row(&say, score, (list, by.to_owned())));
        }
        let name = staff.name(person).unwrap_or_default().to_owned();
        Ok((progress, rows, name, earning.clone()))
    });
    let (progress, scores, name, earning) = seen.await?;
    let (say, month, is_wrong) = (&visit.say, progress.month, !errors.is_empty());
    let href = format!("/earnings/people/{person}");
    let page = PersonPage {
        frame: visit.frame_titled(name),
        tabs: around::tabs(say, "/earnings/people"),
        before: with_query(&href, "month", &month.before().to_string()),
        next: with_query(&href, "month", &month.next().to_string()),
        month: month.to_string(),
        month_words: around::month(say, month),
        figures: figures((say, earning.currency), &progress),
        warning: match progress.deals.1 {
            0 => String::new(),
            n => say.n("earnings-deals-without-rate", n),
        },
        scores,
        scores_href: with_query(&format!("/earnings/scores?person={person}"), "month", &month.to_string()),
        may_plan: visit.actor().may(RIGHT, Level::Arrange),
        form: form_of(&earning, &progress.plan, form.as_ref()),
        revision: progress.plan.revision,
        currency: earning.currency.to_string(),
        errors,
        href,
    };
    let mut response = web::page(&page)?;
    if is_wrong {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn form_of(earning: &Earning, plan: &Plan, form: Option<&Form>) -> (String, String, String) {
    let amount = Money::new(plan.amount, earning.currency).decimal().normalize().to_string();
    match form {
        Some(form) => {
            let text = |name: &str| form.text(name).to_owned();
            (text("amount"), text("deals"), text("interactions"))
        }
        None => (amount, plan.deals.to_string(), plan.interactions.to_string()),
    }
}

fn score_row(say: &Say, score: Score, (list, by): (String, String)) -> ScoreRow {
    let missed: Vec<&str> =
        score.answers.iter().filter(|one| !one.is_done).map(|one| one.text.as_str()).collect();
    ScoreRow {
        day: say.date(score.held_at),
        href: format!("/interactions/{}", score.interaction),
        list,
        percent: percent(say, score.score),
        missed: missed.join("; "),
        note: score.note,
        by,
    }
}

/// Hundredths of a percent in words.
pub(super) fn percent(say: &Say, hundredths: i64) -> String {
    format!("{} %", say.decimal(&Decimal::new(hundredths, 2).normalize()))
}

/// The figures of a month: sum, deals, interactions, quality, what was earned.
pub(super) fn figures((say, currency): (&Say, Currency), progress: &Progress) -> Vec<Figure> {
    let (person, month) = (progress.person, progress.month);
    let (from, until) = month.days();
    let date = |day| dealing::date(day).to_string();
    let deals = [("state", "won".to_owned()), ("responsible", person.to_string())];
    let deals = deals.into_iter().chain([("closed_from", date(from)), ("closed_before", date(until))]);
    let deals = deals.fold("/deals/list".to_owned(), |path, (name, value)| with_query(&path, name, &value));
    let talks = [("responsible", person.to_string()), ("from", date(from)), ("to", date(until - 1))];
    let talks = talks
        .into_iter()
        .fold("/interactions".to_owned(), |path, (name, value)| with_query(&path, name, &value));
    let scores = format!("/earnings/scores?person={person}&month={month}");
    let money = |minor| say.money_whole(&Money::new(minor, currency));
    let of = |plan: String, n: i64| match n {
        0 => String::new(),
        _ => say.with("earnings-of-plan", &[("plan", plan.into())]),
    };
    let figure = |key: &str, fact: String, plan: String, href: String, (done, most): (i64, i64)| Figure {
        name: say.t(key),
        fact,
        plan,
        hidden: String::new(),
        href,
        done: done.min(most),
        most,
    };
    let hiding = |figure: Figure, n: i64| match n {
        0 => figure,
        _ => Figure { hidden: say.with("earnings-hidden", &[("n", say.number(n).into())]), ..figure },
    };
    let plan = &progress.plan;
    let earned = progress.statement.as_ref();
    let statement = earned.map_or_else(|| format!("/earnings?month={month}"), |one| one.statement.href());
    vec![
        figure(
            "earnings-plan-amount",
            money(progress.amount),
            of(money(plan.amount), plan.amount),
            deals.clone(),
            (progress.amount, plan.amount),
        ),
        hiding(
            figure(
                "earnings-plan-deals",
                say.number(progress.deals.0),
                of(say.number(plan.deals), plan.deals),
                deals,
                (progress.deals.0, plan.deals),
            ),
            progress.hidden.0,
        ),
        hiding(
            figure(
                "earnings-plan-interactions",
                say.number(progress.interactions),
                of(say.number(plan.interactions), plan.interactions),
                talks,
                (progress.interactions, plan.interactions),
            ),
            progress.hidden.1,
        ),
        figure(
            "earnings-quality",
            progress.score.0.map_or_else(|| "—".to_owned(), |mean| percent(say, mean)),
            String::new(),
            scores,
            (0, 0),
        ),
        figure(
            "earnings-total",
            earned.map_or_else(|| "—".to_owned(), |one| money(one.total)),
            String::new(),
            statement,
            (0, 0),
        ),
    ]
}

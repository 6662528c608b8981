//! One statement: what it comes to, line by line, what holds lines back, and the steps that can be taken.

use super::around::{self, Tab};
use super::statement_lines::{LineRow, row};
use crate::RIGHT;
use crate::running::{self, read};
use crate::seeing;
use crate::statement::{Done, State, StatementId};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::staff::Staff;
use http::StatusCode;
use kernel::{Level, Money};
use ui::Frame;
use web::{Problem, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/statement.html")]
struct StatementPage {
    frame: Frame,
    tabs: Vec<Tab>,
    href: String,
    id: StatementId,
    can_export: bool,
    state_words: String,
    signal: &'static str,
    revision: i64,
    total: String,
    payable: String,
    is_held: bool,
    note: String,
    history: Vec<String>,
    lines: Vec<LineRow>,
    is_own: bool,
    can_submit: bool,
    can_take_back: bool,
    can_approve: bool,
    can_give_back: bool,
    can_pay: bool,
    wrong: String,
}

/// Shows it.
pub(super) async fn show(visit: Visit, Path(text): Path<String>) -> Result<Response, Problem> {
    drawn(&visit, running::id(&text)?, "").await
}

/// The page, with what is wrong about the note that was sent.
pub(super) async fn drawn(visit: &Visit, id: StatementId, error: &str) -> Result<Response, Problem> {
    let seen = read(visit, move |tx, earning, staff| {
        let shown = seeing::whole(tx, earning, id)?;
        let decides = earning.decides_on(shown.statement.person);
        let words = super::rate_words::Names::of(tx, earning, staff)?;
        let rates = crate::rating::all(tx, earning)?;
        Ok((shown, decides, staff.clone(), earning.clone(), words, rates))
    });
    let (shown, decides, staff, earning, names, rates) = seen.await?;
    let (say, one) = (&visit.say, shown.statement);
    let is = |state: State| one.state == state;
    let is_own = visit.actor().user == Some(one.person);
    let may_write = visit.actor().may(RIGHT, Level::Write);
    let money = |minor| say.money(&Money::new(minor, earning.currency));
    let context = (say, &earning, (&names, rates.as_slice()));
    let title =
        format!("{}, {}", staff.name(one.person).unwrap_or_default(), around::month(say, one.month));
    let page = StatementPage {
        frame: visit.frame_titled(title),
        tabs: around::tabs(say, "/earnings"),
        href: one.href(),
        id: one.id,
        can_export: visit.actor().may(access::EXPORT, Level::Write),
        state_words: around::state(say, one.state).0,
        signal: around::state(say, one.state).1,
        revision: one.revision,
        total: money(shown.total),
        payable: money(shown.payable),
        is_held: shown.total != shown.payable,
        note: one.note.clone(),
        history: [
            ("earnings-was-submitted", one.submitted),
            ("earnings-was-approved", one.approved),
            ("earnings-was-paid", one.paid),
        ]
        .into_iter()
        .filter_map(|(key, done)| history(say, &staff, (key, done)))
        .collect(),
        lines: shown.lines.into_iter().map(|line| row(context, line, &one.href())).collect(),
        is_own,
        can_submit: is(State::Draft) && may_write,
        can_take_back: is(State::Submitted) && may_write,
        can_approve: is(State::Submitted) && decides,
        can_give_back: (is(State::Submitted) || is(State::Approved)) && decides,
        can_pay: is(State::Approved) && decides,
        wrong: if error.is_empty() { String::new() } else { say.t(error) },
    };
    let mut response = web::page(&page)?;
    if !error.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

fn history(say: &Say, staff: &Staff, (key, done): (&str, Done)) -> Option<String> {
    let (by, at) = done?;
    let who =
        by.and_then(|id| staff.name(id)).map(str::to_owned).unwrap_or_else(|| say.t("earnings-console"));
    Some(say.with(key, &[("who", who.into()), ("when", say.date_time(at).into())]))
}

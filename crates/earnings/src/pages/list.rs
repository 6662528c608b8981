//! Statements of those within reach, month by month.

use super::around::{self, Tab};
use crate::month::Month;
use crate::running::read;
use crate::seeing::{self, Listed, Query};
use crate::statement::State;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use kernel::{Cursor, Money, PageSize};
use ui::Frame;
use web::{Form, Problem, Visit};

/// A statement in the list.
struct Row {
    href: String,
    month: String,
    person: String,
    state: (String, &'static str),
    n_lines: i64,
    uncounted: String,
    total: String,
}

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    tabs: Vec<Tab>,
    states: Vec<(String, String, bool)>,
    month: String,
    state: String,
    rows: Vec<Row>,
    next: String,
    is_narrowed: bool,
}

/// Shows them.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let month: Option<Month> = form.text("month").parse().ok();
    let state = State::from_slug(form.text("state"));
    let cursor: Option<Cursor> = form.text("cursor").parse().ok();
    let person = form.text("person").parse().ok();
    let asked = Query { month, state, person };
    let (slice, staff, currency) = read(&visit, move |tx, earning, staff| {
        let slice = seeing::page(tx, earning, asked, (cursor.as_ref(), PageSize::DEFAULT))?;
        Ok((slice, staff.clone(), earning.currency))
    })
    .await?;
    let say = &visit.say;
    let row = |one: Listed| Row {
        href: one.statement.href(),
        month: around::month(say, one.statement.month),
        person: staff.name(one.statement.person).unwrap_or_default().to_owned(),
        state: around::state(say, one.statement.state),
        n_lines: one.n_lines,
        uncounted: match one.n_uncounted {
            0 => String::new(),
            n => say.n("earnings-uncounted", n),
        },
        total: say.money(&Money::new(one.total, currency)),
    };
    let here = ui::address::with_query("/earnings", "month", form.text("month"));
    let all = (say.t("earnings-state-all"), here.clone(), state.is_none());
    let state_tab = |one: State| {
        let href = ui::address::with_query(&here, "state", one.slug());
        (around::state(say, one).0, href, state == Some(one))
    };
    let slug = state.map(State::slug).unwrap_or_default();
    let more = ui::address::with_query(&here, "state", slug);
    let page = ListPage {
        frame: visit.frame("earnings-title"),
        tabs: around::tabs(say, "/earnings"),
        states: std::iter::once(all).chain(State::ALL.map(state_tab)).collect(),
        month: month.map(|month| month.to_string()).unwrap_or_default(),
        state: slug.to_owned(),
        next: slice
            .next
            .map(|cursor| ui::address::with_query(&more, "cursor", &cursor.to_string()))
            .unwrap_or_default(),
        rows: slice.items.into_iter().map(row).collect(),
        is_narrowed: month.is_some() || state.is_some() || person.is_some(),
    };
    web::page(&page)
}

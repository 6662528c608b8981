//! Sellers with what was planned of them in a month and what came of it.

use super::around::{self, Tab};
use super::person::{Figure, figures};
use crate::month::Month;
use crate::planning;
use crate::running::read;
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use kernel::RawId;
use ui::Frame;
use web::{Form, Problem, Visit};

/// A person in the list.
struct Row {
    href: String,
    name: String,
    figures: Vec<Figure>,
}

#[derive(Template)]
#[template(path = "pages/people.html")]
struct PeoplePage {
    frame: Frame,
    tabs: Vec<Tab>,
    month: String,
    month_words: String,
    rows: Vec<Row>,
}

/// Shows those within reach who work here.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let month: Option<Month> = form.text("month").parse().ok();
    let seen = read(&visit, move |tx, earning, _| {
        let month = month.unwrap_or(earning.this_month());
        let working = access::user::all(tx)?.into_iter().filter(|user| user.disabled_at.is_none());
        let people: Vec<(RawId, String)> =
            working.filter(|user| earning.sees(user.id.0)).map(|user| (user.id.0, user.name)).collect();
        let mut all = Vec::new();
        for (id, name) in people {
            all.push((name, planning::progress(tx, earning, (id, month))?));
        }
        Ok((all, month, earning.currency))
    });
    let (all, month, currency) = seen.await?;
    let say = &visit.say;
    let row = |(name, progress): (String, planning::Progress)| Row {
        href: format!("/earnings/people/{}?month={month}", progress.person),
        name,
        figures: figures((say, currency), &progress),
    };
    web::page(&PeoplePage {
        frame: visit.frame("earnings-people"),
        tabs: around::tabs(say, "/earnings/people"),
        month: month.to_string(),
        month_words: around::month(say, month),
        rows: all.into_iter().map(row).collect(),
    })
}

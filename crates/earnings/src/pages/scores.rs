//! Calls and letters of somebody in a month with their scores, and the form by which one is scored.

use super::around::{self, Tab};
use super::person::percent;
use crate::RIGHT;
use crate::check_list::{self, CheckList};
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::running::{self, read};
use crate::scoring::{self, KINDS, Score, Written};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use db::Tx;
use http::StatusCode;
use interactions::{Interaction, InteractionError, InteractionId, reading};
use kernel::{Level, PageSize, RawId};
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, see_with};

/// Calls, and letters, that are offered.
const OFFERED: PageSize = PageSize::DEFAULT;

/// A call or a letter.
struct Row {
    href: String,
    when: String,
    kind: String,
    subject: String,
    scores: Vec<String>,
    score_href: String,
}

#[derive(Template)]
#[template(path = "pages/scores.html")]
struct ScoresPage {
    frame: Frame,
    tabs: Vec<Tab>,
    person: String,
    people: Vec<(String, String)>,
    month: String,
    mean: String,
    rows: Vec<Row>,
    can_score: bool,
}

/// Shows them.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    let month: Option<Month> = asked.text("month").parse().ok();
    let person: RawId = asked.text("person").parse().ok().or(visit.actor().user).unwrap_or_default();
    let say = visit.say.clone();
    let seen = read(&visit, move |tx, earning, staff| {
        let month = month.unwrap_or(earning.this_month());
        let scores = scoring::of(tx, earning, (person, month))?;
        let held = held(tx, earning, (person, month))?;
        let lists = check_list::all(tx, earning)?;
        let kinds = interactions::kind::all(tx)?;
        let word = |slug: &str| kinds.iter().find(|kind| kind.slug == slug).map(|kind| kind.label(&say));
        let row = |one: Interaction| {
            let own = scores.iter().filter(|score| score.interaction == one.id.0);
            Row {
                href: format!("/interactions/{}", one.id),
                when: say.date_time(one.at),
                kind: word(&one.kind).unwrap_or_default(),
                subject: one.subject,
                scores: own.map(|score| told(&say, score, &lists)).collect(),
                score_href: format!("/earnings/scores/new?interaction={}", one.id),
            }
        };
        let rows: Vec<Row> = held.into_iter().map(row).collect();
        let known = staff.people().iter().filter(|(id, _)| earning.sees(*id));
        let people: Vec<_> = known.map(|(id, name)| (id.to_string(), name.clone())).collect();
        Ok((rows, people, scoring::mean_of(&scores), month))
    });
    let (rows, people, mean, month) = seen.await?;
    let is_own = visit.actor().user == Some(person);
    web::page(&ScoresPage {
        frame: visit.frame("earnings-scores"),
        tabs: around::tabs(&visit.say, "/earnings/scores"),
        person: person.to_string(),
        people,
        month: month.to_string(),
        mean: mean.map(|mean| percent(&visit.say, mean)).unwrap_or_default(),
        rows,
        can_score: !is_own && visit.actor().may(RIGHT, Level::Write),
    })
}

fn told(say: &words::Say, score: &Score, lists: &[CheckList]) -> String {
    let list = lists.iter().find(|list| list.id == score.check_list);
    let name = list.map(|list| format!("{}: ", list.name)).unwrap_or_default();
    format!("{name}{}", percent(say, score.score))
}

/// The latest calls and letters of somebody in a month.
fn held(
    tx: &mut Tx<'_>,
    earning: &Earning,
    (person, month): (RawId, Month),
) -> Result<Vec<Interaction>, EarningError> {
    let (from, until) = month.days();
    let mut all = Vec::new();
    for kind in KINDS {
        let query = reading::Query {
            kind: Some(kind.to_owned()),
            responsible: Some(person),
            from: Some(earning.own.start_of(from)),
            before: Some(earning.own.start_of(until)),
            ..reading::Query::default()
        };
        match reading::page(tx, &earning.own.act, &query, (None, OFFERED)) {
            Ok(page) => all.extend(page.items),
            Err(InteractionError::Db(error)) => return Err(error.into()),
            Err(_) => {}
        }
    }
    all.sort_by_key(|one| std::cmp::Reverse((one.at, one.no)));
    Ok(all)
}

#[derive(Template)]
#[template(path = "pages/score.html")]
struct ScorePage {
    frame: Frame,
    tabs: Vec<Tab>,
    interaction: InteractionId,
    when: String,
    subject: String,
    lists: Vec<CheckList>,
    error: String,
}

/// Shows the form.
pub(super) async fn fresh(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let asked = Form::from_encoded(query.as_deref().unwrap_or_default());
    visit.need(RIGHT, Level::Write)?;
    drawn(&visit, running::id(asked.text("interaction"))?, "").await
}

/// Scores one.
pub(super) async fn give(visit: Visit, form: Form) -> Result<Response, Problem> {
    let written = Written {
        interaction: running::id(form.text("interaction"))?,
        check_list: running::id(form.text("check_list"))?,
        done: form.all("done").filter_map(|at| at.parse().ok()).collect(),
        note: form.text("note").to_owned(),
    };
    let id = written.interaction;
    let done =
        running::write(&visit, Level::Write, move |tx, earning| scoring::score(tx, earning, written));
    match done.await {
        Ok(score) => {
            let href = format!("/earnings/scores?person={}", score.person);
            Ok(see_with(&href, &ToastNote::new("earnings-toast-scored")))
        }
        Err(EarningError::Invalid(errors)) => {
            let key = errors.first().map(|error| error.key.clone()).unwrap_or_default();
            drawn(&visit, id, &key).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn drawn(visit: &Visit, id: InteractionId, error: &str) -> Result<Response, Problem> {
    let seen = read(visit, move |tx, earning, _| {
        Ok((scoring::interaction(tx, earning, id)?, check_list::all(tx, earning)?))
    });
    let (one, lists) = seen.await?;
    let page = ScorePage {
        frame: visit.frame("earnings-score-give"),
        tabs: around::tabs(&visit.say, "/earnings/scores"),
        interaction: one.id,
        when: visit.say.date_time(one.at),
        subject: if one.subject.is_empty() { one.text } else { one.subject },
        lists,
        error: if error.is_empty() { String::new() } else { visit.say.t(error) },
    };
    let mut response = web::page(&page)?;
    if !error.is_empty() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

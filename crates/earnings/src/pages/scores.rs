//! Calls and letters of somebody in a month with their scores.

use super::around::{self, Tab};
use super::person::percent;
use crate::RIGHT;
use crate::check_list::{self, CheckList};
use crate::earning::Earning;
use crate::error::EarningError;
use crate::month::Month;
use crate::running::read;
use crate::scoring::{self, KINDS, Score};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use db::Tx;
use interactions::{Interaction, InteractionError, reading};
use kernel::{Level, PageSize, RawId};
use ui::Frame;
use web::{Form, Problem, Visit};

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

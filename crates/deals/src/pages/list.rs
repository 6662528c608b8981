//! `/deals/list`: deals in rows, narrowed down and ordered, and what they add up to.

use super::around::{Around, Look};
use super::asked;
use super::lines::{Line, Pen, amounts};
use crate::listing::{self, State, Sum};
use crate::pipeline::{Pipeline, Reason};
use crate::{RIGHT, arranging, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use kernel::{Cursor, Level, PageSize};
use ui::Frame;
use web::{Form, Fragment, Problem, Visit};
use words::Say;

type Choice = (String, String);

#[derive(Template)]
#[template(path = "pages/list.html")]
struct ListPage {
    frame: Frame,
    around: Around,
    q: String,
    states: Vec<(String, String, bool)>,
    selects: Vec<(&'static str, String, Vec<Choice>, String)>,
    dates: Vec<(&'static str, String, String)>,
    /// The parts of the address that no control shows.
    kept: Vec<Choice>,
    part: Part,
    can_write: bool,
}

#[derive(Template)]
#[template(path = "pages/list_rows.html")]
struct RowsFragment {
    frame: Frame,
    part: Part,
}

#[derive(Template)]
#[template(path = "pages/list_more.html")]
struct MoreFragment {
    frame: Frame,
    part: Part,
}

/// What is drawn anew while one types.
struct Part {
    lines: Vec<Line>,
    next: String,
    sort: String,
    total: String,
    sum: String,
    is_more: bool,
    /// Whether any condition was set.
    is_narrowed: bool,
}

/// What was read.
struct Found {
    lines: Vec<Line>,
    next: Option<Cursor>,
    sum: Sum,
    pipelines: Vec<Pipeline>,
    reasons: Vec<Reason>,
    sources: Vec<String>,
    people: Vec<Choice>,
    teams: Vec<Choice>,
}

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let is_more = fragment.is("more");
    let found = read(&visit, &form, is_more).await?;
    let say = &visit.say;
    let next = found.next.as_ref().map(ToString::to_string);
    let part = Part {
        next: next.map(|at| asked::href("/deals/list", &form, &[("cursor", &at)])).unwrap_or_default(),
        sort: form.filled("sort").unwrap_or("-opened").to_owned(),
        total: say.number(found.sum.n),
        sum: amounts(&found.sum, say),
        lines: found.lines,
        is_more,
        is_narrowed: is_narrowed(&form),
    };
    let frame = Frame { path: asked::href("/deals/list", &form, &[]), ..visit.frame("deals-title") };
    if is_more {
        return web::page(&MoreFragment { frame, part });
    }
    if fragment.is("rows") {
        return web::page(&RowsFragment { frame, part });
    }
    let chosen = found.pipelines.iter().find(|one| Some(one.id) == form.text("pipeline").parse().ok());
    let selects = vec![
        ("pipeline", pipelines(&found.pipelines)),
        ("stage", stages(&found.pipelines, chosen)),
        ("responsible", found.people),
        ("team", found.teams),
        ("source", found.sources.into_iter().map(|one| (one.clone(), one)).collect()),
        ("reason", found.reasons.into_iter().map(|one| (one.id.to_string(), one.name)).collect()),
    ];
    let around = Around { pipelines: Vec::new(), ..Around::new(Look::List, &found.pipelines, chosen, say) };
    web::page(&ListPage {
        frame,
        around,
        states: states(&form, say),
        selects: drawn(selects, &form, say),
        dates: dates(&form, say),
        kept: kept(&form),
        q: form.text("q").to_owned(),
        part,
        can_write: visit.actor().may(RIGHT, Level::Write),
    })
}

async fn read(visit: &Visit, form: &Form, is_more: bool) -> Result<Found, Problem> {
    let (say, form) = (visit.say.clone(), form.clone());
    let found = running::read(visit, move |tx, dealing, staff| {
        let (query, (sort, is_descending)) = (asked::query(&form), asked::order(&form));
        let cursor: Option<Cursor> = form.text("cursor").parse().ok();
        let at = (cursor.as_ref(), PageSize::DEFAULT);
        let slice = listing::page(tx, dealing, (&query, sort, is_descending), at)?;
        let pipelines = arranging::all(tx, dealing)?;
        let people = listing::people(tx, dealing, &slice.items)?;
        let pen = Pen { dealing, say: &say, staff, pipelines: &pipelines, people: &people };
        let lines = slice.items.iter().map(|deal| pen.line(deal)).collect();
        let all = if is_more { Sum::default() } else { listing::total(tx, dealing, &query)? };
        let teams = access::team::all(tx)?.into_iter().map(|team| (team.id.to_string(), team.name));
        Ok(Found {
            lines,
            next: slice.next,
            sum: all,
            reasons: arranging::loss_reasons(tx, dealing)?,
            sources: listing::sources(tx, dealing)?,
            people: super::board::reached(dealing, staff),
            teams: teams.collect(),
            pipelines,
        })
    });
    found.await
}

fn is_narrowed(form: &Form) -> bool {
    let is_condition = |name: &str| !matches!(name, "pipeline" | "sort" | "cursor");
    form.values.iter().any(|(name, value)| is_condition(name) && !value.trim().is_empty())
}

fn pipelines(all: &[Pipeline]) -> Vec<Choice> {
    all.iter().map(|one| (one.id.to_string(), one.name.clone())).collect()
}

/// The stages of the chosen pipeline; of all of them, with their pipeline's name, where none is chosen.
fn stages(all: &[Pipeline], chosen: Option<&Pipeline>) -> Vec<Choice> {
    if chosen.is_some() || all.len() == 1 {
        return super::board::stages(chosen.or(all.first()));
    }
    let named = |one: &Pipeline| {
        let name = one.name.clone();
        let stages =
            one.stages.iter().map(move |stage| (stage.id.to_string(), format!("{name}: {}", stage.name)));
        stages.collect::<Vec<_>>()
    };
    all.iter().flat_map(named).collect()
}

fn drawn(
    selects: Vec<(&'static str, Vec<Choice>)>,
    form: &Form,
    say: &Say,
) -> Vec<(&'static str, String, Vec<Choice>, String)> {
    let offered = selects.into_iter().filter(|(_, choices)| choices.len() > 1);
    let select = |(name, choices): (&'static str, Vec<Choice>)| {
        let label = say.t(&format!("deals-{name}"));
        let any = (String::new(), format!("{label}: {}", say.t("deals-any")));
        let choices = std::iter::once(any).chain(choices).collect();
        (name, label, choices, form.text(name).to_owned())
    };
    offered.map(select).collect()
}

fn states(form: &Form, say: &Say) -> Vec<(String, String, bool)> {
    let now = State::from_slug(form.text("state")).unwrap_or_default();
    let tab = |state: State| {
        let label = say.t(&format!("deals-tab-{}", state.slug()));
        (label, asked::href("/deals/list", form, &[("state", state.slug())]), state == now)
    };
    State::ALL.map(tab).to_vec()
}

fn dates(form: &Form, say: &Say) -> Vec<(&'static str, String, String)> {
    ["opened_from", "opened_before", "closes_from", "closes_before"]
        .map(|name| (name, say.t(&format!("deals-{}", name.replace('_', "-"))), form.text(name).to_owned()))
        .to_vec()
}

fn kept(form: &Form) -> Vec<Choice> {
    const KEPT: [&str; 9] = [
        "state",
        "reached",
        "unassigned",
        "undated",
        "rotting",
        "nowhere",
        "closed_from",
        "closed_before",
        "sort",
    ];
    let filled = KEPT.iter().filter_map(|name| Some(((*name).to_owned(), form.filled(name)?.to_owned())));
    filled.collect()
}

//! `/deals/funnel`: how far deals come, how long they stand, where and why they fall out, beside the days before.

use super::around::{self, Around, Look};
use super::asked;
use crate::deal::Day;
use crate::funnel::{self, Cut, Funnel, Part};
use crate::pipeline::Pipeline;
use crate::{arranging, listing, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use kernel::RawId;
use std::collections::HashMap;
use ui::Frame;
use web::{Form, Problem, Visit};
use words::Say;

type Choice = (String, String);

#[derive(Template)]
#[template(path = "pages/funnel.html")]
struct FunnelPage {
    frame: Frame,
    around: Around,
    from: String,
    to: String,
    selects: Vec<(&'static str, String, Vec<Choice>, String)>,
    cuts: Vec<(String, String, bool)>,
    figures: Vec<(String, String, String, String)>,
    levels: Vec<ShownLevel>,
    gone: Option<ShownGone>,
    parts: Vec<ShownPart>,
    most: i64,
}

/// A stage.
struct ShownLevel {
    name: String,
    n: i64,
    words: String,
    before: String,
    href: String,
    /// The share that came farther, and where those who did are.
    onward: (String, String),
    onward_before: String,
    /// How long they stood here, and where those who did are.
    days: (String, String),
    here: (String, String),
    lost: (String, String),
    /// Why, how many, where they are.
    reasons: Vec<(String, String, String)>,
}

/// The stages that are taken out since, together.
struct ShownGone {
    n: String,
    lost: String,
    /// Why, and how many.
    reasons: Vec<(String, String)>,
}

/// A source, team, seller or month.
struct ShownPart {
    name: String,
    href: String,
    n: String,
    won: (String, String),
    lost: (String, String),
    ratio: (String, String),
    days: (String, String),
}

/// What was read.
struct Found {
    pipelines: Vec<Pipeline>,
    chosen: Option<Pipeline>,
    funnel: Option<Funnel>,
    parts: Vec<Part>,
    days: (Day, Day),
    people: Vec<Choice>,
    teams: Vec<Choice>,
    sources: Vec<Choice>,
    names: HashMap<RawId, String>,
}

/// The addresses of lists that a funnel opens into.
struct Lists<'f> {
    form: &'f Form,
    pipeline: String,
    days: (Day, Day),
}

impl Lists<'_> {
    fn href(&self, own: &[(&str, &str)]) -> String {
        let text = |name: &str| {
            let own = own.iter().find(|(part, _)| *part == name).map(|(_, value)| *value);
            own.unwrap_or_else(|| self.form.text(name)).to_owned()
        };
        let state = own.iter().find(|(part, _)| *part == "state").map_or("all", |(_, value)| value);
        let (from, before) = (asked::written(self.days.0), asked::written(self.days.1));
        let within = |name: &str, otherwise: String| {
            own.iter().find(|(part, _)| *part == name).map_or(otherwise, |(_, value)| (*value).to_owned())
        };
        asked::list(&[
            ("pipeline", self.pipeline.clone()),
            ("state", state.to_owned()),
            ("opened_from", within("opened_from", from)),
            ("opened_before", within("opened_before", before)),
            ("source", text("source")),
            ("nowhere", text("nowhere")),
            ("team", text("team")),
            ("responsible", text("responsible")),
            ("unassigned", text("unassigned")),
            ("stage", text("stage")),
            ("reached", text("reached")),
            ("reason", text("reason")),
        ])
    }
}

/// Shows it.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let cut = Cut::from_slug(form.text("by")).unwrap_or(Cut::Source);
    let found = read(&visit, &form, cut).await?;
    let say = &visit.say;
    let around = Around::new(Look::Funnel, &found.pipelines, found.chosen.as_ref(), say);
    let lists = Lists { form: &form, pipeline: around.pipeline.clone(), days: found.days };
    let levels = match (&found.funnel, &found.chosen) {
        (Some(funnel), Some(pipeline)) => levels(funnel, pipeline, (&lists, say)),
        _ => Vec::new(),
    };
    let figures = found.funnel.as_ref().map(|funnel| figures(funnel, (&lists, say))).unwrap_or_default();
    let select = |name: &'static str, choices: Vec<Choice>| {
        let label = say.t(&format!("deals-{name}"));
        let any = (String::new(), format!("{label}: {}", say.t("deals-any")));
        let choices = std::iter::once(any).chain(choices).collect();
        (name, label, choices, form.text(name).to_owned())
    };
    let cuts = Cut::ALL.map(|one| {
        let label = say.t(&format!("deals-by-{}", one.slug()));
        (label, asked::href("/deals/funnel", &form, &[("by", one.slug())]), one == cut)
    });
    let parts = found.parts.iter().map(|part| shown(part, cut, (&found.names, &lists, say))).collect();
    web::page(&FunnelPage {
        from: asked::written(found.days.0),
        to: asked::written(found.days.1 - 1),
        most: levels.iter().map(|level| level.n).max().unwrap_or(0).max(1),
        selects: vec![
            select("source", found.sources),
            select("team", found.teams),
            select("responsible", found.people),
        ],
        frame: visit.frame("deals-funnel"),
        cuts: cuts.to_vec(),
        around,
        gone: found.funnel.as_ref().and_then(|funnel| gone(funnel, say)),
        figures,
        levels,
        parts,
    })
}

async fn read(visit: &Visit, form: &Form, cut: Cut) -> Result<Found, Problem> {
    let form = form.clone();
    let found = running::read(visit, move |tx, dealing, staff| {
        let pipelines = arranging::all(tx, dealing)?;
        let chosen = around::chosen(&pipelines, &form).cloned();
        let days = asked::days(&form, dealing.today());
        let query = listing::Query { opened: (None, None), ..asked::query(&form) };
        let (mut funnel, mut parts) = (None, Vec::new());
        if let Some(pipeline) = &chosen {
            funnel = Some(funnel::of(tx, dealing, (pipeline, &query), days)?);
            let query = listing::Query { pipeline: Some(pipeline.id), ..query };
            parts = funnel::parts(tx, dealing, (&query, cut), days)?;
        }
        let teams = access::team::all(tx)?;
        let mut names: HashMap<RawId, String> = staff.people().iter().cloned().collect();
        names.extend(teams.iter().map(|team| (team.id.0, team.name.clone())));
        Ok(Found {
            people: super::board::reached(dealing, staff),
            teams: teams.into_iter().map(|team| (team.id.to_string(), team.name)).collect(),
            sources: listing::sources(tx, dealing)?.into_iter().map(|one| (one.clone(), one)).collect(),
            pipelines,
            chosen,
            funnel,
            parts,
            days,
            names,
        })
    });
    found.await
}

fn percent(ratio: Option<f64>, say: &Say) -> String {
    ratio.map_or_else(|| "—".into(), |ratio| say.percent(ratio, 0))
}

fn days(days: Option<f64>, say: &Say) -> String {
    let tenths = days.map(|days| rust_decimal::Decimal::try_from(days).unwrap_or_default().round_dp(1));
    tenths.map_or_else(|| "—".into(), |days| say.with("deals-days", &[("days", say.decimal(&days).into())]))
}

/// Name, value, where it opens, the same of the days before.
fn figures(funnel: &Funnel, (lists, say): (&Lists<'_>, &Say)) -> Vec<(String, String, String, String)> {
    let (now, past) = (&funnel.count, &funnel.before);
    let was = |value: String| say.with("deals-was", &[("value", value.into())]);
    let figure = |key: &str, value: String, state: &str, before: String| {
        (say.t(key), value, lists.href(&[("state", state)]), was(before))
    };
    vec![
        figure("deals-figure-opened", say.number(now.n), "all", say.number(past.n)),
        figure("deals-figure-won", say.number(now.n_won), "won", say.number(past.n_won)),
        figure("deals-figure-lost", say.number(now.n_lost), "lost", say.number(past.n_lost)),
        figure("deals-figure-ratio", percent(now.won_ratio(), say), "won", percent(past.won_ratio(), say)),
        figure("deals-figure-days", days(now.days_to_win, say), "won", days(past.days_to_win, say)),
    ]
}

fn levels(funnel: &Funnel, pipeline: &Pipeline, (lists, say): (&Lists<'_>, &Say)) -> Vec<ShownLevel> {
    let level = |(at, level): (usize, &funnel::Level)| {
        let id = level.stage.to_string();
        let reached = lists.href(&[("reached", &id)]);
        // Beyond the last stage is only what was won.
        let onward = match funnel.levels.get(at + 1).map(|next| next.stage.to_string()) {
            Some(next) => lists.href(&[("reached", &next)]),
            None => lists.href(&[("state", "won")]),
        };
        let reason = |(reason, n): &(Option<crate::ReasonId>, i64)| {
            let name = why(funnel, *reason, say);
            let why = reason.map(|id| id.to_string()).unwrap_or_default();
            (name, say.number(*n), lists.href(&[("state", "lost"), ("stage", &id), ("reason", &why)]))
        };
        ShownLevel {
            name: pipeline.stage(level.stage).map(|stage| stage.name.clone()).unwrap_or_default(),
            n: level.n_reached,
            words: say.number(level.n_reached),
            before: say.with("deals-was", &[("value", say.number(level.n_reached_before).into())]),
            onward: (percent(level.onward_ratio, say), onward),
            onward_before: say
                .with("deals-was", &[("value", percent(level.onward_ratio_before, say).into())]),
            days: (days(level.days, say), reached.clone()),
            href: reached,
            here: (say.number(level.n_here), lists.href(&[("state", "open"), ("stage", &id)])),
            lost: (say.number(level.n_lost), lists.href(&[("state", "lost"), ("stage", &id)])),
            reasons: level.losses.iter().map(reason).collect(),
        }
    };
    funnel.levels.iter().enumerate().map(level).collect()
}

fn why(funnel: &Funnel, reason: Option<crate::ReasonId>, say: &Say) -> String {
    let name = reason.and_then(|id| funnel.reasons.iter().find(|(known, _)| *known == id));
    name.map_or_else(|| say.t("deals-reason-none"), |(_, name)| name.clone())
}

/// What was on stages that are taken out; nothing when nothing was.
fn gone(funnel: &Funnel, say: &Say) -> Option<ShownGone> {
    let gone = Some(&funnel.gone).filter(|gone| gone.n_reached > 0 || gone.n_lost > 0)?;
    let reason = |(reason, n): &(Option<crate::ReasonId>, i64)| (why(funnel, *reason, say), say.number(*n));
    Some(ShownGone {
        n: say.number(gone.n_reached),
        lost: say.number(gone.n_lost),
        reasons: gone.losses.iter().map(reason).collect(),
    })
}

fn shown(
    part: &Part,
    cut: Cut,
    (names, lists, say): (&HashMap<RawId, String>, &Lists<'_>, &Say),
) -> ShownPart {
    let id = part.id.map(|id| id.to_string()).unwrap_or_default();
    let month = part.month.map(asked::month).unwrap_or_default();
    // The days of the month, cut to the days that are looked at.
    let (from, before) = (asked::written(lists.days.0), asked::written(lists.days.1));
    let within = (month.0.max(from), month.1.min(before));
    let own: Vec<(&str, &str)> = match cut {
        Cut::Source if part.text.is_empty() => vec![("nowhere", "1")],
        Cut::Source => vec![("source", &part.text)],
        Cut::Team => vec![("team", &id)],
        Cut::Seller if id.is_empty() => vec![("unassigned", "1")],
        Cut::Seller => vec![("responsible", &id)],
        Cut::Month => vec![("opened_from", &within.0), ("opened_before", &within.1)],
    };
    let href = |state: &str| {
        let parts: Vec<(&str, &str)> = own.iter().copied().chain([("state", state)]).collect();
        lists.href(&parts)
    };
    let name = match (cut, part.month) {
        (Cut::Source, _) => part.text.clone(),
        (_, Some(month)) => say.month(month),
        _ => part.id.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
    };
    ShownPart {
        name: if name.is_empty() { say.t("deals-unknown") } else { name },
        href: href("all"),
        n: say.number(part.count.n),
        won: (say.number(part.count.n_won), href("won")),
        lost: (say.number(part.count.n_lost), href("lost")),
        ratio: (percent(part.count.won_ratio(), say), href("won")),
        days: (days(part.count.days_to_win, say), href("won")),
    }
}

//! `/deals/{id}`: one deal with what is sold, the stages it stood in, and what can be done to it.

use super::lines::{Line, Pen};
use crate::deal::DealId;
use crate::listing::{self, Whole};
use crate::pipeline::{Pipeline, Reason};
use crate::store::reasons;
use crate::{Dealing, RIGHT, arranging, dealing, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::staff::Staff;
use kernel::{Level, Money};
use rust_decimal::Decimal;
use ui::Frame;
use web::{Fragment, Problem, Visit};
use words::Say;

#[derive(Template)]
#[template(path = "pages/deal.html")]
struct DealPage {
    frame: Frame,
    d: Shown,
}

#[derive(Template)]
#[template(path = "pages/deal_drawer.html")]
struct DealDrawer {
    frame: Frame,
    d: Shown,
}

/// What both show.
struct Shown {
    line: Line,
    pipeline: String,
    /// Name, `done`, `now` or `later`.
    path: Vec<(String, &'static str)>,
    stages: Vec<(String, String)>,
    reasons: Vec<(String, String)>,
    lost_for: String,
    closed_note: String,
    note: String,
    /// Name, where its product is, quantity, price, sum.
    lines: Vec<(String, String, String, String, String)>,
    steps: Vec<ShownStep>,
    can_write: bool,
    needs_note: bool,
}

/// A stage of the history.
struct ShownStep {
    name: String,
    since: String,
    lasted: String,
    who: String,
    note: String,
}

/// Shows it.
pub(super) async fn show(
    visit: Visit,
    fragment: Fragment,
    Path(text): Path<String>,
) -> Result<Response, Problem> {
    let id: DealId = running::id(&text)?;
    let say = visit.say.clone();
    let can_write = visit.actor().may(RIGHT, Level::Write);
    let shown = running::read(&visit, move |tx, dealing, staff| {
        let whole = listing::whole(tx, dealing, id)?;
        let pipelines = arranging::all(tx, dealing)?;
        let people = listing::people(tx, dealing, std::slice::from_ref(&whole.deal))?;
        let (all, names) = (reasons::all(tx)?, reasons::names(tx)?);
        let pen = Pen { dealing, say: &say, staff, pipelines: &pipelines, people: &people };
        let line = pen.line(&whole.deal);
        let closure = whole.deal.closure.as_ref();
        let lost_for = closure.and_then(|one| one.reason).and_then(|id| names.get(&id).cloned());
        let pipeline = dealing::pipeline(tx, whole.deal.pipeline).ok();
        Ok(Shown {
            lost_for: lost_for.unwrap_or_default(),
            closed_note: closure.map(|one| one.note.clone()).unwrap_or_default(),
            note: whole.deal.note.clone(),
            lines: lines(&whole, &say),
            steps: steps(&whole, dealing, (staff, &say)),
            path: path(pipeline.as_ref(), &whole),
            stages: super::board::stages(pipeline.as_ref()),
            needs_note: notes_needed(pipeline.as_ref()),
            reasons: choices(all, &say),
            pipeline: pipeline.map(|one| one.name).unwrap_or_default(),
            can_write,
            line,
        })
    });
    let d = shown.await?;
    let frame = visit.frame_titled(d.line.title.clone());
    if fragment.is("drawer") || fragment.is("dialog") {
        web::page(&DealDrawer { frame, d })
    } else {
        web::page(&DealPage { frame, d })
    }
}

fn notes_needed(pipeline: Option<&Pipeline>) -> bool {
    let stages = pipeline.map(|one| one.stages.as_slice()).unwrap_or_default();
    stages.iter().any(|stage| stage.handing.is_some())
}

fn choices(all: Vec<Reason>, say: &Say) -> Vec<(String, String)> {
    let none = (String::new(), say.t("deals-reason-choose"));
    std::iter::once(none).chain(all.into_iter().map(|one| (one.id.to_string(), one.name))).collect()
}

fn path(pipeline: Option<&Pipeline>, whole: &Whole) -> Vec<(String, &'static str)> {
    let Some(pipeline) = pipeline else { return Vec::new() };
    let here = pipeline.place(whole.deal.stage);
    let is_won = whole.deal.closure.as_ref().is_some_and(|one| one.is_won);
    let state = |at: usize| match here {
        _ if is_won => "done",
        Some(here) if at < here => "done",
        Some(here) if at == here => "now",
        _ => "later",
    };
    pipeline.stages.iter().enumerate().map(|(at, stage)| (stage.name.clone(), state(at))).collect()
}

fn lines(whole: &Whole, say: &Say) -> Vec<(String, String, String, String, String)> {
    let money = |minor: i64| say.money(&Money::new(minor, whole.deal.currency));
    let line = |line: &crate::Line| {
        let quantity = say.decimal(&Decimal::new(line.quantity, 3).normalize());
        let product = line.product.map(|id| format!("/products/{id}")).unwrap_or_default();
        (line.name.clone(), product, quantity, money(line.price), money(line.sum().unwrap_or(0)))
    };
    whole.lines.iter().map(line).collect()
}

/// The newest first.
fn steps(whole: &Whole, dealing: &Dealing, (staff, say): (&Staff, &Say)) -> Vec<ShownStep> {
    let now = dealing.act.setting.now();
    let step = |step: &crate::Step| ShownStep {
        name: step.name.clone(),
        since: say.date_time(step.entered_at),
        lasted: say.duration_secs((step.left_at.unwrap_or(now) - step.entered_at) / 1000),
        who: step.by.and_then(|id| staff.name(id)).unwrap_or_default().to_owned(),
        note: step.note.clone(),
    };
    whole.steps.iter().rev().map(step).collect()
}

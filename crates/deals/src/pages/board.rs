//! `/deals`: the board of a pipeline; a card is carried by mouse, finger or keys, and without script by a choice.

use super::around::{self, Around, Look};
use super::asked;
use super::lines::{Line, Pen, amounts};
use crate::board::{self, FIRST_CARDS};
use crate::deal::Deal;
use crate::error::DealError;
use crate::pipeline::{Pipeline, StageId};
use crate::{Dealing, RIGHT, arranging, listing, running};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use customers::staff::Staff;
use db::Tx;
use kernel::{Cursor, Level, PageSize};
use ui::Frame;
use ui::address::with_query;
use web::{Form, Fragment, Problem, Visit, see};
use words::Say;

#[derive(Template)]
#[template(path = "pages/board.html")]
struct BoardPage {
    frame: Frame,
    around: Around,
    columns: Vec<Column>,
    stages: Vec<(String, String)>,
    people: Vec<(String, String)>,
    person: String,
    q: String,
    can_write: bool,
    can_arrange: bool,
    is_empty: bool,
}

#[derive(Template)]
#[template(path = "pages/board_more.html")]
struct MoreFragment {
    frame: Frame,
    column: Column,
    stages: Vec<(String, String)>,
    can_write: bool,
}

/// One stage.
struct Column {
    id: String,
    name: String,
    probability: String,
    n: String,
    sum: String,
    lines: Vec<Line>,
    next: String,
    list: String,
}

/// What was read.
struct Found {
    pipelines: Vec<Pipeline>,
    chosen: Option<Pipeline>,
    columns: Vec<(board::Column, Vec<Line>)>,
    people: Vec<(String, String)>,
}

/// Shows the board.
pub(super) async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let (say, asked) = (visit.say.clone(), form.clone());
    found_first(&visit).await?;
    let found = running::read(&visit, move |tx, dealing, staff| {
        let pipelines = arranging::all(tx, dealing)?;
        let chosen = around::chosen(&pipelines, &asked).cloned();
        let columns = match &chosen {
            Some(pipeline) => board::of(tx, dealing, (pipeline, &asked::query(&asked)))?,
            None => Vec::new(),
        };
        let deals: Vec<Deal> = columns.iter().flat_map(|one| one.cards.items.iter().cloned()).collect();
        let people = listing::people(tx, dealing, &deals)?;
        let pen = Pen { dealing, say: &say, staff, pipelines: &pipelines, people: &people };
        let drawn = columns.into_iter().map(|column| {
            let lines = column.cards.items.iter().map(|deal| pen.line(deal)).collect();
            (column, lines)
        });
        Ok(Found { columns: drawn.collect(), people: reached(dealing, staff), chosen, pipelines })
    });
    let found = found.await?;
    let say = &visit.say;
    let pipeline = found.chosen.as_ref();
    let columns: Vec<Column> =
        found.columns.into_iter().filter_map(|one| Some(drawn(pipeline?, one, &form, say))).collect();
    web::page(&BoardPage {
        frame: visit.frame("deals-title"),
        around: Around::new(Look::Board, &found.pipelines, pipeline, say),
        stages: stages(pipeline),
        is_empty: columns.iter().all(|column| column.lines.is_empty()),
        columns,
        people: found.people,
        person: form.text("responsible").to_owned(),
        q: form.text("q").to_owned(),
        can_write: visit.actor().may(RIGHT, Level::Write),
        can_arrange: visit.actor().may(RIGHT, Level::Arrange),
    })
}

/// A firm gets its first pipeline when somebody who may write looks for the first time.
async fn found_first(visit: &Visit) -> Result<(), Problem> {
    if !visit.actor().may(RIGHT, Level::Write) {
        return Ok(());
    }
    let is_there = running::read(visit, |tx, dealing, _| Ok(!arranging::all(tx, dealing)?.is_empty()));
    if !is_there.await? {
        running::write(visit, Level::Write, arranging::first).await?;
    }
    Ok(())
}

/// Those whose deals the actor may look at, when there are several.
pub(super) fn reached(dealing: &Dealing, staff: &Staff) -> Vec<(String, String)> {
    let is_reached = |id: &kernel::RawId| match dealing.act.actor.sight.reach(RIGHT) {
        kernel::Reach::All => true,
        kernel::Reach::Of(people) => people.contains(id),
        kernel::Reach::Stage(_) => true,
    };
    let people: Vec<_> = staff.people().iter().filter(|(id, _)| is_reached(id)).collect();
    if people.len() < 2 {
        return Vec::new();
    }
    people.into_iter().map(|(id, name)| (id.to_string(), name.clone())).collect()
}

pub(super) fn stages(pipeline: Option<&Pipeline>) -> Vec<(String, String)> {
    let all = pipeline.map(|one| one.stages.as_slice()).unwrap_or_default();
    all.iter().map(|stage| (stage.id.to_string(), stage.name.clone())).collect()
}

fn drawn(
    pipeline: &Pipeline,
    (column, lines): (board::Column, Vec<Line>),
    form: &Form,
    say: &Say,
) -> Column {
    let stage = pipeline.stage(column.stage);
    let id = column.stage.to_string();
    Column {
        name: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
        probability: stage.map(|stage| say.percent(ratio(stage.probability), 0)).unwrap_or_default(),
        n: say.number(column.sum.n),
        sum: amounts(&column.sum, say),
        next: next(form, &id, column.cards.next.as_ref()),
        list: asked::list(&[("stage", id.clone()), ("responsible", form.text("responsible").to_owned())]),
        lines,
        id,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a whole percent")]
pub(super) fn ratio(percent: i64) -> f64 {
    percent as f64 / 100.0
}

fn next(form: &Form, stage: &str, cursor: Option<&Cursor>) -> String {
    let Some(cursor) = cursor else { return String::new() };
    let mut path = with_query("/deals/column", "stage", stage);
    for name in ["pipeline", "responsible", "q"] {
        if let Some(value) = form.filled(name) {
            path = with_query(&path, name, value);
        }
    }
    with_query(&path, "cursor", &cursor.to_string())
}

/// The next cards of a stage; without script the list of its deals.
pub(super) async fn further(
    visit: Visit,
    fragment: Fragment,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let form = Form::from_encoded(query.as_deref().unwrap_or_default());
    let stage: StageId = form.text("stage").parse().map_err(|_| Problem::missing())?;
    if !fragment.is("more") {
        return Ok(see(&asked::list(&[
            ("stage", stage.to_string()),
            ("responsible", form.text("responsible").to_owned()),
        ])));
    }
    let (say, asked) = (visit.say.clone(), form.clone());
    let found = running::read(&visit, move |tx, dealing, staff| {
        further_of(tx, dealing, (staff, &say), (stage, &asked))
    });
    let (pipeline, lines, cursor) = found.await?;
    let column = Column {
        id: stage.to_string(),
        name: String::new(),
        probability: String::new(),
        n: String::new(),
        sum: String::new(),
        lines,
        next: next(&form, &stage.to_string(), cursor.as_ref()),
        list: String::new(),
    };
    let can_write = visit.actor().may(RIGHT, Level::Write);
    let stages = stages(Some(&pipeline));
    web::page(&MoreFragment { frame: visit.frame("deals-title"), column, stages, can_write })
}

fn further_of(
    tx: &mut Tx<'_>,
    dealing: &Dealing,
    (staff, say): (&Staff, &Say),
    (stage, form): (StageId, &Form),
) -> Result<(Pipeline, Vec<Line>, Option<Cursor>), DealError> {
    let pipelines = arranging::all(tx, dealing)?;
    let pipeline = pipelines.iter().find(|one| one.stage(stage).is_some()).ok_or(DealError::Missing)?;
    let cursor: Option<Cursor> = form.text("cursor").parse().ok();
    let query = listing::Query { stage: None, ..asked::query(form) };
    let size = PageSize::clamped(FIRST_CARDS * 2);
    let slice = board::further(tx, dealing, (stage, &query), (cursor.as_ref(), size))?;
    let people = listing::people(tx, dealing, &slice.items)?;
    let pen = Pen { dealing, say, staff, pipelines: &pipelines, people: &people };
    let lines = slice.items.iter().map(|deal| pen.line(deal)).collect();
    Ok((pipeline.clone(), lines, slice.next))
}

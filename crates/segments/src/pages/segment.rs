//! One segment: who is in it, and who came and went.

use super::preview::Preview;
use crate::engine::Engine;
use crate::error::SegmentError;
use crate::segment::{Members, Segment, SegmentId};
use crate::store::moves::{Day, Move};
use crate::wording::Glossary;
use crate::{RIGHT, keeping, moving, running};
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use customers::{Act, listing};
use db::Tx;
use kernel::Level;
use ui::Frame;
use web::{Problem, ToastNote, Visit};
use words::Say;

/// Movements that are shown.
const N_MOVES: usize = 50;

/// Width and height of the picture in its own units.
const PLOT: (i64, i64) = (720, 120);

#[derive(Template)]
#[template(path = "pages/segment.html")]
struct SegmentPage {
    frame: Frame,
    segment: Segment,
    is_fixed: bool,
    preview: Preview,
    share: String,
    bars: Vec<Bar>,
    days: Vec<DayLine>,
    moves: Vec<MoveLine>,
    may_write: bool,
}

/// One day in the picture: members, in its own units.
struct Bar {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
    words: String,
}

/// One day in the table.
struct DayLine {
    day: String,
    n: i64,
    n_in: i64,
    n_out: i64,
}

/// Somebody who moved.
struct MoveLine {
    name: String,
    href: String,
    is_in: bool,
    at: String,
}

fn read(
    tx: &mut Tx<'_>,
    (act, engine): (&Act, &Engine),
    id: SegmentId,
    say: &Say,
) -> Result<(Segment, Preview, Vec<Day>, Vec<MoveLine>), SegmentError> {
    let segment = keeping::get(tx, act, id)?;
    let glossary = Glossary::read(tx, act, engine.happenings(), say)?;
    let mut preview = Preview::of(tx, (act, engine), (&segment.meant(), &glossary), say)?;
    preview.words = segment.members.condition().map(|one| glossary.tell(one)).unwrap_or_default();
    let days = moving::days(tx, act, engine, (id, moving::SHOWN_DAYS))?;
    let moves = moving::moves(tx, act, id, (i64::MAX, N_MOVES))?;
    let moves = named(tx, act, &moves, say)?;
    Ok((segment, preview, days, moves))
}

/// Movements with the names of those whom the actor sees; of others nothing is told.
fn named(tx: &mut Tx<'_>, act: &Act, moves: &[Move], say: &Say) -> Result<Vec<MoveLine>, SegmentError> {
    let numbers: Vec<i64> = moves.iter().map(|one| one.customer).collect();
    let briefs = listing::briefs(tx, act, &numbers)?;
    let line = |one: &Move| {
        let brief = briefs.iter().find(|brief| brief.no == one.customer)?;
        let (name, href) = (brief.name.clone(), format!("/customers/{}", brief.id));
        Some(MoveLine { name, href, is_in: one.is_in, at: say.ago(act.setting.now(), one.at) })
    };
    Ok(moves.iter().filter_map(line).collect())
}

/// Shows it.
pub(crate) async fn show(visit: Visit, Path(id): Path<SegmentId>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Read)?;
    let say = visit.say.clone();
    let found = running::read(&visit, move |tx, act, engine| read(tx, (act, engine), id, &say)).await?;
    let (segment, preview, days, moves) = found;
    web::page(&SegmentPage {
        frame: visit.frame_titled(segment.name.clone()),
        is_fixed: segment.members == Members::Fixed,
        share: preview.share(&visit.say),
        bars: bars(&days, &visit.say),
        days: days.iter().rev().map(|day| line(day, &visit.say)).collect(),
        moves,
        preview,
        segment,
        may_write: visit.actor().may(RIGHT, Level::Write),
    })
}

fn line(day: &Day, say: &Say) -> DayLine {
    DayLine { day: date(day.day, say), n: day.n, n_in: day.n_in, n_out: day.n_out }
}

/// A day of the firm, which the speaker's zone must not turn into its neighbour.
fn date(day: i64, say: &Say) -> String {
    let day = jiff::civil::Date::constant(1970, 1, 1).checked_add(jiff::Span::new().days(day));
    let kind = fields::kinds::find("date");
    day.ok()
        .zip(kind)
        .map(|(day, kind)| kind.show(&day.to_string(), &fields::Settings::NONE, say))
        .unwrap_or_default()
}

/// A bar per day that was counted, in its place among the days shown; bars begin at zero.
fn bars(days: &[Day], say: &Say) -> Vec<Bar> {
    let most = days.iter().map(|day| day.n).max().unwrap_or(0).max(1);
    let Some(last) = days.last().map(|day| day.day) else { return Vec::new() };
    let width = PLOT.0 / moving::SHOWN_DAYS;
    let bar = |day: &Day| {
        let height = (day.n * PLOT.1 / most).max(1);
        let words = format!("{}: {}", date(day.day, say), say.number(day.n));
        Bar {
            x: PLOT.0 - (last - day.day + 1) * width,
            y: PLOT.1 - height,
            width: width - 1,
            height,
            words,
        }
    };
    days.iter().map(bar).collect()
}

/// Counts it now.
pub(crate) async fn recount(visit: Visit, Path(id): Path<SegmentId>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    running::write(&visit, move |tx, act, engine| moving::recount(tx, act, engine, id)).await??;
    Ok(web::see_with(&format!("/segments/{id}"), &ToastNote::new("segments-counted")))
}

/// Removes it.
pub(crate) async fn remove(visit: Visit, Path(id): Path<SegmentId>) -> Result<Response, Problem> {
    visit.need(RIGHT, Level::Write)?;
    let segment = running::write(&visit, move |tx, act, _| keeping::remove(tx, act, id)).await??;
    Ok(web::see_with("/segments", &ToastNote::new("segments-removed").name(segment.name)))
}

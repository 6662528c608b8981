//! `/dashboard/arrange`: choosing tiles, their order and their width.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{Form, Problem, ToastNote, Visit, page, see, see_with};

use crate::dashboard::{self, Dashboard, DashboardError, Tile, Width};
use crate::letters::{self, Every};
use crate::list;

#[derive(Template)]
#[template(path = "pages/arrange.html")]
struct ArrangePage {
    frame: Frame,
    tiles: Vec<Line>,
    choices: Vec<(String, String)>,
    /// How often it comes by letter, and what there is to choose.
    every: &'static str,
    letters: Vec<(String, String)>,
}

/// A tile in the list.
struct Line {
    at: usize,
    title: String,
    is_whole: bool,
    parameters: String,
}

/// Draws the list.
pub(crate) async fn shown(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let actor = visit.actor().clone();
    let reading = visit
        .app
        .db
        .reading(move |tx| Ok::<_, DashboardError>((dashboard::of(tx, &actor)?, letters::of(tx, &actor)?)));
    let (board, every) = reading.await?;
    let title = |slug: &str| visit.say.t(&format!("analytics-{slug}-title"));
    let line = |(at, tile): (usize, &Tile)| Line {
        at,
        title: title(&tile.analysis),
        is_whole: tile.width == Width::Whole,
        parameters: tile
            .parameters
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join(", "),
    };
    let tiles = board.tiles.iter().enumerate().map(line).collect();
    let choices =
        list().iter().map(|analysis| (analysis.slug().to_owned(), title(analysis.slug()))).collect();
    let named = |every: Every| {
        (every.slug().to_owned(), visit.say.t(&format!("analytics-letters-{}", every.slug())))
    };
    let letters = Every::ALL.map(named).to_vec();
    page(&ArrangePage {
        frame: visit.frame("analytics-arrange"),
        tiles,
        choices,
        every: every.slug(),
        letters,
    })
}

/// Moves, widens or removes one tile.
pub(crate) async fn arranged(visit: Visit, form: Form) -> Result<Response, Problem> {
    let at = form.text("at").parse::<usize>().unwrap_or(usize::MAX);
    let deed = form.text("do").to_owned();
    changed(&visit, move |tiles| {
        if at >= tiles.len() {
            return;
        }
        match deed.as_str() {
            "up" if at > 0 => tiles.swap(at - 1, at),
            "down" if at + 1 < tiles.len() => tiles.swap(at, at + 1),
            "remove" => drop(tiles.remove(at)),
            "width" => {
                if let Some(tile) = tiles.get_mut(at) {
                    tile.width = if tile.width == Width::Whole { Width::Half } else { Width::Whole };
                }
            }
            _ => {}
        }
    })
    .await?;
    Ok(see("/dashboard/arrange"))
}

/// Puts an analysis on the dashboard, as it stands.
pub(crate) async fn added(visit: Visit, form: Form) -> Result<Response, Problem> {
    let parameters: BTreeMap<String, String> = form
        .values
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("param.")?.to_owned(), value.clone())))
        .collect();
    let analysis = form.text("analysis").to_owned();
    changed(&visit, move |tiles| {
        tiles.push(Tile { analysis, parameters, picture: 0, width: Width::Half });
    })
    .await?;
    Ok(see_with("/dashboard", &ToastNote::new("analytics-tile-added")))
}

/// Puts it back to what it was on the first day.
pub(crate) async fn reset(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    visit.app.db.writing(move |tx| dashboard::reset(tx, (&setting, &actor))).await?;
    Ok(see("/dashboard"))
}

/// Has it sent by letter so often.
pub(crate) async fn lettered(visit: Visit, form: Form) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let every = Every::find(form.text("every")).ok_or_else(|| Problem::unreadable("every"))?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let zone = visit.app.firm().zone.clone();
    visit.app.db.writing(move |tx| letters::set(tx, (&setting, &actor), (every, &zone))).await?;
    Ok(see_with("/dashboard/arrange", &ToastNote::new("analytics-letters-kept")))
}

async fn changed(
    visit: &Visit,
    change: impl FnOnce(&mut Vec<Tile>) + Send + 'static,
) -> Result<Dashboard, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let (setting, actor) = (visit.app.setting.clone(), visit.actor().clone());
    let kept = visit.app.db.writing(move |tx| {
        let mut board = dashboard::of(tx, &actor)?;
        change(&mut board.tiles);
        dashboard::arrange(tx, (&setting, &actor), board.tiles, None)
    });
    Ok(kept.await?)
}

impl From<DashboardError> for Problem {
    fn from(error: DashboardError) -> Self {
        match error {
            DashboardError::Forbidden => Self::forbidden(),
            DashboardError::Outdated => Self::outdated(),
            DashboardError::Invalid(errors) => Self::invalid(errors),
            DashboardError::Db(error) => error.into(),
        }
    }
}

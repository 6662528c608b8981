//! `/dashboard`: the tiles of whoever looks.

use askama::Template;
use axum::response::Response;
use kernel::Level;
use ui::Frame;
use web::{Problem, Visit, page};

use super::analysis::encoded;
use super::drawing::{HALF, WIDE, look, shown as pictured};
use crate::asking::{Asked, made};
use crate::dashboard::{self, Tile, Width};
use crate::find;

#[derive(Template)]
#[template(path = "pages/dashboard.html")]
struct DashboardPage {
    frame: Frame,
    tiles: Vec<Shown>,
}

/// A tile as it is drawn.
struct Shown {
    title: String,
    says: String,
    href: String,
    svg: String,
    is_whole: bool,
}

/// Draws them.
pub(crate) async fn shown(visit: Visit) -> Result<Response, Problem> {
    visit.need(crate::RIGHT, Level::Read)?;
    let actor = visit.actor().clone();
    let board = visit.app.db.reading(move |tx| dashboard::of(tx, &actor)).await?;
    let mut tiles = Vec::with_capacity(board.tiles.len());
    for tile in &board.tiles {
        tiles.extend(drawn(&visit, tile).await?);
    }
    page(&DashboardPage { frame: visit.frame("analytics-dashboard"), tiles })
}

/// One tile; none of an analysis that is gone.
async fn drawn(visit: &Visit, tile: &Tile) -> Result<Option<Shown>, Problem> {
    let Ok(analysis) = find(&tile.analysis) else { return Ok(None) };
    let asked = Asked { analysis, given: tile.parameters.clone(), window: None };
    let slug = analysis.slug();
    let is_whole = tile.width == Width::Whole;
    let href = format!("/analytics/{slug}?{}", encoded(&asked));
    let title = visit.say.t(&format!("analytics-{slug}-title"));
    let made = match made(visit, asked.clone()).await? {
        Ok(made) => made,
        Err(error) => {
            let says = super::analysis::told(&error, analysis, &visit.say);
            return Ok(Some(Shown { title, says, href, svg: String::new(), is_whole }));
        }
    };
    let shown = pictured(&made, &asked, (&visit.say, visit.app.firm().currency));
    let look = look(&visit.say, if is_whole { WIDE + HALF / 2.0 } else { HALF });
    let drawing = shown.drawings.get(usize::from(tile.picture)).or(shown.drawings.first());
    let svg = drawing.map(|drawing| drawing.plot.draw(&look).page()).unwrap_or_default();
    Ok(Some(Shown { title, says: shown.says, href, svg, is_whole }))
}

//! The dashboard as one picture and as a document: for letters, for paper, for whoever does not sign in.

use customers::{Desk, Happenings};
use db::Tx;
use kernel::{Actor, Level};
use plots::{HALF, Item, Report, WHOLE};
use web::App;
use words::Say;

use crate::dashboard::{self, DashboardError, Tile, Width};
use crate::pages::{drawing_look, pictured};
use crate::{Analyst, AnalyzeError, Asked, find};

/// The kinds of file that a dashboard is sent as, each with its media type.
pub(crate) const KINDS: [(&str, &str); 2] = [("pdf", "application/pdf"), ("png", "image/png")];

/// What dashboards are drawn with outside of a visit.
pub(crate) struct Reporter<'a> {
    app: &'a App,
    analyst: Analyst,
    happenings: Happenings,
    desk: Desk,
}

impl<'a> Reporter<'a> {
    /// Of a house.
    pub(crate) fn of(app: &'a App) -> Self {
        Self {
            app,
            analyst: app.offer::<Analyst>().cloned().unwrap_or_default(),
            happenings: app.offer::<Happenings>().cloned().unwrap_or_default(),
            desk: app.offer::<Desk>().cloned().unwrap_or_default(),
        }
    }

    /// The dashboard of a person, with what they may see, in their language.
    ///
    /// # Errors
    /// [`DashboardError::Forbidden`] without the right to read analyses.
    pub(crate) fn report(
        &self,
        tx: &mut Tx<'_>,
        actor: &Actor,
        say: &Say,
    ) -> Result<Report, DashboardError> {
        if !actor.may(crate::RIGHT, Level::Read) {
            return Err(DashboardError::Forbidden);
        }
        let board = dashboard::of(tx, actor)?;
        let mut items = Vec::with_capacity(board.tiles.len());
        for tile in &board.tiles {
            items.extend(self.item(tx, (actor, say), tile)?);
        }
        let day = say.date(self.app.setting.now());
        let firm = self.app.firm().name.clone();
        let note = if firm.is_empty() { day } else { format!("{firm}, {day}") };
        Ok(Report { title: say.t("analytics-dashboard"), note, items })
    }

    /// One tile; none of an analysis that is gone.
    fn item(
        &self,
        tx: &mut Tx<'_>,
        (actor, say): (&Actor, &Say),
        tile: &Tile,
    ) -> Result<Option<Item>, DashboardError> {
        let Ok(analysis) = find(&tile.analysis) else { return Ok(None) };
        let asked = Asked { analysis, given: tile.parameters.clone(), window: None };
        let title = say.t(&format!("analytics-{}-title", analysis.slug()));
        let is_whole = tile.width == Width::Whole;
        let firm = self.app.firm();
        let act = self.desk.act(tx, (&self.app.setting, actor), &firm)?;
        let made = match self.analyst.make(tx, (&act, &self.happenings), &asked) {
            Ok(made) => made,
            Err(AnalyzeError::Forbidden) => return Err(DashboardError::Forbidden),
            Err(AnalyzeError::Db(error)) => return Err(error.into()),
            Err(other) => {
                return Ok(Some(Item { title, says: other.say(say), picture: None, is_whole }));
            }
        };
        let shown = pictured(&made, &asked, (say, firm.currency));
        let look = drawing_look(say, if is_whole { WHOLE } else { HALF });
        let drawing = shown.drawings.get(usize::from(tile.picture)).or(shown.drawings.first());
        let picture = drawing.map(|drawing| drawing.plot.draw(&look));
        Ok(Some(Item { title, says: shown.says, picture, is_whole }))
    }
}

/// A report as a file of a kind, with its media type; `None` for a kind that is none or a picture too large to be drawn.
pub(crate) fn file(report: &Report, kind: &str) -> Option<(&'static str, Vec<u8>)> {
    let (_, media_type) = KINDS.iter().find(|(own, _)| *own == kind)?;
    let bytes = if kind == "pdf" { report.pdf() } else { report.png() };
    Some((media_type, bytes?))
}
